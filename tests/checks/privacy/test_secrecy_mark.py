from dataclasses import replace

from auditor.checks.privacy.secrecy_mark import judge
from auditor.model.outcome import Outcome
from auditor.model.sealed import Sealed
from auditor.model.siteview import SiteView
from tests.checks.conftest import site

URL = "http://www.yunze.gov.cn/n.html"
VIEW = SiteView(site(), lambda: iter(()), lambda: iter(()), lambda: iter(()))


def test_a_sealed_page_is_for_a_person_and_says_nothing_of_its_text() -> None:
    sealed = (Sealed(URL, "secrecy-mark", "a" * 64, 12, 3),)
    (told,) = judge.judge_site(replace(VIEW, sealed=lambda: iter(sealed)))
    assert (told.outcome, told.reason, told.target) == (Outcome.REVIEW, "secrecy-mark", URL)
    assert "按保密规定线下处置" in judge.message(told)
    assert dict(told.evidence) == {"sealed": True, "sha256": "a" * 64, "line": 12, "column": 3}


def test_every_reason_has_its_sentence() -> None:
    for reason in ("secrecy-mark", "internal-mark", "not-for-publication"):
        assert "线下处置" in str(judge.texts.template(reason))


def test_a_site_without_sealed_pages_passes() -> None:
    assert [one.outcome for one in judge.judge_site(VIEW)] == [Outcome.PASS]
