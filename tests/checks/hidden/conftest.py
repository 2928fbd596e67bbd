"""Judges small pages with all checks of this family, as a run does."""

from dataclasses import replace
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from auditor.checks.catalogue import discover
from auditor.html.hidden import Reader, Stylesheets
from auditor.model.finding import Judgement
from auditor.model.outcome import Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.urls.owners import PUBLIC_SERVICES
from auditor.urls.scope import registrable

OWN = "http://www.yunze.gov.cn/"
CHECKS = {check.id.removeprefix("hidden."): check for check in discover() if check.id.startswith("hidden.")}


def context(url: str = OWN, **facts: object) -> SiteContext:
    host = urlsplit(url).hostname or ""
    operators = frozenset({host, registrable(host)}) | PUBLIC_SERVICES
    site = SiteContext(url, host, False, None, (), frozenset(), True, frozenset(), operators=operators)
    return replace(site, **facts)  # type: ignore[arg-type]


def page(html: str, url: str = OWN, sheets: dict[str, str] | None = None) -> PageFacts:
    facts = Reader(Stylesheets(sheets)).facts(html, url)
    return PageFacts(url, url, facts.head.title, "", 200, facts)


def accused(html: str, url: str = OWN, sheets: dict[str, str] | None = None, **facts: object) -> dict[str, str]:
    """Check -> ``outcome reason`` of the first judgement that accuses; every message must be complete Chinese."""
    subject, site = page(html, url, sheets), context(url, **facts)
    found: dict[str, str] = {}
    for name, check in CHECKS.items():
        if not hasattr(check, "judge_page") or str(check.shape) != "page":
            continue
        judgements = [answer for answer in check.judge_page(subject, site) if isinstance(answer, Judgement)]
        for judgement in judgements:
            assert not judgement.reason or check.texts.template(judgement.reason), judgement.reason
            assert "{" not in check.message(judgement)
            assert not judgement.urgent or judgement.outcome is Outcome.FAIL
            if judgement.outcome in (Outcome.FAIL, Outcome.REVIEW):
                found.setdefault(name, f"{judgement.outcome} {judgement.reason}")
    return found


def document(body: str, head: str = "<title>云泽市人民政府</title>", after: str = "") -> str:
    filler = "<div class='main'><p>" + "政务公开内容。" * 60 + "</p></div>"
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{filler}{body}</body></html>{after}"


@pytest.fixture(name="accused")
def _accused():
    return accused


@pytest.fixture(name="document")
def _document():
    return document


@pytest.fixture
def judging():
    """The parts of ``accused`` one by one."""
    return SimpleNamespace(page=page, context=context, checks=CHECKS)
