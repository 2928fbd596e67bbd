"""Judges small pages with the checks of words, as a run does."""

from collections.abc import Callable
from functools import partial
from types import SimpleNamespace

import pytest

from auditor.checks.catalogue import discover
from auditor.html.prose import prose
from auditor.model.finding import Judgement
from auditor.model.hidden import HiddenFacts
from auditor.model.pagefacts import PageFacts

URL = "http://www.yunze.gov.cn/a.html"
CHECKS = {check.id: check for check in discover()}


def facts(html: str, url: str = URL) -> PageFacts:
    return PageFacts(url, url, "云泽", "", 200, HiddenFacts(version=0), read=partial(prose, html))


@pytest.fixture
def asked(make: SimpleNamespace) -> Callable[..., list[Judgement]]:
    """Everything a check says of a page; messages must be complete."""

    def ask(check: str, html: str, url: str = URL, **site: object) -> list[Judgement]:
        found = list(CHECKS[check].judge_page(facts(html, url), make.site(**site)))
        assert found and all("{" not in CHECKS[check].message(one) for one in found if isinstance(one, Judgement))
        return found  # type: ignore[return-value]

    return ask
