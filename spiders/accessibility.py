"""Accessibility and the aging-friendly retrofit: the pages of a site, then a few of every template in a real browser."""

from spiders.site import SiteSpider


class AccessibilitySpider(SiteSpider):
    """``scrapy crawl accessibility -a url=URL``: only pages are fetched, nothing that they link to outside."""

    name = "accessibility"
    profile = "accessibility"
