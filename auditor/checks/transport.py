"""Did a target answer? The verdict on a chain of attempts that several checks share.

Blocked is not dead, our own trouble proves nothing, and a transport error accuses only after attempts spread over the
run and a second client of another make have all failed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from auditor.model.error import ErrorKind, Fault
from auditor.model.outcome import Confidence
from auditor.model.target import FetchAttempt, HostFacts, SiteContext, Target

_GONE = {404, 410}
_NEEDED_PHASES = 2
_BROKEN_BODY = {
    ErrorKind.TRUNCATED_BODY, ErrorKind.BAD_ENCODING, ErrorKind.DECOMPRESSION, ErrorKind.HEADERS_TOO_LARGE,
    ErrorKind.SLOW_BODY, ErrorKind.BODY_TOO_LARGE,
}  # fmt: skip
_CHAIN_FAULTS = {ErrorKind.REDIRECT_LOOP, ErrorKind.REDIRECT_LIMIT, ErrorKind.REDIRECT_INVALID}
_DNS = {ErrorKind.DNS_NXDOMAIN, ErrorKind.DNS_UNPROVEN, ErrorKind.DNS_RESERVED}


class Life(StrEnum):
    """What can be said of a target."""

    ALIVE = "alive"
    DEAD = "dead"
    DOUBTFUL = "doubtful"
    """It answered, but not with what was asked for: a person must look."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict on a chain. ``reason`` is the stable code; ``wall`` names what stood in the way, if anything did."""

    life: Life
    reason: str = ""
    confidence: Confidence = Confidence.CERTAIN
    wall: str = ""


def answer_of(target: Target, site: SiteContext) -> Answer:
    """Judge the whole chain of a target."""
    if target.error in _CHAIN_FAULTS:
        return Answer(Life.DEAD, str(target.error))
    if target.error in _DNS:
        return _name(target.error, target.host)
    if target.error is not None:
        return Answer(Life.UNKNOWN, str(target.error))
    attempts = target.chain[-1].attempts if target.chain else ()
    valid = [attempt for attempt in attempts if attempt.phase not in site.troubled_phases]
    if not attempts:
        return Answer(Life.UNKNOWN, "not-requested")
    if not valid:
        return Answer(Life.UNKNOWN, str(ErrorKind.NETWORK_TROUBLE))
    return _answered(valid) or _transport(valid, target, site)


def is_alive(target: Target, site: SiteContext) -> bool:
    """True when the chain ended well."""
    return answer_of(target, site).life is Life.ALIVE


def _name(error: ErrorKind | None, host: HostFacts | None) -> Answer:
    """A name that does not exist: dead only when a proven resolver denied it twice, the second time late."""
    if error is ErrorKind.DNS_RESERVED:
        return Answer(Life.DEAD, str(ErrorKind.DNS_RESERVED))
    if host is None or error is not ErrorKind.DNS_NXDOMAIN:
        return Answer(Life.UNKNOWN, str(ErrorKind.DNS_UNPROVEN))
    if host.denials < _NEEDED_PHASES or not host.denied_after_rounds or not host.resolver_proven:
        return Answer(Life.UNKNOWN, str(ErrorKind.DNS_UNPROVEN))
    confidence = Confidence.CERTAIN if host.denied_by_second_resolver else Confidence.LIKELY
    return Answer(Life.DEAD, str(ErrorKind.DNS_NXDOMAIN), confidence)


def _answered(attempts: list[FetchAttempt]) -> Answer | None:
    """What HTTP answers say: a good one at any time acquits; else the last definite one counts."""
    answers = [attempt for attempt in attempts if attempt.status is not None and attempt.method != "HEAD"] or [
        attempt for attempt in attempts if attempt.status is not None
    ]
    if any(_is_good(attempt) for attempt in attempts):
        return Answer(Life.ALIVE)
    if not answers:
        return None
    walls = [attempt.wall for attempt in answers if attempt.wall]
    if walls:
        return Answer(Life.UNKNOWN, str(ErrorKind.WALL), wall=walls[-1])
    last = answers[-1]
    if last.error in _BROKEN_BODY:
        return Answer(Life.DOUBTFUL, str(last.error), Confidence.LIKELY)
    return _by_status(last.status or 0, attempts)


def _is_good(attempt: FetchAttempt) -> bool:
    return attempt.status is not None and attempt.status < 400 and attempt.error is None and not attempt.wall


def _by_status(status: int, attempts: list[FetchAttempt]) -> Answer:
    if status in _GONE:
        return Answer(Life.DEAD, f"http-{status}")
    if status >= 500:
        phases = {attempt.phase for attempt in attempts}
        if len(phases) < _NEEDED_PHASES:
            return Answer(Life.UNKNOWN, f"http-{status}")
        return Answer(Life.DEAD, f"http-{status}", Confidence.LIKELY)
    return Answer(Life.DOUBTFUL, f"http-{status}", Confidence.LIKELY)


def _transport(attempts: list[FetchAttempt], target: Target, site: SiteContext) -> Answer:
    """No HTTP answer at all: dead only after two phases and the second client, and only if the outside was there."""
    last = attempts[-1]
    error = last.error or ErrorKind.EMPTY_REPLY
    first = next((attempt.error for attempt in attempts if attempt.error), error)
    if first is ErrorKind.TLS_CERTIFICATE or error is ErrorKind.TLS_CERTIFICATE:
        return Answer(Life.DOUBTFUL, str(ErrorKind.TLS_CERTIFICATE))
    if error.fault in (Fault.US, Fault.WALL) or error is ErrorKind.PRIVATE_ADDRESS:
        return Answer(Life.UNKNOWN, str(error))
    if error is ErrorKind.HEADERS_TOO_LARGE or first is ErrorKind.HEADERS_TOO_LARGE:
        return Answer(Life.DOUBTFUL, str(ErrorKind.HEADERS_TOO_LARGE), Confidence.LIKELY)
    host = urlsplit(target.final_url).hostname or ""
    if not target.internal and host not in site.exempt_hosts and not site.outside_proven:
        return Answer(Life.UNKNOWN, str(ErrorKind.OUTSIDE_UNPROVEN))
    if not _tried_enough(attempts):
        return Answer(Life.UNKNOWN, str(first))
    return Answer(Life.DEAD, str(first), Confidence.LIKELY)


def _tried_enough(attempts: Iterable[FetchAttempt]) -> bool:
    phases = sorted({attempt.phase for attempt in attempts})
    if len(phases) < _NEEDED_PHASES:
        return False
    return any(attempt.phase == phases[-1] and attempt.client == "python" for attempt in attempts)
