"""Where the identity links lead (``--verify-records``): do the records they open exist?

**Why** A number can be well formed and belong to nobody; the record is the proof.
**Not this** Records behind a wall, records that only a browser can show, sites for which nobody asked (the record sites are public
ones and often refuse programs): blocked is unmeasured.
**Fix** Copy number and link from the site's own record.
**Source** Links of the forms of the footer standard (1.1, 1.3; measured). What a page without a record says is general knowledge:
a person looks.
"""

import re
from collections.abc import Iterator

from auditor.checks import answers
from auditor.checks.answers import Life, answer_of
from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.footers import CONAC, POLICE, spot, stated
from auditor.model.finding import Judgement, Spot
from auditor.model.identity import Found, HrefKind
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.siteview import SiteView
from auditor.model.target import Target
from auditor.urls.normalise import key
from auditor.urls.resolve import join

ZH = Texts(
    title="标识、备案的登记页面",
    why="号码形式正确也可能并不存在,登记页面才是凭证。",
    not_this="登记网站拦截访问、只能用浏览器显示、未要求核实(--verify-records)的,不作结论。",
    fix="从本站的登记信息中复制号码和链接。",
    reasons={
        **answers.TEXTS,
        "not-asked": "没有要求核实登记页面(--verify-records)",
        "not-read": "首页没有作为网页读取,无法核实",
        "no-record-link": "首页没有指向登记页面的链接",
        "not-requested": "登记页面没有访问(链接由脚本写出,或不在本次检查范围内):{value}",
        "record-needs-browser": "{value} 的登记页面只有浏览器才能显示,没有核实",
        "record-gone": "{value} 的登记页面打不开({reason_text}),请核实",
        "record-denied": "登记网站表示没有 {value} 的登记信息,请核实:“{said}”",
    },
)

_DENIED = re.compile(r"(?:不存在|未找到|没有找到|查无|已过期|已注销|已撤销|已失效|无此|无效的?(?:标识|编号|备案))")


@check(shape=Shape.SITE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:guide.footer",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Judge what the targets answered that the records' links lead to."""
    site, home = view.context, view.context.home_facts
    if not site.verify_records:
        yield Judgement(Outcome.NA, "not-asked")
        return
    if home is None:
        yield Judgement(Outcome.UNMEASURED, "not-read", cause="not-read")
        return
    links = _records(view, home)
    if not links:
        yield Judgement(Outcome.NA, "no-record-link")
        return
    answered = {name: target for target, _ in view.targets() if (name := key(target.url)) in links}
    for name, item in sorted(links.items()):
        yield _judged(item, answered.get(name), view, home)


def _records(view: SiteView, home: PageFacts) -> dict[str, Found]:
    """Key of the address → the first occurrence that leads there."""
    found: dict[str, Found] = {}
    for wanted in (CONAC, POLICE):
        for item in stated(home, view.context, wanted):
            url = join(home.final_url, item.href) if item.href and item.form != "script" else None
            if url and item.href_kind is HrefKind.RECORD:
                found.setdefault(key(url) + ("#" + item.code if "#/" in url else ""), item)
    return found


def _judged(item: Found, target: Target | None, view: SiteView, home: PageFacts) -> Judgement:
    place = (Spot(spot(item).offset, spot(item).raw, home.url),)
    args = {"value": item.value}
    if "#/" in item.href:
        return Judgement(
            Outcome.UNMEASURED, "record-needs-browser", cause=f"browser:{item.value}", args=args, spots=place
        )
    if target is None:
        return Judgement(
            Outcome.UNMEASURED, "not-requested", cause=f"not-requested:{item.value}", args=args, spots=place
        )
    answer = answer_of(target, view.context)
    if answer.life is Life.UNKNOWN:
        return Judgement(
            Outcome.UNMEASURED, answer.reason, cause=f"{answer.reason}:{item.value}", args={**args, **answer.args}, spots=place,
            target=target.url,
        )  # fmt: skip
    if answer.life is not Life.ALIVE:
        return _doubted("record-gone", item, target, place, answer.reason)
    page = target.page
    denied = _DENIED.search(f"{page.title} {page.opening}") if page is not None else None
    return _doubted("record-denied", item, target, place, denied[0]) if denied else PASS


def _doubted(reason: str, item: Found, target: Target, place: tuple[Spot, ...], said: str) -> Judgement:
    return Judgement(
        Outcome.REVIEW, reason, Confidence.LIKELY, cause=f"{reason}:{item.value}",
        args={"value": item.value, "said": said, "reason_text": said}, evidence={"value": item.value, "said": said},
        spots=place, target=target.url,
    )  # fmt: skip
