"""What axe-core said of one rendered page."""

from dataclasses import dataclass

from auditor.model.node import Node

VIOLATION, INCOMPLETE = "violation", "incomplete"


@dataclass(frozen=True, slots=True)
class AxeNode:
    """An element that a rule speaks of."""

    node: Node
    summary: str = ""
    """What axe says of it, in Chinese."""
    keys: tuple[str, ...] = ()
    """Checks of axe that speak of it, each with the kind of its message where there are several (``color-contrast:bgImage``),
    and what makes them doubtful: ``behind-modal``, ``same-letters``, ``abbreviation``, ``icon-font``."""


@dataclass(frozen=True, slots=True)
class AxeRule:
    """What one rule came to on a page: ``violation``, or ``incomplete`` where a person must look."""

    id: str = ""
    outcome: str = VIOLATION
    impact: str = ""
    """critical, serious, moderate, minor, or empty."""
    help: str = ""
    """What the rule asks, in Chinese."""
    tags: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    """Ids of the ACT rules that axe says it implements."""
    count: int = 0
    """Elements concerned, whether or not they are listed."""
    nodes: tuple[AxeNode, ...] = ()


@dataclass(frozen=True, slots=True)
class AxeRun:
    """One run of axe-core over a page and its frames; rules that found nothing to say are not listed."""

    version: str = ""
    rules: tuple[AxeRule, ...] = ()
    limits: tuple[str, ...] = ()
    """Names of the limits that bit: ``axe-contrast`` and ``axe-region`` (these rules were left out on a huge page),
    ``axe-nodes`` (not all elements are listed)."""
    passes: tuple[str, ...] = ()
    """Ids of the rules that found what they look at, on at least one element, in order."""
