"""Judges small pages with the checks of identity, as a run does: the facts are read by the project's own reader."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from auditor.checks.api import CheckInfo, Shape
from auditor.checks.catalogue import discover
from auditor.html.hidden import Reader as Hidden
from auditor.html.identity import Reader
from auditor.model.finding import Judgement
from auditor.model.identity import IdentityFacts
from auditor.model.link import Link
from auditor.model.pagefacts import PageFacts
from auditor.model.siteview import SiteView
from auditor.model.target import SiteContext, Target
from auditor.urls.owners import PUBLIC_SERVICES
from auditor.urls.scope import registrable

HOME = "http://www.yunze.gov.cn/"
CHECKS = {check.id.removeprefix("identity."): check for check in discover() if check.id.startswith("identity.")}

GUID = "0A5537536EC43D83E053022819ACDDA0"
PARTS = {
    "conac": f'<a href="https://bszs.conac.cn/sitename?method=show&amp;id={GUID}"><img src="red.png"></a>',
    "jiucuo": '<script id="_jiucuo_" sitecode="4405000001" src="https://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script>',
    "site_code": "网站标识码:4405000001",
    "police": (
        '<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=44050002000101">粤公网安备 44050002000101号</a>'
    ),
    "icp": '<a href="https://beian.miit.gov.cn/">粤ICP备05070218号-1</a>',
    "organiser": "主办单位:云泽市人民政府办公室",
    "contact": '<a href="/lxwm/">联系我们</a>',
    "sitemap": '<a href="/wzdt/">网站地图</a>',
}
TAGS = (
    '<meta name="SiteName" content="云泽市人民政府"><meta name="SiteDomain" content="www.yunze.gov.cn">'
    '<meta name="SiteIDCode" content="4405000001">'
)


def footer(**parts: str) -> str:
    """A footer with every element; a part given as text replaces one, an empty text leaves it out."""
    return '<div class="footer">' + "".join(f"<p>{part}</p>" for part in {**PARTS, **parts}.values() if part) + "</div>"


def document(body: str, head: str = TAGS) -> str:
    filler = "<div class='main'><p>" + "政务公开内容。" * 60 + "</p></div>"
    return f"<!DOCTYPE html><html><head><title>云泽市人民政府</title>{head}</head><body>{filler}{body}</body></html>"


def page(html: str, url: str = HOME, scripts: dict[str, str] | None = None, **facts: object) -> PageFacts:
    """Facts of a document; those of ``IdentityFacts`` may be given in place of what is read."""
    read: IdentityFacts = Reader(scripts or {}).facts(html, url)
    changes = {name: facts.pop(name) for name in list(facts) if name in ("open_sources", "truncated", "found", "meta")}
    identity = replace(read, **changes)  # type: ignore[arg-type]
    made = PageFacts(url, url, "云泽市人民政府", "a" * 16, 200, Hidden().facts(html, url), (), cache(lambda: identity))
    return replace(made, **facts)  # type: ignore[arg-type]


def context(home: PageFacts | None = None, url: str = HOME, **facts: object) -> SiteContext:
    host = urlsplit(url).hostname or ""
    operators = frozenset({host, registrable(host)}) | PUBLIC_SERVICES
    site = SiteContext(url, host, False, None, (), frozenset(), True, frozenset(), operators=operators, home_facts=home)
    return replace(site, **facts)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Said:
    """What a check says, shortly, and the judgements themselves."""

    judgements: tuple[Judgement, ...]

    @property
    def words(self) -> list[str]:
        return [f"{judgement.outcome} {judgement.reason}".strip() for judgement in self.judgements]


def _checked(check: CheckInfo, answers: Iterator[object]) -> Said:
    judgements = tuple(answer for answer in answers if isinstance(answer, Judgement))
    assert judgements
    for judgement in judgements:
        assert not judgement.reason or check.texts.template(judgement.reason), judgement.reason
        assert not re.search(r"(?<!\{)\{\w+\}|—", check.message(judgement)), check.message(judgement)
    return Said(judgements)


def said(name: str, subject: PageFacts, site: SiteContext | None = None) -> Said:
    """What a check of pages says of a page, which is the home page unless a site says otherwise."""
    check = CHECKS[name]
    return _checked(check, check.judge_page(subject, site or context(subject, subject.url)))


def said_of_site(
    name: str, pages: Sequence[PageFacts], site: SiteContext, targets: Sequence[tuple[Target, Sequence[Link]]] = ()
) -> Said:
    check = CHECKS[name]
    view = SiteView(site, lambda: iter(pages), lambda: iter(targets), lambda: iter(()))
    return _checked(check, check.judge_site(view))


def everything(subject: PageFacts) -> dict[str, list[str]]:
    """What all checks of pages accuse the home page of."""
    found = {name: said(name, subject).words for name, check in CHECKS.items() if check.shape is Shape.PAGE}
    return {
        name: words for name, words in found.items() if any(word.split()[0] in ("fail", "review") for word in words)
    }


@pytest.fixture(name="tools")
def _tools() -> SimpleNamespace:
    """Everything above under one name."""
    return SimpleNamespace(
        home=HOME, checks=CHECKS, parts=PARTS, tags=TAGS, guid=GUID, footer=footer, document=document, page=page,
        context=context, said=said, said_of_site=said_of_site, everything=everything,
    )  # fmt: skip
