"""Marks that forbid publication: degrees of secrecy, internal papers, 依申请公开 as the attribute of a document.

A mark stands by itself, as GB/T 9704 and the rules of publication put it: at the head of a document or behind a label. What speaks
of secrecy (the law, training, news) uses the same words in sentences and between quotation marks.
"""

import re
from dataclasses import dataclass

SECRET, INTERNAL, RESTRICTED = "secrecy-mark", "internal-mark", "not-for-publication"

_GAP = r"(?:[\s\u3000]|&nbsp;|<[^<>]{0,200}>){0,20}"
_MAY = re.compile(rf"密(?:{_GAP}(?:级|[★☆])|\s{{0,20}}(?:<|\n|\Z))")
_INNER = ("内部资料", "内部文件", "内部材料", "内部刊物", "内部参考")
_LIMITED = ("依申请公开", "不予公开")
_LABELS = ("此件", "本件", "此文", "公开属性", "公开方式", "公开类型", "公开类别", "公开形式", "公开选项")
"""Without one of them 依申请公开 is the name of a column, as on most pages."""
_ENCODED = ("&#23494", "&#x5bc6", "&#x5BC6", "&#20844", "&#x516c", "&#x516C", "&#37096", "&#x90e8", "&#x90E8")
"""A letter of every mark as a character reference."""
_DEGREE = "[绝机秘][ \u3000]{0,4}密"
_TERM = r"(?:[ \u3000]{0,4}(?:\d{1,2}[ ]?(?:年|个?月|天)|长期))?"
_STAR = re.compile(rf"(?:^|(?<=[\s\u3000:：]))({_DEGREE}[ \u3000]{{0,4}}[★☆]{_TERM})(?=$|[\s\u3000])", re.MULTILINE)
_LABEL = re.compile(
    rf"^[^\n]{{0,20}}密[ \u3000]{{0,4}}级[ \u3000]{{0,4}}[:：\n][ \u3000\n]{{0,4}}({_DEGREE})(?=$|[\s\u3000★☆])",
    re.MULTILINE,
)
_KEEP = re.compile(
    "(?:^|(?<=[\\s\u3000【[(（]))(内部(?:资料|文件|材料|刊物|参考)[\\s\u3000,，;；·。!！—-]{0,4}"
    "(?:请?注意(?:保存|保管|保密)|严禁外传|不得外传|请勿外传|禁止外传|妥善保管|严禁翻印))(?=$|[\\s\u3000】\\])）。!！,，;；])",
    re.MULTILINE,
)
_ATTRIBUTE = re.compile(
    r"(?:公开(?:属性|方式|类型|类别|形式|选项)|主动公开属性)[ \u3000]{0,4}[:：\n][ \u3000\n]{0,4}"
    r"((?:依申请|不予)公开)(?=$|[\s\u3000])(?!\s*[□☐☑√■/、或和])",
    re.MULTILINE,
)
_THIS = re.compile(
    "(?:^|(?<=[\\s\u3000]))([(（]?(?:此件|本件|此文)(?:依申请|不予)公开[)）]?)(?=$|[\\s\u3000。])", re.MULTILINE
)
_ALONE = re.compile(rf"^[ \u3000\d]{{0,12}}({_DEGREE})(?:[ \u3000]{{1,8}}(?:特急|加急|平急))?[ \u3000]*$", re.MULTILINE)
_OFFICIAL = re.compile(
    r"〔(?:19|20)\d\d〕\s?\d+\s?号|文\s?件[ \u3000]*$|^[ \u3000]*(?:特急|加急)[ \u3000]*$", re.MULTILINE
)
_AROUND = 200
"""Characters around a lone degree in which the head of a document says that it is one."""
_ABOUT = re.compile("保密法|保密工作|保密条例|保密知识|保密教育|定密|国家秘密|涉密人员|泄密案|失泄密")
_LECTURE = 3
"""Words about secrecy from which a text is about it and its marks are examples."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark and where in the text it stands."""

    reason: str
    start: int


def may_bear_mark(document: str) -> bool:
    """Return False for a document without any word of a mark, at a fraction of the cost of reading it."""
    if _MAY.search(document) or ("内部" in document and _any(_INNER, document)):
        return True
    if "&#" in document and _any(_ENCODED, document):
        return True
    return _any(_LIMITED, document) and _any(_LABELS, document)


def _any(words: tuple[str, ...], text: str) -> bool:
    return any(word in text for word in words)


def secrecy_mark(text: str) -> Mark | None:
    """Return the first mark of a text that has one block a line; None for a text that may be public."""
    found = [Mark(INTERNAL, one.start(1)) for one in _KEEP.finditer(text)]
    found += [Mark(RESTRICTED, one.start(1)) for pattern in (_ATTRIBUTE, _THIS) for one in pattern.finditer(text)]
    if len(_ABOUT.findall(text)) < _LECTURE:
        found += [Mark(SECRET, one.start(1)) for pattern in (_STAR, _LABEL) for one in pattern.finditer(text)]
        found += [Mark(SECRET, one.start(1)) for one in _ALONE.finditer(text) if _heads_document(text, one)]
    return min(found, key=lambda mark: mark.start, default=None)


def _heads_document(text: str, alone: re.Match[str]) -> bool:
    return bool(_OFFICIAL.search(text, max(0, alone.start() - _AROUND), alone.end() + _AROUND))
