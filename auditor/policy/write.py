"""A pack as a TOML file that people can read."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

_REMARK = "# 由填报表生成,请勿改动:判定书引用它的摘要。需要更正的,重新填报,另成一个指标包。\n"


def pack_text(values: Mapping[str, Any]) -> str:
    """Return the file: plain fields first, then tables, then lists of tables."""
    return _REMARK + "\n".join(_lines(values)) + "\n"


def _lines(values: Mapping[str, Any]) -> Iterator[str]:
    for name, value in values.items():
        if not isinstance(value, Mapping | list):
            yield f"{name} = {_value(value)}"
    for name, value in values.items():
        if isinstance(value, Mapping) and value:
            yield from ("", f"[{name}]", *(f"{_key(field)} = {_value(part)}" for field, part in value.items()))
    for name, value in values.items():
        for member in value if isinstance(value, list) else ():
            yield from ("", f"[[{name}]]", *(f"{_key(field)} = {_value(part)}" for field, part in member.items()))


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(name)} = {_value(part)}" for name, part in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return _text(str(value))


def _key(name: str) -> str:
    return name if name.isascii() and name.replace("_", "").replace("-", "").isalnum() else _text(name)


def _text(text: str) -> str:
    """A basic string: without control characters and lone surrogates, which no pack has, JSON's form is TOML's."""
    return json.dumps(text, ensure_ascii=False)
