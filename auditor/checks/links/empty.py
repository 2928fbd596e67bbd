"""Visible links that were never given an address.

**Why** The visitor clicks on a promise and nothing happens.
**Not this** Elements with an id, class or handler, to which a script may bind (a person looks); links without any visible
text; ``#`` under "back to top", where it leads; actions such as printing or closing, which a script serves (a person looks).
**Fix** Give the link its address, or turn it into plain text.
"""

import re
from collections.abc import Iterator, Sequence

from auditor.checks.api import NoConfig, Texts, check, targets
from auditor.model.finding import Judgement
from auditor.model.link import Link, LinkForm, TargetKind
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.target import SiteContext, Target

ZH = Texts(
    title="空链接",
    why="访问者点击后没有任何反应。",
    not_this="没有可见文字的元素、“返回顶部”一类的 # 链接不算;"
    "带有 id、class 或事件、可能由脚本处理的元素,以及打印、关闭等操作,只提请人工核实。",
    fix="为链接填上真实地址;暂无内容的,改为普通文字。",
    reasons={
        "empty-link": "链接「{text}」没有填写地址",
        "placeholder-link": "链接「{text}」的地址只是占位符 {raw}",
    },
)

_TOP = re.compile(
    r"\W*(?:返回|回到|回|至|到)?(?:页面|网页)?(?:最)?(?:顶部|顶端|页首|页顶|顶)\W*|\W*(?:back\s*to\s*)?top\W*",
    re.IGNORECASE,
)
_ACTION = re.compile(
    r"打印|关闭|收藏|设为首页|后退|返回上一?页|字[体号]|朗读|刷新|分享|展开|收起|登录|注销|退出|切换|上一张|下一张"
)

_PAGING = re.compile(r"[\W\d_]+|(?:上|下|前|后)一?[页篇]|首页|尾页|末页|第\s?\d+\s?页")
"""Arrows and numbers of a pager, to which a script usually binds from outside."""
_SHORT = 8
"""Characters of the name of an action; a longer text names a matter."""


@check(shape=targets(TargetKind.PLACEHOLDER), impact=Impact.MODERATE, zh=ZH, refs=("ind:link.no-empty",))
def judge(target: Target, links: Sequence[Link], site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge each pair of address and text once, wherever a template repeats it."""
    written: dict[tuple[str, str], list[int]] = {}
    for index, link in enumerate(links):
        if link.text.strip() and not (link.raw.strip() == "#" and _TOP.fullmatch(link.text)):
            written.setdefault((link.raw.strip(), link.text.strip()), []).append(index)
    if not written:
        yield Judgement(Outcome.NA)
    for (raw, text), indices in sorted(written.items()):
        yield _about(raw, text, indices, links)


def _about(raw: str, text: str, indices: Sequence[int], links: Sequence[Link]) -> Judgement:
    action = len(text) <= _SHORT and (_ACTION.search(text) or _PAGING.fullmatch(text)) is not None
    sure = (
        () if action else tuple(index for index in indices if links[index].bare and links[index].form is LinkForm.PLAIN)
    )
    return Judgement(
        Outcome.FAIL if sure else Outcome.REVIEW, "placeholder-link" if raw else "empty-link",
        Confidence.CERTAIN if sure else Confidence.LIKELY, cause=f"{raw} {text}", links=sure or tuple(indices),
        args={"raw": raw[:20], "text": text[:40]},
    )  # fmt: skip
