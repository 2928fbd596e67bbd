"""By which declarations an element is hidden. What merely shrinks or overlaps is not counted."""

import re
from collections.abc import Mapping
from functools import lru_cache

from auditor.html.css import Declarations, declared
from auditor.model.hidden import Method

_LENGTH = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*(px|em|rem|pt|%|vw|vh|ex|ch|cm|mm|in|pc)?")
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "em": 16.0,
    "rem": 16.0,
    "pt": 1.33,
    "%": 12.0,
    "vw": 12.0,
    "vh": 8.0,
    "ex": 8.0,
    "ch": 8.0,
    "cm": 37.8,
    "mm": 3.78,
    "in": 96.0,
    "pc": 16.0,
}
_FAR = 500.0
"""Pixels beyond an edge of the window from which nothing of a line of text is seen; menus slide by less."""
_FAINT = 0.05
_ALPHA = re.compile(r"opacity\s*=\s*([\d.]+)")
_COMPUTED = re.compile(r"expression\s*+\([^()]{0,200}?-\s*+\d{2,}")
_MOVED = re.compile(
    r"translate(?:x|y|3d)?\(\s*(-?[\d.]+)(px|em|rem|%|vw|vh)?(?:\s*,\s*(-?[\d.]+)(px|em|rem|%|vw|vh)?)?"
)
_SHRUNK = re.compile(r"scale(?:x|y|3d)?\(\s*0?\.?0+\d?\s*[,)]|matrix\(\s*0\s*,\s*0\s*,\s*0\s*,\s*0")
_CLIPPED = re.compile(
    r"rect\(\s*([01])(?:px)?[\s,]+\1(?:px)?[\s,]+\1(?:px)?[\s,]+\1(?:px)?|inset\(\s*(?:[5-9]\d|100)%|circle\(\s*0|polygon\(\s*0(?:px|%)?\s+0(?:px|%)?\s*(?:,\s*0(?:px|%)?\s+0(?:px|%)?\s*)*\)"
)
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})(?![0-9a-f])")
_NAMED = {"white": (255, 255, 255), "black": (0, 0, 0)}
_STEP = 8
"""How far two colours may differ in each channel and still look the same."""
# First a look for words, because most style attributes hide nothing.
_MAY = re.compile(
    r"none|hidden|collapse|opacity|indent|absolute|fixed|expression|scale|translate|clip|font-size|line-height|margin|transparent|z-index|(?:height|width)\s*:\s*[012](?!\d)|color",
    re.I,
)


@lru_cache(maxsize=20_000)
def inline(style: str) -> tuple[Method, ...]:
    """Return by what a style attribute hides its element."""
    return methods(declared(style)) if _MAY.search(style) else ()


def methods(declarations: Declarations) -> tuple[Method, ...]:
    """Return every method by which these declarations hide, in a fixed order; empty when the element shows."""
    values = {name: value for name, (value, _) in declarations.items()}
    found: list[Method] = []
    if values.get("display") == "none":
        found.append(Method.DISPLAY)
    if values.get("visibility") in ("hidden", "collapse"):
        found.append(Method.VISIBILITY)
    if _faint(values):
        found += [Method.OPACITY, *([Method.COVER] if covers(values) else [])]
    if _is_far(values):
        found.append(Method.OFFSCREEN)
    if (pixels(values.get("text-indent", "")) or 0) <= -_FAR / 2:
        found.append(Method.INDENT)
    found += _small(values)
    if _SHRUNK.search(values.get("transform", "") + values.get("-webkit-transform", "")):
        found.append(Method.SCALE)
    if _CLIPPED.search(values.get("clip", "") + " " + values.get("clip-path", "")):
        found.append(Method.CLIP)
    if _unseen_colour(values):
        found.append(Method.COLOUR)
    return tuple(found)


def resets(declarations: Declarations) -> frozenset[Method]:
    """Return the inherited methods that an element inside undoes for itself and for what stands in it."""
    values = {name: value for name, (value, _) in declarations.items()}
    own = methods(declarations)
    return frozenset(method for name, method in _INHERITED.items() if name in values and method not in own)


