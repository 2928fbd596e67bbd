"""One table of a pack file, read field by field; whatever is wrong is said in Chinese with its place."""

import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from auditor.policy.pack import NOT_NUMBERS, Certainty, Number

_Word = TypeVar("_Word", bound=StrEnum)
_MOST_DIGITS = 9
_MOST_PLACES = 4


class PackError(Exception):
    """A pack that cannot be used; the message is for the user."""


class Table:
    """A table whose fields are asked for by name; ``done`` refuses those that nobody asked for."""

    def __init__(self, values: object, where: str) -> None:
        if not isinstance(values, Mapping):
            raise PackError(f"{where}应为一张表")
        self._values: Mapping[str, Any] = values
        self._asked: set[str] = set()
        self.where = where

    def has(self, name: str) -> bool:
        """Whether the field is there."""
        return name in self._values

    def text(self, name: str, default: str | None = None) -> str:
        """A line of text; required without a default."""
        value = self._get(name, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self._wrong(name, "一行文字")
        if any(unicodedata.category(char) in ("Cc", "Cs") for char in value):
            raise self._wrong(name, "没有控制字符的文字")
        return value

    def texts(self, name: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts."""
        value = self._get(name, default)
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) and one for one in value):
            raise self._wrong(name, "文字的列表")
        return tuple(value)

    def flag(self, name: str, default: bool | None) -> bool | None:
        """Yes or no."""
        value = self._get(name, default) if default is not None else self._values.get(name)
        self._asked.add(name)
        if value is not None and not isinstance(value, bool):
            raise self._wrong(name, "true 或 false")
        return value

    def word(self, name: str, words: type[_Word], default: _Word | None = None) -> _Word:
        """One of a few words."""
        return self._word(name, self._get(name, default), words)

    def words(self, name: str, words: type[_Word]) -> tuple[_Word, ...]:
        """A list of such words."""
        return tuple(self._word(name, value, words) for value in self.texts(name))

    def plain(self, name: str) -> Decimal | None:
        """A number without a source, or None when it is not given."""
        return self._decimal(name, self._get(name)) if self.has(name) else None

    def number(self, name: str, default: Number | None = None) -> Number | None:
        """A number with its certainty; ``default`` when it is not given."""
        if not self.has(name):
            return default
        table = Table(self._get(name), f"{self.where}的 {name} ")
        certainty = table.word("certainty", Certainty)
        value = table.plain("value")
        number = Number(value, certainty, table.text("source", ""), table.text("hint", ""), table.texts("sets", ()))
        table.done()
        if value is not None and certainty in NOT_NUMBERS:
            raise PackError(f"{table.where}的把握程度是 {certainty},不能给出数值(记得的写在 hint 中)")
        if value is None and certainty not in NOT_NUMBERS:
            raise PackError(f'{table.where}的把握程度是 {certainty},却没有 value(不知道的写 certainty = "U")')
        return number

    def needed(self, name: str) -> Number:
        """A number that must be stated, known or not."""
        number = self.number(name)
        if number is None:
            raise PackError(f'{self.where}缺少 {name}(不知道的写 {name} = {{ certainty = "U" }})')
        return number

    def tables(self, name: str) -> Iterator["Table"]:
        """The tables of a list; none when it is not given."""
        value = self._values.get(name, [])
        self._asked.add(name)
        if not isinstance(value, list):
            raise self._wrong(name, "表的列表")
        for place, one in enumerate(value, 1):
            label = one.get("id") or one.get("name") if isinstance(one, Mapping) else None
            which = f"「{str(label)[:40]}」" if label else f"第 {place} 个"
            yield Table(one, f"{self.where} {name} {which}".lstrip())

    def table(self, name: str) -> "Table":
        """A table inside; empty when it is not given."""
        return Table(self._get(name, {}), f"{self.where} {name} ")

    def items(self) -> Iterator[tuple[str, Any]]:
        """Every field, for tables whose names are free."""
        self._asked.update(self._values)
        yield from self._values.items()

    def done(self) -> None:
        """Refuse what nobody asked for."""
        unknown = sorted(set(self._values) - self._asked)
        if unknown:
            raise PackError(f"{self.where}有不认识的字段:{'、'.join(unknown)}")

    def _get(self, name: str, default: object = None) -> Any:
        self._asked.add(name)
        if name in self._values:
            return self._values[name]
        if default is None:
            raise PackError(f"{self.where}缺少 {name}")
        return default

    def _decimal(self, name: str, value: object) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self._wrong(name, "数字")
        number = Decimal(value)
        if not number.is_finite() or number < 0 or number.adjusted() >= _MOST_DIGITS:
            raise self._wrong(name, "不小于 0 的数字")
        if number != round(number, _MOST_PLACES):
            raise self._wrong(name, f"最多 {_MOST_PLACES} 位小数的数字")
        return number

    def _word(self, name: str, value: object, words: type[_Word]) -> _Word:
        try:
            return words(str(value))
        except ValueError as error:
            raise self._wrong(name, "、".join(words)) from error

    def _wrong(self, name: str, wanted: str) -> PackError:
        shown = str(self._values.get(name, ""))[:40]
        return PackError(f"{self.where}的 {name} 应为{wanted},而不是「{shown}」")
