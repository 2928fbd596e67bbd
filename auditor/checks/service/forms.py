"""Forms that a service guide offers and that cannot be had.

**Why** Without the form the visitor comes in vain; inspections download the forms of the sampled guides (表格样式).
**Not this** Forms that were blocked or not asked for; a page from which the download starts, which a person looks at.
**Fix** Upload the file anew and try the download without logging in.
**Source** svc.forms (name A, points U). The same address may also be named as a dead link or a wrong file.
"""

from collections.abc import Iterator, Mapping, Sequence

from auditor.checks import answers
from auditor.checks.answers import Life, answer_of
from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView
from auditor.model.target import FetchAttempt, Target
from auditor.urls.normalise import key
from auditor.urls.order import extension, is_attachment

ZH = Texts(
    title="办事表格不能下载",
    why="群众拿不到表格就无法办理;检查时会下载抽查指南中的空表和样表。",
    not_this="被防护措施拦截、本次没有访问的不算;链接打开的是下载页面的,由人工判断。",
    fix="重新上传表格,并在未登录状态下试着下载。",
    reasons={
        **answers.TEXTS,
        "form-dead": "办事指南中的表格“{text}”打不开(HTTP {status})",
        "form-gone": "办事指南中的表格“{text}”打不开",
        "form-is-page": "办事指南中的表格“{text}”下载到的是网页,不是 {wanted} 文件",
        "form-page": "办事指南中“{text}”打开的是网页,请核实能否从中下载到表格",
        "form-empty": "办事指南中的表格“{text}”是空文件(0 字节)",
    },
)

_MOST = 5_000
"""Forms of one site that are looked after."""


@check(shape=Shape.SITE, impact=Impact.MODERATE, zh=ZH, refs=("ind:svc.forms",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """First which forms are offered where, then what became of their addresses."""
    offered: dict[str, list[tuple[str, Spot]]] = {}
    for page in view.pages():
        guide = page.service.guide
        for form in guide.forms if guide else ():
            if len(offered) < _MOST or key(form.url) in offered:
                offered.setdefault(key(form.url), []).append((form.text, Spot(form.offset, form.raw, page.url)))
    if not offered:
        yield Judgement(Outcome.NA)
        return
    for target, _ in view.targets():
        places = offered.pop(key(target.url), None)
        if places is not None:
            yield _judged(target, places, view)


def _judged(target: Target, places: Sequence[tuple[str, Spot]], view: SiteView) -> Judgement:
    answer = answer_of(target, view.context)
    text = places[0][0] or "表格"
    if answer.life is Life.DEAD:
        status = answer.attempt.status if answer.attempt else None
        reason = "form-dead" if status else "form-gone"
        return _said(Outcome.FAIL, reason, (target, places), {"text": text, "status": str(status or "")})
    if answer.life is not Life.ALIVE or answer.attempt is None:
        return Judgement(
            Outcome.UNMEASURED, answer.reason, cause=f"form:{answer.reason}", args=answer.args, spots=_spots(places)
        )
    fault = _fault(answer.attempt, is_attachment(target.url))
    if fault is None:
        return PASS
    outcome = Outcome.REVIEW if fault == "form-page" else Outcome.FAIL
    return _said(outcome, fault, (target, places), {"text": text, "wanted": extension(target.url)})


def _fault(attempt: FetchAttempt, promised: bool) -> str | None:
    if attempt.sniffed == "empty":
        return "form-empty"
    if attempt.sniffed == "html":
        return "form-is-page" if promised else "form-page"
    return None


def _said(
    outcome: Outcome, reason: str, about: tuple[Target, Sequence[tuple[str, Spot]]], args: Mapping[str, str]
) -> Judgement:
    target, places = about
    sure = Confidence.CERTAIN if outcome is Outcome.FAIL else Confidence.LIKELY
    return Judgement(outcome, reason, sure, args=args, target=target.url, spots=_spots(places))


def _spots(places: Sequence[tuple[str, Spot]]) -> tuple[Spot, ...]:
    return tuple(spot for _, spot in places)
