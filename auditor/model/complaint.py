"""One message of the public in an office's ledger: 找错, 曝光台, or a message to a site."""

from dataclasses import dataclass
from enum import StrEnum


class Channel(StrEnum):
    """Where it came in."""

    ERROR_REPORT = "找错"
    """「我为政府网站找错」."""
    EXPOSURE = "曝光台"
    MESSAGE = "留言"


@dataclass(frozen=True, slots=True)
class Complaint:
    """Days are ``YYYY-MM-DD``, empty where the ledger says none."""

    channel: Channel
    number: str
    """The ledger's own, or one made of what the row says."""
    place: str
    """The site as the ledger names it."""
    title: str
    received: str
    organiser: str = ""
    region: str = ""
    due: str = ""
    """The last day for it, where the ledger says so."""
    closed: str = ""
    is_closed: bool = False
    """Closed, on a day that the ledger may not say."""
    site: int | None = None
    """Row of the registered site; None when none fits."""
    site_number: str = ""
    site_name: str = ""
