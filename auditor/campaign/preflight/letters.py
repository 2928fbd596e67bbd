"""放行函: one letter a platform, asking it to let the inspection in. The office signs and sends them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.campaign.preflight.ahead import Seeing
from auditor.crawl.mandate import Mandate
from auditor.model.campaign import OBSTACLES_ZH, Obstacle
from auditor.model.options import RunOptions

_IN_THE_WAY = (Obstacle.WALL, Obstacle.GEO, Obstacle.ROBOTS, Obstacle.SILENT)
_TO_FILL = "__________"
_POINTS = 16
_SMALL = 12
_COLUMNS = ("序号", "网站名称", "网址", "预检情况")
_WIDTHS = (1.5, 5.0, 5.5, 3.5)
"""Centimetres."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What every letter says: which campaign, when, how fast, as whom."""

    campaign: str
    window: tuple[str, str]
    hours: str
    options: RunOptions
    mandate: Mandate | None = None


def write_letters(seen: Iterable[Seeing], terms: Terms, folder: Path) -> list[Path]:
    """Write one letter for each platform, and for each shared server where something is in the way. Raises OSError."""
    groups: dict[str, list[Seeing]] = {}
    for one in seen:
        platform = one.site.platform or (f"服务器 {one.look.server}" if one.look.server else "")
        if platform and (one.site.platform or one.look.state in _IN_THE_WAY):
            groups.setdefault(platform, []).append(one)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, (platform, sites) in enumerate(sorted(groups.items()), 1):
        path = folder / f"放行函-{number:02d}-{_safe(platform)}.docx"
        _letter(platform, sites, terms).save(str(path))
        written.append(path)
    return written


def _safe(name: str) -> str:
    return re.sub(r"[^\w.-]+", "_", name)[:40].strip("._") or "平台"


def _letter(platform: str, sites: Sequence[Seeing], terms: Terms) -> Any:
    from docx import Document as new
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    letter = new()
    letter.sections[0].page_width, letter.sections[0].page_height = Mm(210), Mm(297)
    normal = letter.styles["Normal"]
    normal.font.name, normal.font.size = "仿宋", Pt(_POINTS)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    title = letter.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run("关于对政府网站检查访问予以放行的函")
    run.bold, run.font.size = True, Pt(22)
    addressee, *rest = _paragraphs(platform, len(sites), terms)
    letter.add_paragraph(_plain(addressee))
    for text in rest:
        letter.add_paragraph(_plain(text)).paragraph_format.first_line_indent = Pt(2 * _POINTS)
    _list(letter, sites)
    office = terms.mandate.office if terms.mandate else _TO_FILL
    for text in (office, "    年  月  日"):
        signed = letter.add_paragraph(_plain(text))
        signed.alignment, signed.paragraph_format.keep_with_next = WD_ALIGN_PARAGRAPH.RIGHT, text == office
    return letter


def _list(letter: Any, sites: Sequence[Seeing]) -> None:
    """The sites of the platform, with what the look ahead found."""
    from docx.shared import Cm, Pt

    table = letter.add_table(rows=1 + len(sites), cols=len(_COLUMNS))
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    lines = [
        _COLUMNS,
        *((str(number), one.site.name, one.site.url, _state(one)) for number, one in enumerate(sites, 1)),
    ]
    for row, texts in zip(table.rows, lines, strict=True):
        for cell, text, width in zip(row.cells, texts, _WIDTHS, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].add_run(_plain(text)).font.size = Pt(_SMALL)


def _state(one: Seeing) -> str:
    detail = one.look.detail if one.look.state in _IN_THE_WAY else ""
    return OBSTACLES_ZH[one.look.state] + (f"({detail})" if detail else "")


def _paragraphs(platform: str, count: int, terms: Terms) -> list[str]:
    mandate, options = terms.mandate, terms.options
    basis = f"根据{mandate.document}，{mandate.office}" if mandate else f"根据{_TO_FILL}，{_TO_FILL}"
    addresses = "、".join(mandate.addresses) if mandate and mandate.addresses else _TO_FILL
    pace = f"同一服务器每 {options.delay:g} 秒不超过 1 次请求" if options.delay else "请求频率由双方商定"
    return [
        f"{platform}：",
        f"{basis}将于 {terms.window[0]} 至 {terms.window[1]} 对贵平台承载的 {count} 个政府网站开展检查（{terms.campaign}）。"
        "检查只读取公开网页，不登录、不提交表单、不绕过防护。请在上述期间对以下来源的访问予以放行，不作拦截、验证或限速：",
        f"一、来源地址：{addresses}",
        f"二、访问标识（User-Agent）：{options.user_agent}",
        f"三、时段与频率：{terms.hours}（北京时间），{pace}",
        f"四、联系人及电话：{_TO_FILL}",
        f"五、联系方式：{options.contact}",
        "网站清单：",
    ]


def _plain(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(char for char in text if char.isprintable() and not "\ud800" <= char <= "\udfff")
