"""Site code, police number and ICP number in visible text (sections 1.2 to 1.4 of the footer standard)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from auditor.html.identity import hrefs
from auditor.html.identity.layer import BREAK, LINE, Layer, half_width, squeezed
from auditor.model.identity import Element, Flaw, Found, Trust
from auditor.text.placeholders import is_placeholder, is_placeholder_code, is_placeholder_filing
from auditor.text.provinces import CHARACTERS

_P = f"[{CHARACTERS}]"
# At most a few blanks between the parts: a number may be broken over lines, an article may not.
_B = r"\s{0,8}+"
_SITE_LABEL = re.compile(
    rf"(?:(?:政府)?网站{_B})?(?:标识|识别)(?:[码号]|编[码号]|代码)(?:编号)?{_B}(?:[为是]?{_B}[:：]|[为是(（\[【\-—–](?=\s?[\dbB]))?{_B}"
    rf"|网站{_B}标识{_B}[:：]{_B}"
)
_SITE_VALUE = re.compile(r"(?:[bB][mM](?:\ ?\d){8}|\d(?:\ ?\d){9})(?!\d)")
_SITE_ODD = re.compile(r"[bB][mM][\dxX×*]{0,20}|[\dxX×*○?]{4,24}")

_POLICE = re.compile(
    rf"(?:(?P<p>{_P})[^\s\d]{{0,1}}{_B}公{_B}网?{_B}安{_B}备{_B}(?:案)?|公{_B}网{_B}安{_B}备{_B}(?:案)?|公安备案?|公安网备案?|公网备案?|公备|网安备案?"
    rf"|公安(?:部|机关|厅|局)?(?:互联网|国际联网|联网|网站|网络)?(?:安全)?备案(?:信息)?|公安局[^\s\d]{{0,8}}备案)"
    rf"{_B}(?:标识|序|编)?{_B}[号码]{{0,2}}{_B}[:：]?{_B}(?:(?P<q>{_P})公网安备{_B}[:：]?{_B})?第?{_B}"
    rf"(?P<n>\d(?:\ ?[\dxX×*]){{3,21}}|[\dxX×*○]{{4,20}})(?P<h>{_B}号)?"
)
_ICP = re.compile(
    rf"(?:(?P<p>{_P}){_B})?I\ ?C\ ?P{_B}(?P<b>备)?{_B}(?P<l>案(?:[序编]?号)?)?(?P<z>字)?{_B}(?:第)?"
    rf"(?P<c>[:：.]?){_B}"
    r"(?P<n>\d{5,12})\s{0,2}(?P<h>号?)(?:\s{0,2}[-－—–_]\s{0,2}(?P<x>\d{1,3})(?:\s{0,2}(?P<g>号))?)?(?P<rest>-?)",
    re.IGNORECASE,
)
_ICP_ODD = re.compile(rf"(?P<p>{_P})?{_B}I\ ?C\ ?P{_B}备{_B}(?:案)?[:：.]?(?P<n>[^\n\v]{{0,20}})", re.IGNORECASE)
_ICP_VALUE = re.compile(r"[\dxX×*○?]{3,20}号?(?:-[\dxX×]{0,3})?号?")
_LICENCE = re.compile(
    rf"(?:{_P}{_B})?ICP{_B}证{_B}[:：]?{_B}{_P}?{_B}(?:B\d-\d{{6,10}}(?:-\d{{1,3}})?|\d{{6,9}}){_B}号?", re.I
)
_SIGNS = re.compile(r"[Ii]\s?[Cc]\s?[Pp]")
_SITE_SIGN = re.compile("标识|识别")
_POLICE_SIGN = re.compile("备")


def _windows(text: str, sign: re.Pattern[str], before: int, after: int) -> Iterator[tuple[int, int]]:
    """Yield disjoint spans around a sign: the expressions below look at nothing else."""
    start, end = -1, -1
    for match in sign.finditer(text):
        if match.start() - before <= end:
            end = match.end() + after
            continue
        if end >= 0:
            yield start, end
        start, end = max(match.start() - before, 0), match.end() + after
    if end >= 0:
        yield start, end


def _matches(pattern: re.Pattern[str], text: str, sign: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for start, end in _windows(text, sign, 24, 90):
        yield from pattern.finditer(text, start, end)


_BLANK = re.compile(f"[^\\S{BREAK}]")
"""A blank that somebody wrote; a line broken for the looks of the footer is none."""


def found(layer: Layer) -> Iterator[Found]:
    """Yield every number in the visible text of a layer."""
    text = layer.text
    if "标识" in text or "识别" in text:
        yield from _site_codes(layer)
    if "备" in text:
        yield from _police(layer)
    if _SIGNS.search(text):
        yield from _icp(layer)


def in_attributes(layer: Layer) -> Iterator[Found]:
    """Yield numbers that stand in titles and image texts only."""
    for tag in layer.tags:
        for value in {tag.get("title"), tag.get("alt"), tag.get("data-title")} - {""}:
            footer = layer.in_footer(tag.at)
            value = half_width(value) if len(value) < 500 else ""
            told = found(Layer(text=value)) if "备" in value or "标识码" in value else ()
            yield from (replace(item, offset=tag.offset, trust=Trust.ATTRIBUTE, footer=footer) for item in told)


def _made(layer: Layer, element: Element, match: tuple[int, int], value: str, flaws: list[Flaw]) -> Found:
    start, end = match
    raw = layer.text[start:end].replace(LINE, " ").replace(BREAK, " ").strip()[:300]
    return Found(
        element, value, raw, layer.offset(start), flaws=tuple(dict.fromkeys(flaws)), footer=layer.in_footer(start)
    )


def _site_codes(layer: Layer) -> Iterator[Found]:
    for label in _matches(_SITE_LABEL, layer.text, _SITE_SIGN):
        value = _SITE_VALUE.match(layer.text, label.end())
        if value:
            number = squeezed(value[0]).lower()
            flaws = [Flaw.PLACEHOLDER] if is_placeholder_code(number) else []
            yield _made(layer, Element.SITE_CODE, (label.start(), value.end()), number, flaws)
            continue
        # A label at the end of its line has no value; what the next line says is another matter.
        rest = "" if LINE in label[0].partition("标")[2] else layer.line(label.end(), 24)
        odd = _SITE_ODD.match(rest.strip())
        if odd:
            flaws = [Flaw.PLACEHOLDER] if is_placeholder(odd[0], zeros=False) else [Flaw.MALFORMED, Flaw.LENGTH]
            yield _made(layer, Element.SITE_CODE, (label.start(), label.end() + len(rest)), odd[0], flaws)
        elif layer.in_footer(label.start()) and not rest.strip(" )）"):
            yield _made(layer, Element.SITE_CODE, label.span(), "", [Flaw.EMPTY])


def _police(layer: Layer) -> Iterator[Found]:
    for match in _matches(_POLICE, layer.text, _POLICE_SIGN):
        number = squeezed(match["n"])
        flaws: list[Flaw] = []
        if is_placeholder(number, zeros=not number.endswith("000000")) or number.endswith("000000000"):
            flaws.append(Flaw.PLACEHOLDER)
        if not number.isdigit():
            flaws.append(Flaw.MALFORMED)
        elif len(number) in (12, 13):
            flaws.append(Flaw.LEGACY)
        elif len(number) != 14:
            flaws.append(Flaw.LENGTH)
        prefix = match["p"] or match["q"] or ""
        flaws += [Flaw.NO_PROVINCE] if not prefix else []
        flaws += [Flaw.NO_HAO] if not match["h"] else []
        target = hrefs.police(layer.link_at(match.start("n"), match.end("n")) or layer.link_at(*match.span()))
        item = _made(layer, Element.POLICE, match.span(), number, flaws)
        yield replace(item, prefix=prefix, href=target.href[:500], href_kind=target.kind, code=target.code)


def _icp(layer: Layer) -> Iterator[Found]:
    taken: list[tuple[int, int]] = []
    for match in _matches(_LICENCE, layer.text, _SIGNS):
        if "备" not in match[0]:
            taken.append(match.span())
            yield _made(layer, Element.ICP_LICENCE, match.span(), squeezed(match[0]), [])
    for match in _matches(_ICP, layer.text, _SIGNS):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if not match["b"] and not (match["p"] and len(match["n"]) in (8, 10)):
            continue
        taken.append(match.span())
        yield _linked(layer, match, _number(layer, match))
    for match in _matches(_ICP_ODD, layer.text, _SIGNS):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        value = _ICP_VALUE.search(match["n"][:14])
        if value:
            end = match.start("n") + value.end()
            flaws = [Flaw.PLACEHOLDER if is_placeholder(value[0]) else Flaw.MALFORMED]
            item = _made(layer, Element.ICP, (match.start(), end), squeezed(layer.text[match.start() : end]), flaws)
            yield _linked(layer, match, replace(item, prefix=match["p"] or ""))


def _linked(layer: Layer, match: re.Match[str], item: Found) -> Found:
    target = hrefs.icp(layer.link_at(*match.span("n")) or layer.link_at(*match.span()))
    flaws = (*item.flaws, Flaw.OUTDATED_HOST) if target.outdated else item.flaws
    return replace(item, href=target.href[:500], href_kind=target.kind, flaws=flaws)


def _number(layer: Layer, match: re.Match[str]) -> Found:
    number, suffix = match["n"], match["x"] or ""
    proper = len(number) == 8 or (len(number) == 10 and number[:2] in ("19", "20"))
    placeholder = is_placeholder_filing(number)
    rules = (
        (not match["p"], Flaw.NO_PROVINCE),
        (placeholder, Flaw.PLACEHOLDER),
        (not proper and not placeholder, Flaw.LENGTH),
        (bool(match["rest"]) and not suffix, Flaw.MALFORMED),
        (not match["b"], Flaw.WRONG_LABEL),
        (bool((match["c"] and not match["l"]) or match["z"]), Flaw.COLON),
        (bool(suffix) and not match["h"] and bool(match["g"]), Flaw.ORDER),
        (not match["h"] and not match["g"], Flaw.NO_HAO),
        (bool(_BLANK.search(match[0].strip())), Flaw.SPACE),
    )
    flaws = [flaw for holds, flaw in rules if holds]
    value = f"{match['p'] or ''}ICP备{number}号{'-' + suffix.lstrip('0') if suffix else ''}"
    end = match.end() - (len(match["rest"]) if suffix or not match["rest"] else 0)
    return replace(_made(layer, Element.ICP, (match.start(), end), value, flaws), prefix=match["p"] or "")
