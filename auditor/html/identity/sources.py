"""What else of a page could write its footer: script files, frames, attribute plug-ins."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from auditor.html.identity.layer import Layer, Script
from auditor.urls.resolve import join

_LIBRARY = re.compile(
    r"(?:^|/)(?:jquery|zepto|bootstrap|swiper|superslide|jquery\.superslide|layui|layer|laydate|echarts|highcharts|vue|vuex|axios|react|angular|html5(?:shiv)?|respond|lodash|underscore|moment|modernizr"
    r"|wow|animate|slick|owl|qrcode|md5|base64|jsencrypt|crypto|sm\d|polyfill|es5|json2|selectivizr|pie|dd_belatedpng|video|flv|jwplayer|ckplayer|prism|share|social-share|wx|jweixin|aria|wza|elder|slh|barrierfree|esdtools|calendar|wdatepicker|city|weather|placeholder|lazyload|masonry|fancybox|nivo|flexslider|scroll|tab|tongji|stat|count|visit|hm|bdtj|_?va|piwik|matomo|webtrends|push|pdf|big5|gb2big5|chinese|tw|fontsize|screen|rem|flexible)[\w.+-]{0,60}\.js",
    re.I,
)
_OUTSIDE = re.compile(
    r"(?:baidu|bdstatic|bdimg|cnzz|google|gstatic|googletagmanager|51\.la|51yes|weibo|sina|qq|gtimg|govwza|gov\.cn/dist/aria|isc\.org|jiathis|tianqi|weather|seniverse|kaipuyun|conac|zfwzgl|people\.com|trs|tongji|mmstat|aliyun|alicdn|jsdelivr|bootcdn|unpkg|cdnjs|staticfile)\b",
    re.I,
)
_CODE_TYPES = frozenset(
    [
        "",
        "text/javascript",
        "application/javascript",
        "module",
        "text/ecmascript",
        "application/x-javascript",
        "javascript",
    ]
)
_NO_FRAME = re.compile(
    r"^(?:javascript:|about:|data:|#|$)|visitcount|/visit|counter|tianqi|weather|(?:tj|stat)\.(?:html|jsp)", re.I
)
_PLUGIN = re.compile(r"(?:^|\s)j-[a-z]|(?:^|\s)ex-[a-z]")
_INCLUDES = ("w3-include-html", "data-include", "ng-include", "include-html", "hx-get", "data-include-html", "include")


def is_code(script: Script) -> bool:
    """Return True for scripts that run, False for templates and data."""
    return script.values.get("type", "").partition(";")[0].strip().lower() in _CODE_TYPES


def file_of(script: Script, base: str) -> str:
    """The absolute address of a script that could write a footer; empty for libraries, counters and inline scripts."""
    raw = script.values.get("src", "").strip()
    if not raw or not is_code(script) or _LIBRARY.search(raw.partition("?")[0]) or "jiucuo" in raw or "conac" in raw:
        return ""
    url = join(base, raw) or ""
    return "" if _OUTSIDE.search(host_of(url)) else url.partition("#")[0]


def frames_of(layer: Layer, base: str) -> Iterator[tuple[str, int]]:
    """Yield (absolute address, offset) of frames that show something."""
    for tag in layer.frames:
        raw = tag.get("src").strip()
        hidden = any(tag.get(side).strip(" px") in ("0", "1") for side in ("width", "height")) or re.search(
            r"display\s{0,3}:\s{0,3}none", tag.get("style")
        )
        if hidden or _NO_FRAME.search(raw):
            continue
        url = join(base, raw)
        if url and url.startswith("http") and not _OUTSIDE.search(host_of(url)):
            yield url.partition("#")[0], tag.offset
    for tag in layer.tags:
        raw = next((tag.get(name) for name in _INCLUDES if "/" in tag.get(name) or ".htm" in tag.get(name)), "")
        url = join(base, raw) if raw else None
        if url:
            yield url.partition("#")[0], tag.offset


def plugins_of(layer: Layer) -> Iterator[int]:
    """Yield offsets of elements that a plug-in fills, other than badges that are understood without it."""
    for tag in layer.tags:
        names = tag.get("class")
        filled = "data-setting" in tag.values and _PLUGIN.search(names) and not re.search(r"j-gov|j-jiucuo", names)
        if filled and re.search(r"foot|copy|bottom|include|html", names, re.I):
            yield tag.offset


def host_of(url: str) -> str:
    """The host of an address in lower case, ``www.`` dropped."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
