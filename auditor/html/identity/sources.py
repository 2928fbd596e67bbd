"""What else of a page could write its footer: script files, frames, attribute plug-ins."""

import re
from collections.abc import Iterator

from auditor.html.identity.layer import Layer, Script, Tag
from auditor.urls.hosts import host_of
from auditor.urls.resolve import join

_LIBRARY = re.compile(
    r"(?:jquery[.\w-]*+|(?:zepto|bootstrap|swiper|superslide|layui|layer|laydate|echarts|highcharts|vue|vuex|vue-router|axios|react|react-dom|angular|html5(?:shiv)?|respond|lodash|underscore|moment|modernizr"
    r"|wow|animate|slick|owl|owl\.carousel|qrcode|md5|base64|jsencrypt|crypto|crypto-js|sm|polyfill|es5|es5-shim|json|selectivizr|pie|dd_belatedpng|video|flv|jwplayer|ckplayer|prism|share|social-share|wx|jweixin|aria|wza|elder|slh|barrierfree|esdtools|calendar|wdatepicker|city|weather|placeholder|lazyload|masonry|fancybox|nivo|flexslider|scroll|tab|tongji|stat|count|visit|hm|bdtj|_?va|piwik|matomo|webtrends|push|pdf|big5|gb2big5|chinese|tw|fontsize|screen|rem|flexible)"
    r"(?:[.-]?(?:v?\d[\w.]*+|min|pkgd|bundle|all|core|init|slim|prod))*+)",
    re.I,
)
"""A whole file name without ``.js``: a name that only begins like a library may be anything."""
_FOOTER_NAME = re.compile(r"foot|bottom|copy|conac|jiucuo|banquan|dibu", re.I)
_OUTSIDE = re.compile(
    r"(?:^|\.)(?:baidu|bdstatic|bdimg|cnzz|google|google-analytics|gstatic|googletagmanager|51\.la|51yes|weibo|sina|sinajs|qq|gtimg|govwza|isc\.org|jiathis|tianqi|weather|seniverse|kaipuyun|conac|zfwzgl|zfwzxx|people\.com|trs|tongji|mmstat|aliyun|alicdn|jsdelivr|bootcdn|unpkg|cdnjs|staticfile)(?=\.)",
    re.I,
)
"""Hosts of counters, badges and libraries; the badges themselves are read off the markup that names them."""
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
    if not raw or not is_code(script) or _is_library(raw):
        return ""
    url = join(base, raw) or ""
    return "" if is_outside(url, base) else url.partition("#")[0]


def _is_library(raw: str) -> bool:
    name = re.split(r"[?#]", raw, maxsplit=1)[0].rpartition("/")[2]
    stem = name[:-3] if name[-3:].lower() == ".js" else ""
    return len(stem) <= 80 and bool(_LIBRARY.fullmatch(stem)) and not _FOOTER_NAME.search(stem)


def is_outside(url: str, base: str) -> bool:
    """Return True for hosts that write no footer; a site is never outside itself."""
    host = bare_host(url)
    return host != bare_host(base) and bool(_OUTSIDE.search(host))


def shows_nothing(raw: str) -> bool:
    """Return True for addresses of frames and fragments that are no address, a counter or the weather."""
    return bool(_NO_FRAME.search(raw))


def frames_of(layer: Layer, base: str) -> Iterator[tuple[str, int]]:
    """Yield (absolute address, offset) of frames that show something."""
    for tag in layer.frames:
        raw = tag.get("src").strip()
        if _is_hidden(tag) or shows_nothing(raw):
            continue
        url = join(base, raw)
        if url and url.startswith("http") and not is_outside(url, base):
            yield url.partition("#")[0], tag.offset
    for tag in layer.tags:
        raw = next((tag.get(name) for name in _INCLUDES if "/" in tag.get(name) or ".htm" in tag.get(name)), "")
        url = join(base, raw) if raw else None
        if url:
            yield url.partition("#")[0], tag.offset


def _is_hidden(frame: Tag) -> bool:
    """No side is left to see, and nothing gives the frame another size when it is there."""
    if "onload" in frame.values:
        return False
    small = all(frame.get(side).strip(" px") in ("0", "1") for side in ("width", "height"))
    return small or bool(re.search(r"display\s{0,3}:\s{0,3}none", frame.get("style"), re.I))


def plugins_of(layer: Layer) -> Iterator[int]:
    """Yield offsets of elements that a plug-in fills, other than badges that are understood without it."""
    for tag in layer.tags:
        names = tag.get("class")
        filled = "data-setting" in tag.values and _PLUGIN.search(names) and not re.search(r"j-gov|j-jiucuo", names)
        if filled and re.search(r"foot|copy|bottom|include|html", names, re.I):
            yield tag.offset


def bare_host(url: str) -> str:
    """The host of an address, ``www.`` dropped."""
    return host_of(url).removeprefix("www.")
