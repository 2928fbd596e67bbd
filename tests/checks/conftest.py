"""Hand-made evidence for the checks: every builder fills in what its case does not care about."""

from types import SimpleNamespace

import pytest

from auditor.model.error import ErrorKind
from auditor.model.link import Link, LinkForm, TargetKind
from auditor.model.page import PageText
from auditor.model.target import FetchAttempt, Hop, HostFacts, RandomPathAnswer, SiteContext, Target

HOME = "http://www.yunze.gov.cn/"


def attempt(status: int | None = 200, error: ErrorKind | None = None, **facts: object) -> FetchAttempt:
    values: dict[str, object] = {
        "phase": 0, "method": "GET", "client": "curl", "at": "2026-11-21T10:00:00+08:00", "ms": 12, "address": "127.0.0.2",
    }  # fmt: skip
    return FetchAttempt(**{**values, "status": status, "error": error, **facts})  # type: ignore[arg-type]


def page(title: str = "关于印发工作要点的通知", **facts: object) -> PageText:
    values: dict[str, object] = {
        "headings": (), "template": "a" * 16, "visible": 900, "simhash": 0x1234_5678_9ABC_DEF0, "opening": "各县区人民政府:现将要点印发。",
    }  # fmt: skip
    return PageText(title, **{**values, **facts})  # type: ignore[arg-type]


def link(raw: str = "/a.html", text: str = "办事指南", **facts: object) -> Link:
    values: dict[str, object] = {
        "tag": "a", "attr": "href", "kind": TargetKind.PAGE, "target": raw, "form": LinkForm.PLAIN, "bare": True,
    }  # fmt: skip
    return Link(raw=raw, text=text, **{**values, **facts})  # type: ignore[arg-type]


def target(url: str = HOME + "a/b.html", *hops: Hop, **facts: object) -> Target:
    """Alive unless hops or an error say otherwise; ``hops`` replace the chain."""
    values: dict[str, object] = {"kind": TargetKind.PAGE, "internal": True, "page": None, "host": None}
    return Target(url=url, **{**values, "chain": hops or (Hop(url, (attempt(),)),), **facts})  # type: ignore[arg-type]


def redirected(url: str, *onward: str, **facts: object) -> Target:
    """A target whose redirects lead over ``onward`` to a good answer."""
    urls = (url, *onward)
    hops = [Hop(here, (attempt(302, location=there),)) for here, there in zip(urls, onward, strict=False)]
    return target(url, *hops, Hop(urls[-1], (attempt(),)), **facts)


def walled(url: str = HOME + "a/b.html", **facts: object) -> Target:
    return target(url, Hop(url, (attempt(403, wall="http-403"),)), **facts)


def gone(url: str = HOME + "a/b.html", **facts: object) -> Target:
    return target(url, Hop(url, (attempt(404),)), **facts)


def site(**facts: object) -> SiteContext:
    values: dict[str, object] = {
        "home": HOME, "host": "www.yunze.gov.cn", "private": False, "home_page": page("云泽市人民政府", template="b" * 16, simhash=1),
        "random_paths": (), "troubled_phases": frozenset(), "outside_proven": True, "exempt_hosts": frozenset(),
        "templates": (("a" * 16, 500), ("b" * 16, 1)),
    }  # fmt: skip
    return SiteContext(**{**values, **facts})  # type: ignore[arg-type]


def random_answer(directory: str = HOME, **facts: object) -> RandomPathAnswer:
    url = directory + "x7f3k2.html"
    values: dict[str, object] = {"url": url, "directory": directory, "status": 200, "final_url": url, "page": None}
    return RandomPathAnswer(**{**values, **facts})  # type: ignore[arg-type]


def denied(**facts: object) -> HostFacts:
    values: dict[str, object] = {
        "host": "gone.example.cn", "addresses": (), "denials": 2, "denied_after_rounds": True, "denied_by_second_resolver": True,
        "resolver_proven": True, "error": ErrorKind.DNS_NXDOMAIN,
    }  # fmt: skip
    return HostFacts(**{**values, **facts})  # type: ignore[arg-type]


class Untouched:
    """Links that must not be looked at."""

    def __getitem__(self, index: int) -> Link:
        raise AssertionError("links were read")

    def __len__(self) -> int:
        raise AssertionError("links were read")

    def __iter__(self) -> object:
        raise AssertionError("links were read")


def judged(
    check: object, subject: Target, links: object = (), context: SiteContext | None = None
) -> list[tuple[str, str, str]]:
    """(outcome, reason, confidence) of every judgement; each must have its Chinese sentence."""
    found = list(check.judge(subject, links, context or site()))  # type: ignore[attr-defined]
    assert found
    for judgement in found:
        assert not judgement.reason or check.texts.template(judgement.reason), judgement.reason  # type: ignore[attr-defined]
        assert "{" not in check.message(judgement).replace("{{", "").replace("${", "")  # type: ignore[attr-defined]
    return [(str(judgement.outcome), judgement.reason, str(judgement.confidence)) for judgement in found]


@pytest.fixture
def make() -> SimpleNamespace:
    """All builders under one name."""
    return SimpleNamespace(
        attempt=attempt, page=page, link=link, target=target, redirected=redirected, walled=walled, gone=gone, site=site,
        random_answer=random_answer, denied=denied, untouched=Untouched(), judged=judged, home=HOME, hop=Hop,
    )  # fmt: skip