_INHERITED = {
    "font-size": Method.TINY_TEXT,
    "text-indent": Method.INDENT,
    "color": Method.COLOUR,
    "visibility": Method.VISIBILITY,
}


def covers(values: Mapping[str, str]) -> bool:
    """Return True for a box that is taken out of the page and stretched over all of the window."""
    if values.get("position") not in ("fixed", "absolute"):
        return False
    sides = (("width", "100vw", "left", "right"), ("height", "100vh", "top", "bottom"))
    return pixels(values.get("inset", "")) == 0 or all(
        values.get(side) in ("100%", whole) or (pixels(values.get(one, "")) == 0 and pixels(values.get(other, "")) == 0)
        for side, whole, one, other in sides
    )


def pixels(value: str) -> float | None:
    """Return a CSS length as pixels, roughly; None when it is none (``auto``, ``calc`` …)."""
    found = _LENGTH.match(value)
    return float(found[1]) * _PIXELS[found[2] or ""] if found and len(found[1]) < 12 else None


def _faint(values: Mapping[str, str]) -> bool:
    number = pixels(values.get("opacity", ""))
    if number is not None:
        return number <= _FAINT and "%" not in values["opacity"]
    alpha = _ALPHA.search(values.get("filter", "") + values.get("-ms-filter", ""))
    return alpha is not None and len(alpha[1]) < 8 and float(alpha[1].rstrip(".") or 1) <= _FAINT * 100


def _is_far(values: Mapping[str, str]) -> bool:
    placed = values.get("position") in ("absolute", "fixed", "relative")
    for edge in ("left", "top", "right", "bottom"):
        value = values.get(edge, "")
        distance = pixels(value)
        if placed and distance is not None and (distance <= -_FAR or distance >= _FAR * 10):
            return True
        if _COMPUTED.search(value):
            return True
    if any((pixels(values.get(f"margin-{edge}", "")) or 0) <= -_FAR * 1.5 for edge in ("left", "top")):
        return True
    return any(
        (pixels(f"{number}{unit}") or 0) <= -_FAR * 1.5
        for found in _MOVED.finditer(values.get("transform", "") + values.get("-webkit-transform", ""))
        for number, unit in ((found[1], found[2] or ""), (found[3] or "0", found[4] or ""))
        if unit != "%" and number.strip("-.")
    )


def _small(values: Mapping[str, str]) -> list[Method]:
    found = []
    font = pixels(values.get("font-size", ""))
    line = pixels(values.get("line-height", ""))
    if font is not None and font <= 1 and values.get("font-size") != "1":
        found.append(Method.TINY_TEXT)
    sizes = [pixels(values.get(name, "")) for name in ("height", "width", "max-height", "max-width")]
    cut = values.get("overflow", "")[:6] in ("hidden", "scroll", "auto", "clip")
    if cut and (any(size == 0 for size in sizes) or (line is not None and line <= 0)):
        found.append(Method.COLLAPSED)
    elif cut and any(size is not None and size <= 2 for size in sizes):
        found.append(Method.TINY_BOX)
    below = pixels(values.get("z-index", ""))
    if (
        below is not None
        and below < 0
        and values.get("position") in ("absolute", "fixed")
        and not {Method.TINY_BOX, Method.COLLAPSED}.intersection(found)
    ):
        found.append(Method.BEHIND)
    return found


def _unseen_colour(values: Mapping[str, str]) -> bool:
    """Transparent text, text in its own background's colour, or white that is one step off so that no search finds it."""
    text = values.get("color", "")
    if text == "transparent":
        return True
    own = colour(text)
    if own is None:
        return False
    back = colour(values.get("background-color", "") or values.get("background", ""))
    if back is not None:
        return all(abs(one - other) <= _STEP for one, other in zip(own, back, strict=True))
    return own != (255, 255, 255) and min(own) >= 255 - 3


def colour(value: str) -> tuple[int, int, int] | None:
    """Return red, green, blue of a colour written in hex or as black or white; None for any other way."""
    if value in _NAMED:
        return _NAMED[value]
    found = _HEX.match(value)
    if found is None:
        return None
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
