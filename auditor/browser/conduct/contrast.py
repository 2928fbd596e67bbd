"""Contrast of text with what is really behind it: two pictures, one of them without the text."""

from __future__ import annotations

import io
from typing import Any

import msgspec
from PIL import Image, ImageChops

from auditor.browser.conduct.budget import Budget
from auditor.browser.tab import Tab
from auditor.model.conduct import Contrast
from auditor.model.node import Box, Node

Colour = tuple[int, int, int]
_FAINT, _FAINTEST = 24, 5
"""Where no channel differs by more with and without the text, no glyph is seen; the second where its colour is known."""
_CORE, _STRONGEST = 0.6, 0.92
"""Shares of the strongest difference: the body of a glyph, and where its colour is undiluted."""
_LEAST = 6
"""Pixels without which nothing is said."""
_WIDEST = 160
_FULL = 0.7
"""Share of a box that no glyphs fill: something moved between the pictures."""
_ENHANCED = 7.0


def contrasts(tab: Tab, budget: Budget) -> tuple[Contrast, ...] | None:
    """Measure texts near the top of the page, one of a kind; plain ones are told only when they are weak."""
    found = tab.facts("con_texts", budget.limits.height, budget.limits.texts)
    if found["most"]:
        budget.bite("conduct-texts")
    texts = found["texts"]
    if not texts:
        return ()
    width = tab.run("() => innerWidth")
    height = min(max(one["line"]["y"] + one["line"]["height"] for one in texts) + 4, budget.limits.height)
    clip = Box(0, 0, width, max(height, 1))
    plain = tab.screenshot(clip)
    tab.facts("con_veil", True)
    try:
        veiled = tab.screenshot(clip)
    finally:
        tab.facts("con_veil", False)
    with Image.open(io.BytesIO(plain)) as first, Image.open(io.BytesIO(veiled)) as second:
        pictures = first.convert("RGB"), second.convert("RGB")
    measured = (_of_text(pictures, one) for one in texts)
    return tuple(one for one in measured if one is not None and (not one.plain or one.ratio < _ENHANCED))


def _of_text(pictures: tuple[Image.Image, Image.Image], text: dict[str, Any]) -> Contrast | None:
    line = text["line"]
    left, top = max(int(line["x"]), 0), max(int(line["y"]), 0)
    right = min(int(line["x"] + min(line["width"], _WIDEST)) + 1, pictures[0].width)
    bottom = min(int(line["y"] + line["height"]) + 1, pictures[0].height)
    if right - left < 3 or bottom - top < 5:
        return None
    seen, bare = (picture.crop((left, top, right, bottom)) for picture in pictures)
    colour = None if text["colour"] is None else (text["colour"][0], text["colour"][1], text["colour"][2])
    ratio = worst(seen, bare, colour)
    if ratio is None:
        return None
    node = msgspec.convert(text["node"], Node)
    return Contrast(node, ratio, round(text["size"], 2), text["bold"], colour is not None, text["plain"])


def worst(seen: Image.Image, bare: Image.Image, colour: Colour | None) -> float | None:
    """Contrast ratio of the worst tenth of a text's pixels; its colour is read from the picture when it is not given."""
    channels = ImageChops.difference(seen, bare).split()
    differences = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2]).tobytes()
    strongest = max(differences)
    faint = _FAINTEST if colour else _FAINT
    if strongest < faint:
        return None
    share = _CORE if colour else _STRONGEST
    core = [at for at, value in enumerate(differences) if value >= strongest * share]
    moved = sum(value >= faint for value in differences) > _FULL * len(differences)
    if len(core) < _LEAST or moved:
        return None
    texts, grounds = seen.tobytes(), bare.tobytes()
    ratios = sorted(_ratio(colour or _pixel(texts, at), _pixel(grounds, at)) for at in core)
    return round(ratios[len(ratios) // 10], 2)


def _pixel(raw: bytes, at: int) -> Colour:
    return raw[3 * at], raw[3 * at + 1], raw[3 * at + 2]


def _ratio(one: Colour, other: Colour) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_LINEAR[value] for value in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


_LINEAR = [value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in range(256)]
