"""The link checker that Scrapy's manual leads to: LinkExtractor on every page, one request for each distinct URL.

It crawls from the home page, like the audit, and checks no fragments. Run as a script:
``python scrapy_spider.py HOME REPORT``; writes a JSON object with pages, targets and broken URLs to REPORT.
"""

import json
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response, TextResponse
from scrapy.linkextractors import LinkExtractor

SETTINGS = {
    "CONCURRENT_REQUESTS": 64,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 64,
    "DOWNLOAD_DELAY": 0,
    "HTTPERROR_ALLOW_ALL": True,
    "RETRY_ENABLED": False,
    "COOKIES_ENABLED": False,
    "ROBOTSTXT_OBEY": False,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "LOG_LEVEL": "ERROR",
}


class Links(Spider):
    """Follows pages of the start host, checks everything they link."""

    name = "links"

    def __init__(self, home: str, report: str) -> None:
        super().__init__()
        self.home, self.report = home, Path(report)
        self.host = urlsplit(home).hostname
        self.links = LinkExtractor(
            tags=("a", "area", "img", "script", "link", "iframe"), attrs=("href", "src"), deny_extensions=()
        )
        self.pages = self.targets = 0
        self.broken: list[str] = []

    async def start(self) -> AsyncIterator[Any]:
        """The home page."""
        yield Request(self.home)

    def parse(self, response: Response, **_: Any) -> Iterator[Request]:
        """Record the answer; a page of the start host yields requests for its links."""
        self.targets += 1
        if response.status >= 400:
            self.broken.append(response.url)
        elif (
            isinstance(response, TextResponse)
            and urlsplit(response.url).hostname == self.host
            and "</html>" in response.text
        ):
            self.pages += 1
            for link in self.links.extract_links(response):
                yield Request(link.url)

    def closed(self, reason: str) -> None:
        """Write the report."""
        report = {"pages": self.pages, "targets": self.targets, "broken": self.broken, "reason": reason}
        self.report.write_text(json.dumps(report), encoding="utf-8")


if __name__ == "__main__":
    process = AsyncCrawlerProcess(SETTINGS)
    process.crawl(Links, *sys.argv[1:])
    process.start()
