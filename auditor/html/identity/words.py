"""Organiser, contact, site map, about, IPv6 claim, copyright and emblem (sections 1.6 and 1.7 of the footer standard)."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from auditor.html.identity import hrefs
from auditor.html.identity.layer import BREAK, LINE, Layer, Link, Tag, half_width, squeezed, words_of
from auditor.model.identity import Element, Flaw, Found, HrefKind, Trust

_SITE_MAP_WHOLE = re.compile(
    r"(?:[^\s]{0,12}[·・|])?(?:网站|站点|本站|全站)(?:地图|导航|导览)|(?:web)?site[-_]?map|站点地图",
    re.I,
)
_CONTACT_WHOLE = re.compile(
    r"(?:请|与)?联系(?:我们|方式|本站|本网|网站|站长|管理员)(?:与反馈)?|网站联系(?:方式)?|联络我们|联系方法|contact(?:us)?",
    re.I,
)
_ABOUT_WHOLE = re.compile(r"关于(?:我们|本站|本网|网站|本网站|[^\s]{2,6}网)|网站简介|本站简介|网站介绍")
_CANDIDATE = re.compile("地\\s{0,3}图|导[航览]|联\\s{0,3}[系络]|关\\s{0,3}于|简介|介绍|site\\s{0,3}map|contact", re.I)
_EDGES = re.compile(r"^[^\w]+|[^\w]+$")
_SPLIT = re.compile(r"[|·・/\s()（）]+")
_IPV6 = re.compile(r"(?:已|全面|全站)?支持\s{0,3}ipv6(?:访问|网络|协议)?", re.I)
_IPV6_IMAGE = re.compile(r"ipv6|ipv6图标", re.I)
_GATEWAY = re.compile(r"ipv6ipv4", re.I)

_LABELS = {
    Element.ORGANISER: r"主{0}办(?:单位|机关|方|者)?", Element.UNDERTAKER: r"承{0}办(?:单位|机关|方)?",
    Element.SUPERVISOR: r"主{0}管(?:单位|部门)?", Element.COPYRIGHT: r"版{0}权{0}所{0}有",
}  # fmt: skip
_GAP = r"[\s]{0,4}"
_LABEL = {
    element: re.compile(f"(?:网站|本站)?(?:{words.format(_GAP)}){_GAP}[:：]{_GAP}" if element is not Element.COPYRIGHT
                        else f"{words.format(_GAP)}{_GAP}[:：©]?{_GAP}")
    for element, words in _LABELS.items()
}  # fmt: skip
_SUFFIXED = {
    Element.ORGANISER: ("主办", re.compile(r"(?P<name>[一-鿿（()）、·]{4,40})[ ]{0,2}主办(?![：:单方权者的了])")),
    Element.UNDERTAKER: ("承办", re.compile(r"(?P<name>[一-鿿（()）、·]{4,40})[ ]{0,2}承办(?![：:单方权者的了])")),
    Element.SUPERVISOR: ("主管", re.compile(r"(?P<name>[一-鿿（()）、·]{4,40})[ ]{0,2}主管(?![：:单部的])")),
}
_ENDING = re.compile(r"\s|$|[)）|/、;；,，。]|主管|主办|承办|协办|版权|\w?ICP|Copyright|©", re.I)
_STOP = re.compile(
    r"承\s{0,3}办|主\s{0,3}办|协\s{0,3}办|联\s{0,3}办|主\s{0,3}管|运\s{0,3}营|运行|维护|管理(?:单位)?[:：]|技术(?:支持|保障|维护|运维|服务|开发|建设)|支持(?:单位)?[:：]|制作|设计|建设(?:单位)?[:：]|开发(?:单位)?[:：]"
    r"|地\s{0,3}址|电\s{0,3}话|邮\s{0,3}[编箱]|传\s{0,3}真|联系|版权|网站标识|标识码"
    r"|\w?ICP|备案|\w公网|copyright|©|Tel|E-?mail|访问|您是|建议|推荐|未经"
    r"|本站|本网|All Rights|指导单位|网址|信息中心维|政务服务热线|服务热线|[|｜;；]",
    re.I,
)
_NAME_END = re.compile(
    r"(?:厅|局|委|会|府|室|部|院|中心|办|处|所|台|站|公司|网|社|校|学|馆|队|团|司|署|行|所|科|组|集团|大学|区委|机关|网站|平台|门户|处\)|室\)|）|\))$"
)
_PHONE_OWNER = "网站|单位|办公|服务|咨询|热线|监督|值班|技术支持|运维|客服|联系|维护|举报|投诉|传达室|总机"
_AREA = r"(?:[+(（]?\s?86[)）]?[- ]?)?[(（]?0?\d{2,4}[)）]?\s{0,2}[-—－– ]?\s{0,2}"
_PHONE = re.compile(
    rf"(?:(?:(?:{_PHONE_OWNER})(?:联系)?)?(?:电\s{{0,4}}话|热线|Tel|TEL|Phone|phone)(?:号码)?)\s{{0,4}}"
    r"(?:[(（][^)）\n]{0,12}[)）])?\s{0,4}(?:[一-鿿]{2,10}\s{0,2}[:：])?[:：]?\s{0,4}"
    rf"(?P<n>{_AREA}(?:\d{{3,4}}[- ]?\d{{3,4}}|\d{{5}})(?:[-转]\d{{1,6}})?"
    r"|1\d{10}|[48]00[- ]?\d{3,4}[- ]?\d{3,4}|12\d{3}|\d{5,8})"
)
_MAIL = re.compile(r"[\w.+-]{1,64}(?:@|＠|\[at\]|#|\(at\))[A-Za-z0-9-]{1,40}(?:\.[A-Za-z0-9-]{1,40}){1,4}")
_HOTLINE = re.compile(r"(?:0\d{2,3}[-—－–]?)?12345")
_PROMPT = re.compile(
    r"您(?:访问|点击|打开)的(?:链接|网站|网址)即将离开|(?:您|你)(?:即将|正在)离开|即将(?:离开|跳转)(?:本站|本网站|至?外部|到?第三方)|您已跳出|非政府网站"
)
_EMBLEM = re.compile(r"国徽|guohui|emblem", re.I)


def found(layer: Layer) -> Iterator[Found]:
    """Yield everything of this kind in a layer."""
    yield from _links(layer)
    yield from _names(layer)
    yield from _phones(layer)
    yield from _ipv6(layer)
    yield from _images(layer)


def prompt(text: str) -> Iterator[Found]:
    """Yield the sentence that warns of leaving the site, in markup or code."""
    match = _PROMPT.search(text) if any(map(text.__contains__, ("离开", "跳转", "跳出", "非政府网站"))) else None
    if match:
        yield Found(
            Element.LEAVING_PROMPT, match[0], text[match.start() : match.start() + 120], match.start(), form="text"
        )


def _links(layer: Layer) -> Iterator[Found]:
    seen: set[int] = set()
    for link in (*_worded(layer), *(layer.link_of(tag) for tag in layer.tags)):
        if link is None or link.tag.offset in seen:
            continue
        seen.add(link.tag.offset)
        named = ((element, words) for words in words_of(link, layer.text) if (element := _named(words)))
        for element, words in islice(named, 1):
            yield _page(layer, link, element, words)
        mail = link.tag.get("href").strip()
        if mail[:7].lower() == "mailto:" and layer.in_footer(link.start):
            address = mail[7:].partition("?")[0]
            yield Found(Element.CONTACT, address, link.tag.raw[:300], link.tag.offset, form="email", footer=True)


def _worded(layer: Layer) -> Iterator[Link | None]:
    """Anchors whose text has one of the words."""
    for match in _CANDIDATE.finditer(layer.text):
        yield layer.link_at(*match.span())


def _named(words: str) -> Element | None:
    if not 2 <= len(words) <= 24:
        return None
    # One anchor may say 联系我们|网站地图; the words are then tried one by one.
    for part in (words, *(_SPLIT.split(words) if len(words) > 5 else ())):
        part = _EDGES.sub("", part)
        for element, pattern in (
            (Element.SITEMAP, _SITE_MAP_WHOLE), (Element.CONTACT, _CONTACT_WHOLE), (Element.ABOUT, _ABOUT_WHOLE)
        ):  # fmt: skip
            if pattern.fullmatch(part):
                return element
    return None


def _page(layer: Layer, link: Link, element: Element, words: str) -> Found:
    target = hrefs.page(link)
    return Found(
        element, words, link.tag.raw[:300], link.tag.offset, form="link", href=target.href[:500], href_kind=target.kind,
        footer=layer.in_footer(link.start),
    )  # fmt: skip


def _names(layer: Layer) -> Iterator[Found]:
    for start, end in layer.footers:
        for element, label in _LABEL.items():
            yield from _labelled(layer, element, label.finditer(layer.text, start, end))
        for element, (word, pattern) in _SUFFIXED.items():
            if layer.text.find(word, start, end) >= 0:
                yield from _suffixed(layer, element, pattern.finditer(layer.text, start, end))


def _labelled(layer: Layer, element: Element, matches: Iterator[re.Match[str]]) -> Iterator[Found]:
    for match in matches:
        value = _name(layer.text[match.end() : match.end() + 90])
        picture = None if value else _pictured(layer, match.end())
        if value or element is not Element.COPYRIGHT:
            raw = layer.text[match.start() : match.end() + len(value)]
            item = _organ(layer, element, value, raw, match.start())
            yield item if picture is None else _drawn(item, picture)


def _pictured(layer: Layer, at: int) -> Tag | None:
    """The image that stands where a name is looked for: the name may be drawn."""
    low = bisect_left(layer.pictures, at - 4, key=lambda tag: tag.at)
    for tag in layer.pictures[low : low + 1]:
        if not (layer.text[tag.at : at].strip() or layer.text[at : tag.at].strip(f" {BREAK}")):
            return tag
    return None


def _drawn(item: Found, picture: Tag) -> Found:
    """A drawn name is what its image is called; an image without words leaves it open, which is not an empty label."""
    value = _name(half_width(picture.get("alt") or picture.get("title")))
    return replace(
        item, value=value, raw=f"{item.raw} {picture.raw}"[:300], trust=Trust.ATTRIBUTE, form="image", flaws=()
    )


def _suffixed(layer: Layer, element: Element, matches: Iterator[re.Match[str]]) -> Iterator[Found]:
    for match in matches:
        value = _trimmed(match["name"])
        if value and "由" not in match[0] and _ends(layer, match.end()):
            yield _organ(layer, element, value, match[0], match.start())


def _ends(layer: Layer, at: int) -> bool:
    """Whether the words before end there: prose goes on, a footer breaks, lists the next office, or begins a link."""
    return bool(_ENDING.match(layer.text, at)) or any(link.start == at for link in layer.links)


def _trimmed(name: str) -> str:
    """Drop what stands before the name in ``甲承办乙主办``; one office may do both: ``丙主管主办``."""
    pieces = [piece.strip(" 、·()（）") for piece in re.split(r"主管|承办|主办|协办|版权所有", name)]
    return next((piece for piece in reversed(pieces) if len(piece) >= 3), "")


def _organ(layer: Layer, element: Element, value: str, raw: str, at: int) -> Found:
    raw = raw.replace(BREAK, " ").replace(LINE, " ")[:300]
    flaws = () if value else (Flaw.EMPTY,)
    return Found(element, value, raw, layer.offset(at), form="text", flaws=flaws, footer=True)


def _name(rest: str) -> str:
    """The name after a label: up to the next label or border, further words only when they are names too."""
    lead = len(rest) - len(rest.lstrip(f" {BREAK}{LINE}"))
    rest = re.split(f"[{LINE}{BREAK}]", rest[lead:], maxsplit=1)[0]
    stop = _STOP.search(rest)
    if stop:
        rest = rest[: stop.start()]
    pieces = rest.split()
    kept = pieces[:1]
    for piece in pieces[1:]:
        if not (_NAME_END.search(piece) and len(piece) >= 3 and kept and len(kept) < 4):
            break
        kept.append(piece)
    value = " ".join(kept).strip(" ,，.。、:：-—_([（【《")
    return value if 2 <= len(value) <= 60 and re.search(r"[一-鿿A-Za-z]", value) else ""


def _phones(layer: Layer) -> Iterator[Found]:
    for start, end in layer.footers:
        for match in _PHONE.finditer(layer.text, start, end):
            number = squeezed(match["n"])
            form = "hotline" if _HOTLINE.fullmatch(number) else "phone"
            raw, offset = match[0].strip()[:300], layer.offset(match.start("n"))
            yield Found(Element.CONTACT, number, raw, offset, form=form, footer=True)
        for match in _MAIL.finditer(layer.text, start, end):
            yield Found(Element.CONTACT, match[0], match[0], layer.offset(match.start()), form="email", footer=True)


def _ipv6(layer: Layer) -> Iterator[Found]:
    for match in _IPV6.finditer(layer.text) if "支持" in layer.text else ():
        line = layer.text[layer.text.rfind(LINE, 0, match.start()) + 1 : match.end()] + layer.line(match.end(), 40)
        if layer.in_footer(match.start()) or len(squeezed(line)) <= 24:
            yield Found(
                Element.IPV6, squeezed(match[0]), line.strip()[:300], layer.offset(match.start()), form="text",
                footer=layer.in_footer(match.start()),
            )  # fmt: skip


def _images(layer: Layer) -> Iterator[Found]:
    for tag in layer.tags:
        words = " ".join((tag.get("alt"), tag.get("title"), tag.get("src").rpartition("/")[2]))
        if (tag.name == "img" and _IPV6_IMAGE.search(words)) or (
            tag.name != "img" and {"ipv6", "ipv6_icon", "ipv6-icon"} & set(tag.get("class").lower().split())
        ):
            yield _image(layer, Element.IPV6, tag.raw, tag.offset, tag.at)
        if tag.name == "img" and _EMBLEM.search(words):
            yield _image(layer, Element.EMBLEM, tag.raw, tag.offset, tag.at)


def _image(layer: Layer, element: Element, raw: str, offset: int, at: int) -> Found:
    return Found(
        element, "", raw[:300], offset, trust=Trust.ATTRIBUTE, form="image", href_kind=HrefKind.NONE,
        footer=layer.in_footer(at),
    )  # fmt: skip
