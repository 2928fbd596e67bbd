"""The whole site over HTTP: pages in rounds, every link target once, answers kept as evidence."""

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.misc import load_object
from twisted.python.failure import Failure

from auditor.crawl.given import read_given
from auditor.crawl.preflight import NotMeasurable
from auditor.crawl.pull import PullResponse, pull_request
from auditor.crawl.session import Session, announce
from auditor.model.options import UsageError, parse_options
from auditor.store.bundle import BundleError


class SiteSpider(Spider):
    """``scrapy crawl site -a url=URL``; every option of ``auditor audit`` is also ``-a name=value``.

    ``-a resume=BUNDLE`` goes on with an interrupted run. The frontier in the bundle decides what is fetched; this
    spider only carries leases to the workers and their results to the pipelines.
    """

    name = "site"
    profile = "full"

    def __init__(self, session: Session, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.session = session
        self._crawled = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Open a new bundle or, with ``resume``, an old one; bad options end the program with exit code 2."""
        session = kwargs.pop("session", None) or _open_session(cls.profile, kwargs)
        session.judge_early = load_object(crawler.settings["SITE_RUN_WANTS"])
        if session.options.rendered or session.options.looked:  # What drives a browser is slow to load.
            session.render = load_object(crawler.settings["SITE_RUN_RENDER"])
        spider = super().from_crawler(crawler, session=session)
        crawler.signals.connect(spider._not_committed, signals.item_error)
        crawler.signals.connect(spider._dropped, signals.item_dropped)
        announce(session.bundle)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Yield pulls as long as there is anything to fetch."""
        session = self.session
        async with session.gate:
            if not await self._prepared():
                return
            while not session.failed and self._advance():
                for number, leases in session.free_workers():
                    yield pull_request(number, leases, self.unreachable)
                await session.wait()
            if self._crawled:
                await session.render(session)
                session.finished = not session.failed

    async def _prepared(self) -> bool:
        try:
            await self.session.prepare()
        except NotMeasurable as error:
            self.session.give_up(error)
            return False
        except BundleError as error:
            self.session.fail(error)
            return False
        return True

    def _advance(self) -> bool:
        try:
            going_on = self.session.stages.advance() or self.session.ask_wants()
        except BundleError as error:
            self.session.fail(error)
            return False
        self._crawled = not going_on and not self.session.failed
        return going_on

    def parse(self, response: Response, **_kwargs: Any) -> Iterator[dict[str, Any]]:
        """Every pull is one item: what a worker has finished."""
        assert isinstance(response, PullResponse)
        yield {"session": self.session, "worker": response.worker, "results": response.results}

    def unreachable(self, failure: Failure) -> None:
        """A worker is gone: nothing it held is lost, but this run cannot go on."""
        self.session.fail(failure.value or RuntimeError(str(failure)))

    def _not_committed(self, item: dict[str, Any], failure: Failure) -> None:
        self.session.fail(failure.value or RuntimeError(str(failure)))

    def _dropped(self, item: dict[str, Any], exception: Exception) -> None:
        self.session.fail(exception)


def _open_session(profile: str, words: dict[str, Any]) -> Session:
    try:
        if "resume" in words:
            return Session.resume(Path(words["resume"]))
        (given,) = read_given([parse_options({"profile": profile, **words})])
        return Session.start(given)
    except (UsageError, BundleError) as error:
        print(error, file=sys.stderr)
        sys.exit(2)
