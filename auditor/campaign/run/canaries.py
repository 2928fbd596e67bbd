"""Is it the site or are we cut off? A few addresses that ought to answer are asked before anybody is accused."""

import asyncio
from collections import deque
from collections.abc import Sequence

from auditor.campaign.visits import Visitor
from auditor.model.error import ErrorKind, Fault
from auditor.model.limits import Limits
from auditor.model.options import RunOptions

DEFAULT = ("https://www.gov.cn/", "https://www.baidu.com/", "https://www.qq.com/")
"""Asked only when something fails; an office on a closed network names its own."""
_LIMITS = Limits(connect_seconds=8, response_seconds=8, total_seconds=10, page_bytes=64 << 10)
_ANSWERED_KEPT = 3


class Canaries:
    """Addresses that ought to answer: those given, and homes that answered a moment ago."""

    def __init__(self, options: RunOptions, urls: Sequence[str] = DEFAULT) -> None:
        self._options = options
        self._urls = tuple(urls)
        self._answered: deque[str] = deque(maxlen=_ANSWERED_KEPT)

    def answered(self, url: str) -> None:
        """Remember a home page that has just been measured."""
        self._answered.append(url)

    def alive(self) -> bool:
        """True when at least one of them answers."""
        return asyncio.run(self._ask())

    async def _ask(self) -> bool:
        visitor = Visitor(self._options, _LIMITS)
        try:
            visits = await visitor.all(dict.fromkeys([*self._urls, *self._answered]))
        finally:
            visitor.close()
        return any(visit.answered for visit in visits)


def may_be_ours(kind: str) -> bool:
    """True for a reason that a dead line of ours would bring about just as well; ``kind`` as NotMeasurable has it."""
    try:
        return ErrorKind(kind).fault in (Fault.US, Fault.NETWORK) or ErrorKind(kind) in _ALSO
    except ValueError:
        return False


_ALSO = frozenset(
    {ErrorKind.DNS_NXDOMAIN, ErrorKind.CONNECT_REFUSED, ErrorKind.CONNECTION_RESET, ErrorKind.EMPTY_REPLY}
)
