"""Why a URL is in the frontier, and how far it has come."""

from enum import IntEnum

from auditor.model.error import ErrorKind


class State(IntEnum):
    """Of a row in the frontier."""

    FOUND = 0
    """A page that is in no round yet."""
    MARKED = 1
    """To be fetched now; what is under way keeps this state until its evidence is committed."""
    DONE = 2
    CUT = 3
    """Will not be fetched; ``cut`` says why."""
    NEVER = 4
    """Of a kind that is never requested."""


class Role(IntEnum):
    """Why a URL is in the frontier."""

    LINK = 0
    SITEMAP = 2
    RANDOM = 3
    HOP = 4
    """Only reached by a redirect."""
    PART = 5
    """Only named by a style sheet or a document."""
    VIEW = 6
    """A request as somebody else (table ``view``)."""
    PROBE = 7
    """A request of the last step (table ``probe``)."""


_TRANSIENT = ", ".join(f"'{kind}'" for kind in ErrorKind if not kind.permanent)
MAY_PASS = f"state = {State.DONE:d} AND (error IN ({_TRANSIENT}) OR status >= 500 OR status = 429)"
"""SQL condition on rows of the frontier: failed in a way that may pass, and worth asking once more."""
