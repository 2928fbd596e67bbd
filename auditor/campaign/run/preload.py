"""What every site run would load for itself: the fork server imports this once, and the runs are its copies.

Not among it is Twisted's reactor, which every process has to make for itself.
"""

from importlib import import_module

from auditor.checks.catalogue import discover

for name in (
    "auditor.campaign.run.site",
    "auditor.crawl.progress",
    "auditor.rendering",
    "auditor.siterun",
    "pipelines.evidence",
    "pipelines.validate",
    "scrapy.extensions.feedexport",
    "scrapy.extensions.remote_control",
    "scrapy.squeues",
    "spiders.accessibility",
    "spiders.footer",
    "spiders.links",
    "spiders.site",
):
    import_module(name)
discover()
