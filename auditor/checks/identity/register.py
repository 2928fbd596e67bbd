"""Page against register (政府网站基本信息表): what the site prints and what was registered for it.

**Why** Inspections work from the register; a deviation means that one of the two is out of date, or that the page is a copy.
**Not this** Columns that the register does not have, cells that could not be read, codes that stand in several rows, names that
contain each other, suffixes of ICP numbers left out, numbers whose city differs.
**Fix** Correct whichever is wrong: the footer in the template, or the entry in the national register.
**Source** The register is the user's own (``--register``); which fields are compared: 指引 and practice of the national database
(U for its full table). Names and contacts are written freely: a person decides.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.footers import ICP, POLICE, SITE_CODE, spot, stated
from auditor.checks.registered import comparable, entry_of, others_with
from auditor.checks.sitecodes import filing, meta_code, printed_code
from auditor.model.finding import Judgement, Spot
from auditor.model.identity import Found
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.register import Register, RegisterEntry
from auditor.model.siteview import SiteView
from auditor.model.target import SiteContext
from auditor.urls.hosts import private_note

ZH = Texts(
    title="与政府网站基本信息表核对",
    why="检查以基本信息表为准;两者不一致,说明有一处已经过时,或者网页是仿冒、照抄的。",
    not_this="表中没有的列、无法读取的单元格、多行共用的标识码、互相包含的名称、省略的 ICP 备案号后缀不算不一致。",
    fix="核对后更正出错的一方:在模板中改正页脚,或在全国政府网站基本信息数据库中更新。",
    reasons={
        "no-register": "没有提供政府网站基本信息表",
        "not-read": "首页没有作为网页读取,无法与基本信息表核对",
        "staging": "检查的是内网地址,基本信息表中不会登记",
        "unregistered": "基本信息表中没有网址 {host},请核实是否漏登",
        "code-of-another": "{host} 不在基本信息表中,却标明了 {name}({url})的网站标识码 {value}",
        "code-differs": "网站标识码:网页上是 {value},基本信息表中是 {registered}",
        "icp-differs": "ICP备案编号:网页上是 {value},基本信息表中是 {registered}",
        "icp-suffix-differs": "ICP备案编号的后缀:网页上是 {value},基本信息表中是 {registered}",
        "police-differs": "公安备案号:网页上是 {value},基本信息表中是 {registered}",
        "conac-differs": "党政机关网站标识:网页上是 {value},基本信息表中是 {registered}",
        "organiser-differs": "主办单位:网页上是“{value}”,基本信息表中是“{registered}”,请核实",
        "name-differs": "网站名称:网页上是“{value}”,基本信息表中是“{registered}”,请核实",
        "contact-differs": "联系电话:网页上是 {value},基本信息表中是 {registered},请核实",
        "ipv6-differs": "网页声明支持 IPv6,基本信息表中登记为不支持,请核实",
        "register-lacks": "{field}:网页上是 {value},基本信息表中没有填写,请核实",
    },
)

_CELL = {"code": "网站标识码", "icp": "ICP备案编号", "police": "公安备案号"}


@dataclass(frozen=True, slots=True)
class _Page:
    """The home page and who asks."""

    facts: PageFacts
    site: SiteContext
    entry: RegisterEntry


@check(shape=Shape.SITE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:guide.footer",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Find the site's row by its address, then compare field by field."""
    site, register = view.context, view.context.register
    if register is None:
        yield Judgement(Outcome.NA, "no-register")
        return
    home = site.home_facts
    if home is None:
        yield Judgement(Outcome.UNMEASURED, "not-read", cause="not-read")
        return
    entry = entry_of(site.home, register)
    if entry is None:
        yield Judgement(Outcome.NA, "staging") if _is_staging(site, register) else _unregistered(home, site, register)
        return
    page, columns = _Page(home, site, entry), {field for field, _ in register.columns}
    found = [judged for compare in _COMPARISONS for judged in compare(page, register)]
    found += _lacking(page, columns)
    yield from found or (PASS,)


def _is_staging(site: SiteContext, register: Register) -> bool:
    """An inside address: only a register of such addresses can be expected to have it."""
    return site.private and not any(private_note(host.host) for entry in register.entries for host in entry.hosts)


def _unregistered(home: PageFacts, site: SiteContext, register: Register) -> Judgement:
    code = printed_code(home, site) or meta_code(home)
    owners = others_with(code, register, site.home) if code else ()
    if not owners:
        return Judgement(
            Outcome.REVIEW, "unregistered", Confidence.LIKELY, cause="unregistered", args={"host": site.host},
            evidence={"register": register.source, "host": site.host, "code": code}, impact=Impact.MODERATE,
        )  # fmt: skip
    owner = owners[0]
    places = [item for item in stated(home, site, SITE_CODE) if item.value.lower() == code]
    return Judgement(
        Outcome.FAIL, "code-of-another", cause=f"code-of-another:{code}",
        args={"host": site.host, "value": code, "name": owner.name or "其他网站", "url": owner.url},
        evidence={"field": "code", "page": code, "rows": [item.row for item in owners], "register": owner.url},
        spots=tuple(spot(item, home.url) for item in places),
    )  # fmt: skip


