"""The references an element holds, before and after resolution. Every row of the link-form table is decided here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from auditor.html import jslinks, textual
from auditor.html.tokens import ELEMENT, attributes, inner_tags, start_tag
from auditor.model.link import Link, LinkForm, TargetKind
from auditor.urls.classify import MAX_RAW, Classified, classify
from auditor.urls.scope import Scope

MAX_CANDIDATES = 5_000
"""Most references taken from one element or inline script."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reference as written (see ``Link`` for the fields), not yet resolved."""

    raw: str
    tag: str
    attr: str
    text: str = ""
    form: LinkForm = LinkForm.PLAIN
    bare: bool = False
    template: bool = False
    """The element is driven by a client-side framework: residue in it is not live markup."""


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
_BINDINGS = ("on", "data-", "v-", "ng-", "@", ":", "j-")
_NO_LINK_RELS = frozenset(
    "preconnect dns-prefetch pingback edituri wlwmanifest profile file-list edit-time-data oledata.mso themedata colorschememapping"
    " preview".split()
)
_ASSET_RELS = frozenset(
    "stylesheet icon apple-touch-icon apple-touch-icon-precomposed mask-icon manifest preload modulepreload".split()
)
_COUNTER = re.compile(
    r"visitcount|/visit\.jsp|hitcount|/count(?:er)?\.(?:jsp|aspx?|php|do)|articleclick|cnzz|hm\.baidu", re.IGNORECASE
)
_SCRIPT_TYPE = re.compile(r"(?:text|application)/(?:x-)?(?:java|ecma|j|live)script|module$|$", re.IGNORECASE)
_STYLE_URL = re.compile(
    r"""url\(\s*+(?:"([^"\n)]*+)"|'([^'\n)]*+)'|([^"'\s()]++))\s*+\)|@import\s++(?:"([^"\n]*+)"|'([^'\n]*+)')""",
    re.IGNORECASE,
)
_STYLE_COMMENT = re.compile(r"/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)")
_REFRESH = re.compile(
    r"\s*[\d.]*\s*[;,]?\s*url\s*=\s*(?:\"([^\"]*)\"?|'([^']*)'?|(.*))$|\s*[\d.]+\s*[;,]\s*([^\s;].*)$",
    re.IGNORECASE | re.DOTALL,
)
_SRCSET = re.compile(r"\s*+,?\s*+([^\s,]\S*[^\s,]|[^\s,])(?:\s[^,(]*(?:\([^)]*\)[^,]*)?)?(?:,|$)")


def candidates(token: str) -> tuple[Candidate, ...]:
    """Return the references of one token of the scanner: a tag, an anchor with its content, an option, a raw element."""
    found = start_tag(token)
    if found is None:
        return ()
    name, attribute_text, length = found
    values = attributes(attribute_text)
    content = token[length:]
    if name == "a":
        return tuple(_anchor(token, values))[:MAX_CANDIDATES]
    if name == "script":
        own = _of_tag(name, values, "")
        return (*own, *_script(values, content))[:MAX_CANDIDATES]
    if name == "style":
        return tuple(_style(content, name))[:MAX_CANDIDATES]
    text = textual.folded(content) if name == "option" else ""
    return tuple(_of_tag(name, values, text))[:MAX_CANDIDATES]


def _anchor(token: str, values: dict[str, str]) -> Iterator[Candidate]:
    text = anchor_text(token, values)
    for at, (name, inner) in enumerate(inner_tags(token)):
        yield from _of_tag(name, inner, text if at == 0 else "")


def anchor_text(token: str, values: dict[str, str]) -> str:
    """Return what names an anchor: its visible text, else alt or title, folded, at most 200 characters."""
    text = textual.folded(textual.stripped(token))
    if not text:
        inner = [attrs for _, attrs in inner_tags(token)]
        named = (attrs.get(key, "") for attrs in [*inner[1:], values] for key in ("alt", "title"))
        text = next((" ".join(value.split()) for value in named if value.strip()), "")
    return text[:200]


def _of_tag(name: str, values: dict[str, str], text: str) -> Iterator[Candidate]:
    template = any(key.startswith(("ng-", "v-", ":", "@", "x-")) for key in values)
    found = list(_plain(name, values))
    found += _special(name, values)
    for key, value in values.items():
        if key.startswith("on") and len(key) > 3:
            found += _handler(name, key, value)
        elif key == "style" and "(" in value:
            found += _style(value, name)
    if name in ("a", "area") and _is_idle(values.get("href")):
        extra = [
            Candidate(values[key], name, key, form=LinkForm.DATA)
            for key in _DATA_ATTRIBUTES
            if _address(values.get(key))
        ]
        found += extra
        if any(item.form in (LinkForm.SCRIPT, LinkForm.DATA) for item in found):
            found = [item for item in found if item.raw.strip() not in _EMPTY]
    bare = not any(key in ("id", "class", "role", "jsaction") or key.startswith(_BINDINGS) for key in values)
    for item in found:
        yield replace(item, text=text, bare=bare, template=template)


_EMPTY = frozenset(["", "#", "##", "###"])


def _is_idle(href: str | None) -> bool:
    value = (href or "").strip().lower()
    return not value.strip("#") or value.startswith(("javascript:", "about:"))


def _address(value: str | None) -> bool:
    return bool(value) and jslinks.looks_like_address((value or "").strip())


