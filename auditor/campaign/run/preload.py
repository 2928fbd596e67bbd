"""What every site run would load for itself: the fork server imports this once, and the runs are its copies.

Not among it is Twisted's reactor, which every process has to make for itself.
"""

import gc
from importlib import import_module

from auditor.checks.catalogue import discover
from reports.formats import formats
from reports.html import compiled

for name in (
    "auditor.campaign.run.site",
    "auditor.crawl.progress",
    "auditor.crawl.settings",
    "auditor.crawl.worker",
    "auditor.rendering",
    "auditor.siterun",
    "pipelines.evidence",
    "pipelines.validate",
    "encodings.utf_8_sig",
    "scrapy.dupefilters",
    "scrapy.extensions.closespider",
    "scrapy.extensions.corestats",
    "scrapy.extensions.feedexport",
    "scrapy.extensions.logcount",
    "scrapy.extensions.logstats",
    "scrapy.extensions.memdebug",
    "scrapy.extensions.memusage",
    "scrapy.extensions.remote_control",
    "scrapy.extensions.spiderstate",
    "scrapy.extensions.telnet",
    "scrapy.extensions.throttle",
    "scrapy.logformatter",
    "scrapy.pqueues",
    "scrapy.squeues",
    "scrapy.statscollectors",
    "scrapy.utils.engine",
    "spiders.accessibility",
    "spiders.footer",
    "spiders.links",
    "spiders.site",
):
    import_module(name)
discover()
formats()
compiled()
# Copies share what they do not touch, and looking for garbage touches everything.
gc.collect()
gc.freeze()
