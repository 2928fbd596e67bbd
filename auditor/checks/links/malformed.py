"""Addresses no browser reads as their author meant.

**Why** ``htp://`` or ``http//www`` leads nowhere or to a page of the own site that does not exist.
**Not this** What browsers forgive: backslashes, blanks around the address, full-width dots, extra slashes; addresses that
we computed ourselves.
**Fix** Write the address as suggested.
"""

from collections.abc import Iterator, Sequence

from auditor.checks.api import NoConfig, Texts, check, targets
from auditor.model.finding import Judgement
from auditor.model.link import Link, TargetKind
from auditor.model.outcome import Impact, Outcome
from auditor.model.target import SiteContext, Target

ZH = Texts(
    title="链接地址写错",
    why="浏览器无法按作者的本意打开这个地址,访问者点击后到不了目标。",
    not_this="浏览器能够自动纠正的写法(反斜杠、首尾空格、全角句点、多余的斜杠)不算。",
    fix="按建议的地址改正链接。",
    reasons={
        "scheme-typo": "网址开头的协议名拼写错误(应为 http:// 或 https://)",
        "scheme-twice": "网址开头重复写了 http://",
        "scheme-slashes": "网址 http: 之后的斜杠数量不对",
        "scheme-missing": "网址缺少开头的 http://,会被当作本站的路径",
        "colon-missing": "网址的 http 之后缺少冒号或冒号写错",
        "fullwidth-colon": "网址中的冒号写成了全角",
        "host-invalid": "网址中的域名含有不允许的字符或写法,无法访问",
        "mail-address": "邮件链接中的邮箱地址写错",
        "malformed": "网址写法有误,无法访问",
    },
)

_COSMETIC = frozenset(
    [
        "backslash",
        "bare-ip",
        "blanks",
        "ipv6-gateway",
        "odd-port",
        "slashes",
        "under-construction",
        "unset-parameter",
        "userinfo",
    ]
)


@check(shape=targets(TargetKind.MALFORMED), impact=Impact.SERIOUS, zh=ZH, refs=("ind:link.no-dead",))
def judge(target: Target, links: Sequence[Link], site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge each way the address is written; the way it is written is the cause."""
    written: dict[tuple[str, str, str], list[int]] = {}
    for index, link in enumerate(links):
        if link.note not in _COSMETIC:
            written.setdefault((link.raw, link.note, link.suggestion), []).append(index)
    if not written:
        yield Judgement(Outcome.NA)
    for (raw, note, suggestion), indices in sorted(written.items()):
        yield Judgement(
            Outcome.FAIL, note if note in ZH.reasons else "malformed", cause=raw.strip(), links=tuple(indices),
            args={"suggestion": suggestion}, evidence={"suggestion": suggestion} if suggestion else {},
        )  # fmt: skip
