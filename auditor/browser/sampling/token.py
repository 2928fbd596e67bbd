"""One tag of a page: how it looks among others of its kind, and what in it alone may trouble somebody.

A *mark* is something that rules of accessibility are about (an image without alt, a positive tabindex). It proves
nothing: whether it is a fault only the browser shows. What equal tokens say is remembered.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from auditor.browser.sampling.colour import colour, contrast
from auditor.html.element import Element, parse
from auditor.html.textual import folded

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_RAW = frozenset("script style title textarea iframe noembed noframes xmp option".split())
_SKIPPED = frozenset("br wbr b i u em strong o:p base param source col script style link".split())
_CONTROLS = frozenset("input select textarea".split())
_NATIVE = frozenset("a button input select textarea option label summary area body html form video audio".split())
_UNNAMED = {"iframe": "title", "frame": "title", "object": "title", "embed": "title", "area": "alt", "img": "alt"}
_BUTTONS = frozenset("button submit reset image hidden".split())
_ROLES = frozenset(
    "alert alertdialog application article banner blockquote button caption cell checkbox code columnheader combobox"
    " complementary contentinfo definition deletion dialog directory document emphasis feed figure form generic grid gridcell"
    " group heading img image insertion link list listbox listitem log main marquee math menu menubar menuitem"
    " menuitemcheckbox menuitemradio meter navigation none note option paragraph presentation progressbar radio radiogroup"
    " region row rowgroup rowheader scrollbar search searchbox separator slider spinbutton status strong subscript"
    " superscript switch tab table tablist tabpanel term textbox time timer toolbar tooltip tree treegrid treeitem".split()
)
_ARIA = frozenset(
    "activedescendant atomic autocomplete braillelabel brailleroledescription busy checked colcount colindex colspan controls"
    " current describedby description details disabled dropeffect errormessage expanded flowto grabbed haspopup hidden invalid"
    " keyshortcuts label labelledby level live modal multiline multiselectable orientation owns placeholder posinset pressed"
    " readonly relevant required roledescription rowcount rowindex rowspan selected setsize sort valuemax valuemin valuenow"
    " valuetext".split()
)
_FLAGS = frozenset("hidden disabled expanded busy atomic modal multiline readonly required selected".split())
_VAGUE = frozenset(
    "更多 more 点击这里 这里 点击 详情 查看 查看详情 查看更多 点此 进入 下载 click here here >> » > 》".split()
)
_FILE_NAME = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp)$|^(?:图片|image|img|photo|pic|dsc|微信图片)[\d_\s-]*$", re.I)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*$", re.I)
_CAPTCHA = re.compile(r"captcha|kaptcha|verif|yzm|validatecode|checkcode|验证码|看不清", re.I)
_SCALE = re.compile(r"user-scalable\s*=\s*(?:no|0)|maximum-scale\s*=\s*[01](?:\.\d+)?(?!\d)", re.I)
_GOES = re.compile(r"location|window\.open|submit\(", re.I)
_STYLED = re.compile(
    r"(?:^|;)\s*(color|background(?:-color|-image)?|font-size|line-height|letter-spacing|word-spacing|display|position"
    r"|overflow(?:-[xy])?|opacity|outline|animation|text-decoration|visibility|filter|cursor|user-select|height|text-align)"
    r"\s*:\s*([^;]{1,60})",
    re.I,
)
_SHOWN_VALUES = frozenset(
    "role type scope autocomplete lang dir for accesskey contenteditable usemap ismap inputmode rowspan colspan".split()
)
_DIGITS = re.compile(r"\d+")
_REFERRING = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list")
_WHITE = (255, 255, 255)
_REMEMBERED = 1_200
NEEDS_TEXT = frozenset("button h1 h2 h3 h4 h5 h6 th label legend caption summary dt".split())


@dataclass(frozen=True, slots=True)
class Piece:
    """What one token is. ``name`` is empty for what shows nothing; ``end`` for an end tag."""

    name: str = ""
    end: bool = False
    step: str = ""
    """Tag and stems of its classes, as places of rendered nodes have them."""
    block: str = ""
    """Tag, id and classes as written: what tells one template from another."""
    shape: str = ""
    """The step with the names of its attributes and the values that matter."""
    marks: tuple[str, ...] = ()
    region: str = ""
    ids: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()
    names: bool = False
    """A form control that needs a label and brings no name of its own."""
    inner: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Tags inside an anchor that is one token: (shape, marks)."""


NOTHING = Piece()
_END = re.compile(r"</([a-zA-Z][^\s/>]*)")


_TEXT_LINK = re.compile(r"""<a((?: [a-z-]+="[^"<>&]*")*)>([^<&]*)</a>""")
_OWN_VALUES = re.compile(r"""(?<= href=")[^"#][^"]*|(?<= title=")[^"]+""")


