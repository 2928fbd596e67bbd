"""The version for elders is not simpler than the ordinary page: as much to press at first sight, and not larger.

**Why** A page with fewer and larger things to press is understood without help.
**Not this** Toolbars over the ordinary page, which are no version of their own. Fewer and larger is measured; by how much is not laid
down (未核实), so any difference is enough, and a person decides where there is none. Numbers are cut at 200.
**Fix** Offer the most used services only, in large areas.
**Source** 网站规范 服务原则 1 and 1.2.x (simple version), in more than one stored source, without numbers.
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.modes import MODE_TEXTS, PAGES, each_mode, fault, unmeasured
from auditor.model.aging import Mode, Reading
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="长者版页面没有比普通版简约",
    why="可点的内容少而大,老年人不用别人帮助也能看懂。",
    not_this="普通页面上的工具条不算单独的版本;少多少、大多少没有查到规定(未核实),没有差别时由人工判断;超过 200 个按 200 个计。",
    fix="长者版只保留常用服务,采用大块布局。",
    reasons={
        **MODE_TEXTS,
        "not-compared": "没有测量到普通版或长者版首屏的可点内容,没有比较",
        "not-fewer": "长者版首屏有 {now} 个可点内容,普通版 {before} 个,没有减少,请核实",
        "not-larger": "长者版可点区域短边中位数为 {side} 像素,普通版 {plain} 像素,没有增大,请核实",
        "not-simpler": "长者版首屏有 {now} 个可点内容(普通版 {before} 个),短边中位数 {side} 像素(普通版 {plain} 像素),不少也不大,请核实",
    },
)


@check(shape=Shape.SITE, impact=Impact.MINOR, zh=ZH, refs=("ind:aging.simple-version",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Compare the same window of both."""
    run = view.aging()
    yield from each_mode(run, lambda mode: [_mode(mode, run.plain if run else None)], PAGES)


def _mode(mode: Mode, plain: Reading | None) -> Judgement:
    elder = next((one for one in mode.reading if plain and one.width == plain.width and one.targets), None)
    if plain is None or elder is None or not plain.targets or plain.target_side is None or elder.target_side is None:
        return unmeasured("not-compared")
    evidence = {
        "window": elder.width, "targets": elder.targets, "targets_plain": plain.targets, "side": elder.target_side,
        "side_plain": plain.target_side, "before": mode.before, "after": mode.after,
    }  # fmt: skip
    fewer, larger = elder.targets < plain.targets, elder.target_side > plain.target_side
    if fewer and larger:
        return Judgement(Outcome.PASS, evidence=evidence)
    reason = "not-larger" if fewer else "not-fewer" if larger else "not-simpler"
    args = {
        "now": f"{elder.targets}", "before": f"{plain.targets}", "side": f"{elder.target_side:g}", "plain": f"{plain.target_side:g}",
    }  # fmt: skip
    return fault(mode, (Outcome.REVIEW, reason), args, evidence)
