"""How far a run is: a bar on a terminal, plain lines elsewhere; and the outputs once it is over."""

import asyncio
import contextlib
import sys
import time
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.misc import load_object

from auditor.crawl.session import Session

_SECONDS_BETWEEN_LINES = 15.0
_SECONDS_BETWEEN_UPDATES = 0.5


class Progress:
    """A Scrapy extension: shows progress while a session works, and finishes it."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.console = Console(stderr=True)
        self.started = time.monotonic()
        self.task: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Wire the extension to the crawl's signals."""
        self = cls(crawler)
        crawler.signals.connect(self.spider_opened, signals.spider_opened)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)
        return self

    @property
    def session(self) -> Session:
        """The session of this crawl."""
        session: Session = self.crawler.spider.session  # type: ignore[union-attr]
        return session

    def spider_opened(self) -> None:
        """Begin to show progress."""
        show = self._bar() if self.console.is_terminal else self._lines()
        self.task = asyncio.get_running_loop().create_task(show)

    async def spider_closed(self, reason: str) -> None:
        """Stop the display, write the outputs, close the bundle."""
        if self.task is not None:
            self.task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self.task
        session = self.session
        finish = load_object(self.crawler.settings["SITE_RUN_FINISH"])
        try:
            finish(session)
        finally:
            await session.close()

    async def _bar(self) -> None:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[facts]}"),
            TimeElapsedColumn(),
        )
        with Bar(*columns, console=self.console, transient=True) as bar:
            task = bar.add_task("正在检查", total=None, facts="")
            while True:
                done, total, facts = self._facts()
                bar.update(task, completed=done, total=total, facts=facts)
                await asyncio.sleep(_SECONDS_BETWEEN_UPDATES)

    async def _lines(self) -> None:
        while True:
            await asyncio.sleep(_SECONDS_BETWEEN_LINES)
            if self.session.prepared:  # Not a site that still waits for its turn.
                print(self._facts()[2], file=sys.stderr, flush=True)

    def _facts(self) -> tuple[int, int, str]:
        """(done, known so far, one line of facts)."""
        db = self.session.bundle.db
        query = "SELECT kind = 'page', state, count(*) FROM url GROUP BY 1, 2"
        rows = {(bool(page), state): count for page, state, count in db.execute(query)}
        pages, targets = rows.get((True, 2), 0), rows.get((False, 2), 0)
        waiting = rows.get((True, 0), 0) + rows.get((True, 1), 0) + rows.get((False, 1), 0)
        seconds = max(time.monotonic() - self.started, 0.1)
        rate = (pages + targets) / seconds
        rest = f"约 {int(waiting / rate / 60) + 1} 分钟" if rate > 0.01 and waiting else "即将完成"
        facts = f"网页 {pages} · 其他目标 {targets} · 每秒 {rate:.1f} · 待检 {waiting} · 剩余 {rest}"
        return pages + targets, pages + targets + waiting, facts
