from dataclasses import replace

import pytest

from auditor.model.error import ErrorKind
from auditor.model.search import Asked, Means, Refused, SearchEntry, SearchRun, Shown
from auditor.model.transport import Answer
from tests.checks.conftest import attempt
from tests.checks.offered import HOME, said_of_site, words

ENTRY = SearchEntry(Means.GET, HOME, 10, "<form>", f"{HOME}s?q=")
NOTHING = Shown(found=False, count=0, says_none=True, results=0, scripted=False)
HIT = Shown(found=True, count=3, says_none=False, results=3, scripted=False)
OTHER = Shown(found=False, count=5, says_none=False, results=5, scripted=False)
SCRIPT = Shown(found=False, count=None, says_none=False, results=0, scripted=True)
ERROR = Shown(found=False, count=None, says_none=False, results=0, scripted=False, error="HTTP Status 500")


def asked(shown: Shown | None, number: int = 1, final: str = "", **facts: object) -> Asked:
    url = f"{HOME}s?q={number}"
    chain = (url, final) if final else (url,)
    last = attempt(**facts)  # type: ignore[arg-type]
    answer = Answer(url, 4, chain[-1], last.status, last.error, chain, (last,))
    return Asked(f"第{number}号通知", f"{HOME}{number}.html", answer, shown)


def nonsense(shown: Shown | None, **facts: object) -> Asked:
    return replace(asked(shown, 9, **facts), words="bcdfgh", url="")


def told(name: str, *questions: Asked, **facts: object) -> list[str]:
    run = replace(SearchRun(ENTRY, True, questions), **facts)  # type: ignore[arg-type]
    return words(said_of_site(f"search.{name}", (), search=lambda: run))


def test_a_search_that_finds_all_and_no_nonsense_passes() -> None:
    questions = (asked(HIT), asked(HIT, 2), nonsense(NOTHING))
    assert [told(name, *questions) for name in ("entry", "finds", "nonsense")] == [["pass"]] * 3


FINDS = {
    "none of them": ([asked(NOTHING), asked(OTHER, 2)], ["fail finds-nothing"]),
    "some": ([asked(HIT), asked(NOTHING, 2)], ["review misses-some"]),
    "the only one that could be asked": ([asked(NOTHING)], ["review misses-some"]),
    "error pages under 200": ([asked(ERROR), asked(ERROR, 2)], ["fail error-page"]),
    "server errors": ([asked(None, status=500), asked(None, 2, status=502)], ["fail search-error"]),
    "not there": ([asked(None, status=404), asked(None, 2, status=404)], ["fail search-error"]),
    "sent home": ([asked(OTHER, final=HOME), asked(OTHER, 2, final=HOME)], ["fail search-home"]),
    "written by a script": ([asked(SCRIPT), asked(SCRIPT, 2)], ["unmeasured script-results"]),
    "a wall": ([asked(None, status=403, wall="http-403")] * 2, ["unmeasured no-answer"]),
    "a time-out": ([asked(None, status=None, error=ErrorKind.CONNECT_TIMEOUT)] * 2, ["unmeasured no-answer"]),
    "a wall before one": ([asked(None, status=403, wall="http-403"), asked(HIT, 2)], ["pass"]),
    "an error once": ([asked(None, status=500), asked(HIT, 2)], ["pass"]),
}  # fmt: skip


@pytest.mark.parametrize("case", FINDS)
def test_titles_are_found_or_the_trouble_is_named(case: str) -> None:
    questions, expected = FINDS[case]
    assert told("finds", *questions) == expected


NONSENSE = {
    "says none": (NOTHING, ["pass"]),
    "recommends besides": (replace(NOTHING, count=None, results=8), ["pass"]),
    "claims a number": (OTHER, ["fail claims-results"]),
    "lists without a word": (replace(OTHER, count=None), ["review shows-results"]),
    "nothing at all": (replace(OTHER, count=None, results=0), ["pass"]),
    "written by a script": (SCRIPT, ["unmeasured script-results"]),
    "an error": (ERROR, ["unmeasured script-results"]),
}  # fmt: skip


@pytest.mark.parametrize("case", NONSENSE)
def test_a_word_that_cannot_be_there(case: str) -> None:
    shown, expected = NONSENSE[case]
    assert told("nonsense", nonsense(shown)) == expected


def test_a_search_that_was_not_asked_is_not_judged() -> None:
    for refused in Refused:
        assert told("finds", refused=refused) == told("nonsense", refused=refused) == [f"unmeasured {refused}"]
        assert told("entry", refused=refused) == ["pass"]


def test_what_only_a_person_can_try_is_an_item_for_one() -> None:
    for means, reason in ((Means.POST, "manual-post"), (Means.HIDDEN, "manual-script"), (Means.LINK, "manual-page")):
        entry = replace(ENTRY, means=means, before="")
        assert told("entry", entry=entry) == [f"review {reason}"]
        assert told("finds", entry=entry) == ["na not-asked"]


def test_a_home_page_without_any_search_is_told_from_one_that_may_have_it() -> None:
    assert told("entry", entry=None, hinted=False) == ["fail none"]
    assert told("entry", entry=None, hinted=True) == ["review none-seen"]


def test_a_run_that_did_not_look_says_nothing() -> None:
    assert words(said_of_site("search.entry", ())) == ["na not-asked"]
