"""When and by whom a page says it was published: page tags, then the line under its heading; never the text of an article."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditor.html.pieces import LONGEST_SAYING, Kind, Piece, pieces
from auditor.model.columns import DateSource
from auditor.text.dates import find_date

_META_DATE = ("pubdate", "publishdate", "firstpublishedtime", "article:published_time", "publishtime")
_META_SOURCE = ("contentsource", "source")
_LABEL = re.compile(
    r"(?P<first>发\s?布|发\s?文|公\s?开|刊\s?发|上\s?传)?(?:信息|文章)?(?:更\s?新|编\s?辑|成\s?文|生\s?成|录\s?入)?(?:时\s?间|日\s?期)\s?[:：\]】]?\s?"
)
_SOURCE = re.compile(
    r"(?:(?:信息|文章|稿件|新闻|内容)?来\s?源(?:于|单位|部门)?|发布机构|发布单位|发布部门|发文机关|发文单位|信息提供(?:单位|者)?|供稿(?:单位)?|公开责任部门|责任部门)\s?[:：]\s*"
)
_UNIT = re.compile(r"[^\s|｜【\[（()）<>]{2,40}")
_NOBODY = frozenset(
    "本站 本网 本网站 网络 互联网 无 其他 其它 null undefined 原创 转载 未知 暂无 管理员 admin 作者 字体 浏览次数 发布时间"
    " 网站管理员 站长".split()
)
_BARE = re.compile(
    r"[\[(【]?\s?(?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?:\s{1,2}\d{1,2}[:∶]\d{2}(?:[:∶]\d{2})?)?\s?[\])】]?"
)
_BESIDE = re.compile(r"来\s?源|浏览|阅读|点击|字\s?[体号]|作\s?者|责任编辑")
_WINDOW = 6
_ANCHOR, _META = Kind.ANCHOR, Kind.META  # Texts are less than anchors.
_LOOKED = 1_500
"""Pieces with text in which the line under the heading is looked for."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a page says of where it comes from; everything may be empty."""

    column: str = ""
    column_type: str = ""
    article: str = ""
    """The page tag ArticleTitle."""
    published: str = ""
    """``YYYY-MM-DD``."""
    published_by: DateSource = DateSource.NONE
    unit: str = ""
    unit_by: str = ""
    """``meta`` or ``page``."""


def source_unit(text: str) -> str:
    """The unit that supplied a page, as the page names it; empty when it names none."""
    return origin_of(pieces(text)).unit


def origin_of(units: Sequence[Piece]) -> Origin:
    """Read it off a document's pieces."""
    # A place in a tuple is read faster than a name of one, and these see every piece.
    shown = [piece for piece in units if piece[0] <= _ANCHOR and (piece[1] or piece[3])]
    tags: dict[str, str] = {}
    for _, said, _, name, *_ in [piece for piece in units if piece[0] is _META]:
        tags.setdefault(name, said)
    del shown[_LOOKED:]
    tagged = next((day for name in _META_DATE if (day := find_date(tags.get(name, "")))), "")
    says = [at for at, piece in enumerate(shown) if piece[5] == "says"]
    day = tagged or _labelled(shown, says)
    said = _tagged_unit(tags)
    unit = said or _named(shown, says)
    return Origin(
        tags.get("columnname", ""), tags.get("columntype", ""), tags.get("articletitle", ""), day,
        DateSource.META if tagged else DateSource.PAGE if day else DateSource.NONE,
        unit, "meta" if said else "page" if unit else "",
    )  # fmt: skip


def _tagged_unit(tags: Mapping[str, str]) -> str:
    return next((unit for name in _META_SOURCE if (unit := _clean(tags.get(name, "")))), "")


def _labelled(shown: Sequence[Piece], says: Sequence[int]) -> str:
    """The date behind 发布时间, else behind another word for it, else one that stands alone beside 来源 or 字体."""
    second = bare = ""
    for at in says:
        text = shown[at].text
        for found in _LABEL.finditer(text) if "间" in text or "期" in text else ():
            behind = text[found.end() :][:20] or (shown[at + 1].text[:20] if at + 1 < len(shown) else "")
            day = find_date(behind[:14])
            if day and found["first"]:
                return day
            second = second or day
        if not bare and _BARE.fullmatch(text) and _is_info(shown, at):
            bare = find_date(text)
    return second or bare


def _is_info(shown: Sequence[Piece], at: int) -> bool:
    near = shown[max(0, at - _WINDOW) : at] + shown[at + 1 : at + 1 + _WINDOW]  # type: ignore[operator]
    return any(len(piece.text) <= LONGEST_SAYING and _BESIDE.search(piece.text) for piece in near)


def _named(shown: Sequence[Piece], says: Sequence[int]) -> str:
    for at in says:
        text = shown[at].text
        if found := _SOURCE.search(text) if ":" in text or "：" in text else None:
            behind = text[found.end() :] or (shown[at + 1].text if at + 1 < len(shown) else "")
            if unit := _clean(behind):
                return unit
    return ""


def _clean(text: str) -> str:
    found = _UNIT.match(text.strip())
    unit = found[0].strip("：:，。,.;；-—“”\"'") if found else ""
    refused = unit.lower() in _NOBODY or unit.isdigit() or "http" in unit or _SOURCE.match(unit) or _LABEL.match(unit)
    return "" if refused or len(unit) < len("某局") else unit
