"""The identity audit: is this site who it says it is? A few pages, their footers, IPv6 and HTTPS."""

from spiders.site import SiteSpider


class FooterSpider(SiteSpider):
    """``scrapy crawl footer -a url=URL``: the home page, one page of each kind and a sample of thirty."""

    name = "footer"
    profile = "footer"
