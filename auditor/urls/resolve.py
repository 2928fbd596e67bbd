"""Resolution of a written reference against the address of its page, exactly as a browser does (WHATWG URL)."""

import re

import ada_url

_SURROGATE = re.compile("[\ud800-\udfff]")
_FOREIGN = re.compile("[^\x00-\x7f]+")


def join(base: str, raw: str, encoding: str = "utf-8") -> str | None:
    """Return the absolute URL (fragment kept) that ``raw`` means on the page ``base``.

    ``encoding`` is the page's encoding: non-ASCII characters of the query are percent-encoded in it, those of the
    path in UTF-8; ``%XX`` is never touched. None when a browser refuses the reference as invalid.
    """
    if not raw.isascii():
        raw = _SURROGATE.sub("\ufffd", raw)
        if "?" in raw and not encoding.lower().startswith("utf"):
            raw = _encode_query(raw, encoding)
    try:
        return ada_url.join_url(base, raw)
    except ValueError:
        return None


def _encode_query(raw: str, encoding: str) -> str:
    head, hash_mark, fragment = raw.partition("#")
    path, question, query = head.partition("?")
    if not question or query.isascii():
        return raw

    def encoded(match: re.Match[str]) -> str:
        return "".join(_percent(char, encoding) for char in match.group())

    return path + question + _FOREIGN.sub(encoded, query) + hash_mark + fragment


def _percent(char: str, encoding: str) -> str:
    """Encode one character as the WHATWG query encoder does; what the encoding lacks becomes ``&#N;`` in ``%XX``."""
    try:
        data = char.encode(encoding)
    except UnicodeEncodeError:
        return f"%26%23{ord(char)}%3B"
    return "".join(chr(byte) if 0x21 <= byte <= 0x7E and chr(byte) not in "\"#<>'" else f"%{byte:02X}" for byte in data)