def read(token: str) -> Piece:
    """Return what a token of the tokenizer is."""
    if len(token) > _REMEMBERED:
        return _read(token)
    if token.startswith("<a ") and (link := _TEXT_LINK.fullmatch(token)) and (text := link[2].strip()):
        # Text links are the bulk of what is new on a page, and where they lead makes no difference here.
        shown = text if len(text) < _SHORT else "x"
        token = f"<a{_OWN_VALUES.sub('x', link[1])}>{shown}</a>"
    return _remembered(token)


_SHORT = 8
"""Characters of the longest text of a link that may say nothing, and some more."""


def _read(token: str) -> Piece:
    if end := _END.match(token):
        return Piece(end[1].lower(), end=True)
    element = parse(token)
    if element is None:
        return NOTHING
    name = element.name
    if name in ("script", "style", "link"):
        return Piece(name, shape=_resource(element))
    values, step = element.values, _step(name, element.values)
    return Piece(
        name, False, step, _block(name, values), _shape(step, values), tuple(dict.fromkeys(_marks(element))), _region(name, values),
        (values["id"],) if values.get("id") else (), tuple(_refers(name, values)), _nameless(name, values),
        tuple(_inside(element)) if name == "a" else (),
    )  # fmt: skip


_remembered = lru_cache(maxsize=20_000)(_read)


def _inside(element: Element) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, values in element.tags[1:]:
        if name not in _SKIPPED:
            step = _step(name, values)
            yield _shape(step, values), tuple(_of_tag(name, values))


def _step(name: str, values: Mapping[str, str]) -> str:
    stems = {_DIGITS.sub("", word) for word in values.get("class", "").split()}
    return ".".join([name, *sorted(stem for stem in stems if len(stem) > 1)[:3]])


def _block(name: str, values: Mapping[str, str]) -> str:
    identity = values.get("id", "")
    return ".".join([f"{name}#{identity}" if identity else name, *sorted(set(values.get("class", "").split()))])


def _shape(step: str, values: Mapping[str, str]) -> str:
    if not values:
        return step
    said = [
        f"{key}={value[:40].lower()}" if key in _SHOWN_VALUES or key.startswith("aria-") else key
        for key, value in values.items()
        if key not in ("class", "style", "id") and not key.startswith("data-")
    ]
    return f"{step}[{' '.join(sorted(said))}]{_look(values)}" if said else step + _look(values)


def _look(values: Mapping[str, str]) -> str:
    style = values.get("style", "")
    found = [f"{key}:{value.strip()}".lower() for key, value in _STYLED.findall(style)] if style else ()
    return "{" + ";".join(sorted(found)) + "}" if found else ""


def _resource(element: Element) -> str:
    values = element.values
    where = values.get("src", "") if element.name == "script" else values.get("href", "")
    if where:
        return f"{element.name} {_DIGITS.sub('N', where.partition('?')[0].rpartition('/')[2])}"
    return f"{element.name} {_DIGITS.sub('N', ' '.join(element.body.split()))[:400]}" if element.name == "style" else ""


_LANDMARKS = {"header": "header", "nav": "nav", "main": "main", "footer": "footer"}
_LANDMARK_ROLES = {"banner": "header", "navigation": "nav", "main": "main", "contentinfo": "footer"}
_REGION_WORDS = tuple(
    (region, re.compile(rf"(^|[-_ ])({words})([-_ ]|\d|$)", re.I))
    for region, words in (
        ("footer", "foot|footer|copyright|bottom"), ("nav", "nav|menu|daohang"), ("header", "head|header|top|banner"),
    )
)  # fmt: skip


def _region(name: str, values: Mapping[str, str]) -> str:
    known = _LANDMARK_ROLES.get(values.get("role", "")) or _LANDMARKS.get(name)
    if known:
        return known
    words = f"{values.get('id', '')} {values.get('class', '')}".strip()[:300]
    return next((region for region, pattern in _REGION_WORDS if pattern.search(words)), "") if words else ""


def _refers(name: str, values: Mapping[str, str]) -> Iterator[str]:
    for key in _REFERRING:
        yield from values.get(key, "").split()
    if name == "label" and values.get("for"):
        yield values["for"]


def _named(values: Mapping[str, str]) -> bool:
    return any(values.get(key, "").strip() for key in ("aria-label", "aria-labelledby", "title"))


def _nameless(name: str, values: Mapping[str, str]) -> bool:
    return name in _CONTROLS and values.get("type", "").lower() not in _BUTTONS and not _named(values)


def _marks(element: Element) -> Iterator[str]:
    name, values = element.name, element.values
    yield from _of_tag(name, values)
    if name == "a":
        yield from _of_link(element, values)
    elif name == "title" and not folded(element.text):
        yield "empty"
    elif name == "meta":
        yield from _of_meta(values)


