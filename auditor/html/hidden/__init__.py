"""What a document hides or carries in odd places; pure functions of its text and the site's style sheets."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from auditor.model.hidden import HiddenFacts


@dataclass(frozen=True, slots=True)
class Stylesheets:
    """Linked style sheets of the site: absolute URL → text."""

    texts: Mapping[str, str] = field(default_factory=dict)


def facts(text: str, url: str, encoding: str, css: Stylesheets) -> HiddenFacts:
    """Return the hidden and odd parts of one document."""
    return HiddenFacts(version=0)
