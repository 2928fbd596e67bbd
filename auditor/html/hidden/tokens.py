"""What is remembered of one token: everything that does not depend on the page around it.

Most tokens say nothing of interest and are remembered as None, so that a page of known tokens costs one dictionary
look-up for each and nothing more.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.html import element as elements
from auditor.html.css import declared
from auditor.html.hidden import hiding, marks, outside, scripts
from auditor.html.hidden.head import meta_of
from auditor.html.tokens import ELEMENT, start_tag
from auditor.model.hidden import MetaFact, Method, OutsideLink
from auditor.text.spam import lexicon


class Part:
    """Why a token is looked at; plain numbers, because an IntFlag costs a microsecond for each question."""

    NONE = 0
    HIDDEN = 1
    """Hidden by its own attributes or by what it is."""
    STYLED = 2
    """Has a class or id that a style sheet may hide."""
    LINK = 4
    SCRIPT = 8
    FRAME = 16
    HEAD = 32
    FRAMEWORK = 64
    """doctype, html, body, and their end tags."""
    SHEET = 128
    MARK = 256


@dataclass(slots=True, eq=False)
class Token:
    """Facts of one token; ``values`` are the attributes of its first element."""

    part: int
    name: str
    values: dict[str, str]
    methods: tuple[Method, ...] = ()
    names: frozenset[str] = frozenset()
    """``.class`` and ``#id``."""
    link: OutsideLink | None = None
    spam: bool = False
    domain: str = ""
    url: str = ""
    reading: scripts.Reading = scripts.NOTHING
    mark: str = ""
    body: str = ""
    meta: MetaFact | None = None
    features: int = 0
    """Marks that may stand in the text of an anchor (``marks.features``)."""


# The most frequent element of all says nothing of interest: a plain link to a page of the same site.
_OWN_LINK = re.compile(
    r"""<a(?: (?:href="(?![\s\\]|//|[a-zA-Z][a-zA-Z0-9+.-]*:)[^"<>&]*"|(?:title|target)="[^"<>&]*"))+>([^<]*)</a>""",
    re.ASCII,
)
_FRAMES = frozenset(["iframe", "frame", "object", "embed"])
_INERT = frozenset(["noscript", "textarea", "xmp", "noframes", "noembed"])
_FRAMEWORK = re.compile(r"<(?:(!)doctype|(/?)(html|body)(?=[\t\n\f\r />]))", re.IGNORECASE)
_RARE = frozenset(
    "abbr acronym address b bdi bdo big blockquote center cite code del delect dfn dir dl em fieldset "
    "font i ins kbd label legend menuitem noframes noscript ol optgroup output pre progress q rp rt ruby "
    "s samp small source strike strong sub sup td tfoot th thead tr track tt u video wbr xmp ".split()
)
_RANDOM = re.compile(r"[a-z0-9]{4,6}(?:-[a-z0-9]{4,6})?")
_COPIERS = (
    ("copier-httrack", re.compile(r"HTTrack|Mirrored from ", re.I)),
    ("copier-saved", re.compile(r"saved from url=\(", re.I)),
    ("copier-tool", re.compile(
        r"smalltool\.github\.io|网站整站下载|整站下载器|仿站小工具"
        r"|Teleport (?:Pro|Ultra)|WebZIP|Cyotek WebCopy", re.I,
    )),
)  # fmt: skip
_GANRAO = re.compile(r"ganrao", re.I)
_MARQUEE_TINY = 10.0
_LINKS_IN_COMMENT = 3
_LONGEST_COMMENT = 20_000
# Not what designers use for arrows, bullets and buttons.
_PUNCTUATION = re.compile("[,.;:!?'\"，。、；：！？“”‘’（）()《》…]{1,3}")


def read(token: str, base: str) -> Token | None:
    """Read a token on pages of the site of ``base``; None when nothing about it matters."""
    if token.startswith(("</", "<!")):
        return _closing(token)
    own = _OWN_LINK.match(token)
    if own is not None and not marks.features(own[1]):
        return None
    start = start_tag(token)
    if start is None:
        return None
    name, raw, length = start
    if (
        not raw.strip()
        and name not in ("script", "style", "title", "html", "body")
        and name not in _INERT
        and name != "delect"
    ):
        return None
    found = ELEMENT.match(token)
    element = elements.parse(found[0]) if found else None
    if element is None:
        return None
    made = _made(token[:length], element, base)
    return made if made.part else None


def _closing(token: str) -> Token | None:
    found = _FRAMEWORK.match(token)
    if found:
        return Token(Part.FRAMEWORK, "doctype" if found[1] else found[2] + found[3].lower(), {})
    if token.startswith("<!--"):
        mark = _copier(token[:2_000]) or ("comment-spam" if _is_spam_comment(token) else "")
        if mark:
            return Token(Part.MARK, "!", {}, mark=mark)
    return None


def _is_spam_comment(token: str) -> bool:
    return token.count("href") >= _LINKS_IN_COMMENT and lexicon().may_advertise(token[:_LONGEST_COMMENT])


