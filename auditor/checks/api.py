"""What a check is: a function, its texts, and a frozen description. Declaring one has no side effect."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from auditor.model.finding import Judgement
from auditor.model.link import Link, TargetKind
from auditor.model.outcome import Impact
from auditor.model.target import SiteContext, Target

Judge = Callable[[Target, Sequence[Link], SiteContext, Any], Iterator[Judgement]]

_PREFIX = "auditor.checks."


class Shape(StrEnum):
    """What a check is given."""

    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Texts:
    """What users read, in Chinese: title, why it matters, what it does not accuse, how to mend it, and every reason.

    ``reasons`` maps a stable reason code to a sentence; ``{name}`` in it is filled from the judgement's args.
    """

    title: str
    why: str
    not_this: str
    fix: str
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CheckInfo:
    """A check ready to be run; built by ``check``."""

    id: str
    shape: Shape
    impact: Impact
    kinds: frozenset[TargetKind]
    """Kinds of targets it is asked about."""
    texts: Texts
    refs: tuple[str, ...]
    """Outside rule ids, such as ``ind:c15.links``."""
    config: Any
    """What law or a pack may change: an instance of the check's Config."""
    function: Judge = field(repr=False)

    def judge(self, target: Target, links: Sequence[Link], site: SiteContext) -> Iterator[Judgement]:
        """Answer for one target; at least one judgement."""
        return self.function(target, links, site, self.config)

    def message(self, judgement: Judgement) -> str:
        """The Chinese sentence of a judgement; the title when the reason has no sentence of its own."""
        template = self.texts.reasons.get(judgement.reason) or self.texts.reasons.get(judgement.reason.split("-")[0] + "-*")
        return self.texts.title if template is None else template.format_map(_Args({"reason": judgement.reason, **judgement.args}))


class _Args(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "—"


def check(
    *, impact: Impact, kinds: frozenset[TargetKind], zh: Texts, config: Any, refs: tuple[str, ...] = ()
) -> Callable[[Judge], CheckInfo]:
    """Describe a check; its id is its module's path below ``auditor.checks``."""

    def describe(function: Judge) -> CheckInfo:
        identity = function.__module__.removeprefix(_PREFIX)
        return CheckInfo(identity, Shape.TARGET, impact, kinds, zh, refs, config, function)

    return describe
