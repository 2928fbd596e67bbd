"""The check catalogue as a document, made from the checks themselves."""

from collections.abc import Iterator

from auditor.checks.api import CheckInfo
from auditor.checks.catalogue import discover
from auditor.model.link import TargetKind
from auditor.model.outcome import Impact

_HEAD = """\
# 检查项目录

<!-- Generated from the checks by auditor.checks.document.catalogue_markdown(); tests/checks/test_document.py holds it in step. -->
"""
_IMPACTS = {Impact.SERIOUS: "严重", Impact.MODERATE: "一般", Impact.MINOR: "轻微"}
_KINDS = {
    TargetKind.PAGE: "本站页面",
    TargetKind.ASSET: "本站图片、附件等文件",
    TargetKind.EXTERNAL: "站外链接",
    TargetKind.MALFORMED: "写错的地址",
    TargetKind.RESIDUE: "模板残留",
    TargetKind.PLACEHOLDER: "空地址",
    TargetKind.PRIVATE: "内网或本机地址",
}


def catalogue_markdown() -> str:
    """Return docs/checks.md: every check with its texts and reasons, sorted by id."""
    return "\n".join([_HEAD, *(line for check in discover() for line in _section(check))])


def _section(check: CheckInfo) -> Iterator[str]:
    texts = check.texts
    yield f"## {check.id} {texts.title}\n"
    yield f"- 影响:{_IMPACTS[check.impact]}"
    yield "- 检查对象:" + "、".join(name for kind, name in _KINDS.items() if kind in check.kinds)
    if check.refs:
        yield "- 对应规则:" + "、".join(f"`{ref}`" for ref in check.refs)
    yield f"- 为什么:{texts.why}"
    yield f"- 不算问题:{texts.not_this}"
    yield f"- 怎么改:{texts.fix}\n"
    yield "| 原因代码 | 说明 |"
    yield "|---|---|"
    for reason in sorted(texts.reasons):
        yield f"| `{reason}` | {texts.reasons[reason].replace('|', '&#124;')} |"
    yield ""
