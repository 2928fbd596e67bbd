"""When does a phrase say what a page is, and not merely occur in it? When little else stands beside it."""

import re
from collections.abc import Collection, Iterable

_PARTS = re.compile(r"\s*[_|—–·丨｜]+\s*|\s+-+\s+|-+|\s*[>»]\s*")
_BLANK = re.compile(r"[\s，。！？、；：“”‘’《》（）,.!?:;\"'()\[\]~…]+")
_TELLING = re.compile(
    "怎么|如何|什么|为何|办法|解答|通知|公告|公示|通报|警惕|提醒|诈骗|谨防|防范|禁止|打击|整治|清单|规定|情形|的说明"
)
"""Words of articles about the matter."""
_LONGEST = 300
"""No message is longer; whatever a hostile page sends, the patterns never see more."""


def parts_of(title: str, site_names: Collection[str] = ()) -> tuple[str, ...]:
    """Split a title at its separators and leave out the parts that are names of the site."""
    return tuple(part for part in _PARTS.split(title[:_LONGEST].strip()) if part and part not in site_names)


def dominates(phrase: re.Pattern[str], text: str, share: float = 0.5) -> bool:
    """Return True when matches of ``phrase`` cover at least ``share`` of the characters of ``text`` (signs left out)."""
    plain = _BLANK.sub("", text[: _LONGEST + 1])
    if not plain or len(plain) > _LONGEST or _TELLING.search(plain):
        return False
    covered = sum(found.end() - found.start() for found in phrase.finditer(plain))
    return covered >= share * len(plain)


def says(phrase: re.Pattern[str], title: str, site_names: Collection[str] = ()) -> bool:
    """Return True when the phrase dominates the first part of a title, or all of it, names of the site left out."""
    parts = parts_of(title, site_names)
    return (
        bool(parts)
        and not _TELLING.search(title)
        and (dominates(phrase, parts[0]) or dominates(phrase, "".join(parts)))
    )


def any_says(phrase: re.Pattern[str], texts: Iterable[str]) -> bool:
    """Return True when the phrase dominates one of the texts."""
    return any(dominates(phrase, text) for text in texts)
