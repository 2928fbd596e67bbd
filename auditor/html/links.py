"""The references an element holds, before and after resolution. Every row of the link-form table is decided here."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor.html import jslinks, textual
from auditor.html.element import Element, Tag, parse
from auditor.html.tokens import ELEMENT
from auditor.model.link import Link, LinkForm, TargetKind
from auditor.urls.classify import MAX_RAW, classify
from auditor.urls.scope import Scope

MAX_CANDIDATES = 5_000
"""Most references taken from one element or inline script."""


Reference = tuple[str, str, LinkForm]
"""A raw reference, the attribute it stands in, and how sure we are of it."""


class Candidate(NamedTuple):
    """One reference as written (see ``Link`` for the fields), not yet resolved.

    ``template``: the element is driven by a client-side framework, so that residue in it is not live markup.
    """

    raw: str
    tag: str
    attr: str
    text: str = ""
    form: LinkForm = LinkForm.PLAIN
    bare: bool = False
    template: bool = False


_URL_ATTRIBUTES = {
    "a": ("href", "xlink:href"), "area": ("href",), "link": ("href",), "script": ("src",), "img": ("src",),
    "iframe": ("src",), "frame": ("src",), "source": ("src",), "video": ("src", "poster"), "audio": ("src",),
    "track": ("src",), "embed": ("src",), "object": ("data",), "input": ("src",), "body": ("background",),
    "table": ("background",), "td": ("background",), "th": ("background",), "tr": ("background",),
    "image": ("src", "xlink:href", "href"),
}  # fmt: skip
_ASSET_TAGS = frozenset(
    "script img source video audio track embed object input body table td th tr image style".split()
)
_DATA_ATTRIBUTES = ("url", "data-url", "data-href", "data-link", "data-src", "_href")
_LAZY_ATTRIBUTES = ("data-src", "data-original", "data-lazy-src", "data-lazy", "_src", "original")
_BOUND = re.compile(r"(?:^| )(?:(?:id|class|role|jsaction)(?= |$)|on|data-|v-|ng-|j-|[@:])")
_TEMPLATED = re.compile(r"(?:^| )(?:ng-|v-|x-|[@:])")
_JAVASCRIPT = re.compile(r"\s*javascript:", re.IGNORECASE)
_OPTION = re.compile(r"\s*(?:https?:|//|\\\\|www\.|\.{0,2}/[^/\s])", re.IGNORECASE)
_EMPTY = frozenset(["", "#", "##", "###"])
_NO_LINK_RELS = frozenset(
    "preconnect dns-prefetch pingback edituri wlwmanifest profile file-list edit-time-data oledata.mso themedata colorschememapping"
    " preview".split()
)
_SRCSET_URL = re.compile(r"[^\s,]\S*")
_COUNTER = re.compile(
    r"visitcount|/visit\.jsp|hitcount|/count(?:er)?\.(?:jsp|aspx?|php|do)|articleclick|cnzz|hm\.baidu", re.IGNORECASE
)
_SCRIPT_TYPE = re.compile(r"(?:text|application)/(?:x-)?(?:java|ecma|j|live)script|module$|$", re.IGNORECASE)
_STYLE_URL = re.compile(
    r"""url\(\s*+(?:"([^"\n)]*+)"|'([^'\n)]*+)'|([^"'\s()]++))\s*+\)|@import\s++(?:"([^"\n]*+)"|'([^'\n]*+)')""",
    re.IGNORECASE,
)
_STYLE_COMMENT = re.compile(r"/\*(?>(?:[^*]++|\*(?!/))*)(?:\*/|\Z)")
_REFRESH = re.compile(
    r"\s*+[\d.]*+\s*+[;,]?+\s*+url\s*+=\s*+(?:\"([^\"]*)\"?|'([^']*)'?|(.*))$|\s*+[\d.]++\s*+[;,]\s*+([^\s;].*)$",
    re.IGNORECASE | re.DOTALL,
)


def candidates(element: Element) -> tuple[Candidate, ...]:
    """Return the references of a tag, an anchor with its content, an option or a raw element."""
    name = element.name
    if name == "a":
        found = [item for at, tag in enumerate(element.tags) for item in _of_tag(tag, "" if at else element.label)]
    elif name == "script":
        found = [*_of_tag(element.tags[0], ""), *_script(element)]
    elif name == "style":
        found = [_candidate(reference, name) for reference in _style(element.content)]
    else:
        found = _of_tag(element.tags[0], element.label if name == "option" else "")
    return tuple(found[:MAX_CANDIDATES])


def _candidate(reference: Reference, tag: str) -> Candidate:
    return Candidate(reference[0], tag, reference[1], form=reference[2])


def _of_tag(tag: Tag, text: str) -> list[Candidate]:
    name, values = tag
    found = [*_plain(name, values), *_special(name, values)]
    for key, value in values.items():
        if key.startswith("on") and len(key) > 3:
            found += _handler(key, value)
        elif key == "style" and "(" in value:
            found += _style(value)
    if name in ("a", "area") and _is_idle(values.get("href")):
        found += [(values[key], key, LinkForm.DATA) for key in _DATA_ATTRIBUTES if _address(values.get(key))]
        if any(form is not LinkForm.PLAIN for _, _, form in found):
            found = [item for item in found if item[0].strip() not in _EMPTY]
    if not found:
        return []
    keys = " ".join(values)
    bare = not _BOUND.search(keys)
    template = bool(_TEMPLATED.search(keys))
    return [Candidate(raw, name, attr, text, form, bare, template) for raw, attr, form in found]


def _is_idle(href: str | None) -> bool:
    value = (href or "").strip().lower()
    return not value.strip("#") or value.startswith(("javascript:", "about:"))


def _address(value: str | None) -> bool:
    return bool(value) and jslinks.looks_like_address((value or "").strip())


def _plain(name: str, values: dict[str, str]) -> Iterator[Reference]:
    if name == "link" and _NO_LINK_RELS & set(values.get("rel", "").lower().split()):
        if values.get("href", "").lower().startswith("file:"):
            yield values["href"], "href", LinkForm.PLAIN
        return
    if name == "input" and values.get("type", "").lower() != "image":
        return
    for attr in _URL_ATTRIBUTES.get(name, ()):
        value = values.get(attr)
        if value is None or (name in ("iframe", "script", "img") and _COUNTER.search(value)):
            continue
        if _JAVASCRIPT.match(value):
            yield from _handler(attr, value.lstrip()[len("javascript:") :])
        elif name in ("a", "area") or value.strip():
            yield value, attr, LinkForm.PLAIN


def _special(name: str, values: dict[str, str]) -> Iterator[Reference]:
    """Yield references that are not the whole value of one URL attribute."""
    if name in ("img", "source") and values.get("srcset"):
        yield from ((raw, "srcset", LinkForm.PLAIN) for raw in _srcset(values["srcset"]))
    if name in ("img", "iframe") and (not values.get("src") or values["src"].startswith("data:")):
        keys = [key for key in _LAZY_ATTRIBUTES if _address(values.get(key))]
        yield from ((values[key], key, LinkForm.DATA) for key in keys[:1])
    if name == "option" and _OPTION.match(values.get("value", "")):
        yield values["value"], "value", LinkForm.OPTION
    if name == "meta" and (target := refresh_target(values)):
        yield target, "content", LinkForm.PLAIN


def _srcset(value: str) -> Iterator[str]:
    """Yield the addresses of a srcset: an address runs to the next blank, its descriptors to the next comma."""
    at = 0
    while found := _SRCSET_URL.search(value, at):
        raw = found[0].rstrip(",")
        if raw:
            yield raw
        comma = value.find(",", found.end()) if raw == found[0] else found.end() - 1
        if comma < 0:
            return
        at = comma + 1


def refresh_target(values: dict[str, str]) -> str:
    """Return the raw address of a meta refresh; empty for a plain reload or another meta element."""
    if values.get("http-equiv", "").strip().lower() != "refresh":
        return ""
    found = _REFRESH.match(values.get("content", "")[:4_000])
    return next((part.strip() for part in found.groups() if part), "") if found else ""


def _handler(attr: str, code: str) -> Iterator[Reference]:
    words = jslinks.words(code.removeprefix("javascript:"))
    seen = dict.fromkeys([*jslinks.navigation(words), *jslinks.arguments(words)])
    yield from ((raw, attr, LinkForm.SCRIPT) for raw in seen if raw.strip() not in _EMPTY)


def _script(element: Element) -> Iterator[Candidate]:
    kind = element.values.get("type", "").strip().lower()
    body = element.body
    if "xml" in kind and "html" not in kind:
        for record in jslinks.cdata(body):
            yield from _fragment(record, LinkForm.PLAIN)
        return
    if element.values.get("src") or not body.strip() or not _SCRIPT_TYPE.match(kind):
        return
    words = jslinks.words(body)
    code = textual.uncommented(body)
    found = [Candidate(raw, "script", "", form=LinkForm.SCRIPT) for raw in jslinks.navigation(words)]
    for piece in jslinks.markup(words):
        found += _fragment(piece, LinkForm.SCRIPT)
    found += [Candidate(raw, "script", "", form=LinkForm.SCRIPT) for raw in jslinks.listed(code)]
    found += [Candidate(raw, "script", "", form=LinkForm.GENERATED) for raw in jslinks.paging(code)]
    yield from dict.fromkeys(found)


def _fragment(markup: str, form: LinkForm) -> Iterator[Candidate]:
    """Yield the references of markup found inside a script, leaving out whatever holds an unknown value."""
    for token in ELEMENT.findall(markup):
        element = parse(token)
        if element is None or (element.name == "script" and not element.values.get("src")):
            continue
        for item in candidates(element):
            if jslinks.UNKNOWN not in item.raw and item.raw.strip() not in _EMPTY:
                text = item.text.replace(jslinks.UNKNOWN, "")
                yield item._replace(form=form if item.form is LinkForm.PLAIN else item.form, text=text)


def _style(text: str) -> Iterator[Reference]:
    if "(" in text or "@" in text:
        for found in _STYLE_URL.finditer(_STYLE_COMMENT.sub(" ", text)):
            raw = next((part for part in found.groups() if part), "")
            if raw and not raw.startswith(("data:", "#")):
                yield raw, "style", LinkForm.PLAIN


_REQUESTED = frozenset({TargetKind.PAGE, TargetKind.ASSET, TargetKind.EXTERNAL})
_GUESSED = frozenset({LinkForm.SCRIPT, LinkForm.DATA, LinkForm.OPTION, LinkForm.GENERATED})


def resolve(item: Candidate, base: str, encoding: str, scope: Scope) -> Link | None:
    """Turn a candidate into a link in the context of a page; None when it is no link after all."""
    found = classify(item.raw, base, encoding, scope)
    if found is None or (found.kind not in _REQUESTED and _is_void(item, found.kind)):
        return None
    kind = found.kind
    if (
        kind is TargetKind.PAGE
        and (item.tag in _ASSET_TAGS or item.attr == "style")
        and item.form not in (LinkForm.SCRIPT, LinkForm.GENERATED)
    ):
        kind = TargetKind.ASSET
    return Link(
        item.raw[:MAX_RAW], item.tag, item.attr, item.text, kind, found.target,
        found.fragment, item.form, item.bare, found.suggestion, found.note,
    )  # fmt: skip


def _is_void(item: Candidate, kind: TargetKind) -> bool:
    """An empty reference without visible text, or residue that a client-side template or a guess explains."""
    if kind is TargetKind.PLACEHOLDER:
        return not (item.tag in ("a", "area") and item.text)
    return kind is TargetKind.RESIDUE and (item.template or item.form in _GUESSED)
