"""What a rendered page says to somebody who does not see it: texts, names, languages, alternatives."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Semantics:
    """Facts read from the rendered document without touching it."""
