"""放行函: one letter a platform, asking it to let the inspection in. The office signs and sends them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor.campaign.preflight.ahead import Seeing
from auditor.crawl.mandate import Mandate
from auditor.model.campaign import OBSTACLES_ZH, Obstacle
from auditor.model.options import RunOptions

_IN_THE_WAY = (Obstacle.WALL, Obstacle.GEO, Obstacle.ROBOTS, Obstacle.SILENT)
_TO_FILL = "__________"
_COLUMNS = (("序号", 15), ("网站名称", 50), ("网址", 55), ("预检情况", 35))
"""Heading and share of the width."""


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
        _write(platform, sites, terms, path)
        written.append(path)
    return written


def _safe(name: str) -> str:
    return re.sub(r"[^\w.-]+", "_", name)[:40].strip("._") or "平台"


def _write(platform: str, sites: Sequence[Seeing], terms: Terms, path: Path) -> None:
    from reports.paper import Paper  # Seldom needed, and slow to load.

    letter = Paper()
    letter.title("关于对政府网站检查访问予以放行的函")
    letter.blank()
    addressee, *rest = _paragraphs(platform, len(sites), terms)
    letter.line(addressee)
    for text in rest:
        letter.text(text)
    letter.table(
        _COLUMNS, ((str(number), one.site.name, one.site.url, _state(one)) for number, one in enumerate(sites, 1))
    )
    letter.right(terms.mandate.office if terms.mandate else _TO_FILL, 2)
    letter.right("    年  月  日", 4)
    letter.save(path)


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
