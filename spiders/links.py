"""The link audit: dead, wrong and misleading links of a whole site."""

from spiders.site import SiteSpider


class LinksSpider(SiteSpider):
    """``scrapy crawl links -a url=URL``: the site crawl, judged by the link checks alone."""

    name = "links"
    profile = "links"
