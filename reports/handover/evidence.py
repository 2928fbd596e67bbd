"""证据.html of a unit: for each problem what was found where and when, and who confirmed it. Nothing unconfirmed, no live link."""

from collections.abc import Iterator
from pathlib import Path

import jinja2

from auditor.model.accusation import Accusation
from auditor.model.result import Kind
from reports.handover.dossier import Dossier, kind
from reports.texts import TEMPLATES
from reports.visible import clip, finalize

_LONGEST = 2_000
_WHO = {Kind.SITE: "网站", Kind.ACCOUNT: "账号"}
_NAMES = {
    "target": "链接指向", "reason": "原因代码", "text": "摘录", "pages": "出现页数", "occurrences": "出现次数", "last_checked": "检查时间",
    "name": "指标", "fingerprints": "依据的发现",
}  # fmt: skip


def write_evidence(dossier: Dossier, path: Path) -> Path:
    """Write one page that opens from disk without network."""
    loader = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(
        loader=loader, autoescape=True, finalize=finalize, undefined=jinja2.StrictUndefined
    )
    notice = dossier.notice
    items = [{"number": one.number, "cause": one.cause, "facts": list(_facts(dossier, one))} for one in notice.items]
    text = environment.get_template("evidence.html.j2").render(
        title=dossier.title, number=notice.number, unit=notice.unit, items=items
    )
    path.write_text(text, encoding="utf-8", errors="backslashreplace")
    return path


def _facts(dossier: Dossier, one: Accusation) -> Iterator[tuple[str, str]]:
    yield _WHO[one.accused.kind], dossier.name(one)
    yield "性质", kind(one)
    yield "问题", one.message
    yield "网址", one.page
    yield "位置", one.place
    for key, name in _NAMES.items():
        value = one.evidence.get(key)
        if value not in (None, "", [], 0):
            told = f"{len(value)} 项" if key == "fingerprints" and isinstance(value, list) else str(value)
            yield name, clip(told, _LONGEST)
    pages = one.evidence.get("sample_pages")
    if isinstance(pages, list) and len(pages) > 1:
        yield "出现的页面(部分)", clip("  ".join(map(str, pages)), _LONGEST)
    yield "核实人", "、".join(one.confirmers)
    yield "问题指纹", one.fingerprint
