"""Typical problems: by gravity and spread, each with examples; what one platform causes on many sites is one problem."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from auditor.campaign.circular.rules import Rules
from auditor.model.result import Conclusion, Kind, Result
from auditor.model.statistics import Problem


def problems(results: Sequence[Result], rules: Rules) -> tuple[Problem, ...]:
    """Problems of what was measured, the gravest and widest first."""
    found: dict[tuple[str, bool], list[Result]] = defaultdict(list)
    for result in results:
        if result.conclusion in (Conclusion.PASS, Conclusion.FAIL):
            failed = result.conclusion is Conclusion.FAIL
            for name in result.causes:
                found[name, failed].append(result)
            for name in result.problems:
                found[name, False].append(result)
    several = [one for (name, veto), affected in found.items() for one in _split(name, veto, affected, rules)]
    return tuple(sorted(several, key=lambda one: (not one.veto, -len(one.results), one.name, one.platform)))


def _split(name: str, veto: bool, affected: Sequence[Result], rules: Rules) -> Iterable[Problem]:
    """One problem for all, and one for each platform that many of its sites share it on."""
    hosted = Counter(result.platform for result in affected if result.kind is Kind.SITE and result.platform)
    shared = {platform for platform, count in hosted.items() if count >= rules.shared}
    for platform in sorted(shared):
        yield Problem(name, veto, tuple(one for one in affected if _on(one, platform)), platform)
    rest = tuple(one for one in affected if not any(_on(one, platform) for platform in shared))
    if rest:
        yield Problem(name, veto, rest)


def _on(result: Result, platform: str) -> bool:
    return result.kind is Kind.SITE and result.platform == platform


def suppliers(results: Iterable[Result]) -> tuple[tuple[str, int], ...]:
    """Units that supplied faulty pages to other units' sites, those of most sites first."""
    found = Counter(one.supplier for one in results if one.supplier and (one.causes or one.problems))
    return tuple(sorted(found.items(), key=lambda one: (-one[1], one[0])))
