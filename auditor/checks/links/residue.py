"""Addresses that are an unfilled template.

**Why** The program that builds the page failed to fill in the address, so the link cannot lead anywhere.
**Not this** Templates that a script of the page fills in later (not live markup), values kept in data attributes.
**Fix** Mend the template or the data it is filled from, then publish the page anew.
"""

from collections.abc import Iterator, Sequence

from auditor.checks.api import NoConfig, Texts, check, targets
from auditor.model.finding import Judgement
from auditor.model.link import Link, LinkForm, TargetKind
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.target import SiteContext, Target

ZH = Texts(
    title="模板残留",
    why="页面生成时没有把真实地址填进去,访问者点击后必然出错。",
    not_this="由页面脚本在浏览器中填充的模板不算;写在数据属性里的只提请人工核实。",
    fix="修正模板或其数据来源,然后重新发布页面。",
    reasons={
        "template-residue": "链接地址是没有替换的模板标记:{raw}",
        "unset-value": "链接地址是程序的空值:{raw}",
        "mail-template": "邮件链接还是模板中的示例邮箱:{raw}",
        "script-concatenation": "链接地址中残留着脚本拼接的代码:{raw}",
    },
)

_SHOWN = 80
_OWN_REASON = frozenset(["unset-value", "mail-template", "script-concatenation"])
_DOUBTFUL = frozenset([LinkForm.DATA, LinkForm.SCRIPT])


@check(shape=targets(TargetKind.RESIDUE), impact=Impact.SERIOUS, zh=ZH, refs=("ind:link.no-dead",))
def judge(target: Target, links: Sequence[Link], site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge each raw text once; only elements a browser follows as they stand accuse."""
    written: dict[tuple[str, str], list[int]] = {}
    for index, link in enumerate(links):
        written.setdefault((link.raw.strip(), link.note), []).append(index)
    if not written:
        yield Judgement(Outcome.NA)
    for (raw, note), indices in sorted(written.items()):
        doubtful = all(links[index].form in _DOUBTFUL for index in indices)
        yield Judgement(
            Outcome.REVIEW if doubtful else Outcome.FAIL, note if note in _OWN_REASON else "template-residue",
            Confidence.LIKELY if doubtful else Confidence.CERTAIN, cause=raw, links=tuple(indices), args={"raw": raw[:_SHOWN]},
        )  # fmt: skip
