"""Scrapy settings of every crawl. What a user may choose comes as spider arguments (``RunOptions``)."""

BOT_NAME = "xunwang"
SPIDER_MODULES = ["spiders"]

DOWNLOAD_HANDLERS = {
    "pull": "auditor.crawl.pull.PullHandler",
    "http": None,
    "https": None,
    "file": None,
    "ftp": None,
    "s3": None,
    "data": None,
}
ITEM_PIPELINES = {"pipelines.validate.Validate": 100, "pipelines.evidence.Evidence": 200}
EXTENSIONS = {
    "auditor.crawl.progress.Progress": 100,
    "scrapy.extensions.corestats.CoreStats": None,
    "scrapy.extensions.memusage.MemoryUsage": None,
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.throttle.AutoThrottle": None,
    # Both are remote consoles that Scrapy opens by default; not even their HTTP and SSH stacks are loaded.
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
}
SITE_RUN_FINISH = "auditor.siterun.finish"
"""Dotted name of what turns a finished crawl into outputs: Scrapy reaches it without importing it."""

SITE_RUN_RENDER = "auditor.rendering.render"
"""Dotted name of what takes pages of a finished crawl to the browser."""

SITE_RUN_WANTS = "auditor.siterun.wanted"
"""Dotted name of what judges a crawl while its workers still wait, and says what checks want to know besides."""

# Fetching, politeness, robots, redirects, cookies and retries are the workers' business: their answers are evidence.
SPIDER_MIDDLEWARES_BASE: dict[str, object] = {}
DOWNLOADER_MIDDLEWARES_BASE: dict[str, object] = {}
ROBOTSTXT_OBEY = False
RETRY_ENABLED = False
REDIRECT_ENABLED = False
COOKIES_ENABLED = False
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_ITEMS = 1  # One item a pull; Scrapy would start a hundred tasks for it.
DOWNLOAD_DELAY = 0
DOWNLOAD_TIMEOUT = 0

TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
LOG_LEVEL = "WARNING"