def _code(page: _Page, register: Register) -> Iterator[Judgement]:
    own = page.entry.code
    if not own or own in register.shared_codes():
        return
    found = comparable(page.facts, page.site, "code")
    if found and all(item.value.lower() != own for item in found):
        yield _differs(page, "code", found[0], own)
    elif not found and (tagged := meta_code(page.facts)) and tagged != own:
        tag = page.facts.identity.tags("SiteIDCode")[0]
        yield _judgement(page, "code", tagged, own, Spot(tag.offset, tag.content[:200], page.facts.url))


def _icp(page: _Page, _: Register) -> Iterator[Judgement]:
    own, found = page.entry.icp, comparable(page.facts, page.site, "icp")
    if not own or not found or any(item.value == own for item in found):
        return
    same = next((item for item in found if filing(item.value) == filing(own)), None)
    if same is None:
        yield _differs(page, "icp", found[0], own)
    elif "-" in same.value and "-" in own:
        yield _differs(page, "icp", same, own, "icp-suffix")


def _police(page: _Page, _: Register) -> Iterator[Judgement]:
    yield from _plain(page, "police")


def _conac(page: _Page, _: Register) -> Iterator[Judgement]:
    yield from _plain(page, "conac")


def _plain(page: _Page, field: str) -> Iterator[Judgement]:
    own: str = getattr(page.entry, field)
    found = comparable(page.facts, page.site, field)
    if own and found and all(item.value != own for item in found):
        yield _differs(page, field, found[0], own)


def _organiser(page: _Page, _: Register) -> Iterator[Judgement]:
    own, found = page.entry.organiser, comparable(page.facts, page.site, "organiser")
    if own and found and not any(_alike(item.value, own) for item in found):
        yield _differs(page, "organiser", found[0], own)


def _name(page: _Page, _: Register) -> Iterator[Judgement]:
    own, tag = page.entry.name, page.facts.identity.tag("SiteName").strip()
    texts = [text for text in (tag, page.facts.title) if text]
    if own and texts and not any(_alike(text, own) for text in texts):
        yield _judgement(page, "name", texts[0], own, Spot(0, texts[0][:200], page.facts.url))


def _contact(page: _Page, _: Register) -> Iterator[Judgement]:
    own = {number[-7:] for number in re.findall(r"\d{7,12}", re.sub(r"[-—\s()]", "", page.entry.contact))}
    phones = comparable(page.facts, page.site, "contact")
    shown = {re.sub(r"\D", "", item.value)[-7:] for item in phones}
    if own and shown and not own & shown:
        yield _differs(page, "contact", phones[0], page.entry.contact)


def _ipv6(page: _Page, _: Register) -> Iterator[Judgement]:
    claims = comparable(page.facts, page.site, "ipv6")
    if claims and page.entry.ipv6 is False:
        yield _differs(page, "ipv6", claims[0], "否")


_COMPARISONS: tuple[Callable[[_Page, Register], Iterator[Judgement]], ...] = (
    _code, _icp, _police, _conac, _organiser, _name, _contact, _ipv6,
)  # fmt: skip
_IMPACTS = {
    "icp-suffix": Impact.MINOR, "organiser": Impact.MODERATE, "name": Impact.MODERATE, "contact": Impact.MINOR, "ipv6": Impact.MINOR,
}  # fmt: skip
_FREELY_WRITTEN = ("organiser", "name", "contact", "ipv6")


def _lacking(page: _Page, columns: set[str]) -> Iterator[Judgement]:
    """The register has the column, and nothing (or nothing readable) in the site's row."""
    for field, wanted in (("code", SITE_CODE), ("icp", ICP), ("police", POLICE)):
        found = [item for item in stated(page.facts, page.site, wanted) if item.value]
        if field in columns and not getattr(page.entry, field) and found:
            args = {"field": _CELL[field], "value": found[0].value}
            yield Judgement(
                Outcome.REVIEW, "register-lacks", Confidence.LIKELY, cause=f"register-lacks:{field}", args=args,
                evidence={"field": field, "page": found[0].value, "register": "", "row": page.entry.row},
                spots=(spot(found[0], page.facts.url),), impact=Impact.MINOR,
            )  # fmt: skip


def _differs(page: _Page, field: str, item: Found, own: str, what: str = "") -> Judgement:
    """``what`` differs, if it is not the whole field."""
    judged = _judgement(page, field, item.value or item.raw, own, spot(item, page.facts.url))
    return replace(judged, reason=f"{what}-differs", impact=_IMPACTS.get(what)) if what else judged


def _judgement(page: _Page, field: str, value: str, own: str, place: Spot) -> Judgement:
    freely = field in _FREELY_WRITTEN
    return Judgement(
        Outcome.REVIEW if freely else Outcome.FAIL, f"{field}-differs", Confidence.LIKELY if freely else Confidence.CERTAIN,
        cause=f"{field}:{value}:{own}"[:200], args={"value": value, "registered": own},
        evidence={"field": field, "page": value, "register": own, "row": page.entry.row, "sheet": page.entry.sheet},
        spots=(place,), impact=_IMPACTS.get(field),
    )  # fmt: skip


def _alike(one: str, other: str) -> bool:
    """One contains the other, blanks and brackets aside."""
    first, second = (re.sub(r"[\s()()《》“”\"'·、,,]|门户网站|网站", "", text) for text in (one, other))
    return bool(first and second) and (first in second or second in first)