def _disguise(token: Token, element: elements.Element) -> str:
    """A link whose whole text is punctuation, or whose style says that it must not look like one."""
    words = element.text.strip()
    if words and token.link is not None and not token.link.image and not any(map(str.isalnum, words)):
        return "punctuation-link" if _PUNCTUATION.fullmatch(words) else ""
    style = token.values.get("style", "").replace(" ", "").lower()
    plain = "text-decoration:none" in style and ("cursor:text" in style or "cursor:default" in style)
    return "disguised-link" if words and plain else ""


def _copier(text: str) -> str:
    return next((kind for kind, pattern in _COPIERS if pattern.search(text)), "")


def _made(raw: str, element: elements.Element, base: str) -> Token:
    name, values = element.name, element.values
    token = Token(Part.NONE, name, values)
    _dress(token)
    if name in ("a", "area"):
        _fill_link(token, element, base)
    elif name == "script":
        _fill_script(token, element, base)
    elif name in _FRAMES or name in ("link", "frameset"):
        _fill_source(token, base)
    elif name in ("title", "meta"):
        token.part |= Part.HEAD
        token.body = element.body
        token.meta = meta_of(values, raw) if name == "meta" else None
    elif name == "style":
        token.part |= Part.SHEET
        token.body = element.body
    elif name in ("html", "body"):
        token.part |= Part.FRAMEWORK
    elif name in _INERT and element.content:
        token.body = element.body
    _fill_junk(token)
    if element.text and (found := marks.features(element.text)):
        token.features = found
        token.part |= Part.MARK
    return token


def _dress(token: Token) -> None:
    values, name = token.values, token.name
    methods: list[Method] = list(hiding.inline(values["style"])) if values.get("style") else []
    if "hidden" in values and values["hidden"].lower() != "until-found":
        methods.append(Method.ATTRIBUTE)
    if name == "marquee" and any(size is not None and size <= _MARQUEE_TINY for size in _sizes(values)):
        methods.append(Method.TINY_MARQUEE)
    if name in _INERT:
        methods.append(Method.INERT)
    if methods and name not in ("input", "html", "body", "img", "br"):
        token.methods = tuple(methods)
        token.part |= Part.HIDDEN
    if values.get("class") or values.get("id"):
        names = [f".{part}" for part in values.get("class", "").split()[:20]]
        token.names = frozenset([*names, f"#{values['id'].strip()}"] if values.get("id") else names)
        token.part |= Part.STYLED


def _sizes(values: dict[str, str]) -> Iterator[float | None]:
    """Width and height as attributes and as styles, in pixels."""
    style = declared(values["style"]) if values.get("style") else {}
    for side in ("width", "height"):
        yield hiding.pixels(values.get(side, ""))
        yield hiding.pixels(style[side][0]) if side in style else None


def _fill_link(token: Token, element: elements.Element, base: str) -> None:
    image = any(tag in ("img", "svg", "picture") for tag, _ in element.tags[1:])
    token.link = outside.link(token.values, element.text, base, image)
    if token.link is None:
        return
    token.part |= Part.LINK
    token.domain = token.link.domain
    hits = (*lexicon().find(token.link.text), *lexicon().find_in_url(token.link.url))
    token.spam = any(hit.strong for hit in hits)
    token.mark = _copier(f"{token.link.url} {token.link.text}") or _disguise(token, element)
    if token.mark:
        token.part |= Part.MARK


def _fill_script(token: Token, element: elements.Element, base: str) -> None:
    source = token.values.get("src", "")
    if source:
        _fill_source(token, base)
        token.part |= Part.SCRIPT if token.domain else Part.NONE
    elif "json" not in token.values.get("type", ""):
        token.body = element.body
        token.reading = scripts.read(element.body, base)
        if token.reading is not scripts.NOTHING:
            token.part |= Part.SCRIPT | (Part.SHEET if token.reading.sheet else Part.NONE)


def _fill_source(token: Token, base: str) -> None:
    values = token.values
    if token.name == "link":
        if "stylesheet" in values.get("rel", "").lower():
            token.part |= Part.SHEET
        elif values.get("rel", "").lower() == "canonical":
            token.part |= Part.HEAD
    raw = values.get("src") or values.get("data") or values.get("href") or ""
    left = outside.leaves(raw, base)
    if left:
        token.url, token.domain = left[0][:500], left[2]
        token.part |= Part.FRAME if token.name in _FRAMES else Part.NONE
    if token.name in ("frame", "frameset"):
        token.part |= Part.FRAME


def _fill_junk(token: Token) -> None:
    values = token.values
    if token.name == "delect":
        token.mark = "delect"
    elif token.name in _RARE and set(values) == {"id"} and _RANDOM.fullmatch(values["id"]):
        token.mark = "random-tag"
    elif _GANRAO.search(values.get("id", "") + values.get("class", "")):
        token.mark = "interference"
    if token.mark:
        token.part |= Part.MARK
