"""Judges small pages with the checks of services, interaction and search: the facts are read by the project's own readers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from auditor.checks.api import CheckInfo
from auditor.checks.catalogue import discover
from auditor.html.service import service_facts
from auditor.model.finding import Judgement
from auditor.model.hidden import HiddenFacts
from auditor.model.link import Link
from auditor.model.pagefacts import PageFacts
from auditor.model.siteview import SiteView
from auditor.model.target import SiteContext, Target
from tests.checks.conftest import site

HOME = "http://www.yunze.gov.cn/"
CHECKS = {check.id: check for check in discover()}


def page(html: str, url: str = HOME + "bsfw/bszn/1.html", template: str = "a" * 16) -> PageFacts:
    facts = cache(lambda: service_facts(html, url))
    return PageFacts(url, url, "云泽市人民政府", template, 200, HiddenFacts(version=0), serve=facts)


def context(**facts: object) -> SiteContext:
    return site(**facts)


def said(name: str, subject: PageFacts, where: SiteContext | None = None) -> tuple[Judgement, ...]:
    check = CHECKS[name]
    return _checked(check, check.judge_page(subject, where or context()))


def said_of_site(
    name: str, pages: Sequence[PageFacts], targets: Sequence[tuple[Target, Sequence[Link]]] = (), **facts: object
) -> tuple[Judgement, ...]:
    check = CHECKS[name]
    view = SiteView(context(), lambda: iter(pages), lambda: iter(targets), lambda: iter(()))
    return _checked(check, check.judge_site(replace(view, **facts)))  # type: ignore[arg-type]


def words(judgements: Sequence[Judgement]) -> list[str]:
    return [f"{judgement.outcome} {judgement.reason}".strip() for judgement in judgements]


def _checked(check: CheckInfo, answers: Iterator[object]) -> tuple[Judgement, ...]:
    judgements = tuple(answer for answer in answers if isinstance(answer, Judgement))
    assert judgements
    for judgement in judgements:
        if judgement.outcome not in ("pass", "na"):
            assert check.texts.template(judgement.reason), judgement.reason
            assert not re.search(r"(?<!\{)\{\w+\}|—", check.message(judgement)), check.message(judgement)
    return judgements
