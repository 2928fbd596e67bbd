"""What a page hides or carries in odd places, as the checks receive it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HiddenFacts:
    """Hidden and odd parts of one document; a pure function of its decoded text and the site's style sheets."""
