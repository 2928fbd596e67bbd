"""A channel for questions and suggestions (领导信箱, 网上咨询 …): is there one, and does it open?

**Why** A site without an effective channel fails by veto (互动回应差); one that cannot be opened is no channel.
**Not this** 网上信访 and 举报 do not count as one, and their absence is no fault; channels that were blocked or not asked for; whether a
message arrives, which takes a test by a person: nothing is ever submitted and no log-in is guessed.
**Fix** Offer a channel on the home page that opens without errors.
**Source** A; what "effective" means may take a test submission.
"""

from collections.abc import Iterator

from auditor.checks import answers
from auditor.checks.answers import Life
from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.channels import ways
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView
from auditor.text.messagewords import is_channel, is_excluded

ZH = Texts(
    title="网上咨询渠道",
    why="没有有效的咨询建言渠道属于单项否决;打不开的渠道等于没有。",
    not_this="网上信访、举报不能代替咨询渠道,没有它们也不算问题;被防护措施拦截、本次没有访问的不算;能否提交成功须由人工测试,本工具不提交任何表单。",
    fix="在首页提供能正常打开的咨询建言渠道。",
    reasons={
        **answers.TEXTS,
        "channel-dead": "咨询渠道“{name}”打不开",
        "channel-home": "咨询渠道“{name}”打开后回到首页,请核实",
        "only-petitions": "只发现“{name}”等信访、举报渠道,没有发现咨询建言渠道,请核实",
        "none": "没有发现咨询建言渠道,请核实",
    },
)


@check(shape=Shape.SITE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:veto.interaction.no-channel",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """One that opens is enough; a crawled page that is a channel by its title opens as well."""
    found = list(ways(view, is_channel))
    if any(way.opens for way in found) or any(page.service.channel for page in view.pages()):
        yield PASS
        return
    unknown = next((way for way in found if way.answer.life not in (Life.ALIVE, Life.DEAD)), None)
    dead = [way for way in found if way.answer.life is Life.DEAD]
    if unknown is not None:
        answer = unknown.answer
        yield Judgement(Outcome.UNMEASURED, answer.reason, cause="channel", args=answer.args, target=unknown.target.url)
    elif found and not dead:
        yield Judgement(
            Outcome.REVIEW, "channel-home", Confidence.LIKELY, cause="channel", args={"name": found[0].name}
        )
    elif dead:
        yield Judgement(
            Outcome.FAIL, "channel-dead", cause="channel", args={"name": dead[0].name}, target=dead[0].target.url,
            evidence={"channels": [way.target.url for way in dead[:20]]},
        )  # fmt: skip
    else:
        petitions = next(iter(ways(view, is_excluded)), None)
        reason, args = ("only-petitions", {"name": petitions.name}) if petitions else ("none", {})
        spots = (Spot(0, "", view.context.home),)
        yield Judgement(Outcome.REVIEW, reason, Confidence.LIKELY, cause="channel", args=args, spots=spots)
