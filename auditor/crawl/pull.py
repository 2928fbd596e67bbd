"""The download handler: a Scrapy request to ``pull://w0/`` exchanges leases for results with worker 0."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.http import Response


class PullResponse(Response):
    """What a worker has finished: ``results`` is a list of plain dictionaries, ``worker`` its number."""

    results: list[dict[str, Any]]
    worker: int


class PullHandler(BaseDownloadHandler):
    """Hands ``request.meta['leases']`` to the worker named by the request's host."""

    async def download_request(self, request: Request) -> Response:
        """Exchange leases for results; raises WorkerDied."""
        number = int((urlsplit(request.url).hostname or "w0")[1:])
        response = PullResponse(request.url, request=request)
        response.worker = number
        session = self.crawler.spider.session  # type: ignore[union-attr]
        response.results = await session.exchange(number, request.meta["leases"])
        return response


def pull_request(number: int, leases: list[Any], errback: Callable[[Any], None]) -> Request:
    """A pull on a worker; never filtered, never retried. The local worker is written ``w-1``."""
    meta = {"leases": leases, "download_slot": f"w{number}"}
    return Request(f"pull://w{number}/", meta=meta, errback=errback, dont_filter=True)
