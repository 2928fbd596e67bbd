"""What a look at one page in a real browser showed of its links, its footer and its ways out: facts without a verdict."""

from dataclasses import dataclass
from enum import StrEnum


class Sight(StrEnum):
    """How a visitor meets a link."""

    SHOWN = "shown"
    """It is seen as soon as the page stands, if need be by scrolling to it."""
    SCROLLED = "scrolled"
    """It appeared once the page had been scrolled to its end."""
    HOVERED = "hovered"
    """It appeared under the pointer."""
    CLICKED = "clicked"
    """It appeared after a click."""
    HIDDEN = "hidden"
    """It is in the document and was never seen."""


class Prompt(StrEnum):
    """What came of a click on a link out of the site."""

    SEEN = "seen"
    """Words that say one is about to leave: in a dialogue, a layer, or a page of the site in between."""
    NONE = "none"
    UNTRIED = ""


@dataclass(frozen=True, slots=True)
class SeenLink:
    """A link of the document to another host. ``hidden_by`` names what hides it at first: ``display-none``, ``visibility``,
    ``opacity``, ``no-box``, ``tiny-text``, ``off-screen``, ``clipped``, ``pixels`` (its pixels are those of what is behind
    it, or it stands behind something)."""

    url: str
    host: str
    domain: str
    text: str
    sight: Sight
    hidden_by: tuple[str, ...] = ()
    image: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """One look at one crawled page; ``causes`` are the wants it answers (``model.want``)."""

    url: str
    causes: tuple[str, ...] = ()
    error: str = ""
    """An ErrorKind: why the page could not be looked at; empty when it was."""
    settled: bool = True
    """The page was loaded to its end and kept still."""
    links: tuple[SeenLink, ...] = ()
    """In document order."""
    markup: str = ""
    """The document and its frames as scripts left them; empty when the limit of characters was passed."""
    unloaded: tuple[str, ...] = ()
    """Scripts and frames that the browser was not given: what they would write is not known."""
    unpainted: tuple[str, ...] = ()
    """Style sheets and what they ask for, likewise: how the page looks is not sure."""
    prompt: Prompt = Prompt.UNTRIED
    clicked: str = ""
    """The link that was clicked for it."""
    said: str = ""
    """The words that came, shortened."""
    footer_shot: str = ""
    """Picture of the footer in the bundle's ``shots/``."""

    def sights(self, url: str) -> tuple[Sight, ...]:
        """How the links to an address are met; empty when the document has none any more."""
        return tuple(link.sight for link in self.links if link.url == url)
