"""Small pages for the checks that read their text, judged as a run does."""

from functools import partial

from auditor.checks.catalogue import discover
from auditor.html.prose import prose
from auditor.model.finding import Judgement
from auditor.model.hidden import HiddenFacts
from auditor.model.pagefacts import PageFacts
from tests.checks.conftest import site

URL = "http://www.yunze.gov.cn/a.html"
CHECKS = {check.id: check for check in discover()}


def facts(html: str, title: str = "云泽") -> PageFacts:
    """A page with this body."""
    return PageFacts(URL, URL, title, "", 200, HiddenFacts(version=0), read=partial(prose, html))


def ask(check: str, html: str, title: str = "云泽", **context: object) -> list[Judgement]:
    """Everything a check says of a page; its messages must be complete."""
    found = [one for one in CHECKS[check].judge_page(facts(html, title), site(**context)) if isinstance(one, Judgement)]
    assert found and all("{" not in CHECKS[check].message(one) for one in found)
    return found
