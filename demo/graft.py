"""Putting a truth file's markup into pages that already exist, for everybody or only for some visitors."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from demo import answers, disguise
from demo.model import Answer, Piece, Plant, Reply, Request

_SPIDER = re.compile("spider|googlebot|bingbot", re.IGNORECASE)
_MOBILE = re.compile("mobile|android|iphone", re.IGNORECASE)
_SEEN = "seen=1"

WHEN: dict[str, Callable[[Request], bool]] = {
    "": lambda request: True,
    "spider": lambda request: bool(_SPIDER.search(request.headers.get("user-agent", ""))),
    "searched": lambda request: "baidu.com" in request.headers.get("referer", ""),
    "mobile": lambda request: bool(_MOBILE.search(request.headers.get("user-agent", ""))),
    "returning": lambda request: request.count > 0,
    "first-visit": lambda request: _SEEN not in request.headers.get("cookie", ""),
}
"""To whom something is shown."""

_BEFORE, _AFTER, _INSTEAD = "before", "after", "instead"
PLACES: dict[str, tuple[str, str]] = {
    "before-doctype": (_BEFORE, r"\A"),
    "html": (_INSTEAD, r"<html[^>]*>"),
    "head-start": (_AFTER, r"<head[^>]*>"),
    "title": (_INSTEAD, r"<title>.*?</title>"),
    "head": (_BEFORE, r"</head>"),
    "body-start": (_AFTER, r"<body[^>]*>"),
    "main": (_BEFORE, r"</main>"),
    "content": (_BEFORE, r'<div class="footer">'),
    "body-end": (_BEFORE, r"</body>"),
    "after-body": (_AFTER, r"</body>"),
    "after-html": (_AFTER, r"\Z"),
}
"""Name of a place -> how the markup goes to the last match of a pattern."""


def grafted(answer: Answer, plant: Plant) -> Answer:
    """``answer`` as ``plant`` changes it for the visitors that ``plant.when`` means: replaced, or with its markup in it."""
    pieces = [piece for piece in plant.markup if piece.place in PLACES]
    shown = WHEN[plant.when]
    special = answers.named(plant.answer) if plant.answer else answer

    def planted(request: Request) -> Reply:
        if not shown(request):
            return answer(request)
        reply = special(request)
        if not pieces or reply.status != 200:
            return reply
        cookie = (("Set-Cookie", f"{_SEEN}; Path=/"),) if plant.when == "first-visit" else ()
        return replace(reply, body=_with(reply.body, pieces), headers=reply.headers + cookie)

    return planted


def _with(body: bytes, pieces: Iterable[Piece]) -> bytes:
    try:
        text, encoding = body.decode(), "utf-8"
    except UnicodeDecodeError:
        text, encoding = body.decode("gbk"), "gbk"
    for piece in pieces:
        text = insert(text, piece.place, disguise.render(piece.html).strip())
    return text.encode(encoding)


def insert(text: str, place: str, html: str) -> str:
    """``text`` with ``html`` at ``place``; raises ``ValueError`` when the page has no such place."""
    side, pattern = PLACES[place]
    spans = [found.span() for found in re.finditer(pattern, text, re.IGNORECASE | re.DOTALL)]
    if not spans:
        raise ValueError(place)
    start, end = spans[-1]
    kept = {_BEFORE: (start, start), _AFTER: (end, end), _INSTEAD: (start, end)}[side]
    return f"{text[: kept[0]]}{html}{text[kept[1] :]}"