def _plain(name: str, values: dict[str, str]) -> Iterator[Candidate]:
    if name == "link" and _NO_LINK_RELS & set(values.get("rel", "").lower().split()):
        if values.get("href", "").lower().startswith("file:"):
            yield Candidate(values["href"], name, "href")
        return
    if name == "input" and values.get("type", "").lower() != "image":
        return
    for attr in _URL_ATTRIBUTES.get(name, ()):
        value = values.get(attr)
        if value is None or (name in ("iframe", "script", "img") and _COUNTER.search(value)):
            continue
        if value.lstrip().lower().startswith("javascript:"):
            yield from _handler(name, attr, value.lstrip()[len("javascript:") :])
        elif value.strip() or name in ("a", "area"):
            yield Candidate(value, name, attr)


def _special(name: str, values: dict[str, str]) -> Iterator[Candidate]:
    """Yield references that are not the whole value of one URL attribute."""
    if name in ("img", "source") and values.get("srcset"):
        yield from (Candidate(found[1], name, "srcset") for found in _SRCSET.finditer(values["srcset"]))
    if name == "link" and values.get("imagesrcset"):
        yield from (Candidate(found[1], name, "imagesrcset") for found in _SRCSET.finditer(values["imagesrcset"]))
    if name in ("img", "iframe") and (not values.get("src") or values["src"].startswith("data:")):
        keys = [key for key in _LAZY_ATTRIBUTES if _address(values.get(key))]
        yield from (Candidate(values[key], name, key, form=LinkForm.DATA) for key in keys[:1])
    if name == "option":
        yield from _option(values.get("value", ""))
    if name == "meta" and (target := refresh_target(values)):
        yield Candidate(target, name, "content")


def _option(value: str) -> Iterator[Candidate]:
    text = value.strip()
    if re.match(r"(?:https?:|//|\\\\|www\.)", text, re.IGNORECASE) or re.match(r"\.{0,2}/[^/\s]", text):
        yield Candidate(value, "option", "value", form=LinkForm.OPTION)


def refresh_target(values: dict[str, str]) -> str:
    """Return the raw address of a meta refresh; empty for a plain reload or another meta element."""
    if values.get("http-equiv", "").strip().lower() != "refresh":
        return ""
    found = _REFRESH.match(values.get("content", "")[:4_000])
    return next((part.strip() for part in found.groups() if part), "") if found else ""


def _handler(tag: str, attr: str, code: str) -> Iterator[Candidate]:
    words = jslinks.words(code.removeprefix("javascript:"))
    seen = dict.fromkeys([*jslinks.navigation(words), *jslinks.arguments(words)])
    yield from (Candidate(raw, tag, attr, form=LinkForm.SCRIPT) for raw in seen if raw.strip() not in _EMPTY)


def _script(values: dict[str, str], content: str) -> Iterator[Candidate]:
    kind = values.get("type", "").strip().lower()
    body = content.rpartition("</")[0] if content.rstrip().endswith(">") else content
    if "xml" in kind and "html" not in kind:
        for record in jslinks.cdata(body):
            yield from _fragment(record, LinkForm.PLAIN)
        return
    if values.get("src") or not body.strip() or not _SCRIPT_TYPE.match(kind):
        return
    words = jslinks.words(body)
    found: list[Candidate] = [Candidate(raw, "script", "", form=LinkForm.SCRIPT) for raw in jslinks.navigation(words)]
    for piece in jslinks.markup(words):
        found += _fragment(piece, LinkForm.SCRIPT)
    code = textual.uncommented(body)
    found += [Candidate(raw, "script", "", form=LinkForm.SCRIPT) for raw in jslinks.listed(code)]
    found += [Candidate(raw, "script", "", form=LinkForm.GENERATED) for raw in jslinks.paging(code)]
    yield from dict.fromkeys(found)


def _fragment(markup: str, form: LinkForm) -> Iterator[Candidate]:
    """Yield the references of markup found inside a script, leaving out whatever holds an unknown value."""
    for token in ELEMENT.findall(markup):
        if token[:7].lower().startswith("<script") and "src" not in token:
            continue
        for item in candidates(token):
            if jslinks.UNKNOWN not in item.raw and item.raw.strip() not in _EMPTY:
                yield replace(
                    item,
                    form=form if item.form is LinkForm.PLAIN else item.form,
                    text=item.text.replace(jslinks.UNKNOWN, ""),
                )


def _style(text: str, tag: str) -> Iterator[Candidate]:
    if "(" in text or "@" in text:
        for found in _STYLE_URL.finditer(_STYLE_COMMENT.sub(" ", text)):
            raw = next((part for part in found.groups() if part), "")
            if raw and not raw.startswith(("data:", "#")):
                yield Candidate(raw, tag, "style")


_remembered = lru_cache(maxsize=30_000)(classify)


def resolve(item: Candidate, base: str, encoding: str, scope: Scope) -> Link | None:
    """Turn a candidate into a link in the context of a page; None when it is no link after all."""
    raw = item.raw
    found = (_remembered if len(raw) <= 500 else classify)(raw, base, encoding, scope)
    if found is None or (found.kind is TargetKind.RESIDUE and item.template):
        return None
    if found.kind is TargetKind.PLACEHOLDER and not (item.tag in ("a", "area") and item.text):
        return None
    guessed = item.form in (LinkForm.SCRIPT, LinkForm.DATA, LinkForm.OPTION, LinkForm.GENERATED)
    if guessed and found.kind is TargetKind.RESIDUE:
        return None
    return _link(item, found)


def _link(item: Candidate, found: Classified) -> Link:
    kind = found.kind
    if (
        kind is TargetKind.PAGE
        and (item.tag in _ASSET_TAGS or item.attr == "style")
        and item.form is not LinkForm.SCRIPT
    ):
        kind = TargetKind.ASSET
    return Link(
        item.raw[:MAX_RAW], item.tag, item.attr, item.text, kind, found.target,
        found.fragment, item.form, item.bare, found.suggestion, found.note,
    )  # fmt: skip
