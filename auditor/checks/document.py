"""The catalogue of checks and the list of reasons as Markdown, for docs/checks.md and docs/reasons.md."""

from collections.abc import Iterator

from auditor.checks.api import CheckInfo, Shape
from auditor.checks.catalogue import discover
from auditor.model.link import TargetKind
from auditor.model.outcome import Impact

_GENERATED = (
    "<!-- 由 auditor.checks.document 生成,请勿手工修改;改检查项后按 tests/checks/test_document.py 的提示重新生成。 -->"
)
_IMPACTS = {Impact.SERIOUS: "严重", Impact.MODERATE: "一般", Impact.MINOR: "轻微"}
_SHAPES = {Shape.PAGE: "站内每个网页", Shape.SITE: "整个网站"}
_KINDS = {
    TargetKind.PAGE: "站内页面",
    TargetKind.ASSET: "站内图片、附件等文件",
    TargetKind.EXTERNAL: "站外地址",
    TargetKind.MALFORMED: "写错的地址",
    TargetKind.RESIDUE: "未替换的模板",
    TargetKind.PLACEHOLDER: "空地址和占位符",
    TargetKind.PRIVATE: "内网和本机地址",
}


def catalogue_markdown() -> str:
    """Return docs/checks.md: every check with what users are told of it."""
    lines = [
        _GENERATED,
        "",
        "# 检查项",
        "",
        f"共 {len(discover())} 项。每项可能给出的原因代码见 [reasons.md](reasons.md)。",
        "",
    ]
    for check in discover():
        lines += _section(check)
    return "\n".join(lines).rstrip() + "\n"


def reasons_markdown() -> str:
    """Return docs/reasons.md: every reason code of every check; codes are only ever added."""
    lines = [
        _GENERATED, "", "# 原因代码", "",
        "`findings.jsonl`、`links.jsonl` 中 `reason` 的取值。代码只增不改;花括号中的内容随具体情况填写。",
        "`http-4xx`、`http-5xx` 代表没有单独说明的同类状态码,文件中写具体数字,如 `http-451`。", "",
    ]  # fmt: skip
    for check in discover():
        lines += [f"## {check.id} {check.texts.title}", "", "| 代码 | 说明 |", "|---|---|"]
        lines += [f"| `{code}` | {_cell(text)} |" for code, text in sorted(check.texts.reasons.items())]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _section(check: CheckInfo) -> Iterator[str]:
    texts = check.texts
    yield from (f"## {texts.title}(`{check.id}`)", "")
    yield f"- 影响:{_IMPACTS[check.impact]}"
    yield f"- 检查对象:{_SHAPES.get(check.shape) or '、'.join(name for kind, name in _KINDS.items() if kind in check.kinds)}"
    if check.refs:
        yield f"- 对应规则:{'、'.join(f'`{ref}`' for ref in check.refs)}"
    yield from (f"- 为什么:{texts.why}", f"- 不算:{texts.not_this}", f"- 怎么改:{texts.fix}", "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
