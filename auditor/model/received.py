"""What one address answered, as the evidence has it."""

from dataclasses import dataclass

from auditor.model.target import Hop


@dataclass(frozen=True, slots=True)
class Received:
    """The answers of one address; ``sha256`` is that of the HTML received at the end of its redirects, or empty."""

    url: str
    hops: tuple[Hop, ...]
    """The address and where it led, with every attempt."""
    sha256: str
    size: int
    """Bytes of that HTML."""
    mapped: str
    """Address that the site's name was sent to by the user, or empty."""
    outlets: tuple[str, ...] = ()
    """Addresses and networks that the mandate says our requests come from."""