def _of_link(element: Element, values: Mapping[str, str]) -> Iterator[str]:
    label = element.label
    if not label and not _named(values) and "href" in values and element.content[-4:].lower() == "</a>":
        yield "no name"
    elif label.strip(" .…[]【】()").lower() in _VAGUE and not values.get("title"):
        yield "vague"
    if any(inner in _NATIVE for inner, _ in element.tags[1:]):
        yield "nested control"
    if "href" in values and values["href"].strip() in ("", "#"):
        yield "nowhere"


def _of_meta(values: Mapping[str, str]) -> Iterator[str]:
    content = values.get("content", "")
    if values.get("http-equiv", "").lower() == "refresh":
        yield "refresh"
    if values.get("name", "").lower() == "viewport" and _SCALE.search(content):
        yield "no zoom"


def _of_tag(name: str, values: Mapping[str, str]) -> Iterator[str]:
    if name in ("marquee", "blink", "frame", "frameset", "bgsound", "applet"):
        yield name
    if name in _UNNAMED or (name == "input" and values.get("type", "").lower() == "image"):
        yield from _of_replaced(name, values)
    if name in ("video", "audio", "embed", "object"):
        yield " ".join(["media", *(key for key in ("autoplay", "controls", "muted", "loop") if key in values)])
    if name == "input" and values.get("type", "").lower() in ("button", "submit", "reset") and not values.get("value"):
        yield "no value"
    if name == "html" or "lang" in values:
        lang = values.get("lang", "")
        yield f"lang {lang[:12].lower()}" if _LANGUAGE.match(lang) else "lang unusable"
    if _CAPTCHA.search(" ".join(values.get(key, "") for key in ("src", "id", "name", "alt"))):
        yield "captcha"
    yield from _of_keys(name, values)
    yield from _of_aria(name, values)
    yield from _of_colour(values)


def _of_replaced(name: str, values: Mapping[str, str]) -> Iterator[str]:
    key = _UNNAMED.get(name, "alt")
    silent = values.get("role") in ("presentation", "none") or values.get("aria-hidden") == "true"
    if key not in values and not _named(values) and not silent:
        yield f"no {key}"
    elif _FILE_NAME.search(values.get(key, "").strip()):
        yield f"{key} says nothing"
    elif key in values and not values[key].strip():
        yield f"empty {key}"
    if "ismap" in values:
        yield "ismap"


def _of_keys(name: str, values: Mapping[str, str]) -> Iterator[str]:
    tabindex = values.get("tabindex", "").strip()
    if tabindex.lstrip("+").isdigit() and int(tabindex[:9]) > 0:
        yield "tabindex positive"
    elif tabindex.startswith("-") and name in _NATIVE:
        yield "tabindex negative"
    if "accesskey" in values:
        yield f"accesskey {values['accesskey'][:3]}"
    for key in values:
        if key in (
            "onkeydown",
            "onkeypress",
            "onkeyup",
            "oncontextmenu",
            "onselectstart",
            "oncopy",
            "ondblclick",
            "onfocus",
            "onblur",
        ):
            yield key
    if "onclick" in values and name not in _NATIVE:
        yield " ".join(["click", *(key for key in ("role", "tabindex") if key in values)])
    if _GOES.search(values.get("onchange", "")):
        yield "change goes"


def _of_aria(name: str, values: Mapping[str, str]) -> Iterator[str]:
    for role in values.get("role", "").lower().split():
        yield f"role {role}" if role in _ROLES else "role unknown"
    for key, value in values.items():
        if not key.startswith("aria-"):
            continue
        bare = key[5:]
        if bare not in _ARIA or (bare in _FLAGS and value.lower() not in ("true", "false", "undefined", "")):
            yield f"{key} wrong"
    if values.get("aria-hidden") == "true" and (name in _NATIVE or "tabindex" in values):
        yield "hidden control"


def _of_colour(values: Mapping[str, str]) -> Iterator[str]:
    said = {key.lower(): value.lower() for key, value in _STYLED.findall(values.get("style", ""))}
    written = said.get("color") or values.get("color", "").lower()
    ground = said.get("background-color") or said.get("background") or values.get("bgcolor", "").lower()
    front = colour(written) if written else None
    behind = colour(ground) if ground else None
    if front and contrast(front, behind or _WHITE) < 4.5:
        yield "pale"
    elif behind and not front and contrast(behind, (51, 51, 51)) < 4.5:
        yield "dark ground"
    for key in (
        "outline",
        "animation",
        "letter-spacing",
        "line-height",
        "word-spacing",
        "filter",
        "opacity",
        "background-image",
    ):
        if key in said:
            yield f"style {key}"
    if "blink" in said.get("text-decoration", ""):
        yield "blink"
