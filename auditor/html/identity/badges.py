"""The CONAC mark and the 找错 entrance: markup, not words (sections 1.1 and 1.5 of the footer standard)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from auditor.html.identity import hrefs
from auditor.html.identity.layer import Layer, Link, Tag, squeezed
from auditor.html.tokens import decode_value
from auditor.model.identity import Element, Flaw, Found, HrefKind, Trust

_CONAC_SCRIPT = re.compile(
    r"(?P<host>(?:https?:)?//[^/\s\"'<>]{1,100}/|(?:\.{0,2}/)?)?(?P<path>js/(?P<a>\d{2})/(?P<b>\d{3})/(?P<c>\d{4})/(?P<d>\d{8})/)?(?P<name>CA\d{15,25})\.js",
)
_HEX = re.compile(r"sitecode['\"]?\s*[:=]\s*['\"]?([0-9A-Fa-f]{32})\b")
_RECORD = re.compile("([0-9A-Fa-f]{32})")
_BADGE_NAME = re.compile(
    r"^(?:[^·・]{1,20}[·・])?(?:全国)?(?:党政机关|事业单位|党政机关事业单位)(?:网站)?(?:标[识志])?$"
)
_BADGE_IMAGE = re.compile(r"dz_?jg|conac|dangzheng|dzjg", re.I)
_COLOUR_IMAGE = re.compile(r"(?:^|/)a?(?P<colour>red|blue)(?P<error>_error)?\.(?:png|gif|jpe?g)", re.I)
_CONAC_COLOUR = re.compile(r"(?:conac\.cn/\S{0,60}|conac_)(?P<colour>red|blue)(?P<error>_error)?\.", re.I)
_NEAR = 2_000

_CODE = r"(?P<code>[bB][mM]\d{8}|\d{10}|\w{4,16})"
_JIUCUO_LINK = re.compile(
    rf"jiucuo(?:page)?\.(?:html|php|jsp|do|shtml)\?(?:[^\"'\s<>]{{0,200}}?[?&;])?site_?code={_CODE}", re.I
)
_JIUCUO_ANY = re.compile(
    r"(?:exposure/|zfwzgl\.www\.gov\.cn|zfwzxx\.www\.gov\.cn/check_web|gov\.cn/fuwu/)\S{0,40}?(?:jiucuo|errorInfo)",
    re.I,
)
_OTHER_LINK = re.compile(rf"(?:zfwzgl|zfwzxx)\.www\.gov\.cn/[^\"'\s<>]{{0,200}}?site_?code={_CODE}", re.I)
_HANDLER = re.compile(rf"(?:\bLink|linkto_?jiucuo|openjiucuo|jiucuo\w{{0,12}})\s?\(\s?[\"']{_CODE}[\"']", re.I)
_SETTING = re.compile(rf"site_?code['\"]?\s?[:=]\s?['\"]?{_CODE}", re.I)
_JIUCUO_SCRIPT = re.compile(r"jiucuo[\w.-]{0,20}\.js|/exposure/", re.I)
_JIUCUO_IMAGE = re.compile(r"jiucuo|jiu_cuo|zhaocuo|zfwzzc|(?:^|/)zfwz\.|findwrong|find-wrong", re.I)
_JIUCUO_NAME = re.compile(r"(?:我为)?政府网站(?:找错|纠错)|^(?:网站)?(?:找错|纠错)$|^网站(?:找错|纠错)|找错$")
_WRONG = re.compile("找错|纠错")
_OLD_HOST = re.compile(r"pucha\.kaipuyun\.cn|121\.43\.68\.40|zfwzxx\.www\.gov\.cn", re.I)


def conac(layer: Layer) -> Iterator[Found]:
    """Yield the marks of a layer; images and wrappers only where no mark that opens a record stands near them."""
    strong = [*_conac_links(layer), *_conac_scripts(layer), *_conac_attributes(layer)]
    weak = [*_conac_weak(layer)]
    near = [item.offset for item in strong]
    colours = [item for item in weak if item.colour]
    errors = [item for item in weak if Flaw.ERROR_IMAGE in item.flaws]
    for item in strong:
        image = next((other for other in colours if abs(other.offset - item.offset) < _NEAR), None)
        error = any(abs(other.offset - item.offset) < _NEAR for other in errors)
        flaws = (*item.flaws, Flaw.ERROR_IMAGE) if error else item.flaws
        yield replace(item, colour=image.colour if image else "", flaws=flaws)
    kept = [item for item in weak if not any(abs(item.offset - at) < _NEAR for at in near)]
    yield from _apart(kept)


def _apart(items: list[Found]) -> Iterator[Found]:
    """One of the several signs of one badge."""
    last = -_NEAR
    for item in sorted(items, key=lambda item: item.offset):
        if item.offset - last >= _NEAR // 2:
            last = item.offset
            yield item


def _conac_links(layer: Layer) -> Iterator[Found]:
    for tag in layer.tags:
        link = layer.link_of(tag) if tag.name == "a" and "conac" in tag.raw.lower() else None
        target = hrefs.conac(link)
        if link and target.code:
            flaws = () if re.fullmatch(r"[0-9A-F]{32}", target.code) else (Flaw.MALFORMED,)
            yield Found(
                Element.CONAC, target.code, link.tag.raw[:300], link.tag.offset, trust=Trust.ATTRIBUTE, form="link",
                href=target.href[:500], href_kind=target.kind, code=target.code, flaws=flaws,
                footer=layer.in_footer(link.start),
            )  # fmt: skip


def _conac_scripts(layer: Layer) -> Iterator[Found]:
    for script in layer.scripts:
        match = _CONAC_SCRIPT.search(script.values.get("src", ""))
        if match:
            yield _conac_script(match, script.offset, layer.in_footer(script.at))


def _conac_script(match: re.Match[str], offset: int, footer: bool) -> Found:
    name = match["name"]
    groups = "".join(match[part] or "" for part in "abcd")
    flaws = [Flaw.MALFORMED] if len(name) != 23 else []
    if groups and not name[2:].startswith(groups):
        flaws.append(Flaw.PATH)
    return Found(
        Element.CONAC, name, match[0][:300], offset, trust=Trust.ATTRIBUTE, form="script", href=match[0][:500],
        href_kind=HrefKind.RECORD, code=name, flaws=tuple(flaws), footer=footer,
    )  # fmt: skip


def _conac_attributes(layer: Layer) -> Iterator[Found]:
    for tag in layer.tags:
        if "j-gov" in tag.get("class") or "ex-gov-mark" in tag.get("class"):
            match = _HEX.search(tag.get("data-setting")) or _RECORD.fullmatch(tag.get("sitecode"))
            if match:
                value = match[1].upper()
                yield Found(
                    Element.CONAC, value, tag.raw[:300], tag.offset, trust=Trust.ATTRIBUTE, form="attribute",
                    href_kind=HrefKind.RECORD, code=value, footer=layer.in_footer(tag.at),
                )  # fmt: skip


def _conac_weak(layer: Layer) -> Iterator[Found]:
    for tag in layer.tags:
        form = _weak_form(layer, tag)
        if not form:
            continue
        target = hrefs.conac(layer.link_of(tag))
        source = tag.get("src")
        image = _CONAC_COLOUR.search(source) or _COLOUR_IMAGE.search(source)
        flaws = [Flaw.NOT_LINKED] + ([Flaw.ERROR_IMAGE] if image and image["error"] else [])
        yield Found(
            Element.CONAC, "", tag.raw[:300], tag.offset, trust=Trust.ATTRIBUTE, form=form, href=target.href[:500],
            href_kind=target.kind, flaws=tuple(flaws), colour=image["colour"].lower() if image else "",
            footer=layer.in_footer(tag.at),
        )  # fmt: skip


def _weak_form(layer: Layer, tag: Tag) -> str:
    identity = tag.get("id")
    if identity in ("_ideConac", "imgConac"):
        return "wrapper" if tag.name != "img" else "image"
    name = squeezed(tag.get("alt") or tag.get("title"))
    footer = layer.in_footer(tag.at)
    if tag.name in ("img", "a", "input") and len(name) <= 20 and _BADGE_NAME.search(name):
        return "image"
    if tag.name == "img":
        source = tag.get("src").partition("?")[0]
        if _CONAC_COLOUR.search(source) or _BADGE_IMAGE.search(source.rpartition("/")[2]):
            return "image"
        return "image" if footer and _COLOUR_IMAGE.search(source) else ""
    return "wrapper" if "dzjg" in tag.get("class").lower() or "conac" in tag.get("class").lower() else ""


def in_code(code: str) -> Iterator[Found]:
    """Yield badges that a script names outside any markup it writes; offsets are those of the code."""
    for match in _CONAC_SCRIPT.finditer(code) if "CA" in code else ():
        yield _conac_script(match, match.start(), False)
    if "site" in code.lower():
        for pattern in (_JIUCUO_LINK, _OTHER_LINK):
            for match in pattern.finditer(code):
                yield _entrance(match["code"], (match[0], match.start(), False), "onclick", match[0])


def jiucuo(layer: Layer) -> Iterator[Found]:
    """Yield the entrances of a layer; images and words only where none with a code was found."""
    strong = [*_scripts(layer), *_coded(layer)]
    yield from strong
    own = [*_own(layer)]
    yield from own
    if not strong and not own:
        yield from _apart([*_weak(layer)])


def _entrance(code: str, tag: tuple[str, int, bool], form: str, href: str) -> Found:
    """``tag`` is the markup, its offset, and whether it stands in the footer."""
    raw, offset, footer = tag
    code = code.lower()
    good = re.fullmatch(r"bm\d{8}|\d{10}", code)
    flaws = ([] if good or not code else [Flaw.MALFORMED]) + ([Flaw.OUTDATED_HOST] if _OLD_HOST.search(href) else [])
    kind = HrefKind.RECORD if href else HrefKind.SCRIPT
    return Found(
        Element.JIUCUO, code, raw[:300], offset, trust=Trust.ATTRIBUTE, form=form, href=href[:500], href_kind=kind,
        code=code, flaws=tuple(flaws), footer=footer,
    )  # fmt: skip


def _place(layer: Layer, tag: Tag) -> tuple[str, int, bool]:
    return tag.raw, tag.offset, layer.in_footer(tag.at)


def _scripts(layer: Layer) -> Iterator[Found]:
    wrappers = [tag for tag in layer.tags if tag.get("id") == "_jiucuo_" and tag.get("sitecode")]
    for tag in wrappers:
        source = next((s.values["src"] for s in layer.scripts if _JIUCUO_SCRIPT.search(s.values.get("src", ""))), "")
        yield _entrance(squeezed(tag.get("sitecode")), _place(layer, tag), "script", source)
    for script in layer.scripts:
        source = script.values.get("src", "")
        if script.values.get("id") != "_jiucuo_" and not _JIUCUO_SCRIPT.search(source):
            continue
        code = squeezed(script.values.get("sitecode", ""))
        if code or not wrappers:
            place = (f"sitecode={code} src={source}", script.offset, layer.in_footer(script.at))
            yield _entrance(code, place, "script", source)


def _coded(layer: Layer) -> Iterator[Found]:
    for tag in layer.tags:
        href = next((value for name, value in tag.values.items() if _linked(value) and name != "onclick"), "")
        clicked = next((value for name, value in tag.values.items() if name.endswith("click") and value), "")
        match = _linked(href)
        if match:
            yield _entrance(match["code"], _place(layer, tag), "link", href)
        elif clicked and (match := _linked(clicked) or _HANDLER.search(clicked)):
            address = re.search(r"(?:https?:)?//[^\s\"'<>]+", clicked)
            yield _entrance(match["code"], _place(layer, tag), "onclick", address[0] if address else "")
        elif "jiucuo" in tag.get("class") and (match := _SETTING.search(tag.get("data-setting"))):
            yield _entrance(match["code"], _place(layer, tag), "attribute", "")


def _linked(value: str) -> re.Match[str] | None:
    if "code" not in value:
        return None
    value = decode_value(value) if "&" in value else value
    value = unquote(value) if "%3" in value.partition("url=")[0] else value
    return _JIUCUO_LINK.search(value) or _OTHER_LINK.search(value)


def _own(layer: Layer) -> Iterator[Found]:
    for tag in layer.tags:
        href = tag.get("href")
        if _JIUCUO_ANY.search(href) and not _linked(href):
            form = "own" if "/fuwu/" in href else "link"
            yield _entrance("", _place(layer, tag), form, href)


def _weak(layer: Layer) -> Iterator[Found]:
    for tag in layer.tags:
        if tag.name not in ("img", "a", "input"):
            continue
        name = squeezed(tag.get("alt") or tag.get("title"))
        image = tag.name != "a" and _JIUCUO_IMAGE.search(tag.get("src").rpartition("/")[2] or "")
        if image or (len(name) <= 16 and _JIUCUO_NAME.search(name) and (tag.name == "img" or layer.in_footer(tag.at))):
            yield _named(layer, tag, layer.link_of(tag), "image")
    for match in _WRONG.finditer(layer.text):
        link = layer.link_at(*match.span())
        words = squeezed(layer.text[link.start : link.end]) if link else ""
        if link and 0 < len(words) <= 14 and _JIUCUO_NAME.search(words) and layer.in_footer(link.start):
            yield _named(layer, link.tag, link, "text")


def _named(layer: Layer, tag: Tag, link: Link | None, form: str) -> Found:
    target = hrefs.page(link)
    return Found(
        Element.JIUCUO, "", tag.raw[:300], tag.offset, trust=Trust.ATTRIBUTE, form=form, href=target.href[:500],
        href_kind=target.kind, flaws=(Flaw.NOT_LINKED,), footer=layer.in_footer(tag.at),
    )  # fmt: skip
