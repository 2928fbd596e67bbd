"""The order in which pages are worth fetching, and what an address names by its extension."""

import re
from urllib.parse import urlsplit

HOME, COLUMN, RECENT, REST, RECENT_AGAIN, REST_AGAIN = range(6)

IMAGES = frozenset("jpg jpeg png gif bmp webp svg ico tif tiff avif jfif".split())
ATTACHMENTS = frozenset(
    "pdf doc docx docm xls xlsx xlsm ppt pptx pps ppsx wps et dps ofd ceb caj rtf txt csv odt ods odp zip rar 7z gz tgz tar"
    " bz2 exe apk dwg".split()
)
_OTHER_ASSETS = frozenset(
    "css js mjs map json xml woff woff2 ttf eot otf mp3 mp4 m4a m4v wav wma wmv avi mov flv f4v mkv webm ogg ogv rm rmvb"
    " mpg mpeg swf m3u8 ts cur rss atom".split()
)
_ASSETS = IMAGES | ATTACHMENTS | _OTHER_ASSETS

_AGAIN = {RECENT: RECENT_AGAIN, REST: REST_AGAIN}

_HOME_PATH = re.compile(r"/?(?:(?:index|default|home|main)\.\w{2,5})?$", re.IGNORECASE)
_COLUMN = re.compile(
    r"/$|/(?:index|list|default|more|node|channel|column|home|main)(?:[_-]?\d+)*\.\w{2,5}$|/(?:col|column|channel|node|list)[/_]?\w*(?:/[^/]*)?$",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-_/.]?(0[1-9]|1[0-2])(?:[-_/.]?(?:0[1-9]|[12]\d|3[01]))?|/[1-9]/[1-9]\d?)(?!\d)"
)


def extension(url: str) -> str:
    """Return the lower-case extension of the last path segment, without the dot; empty when there is none."""
    head, _, name = url.partition("#")[0].partition("?")[0].rpartition("/")
    if len(head) < len("http://h"):
        return ""
    name = name.partition(";")[0]
    return name.rpartition(".")[2].lower() if "." in name else ""


def looks_like_asset(url: str) -> bool:
    """Return True for images, styles, scripts, fonts, media and attachments, judged by the extension alone."""
    return extension(url) in _ASSETS


def is_attachment(url: str) -> bool:
    """Return True when the extension names a document or archive meant for download."""
    return extension(url) in ATTACHMENTS


def is_image(url: str) -> bool:
    """Return True when the extension names an image."""
    return extension(url) in IMAGES


def file_kind(tag: str, attribute: str, url: str) -> str:
    """Return ``style`` or ``script`` when a reference loads such a file into its page; empty for any other."""
    suffix = extension(url)
    if tag == "script":
        return "script" if attribute == "src" else ""
    if tag == "link" and suffix in ("js", "mjs"):
        return "script"
    return "style" if suffix == "css" and tag in ("link", "style") else ""


def url_class(url: str, year: int) -> int:
    """Return 0 home, 1 column-like, 2 article whose address bears a date of the last two years, 3 everything else.

    ``year`` is the year of the run. Order of DESIGN section 6: home, columns, last two years, the rest.
    """
    parts = urlsplit(url)
    if _HOME_PATH.match(parts.path) and not parts.query:
        return HOME
    dates = [int(found[1]) for found in _DATE.finditer(parts.path)]
    dated = [value for value in dates if value <= year + 1]
    if dated:
        return RECENT if max(dated) >= year - 2 else REST
    return COLUMN if _COLUMN.search(parts.path) else REST


def class_again(cls: int) -> int:
    """The class of a page that an earlier run of the quarter has read: after all that none has, but home and columns first."""
    return _AGAIN.get(cls, cls)
