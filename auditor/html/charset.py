"""The encoding of a document, found as browsers find it, with the prior of Chinese government sites."""

import codecs
import re

_PRESCAN = 4_096
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_HTTP = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:+-]+)", re.IGNORECASE)
_META = re.compile(
    rb"<meta[\s/][^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:+-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:+-]+)",
    re.IGNORECASE,
)
_COMMENT = re.compile(rb"<!--.*?(?:-->|$)", re.DOTALL)

# Python codec -> codec to decode with; only text encodings that a browser knows (no utf-7, rot13, zlib …).
_CODECS = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "hz": "gb18030",
    "utf-8": "utf-8", "utf-16": "utf-16-le", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be",
    "big5": "big5hkscs", "big5hkscs": "big5hkscs", "shift_jis": "cp932", "cp932": "cp932", "euc_jp": "euc_jp",
    "iso2022_jp": "iso2022_jp", "euc_kr": "cp949", "cp949": "cp949", "iso8859-1": "cp1252", "ascii": "cp1252",
    "koi8-r": "koi8-r", "koi8-u": "koi8-u", "mac-roman": "mac-roman", "tis-620": "cp874", "cp874": "cp874", "cp866": "cp866",
    **{f"iso8859-{n}": f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    "iso8859-9": "cp1254", "iso8859-11": "cp874",
    **{f"cp125{n}": f"cp125{n}" for n in range(9)},
}  # fmt: skip
_ALIASES = {
    "x-gbk": "gbk",
    "gb_2312-80": "gb2312",
    "gb_2312": "gb2312",
    "x-sjis": "shift_jis",
    "unicode": "utf-16",
    "utf8": "utf-8",
}


def decode(body: bytes, content_type: str) -> tuple[str, str]:
    """Return the text of a document and the Python name of its encoding; never raises, bad bytes become U+FFFD.

    Order: byte order mark, charset of the HTTP header, meta (UTF-16 there means UTF-8), valid UTF-8, zero bytes of
    UTF-16, gb18030. gb2312 and gbk are read as gb18030; unknown names are passed over.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace"), name
    header = _HTTP.search(content_type)
    name = (_codec(header[1]) if header else "") or _meta(body)
    if name:
        return body.decode(name, "replace"), name
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        # A body cut by a limit may end inside a character.
        if error.start >= len(body) - 3 and error.reason == "unexpected end of data":
            return body.decode("utf-8", "replace"), "utf-8"
    name = _utf16(body) or "gb18030"
    return body.decode(name, "replace"), name


def _codec(label: str) -> str:
    label = label.strip().lower()
    try:
        return _CODECS.get(codecs.lookup(_ALIASES.get(label, label)).name, "")
    except (LookupError, ValueError):
        return ""


def _meta(body: bytes) -> str:
    head = body[:_PRESCAN]
    if b"<!--" in head:
        head = _COMMENT.sub(b"", head)
    for found in _META.finditer(head):
        name = _codec((found[1] or found[2]).decode("ascii", "replace"))
        if name:
            return "utf-8" if name.startswith("utf-16") else name
    return ""


def _utf16(body: bytes) -> str:
    head = body[:1_000]
    half = len(head) // 2
    if half and head[1::2].count(0) > half * 0.4:
        return "utf-16-le"
    return "utf-16-be" if half and head[0::2].count(0) > half * 0.4 else ""
