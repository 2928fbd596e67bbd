"""Runs sessions in one Scrapy process."""

import asyncio
import gc

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from auditor.crawl.forked import fork_worker
from auditor.crawl.pool import workers
from auditor.crawl.session import Session

SPIDERS = {
    "links": "spiders.links.LinksSpider",
    "full": "spiders.site.SiteSpider",
    "footer": "spiders.footer.FooterSpider",
    "accessibility": "spiders.accessibility.AccessibilitySpider",
}
_AT_ONCE = 2
"""Sites crawled at the same time; each has a worker per core."""


def run_sessions(sessions: list[Session]) -> None:
    """Crawl, judge and report every session; returns when all are over. Their exit codes tell how it went."""
    gc.freeze()  # Copies share what they do not touch, and looking for garbage touches everything.
    for session in sessions[:_AT_ONCE]:  # The rest find their workers when it is their turn.
        # Now: this process has loaded everything, has one thread and no reactor yet.
        session.forked = session.forked or [fork_worker() for _ in range(workers(session.options))]
    settings = Settings()
    settings.setmodule("auditor.crawl.settings", priority="project")
    process = AsyncCrawlerProcess(settings)
    gate = asyncio.Semaphore(_AT_ONCE)
    for session in sessions:
        session.gate = gate
        process.crawl(_spider(session.options.profile), session=session)
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    process.start()


def _spider(profile: str) -> type:
    # By name: spiders stand above this layer, and Scrapy finds them the same way.
    from scrapy.utils.misc import load_object

    spider: type = load_object(SPIDERS[profile])
    return spider
