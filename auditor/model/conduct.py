"""How a rendered page behaves when it is used: keys, focus, zoom, time, pixels."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conduct:
    """Facts measured by using the page."""
