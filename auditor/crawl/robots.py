"""robots.txt of the audited site (RFC 9309): obeyed by default, every decision recorded."""

from dataclasses import dataclass

from protego import Protego

AGENT = "Xunwang"
_MAX_BYTES = 512_000


@dataclass(frozen=True, slots=True)
class Robots:
    """The decision for one site. ``text`` None = no rules (4xx, or ignored by mandate)."""

    text: str | None
    ignored: bool = False

    def checker(self) -> "RobotsChecker":
        """A reader of the rules."""
        return RobotsChecker(self)


class RobotsChecker:
    """Answers for URLs; keeps the parsed rules."""

    def __init__(self, robots: Robots) -> None:
        self._rules = Protego.parse(robots.text[:_MAX_BYTES]) if robots.text and not robots.ignored else None
        self._declared = Protego.parse(robots.text[:_MAX_BYTES]) if robots.text else None

    def allowed(self, url: str) -> bool:
        """May this URL be fetched?"""
        return self._rules is None or bool(self._rules.can_fetch(url, AGENT))

    @property
    def crawl_delay(self) -> float:
        """Seconds between requests asked for; 0 when none are."""
        return float(self._rules.crawl_delay(AGENT) or 0) if self._rules else 0.0

    @property
    def sitemaps(self) -> list[str]:
        """Sitemaps declared, even when the rules themselves are ignored."""
        return list(self._declared.sitemaps) if self._declared else []
