"""Colours of text as they are drawn: filters and pictures behind it do not show in computed styles."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from PIL import Image

from auditor.model.node import Box

Colour = tuple[int, int, int]
_FAINT = 24
"""Text that differs from its background by less, summed over the channels, is not seen."""
_CORE = 0.7
"""Share of the strongest difference from which a pixel belongs to the core of a glyph, not to its soft edge."""
_WIDEST = 120
_TALLEST = 40
_APART = 60
_SAMPLE = 64
"""Pixels each way to which a box is thinned out before they are counted."""


@dataclass(frozen=True, slots=True)
class Paint:
    """One run of text as it is drawn."""

    text: Colour
    ground: Colour
    ratio: float


def paints(plain: bytes, veiled: bytes, boxes: Sequence[Box]) -> list[Paint | None]:
    """Compare a picture with one in which all text is transparent; None where a box is not in the picture."""
    with Image.open(io.BytesIO(plain)) as first, Image.open(io.BytesIO(veiled)) as second:
        pictures = first.convert("RGB"), second.convert("RGB")
    return [_paint(pictures, box) for box in boxes]


def grounds(picture: bytes, boxes: Sequence[Box]) -> list[Colour | None]:
    """The colour of most pixels of each box, which is that of its background; None where a box is not in the picture."""
    with Image.open(io.BytesIO(picture)) as opened:
        whole = opened.convert("RGB")
    return [_ground(whole, box) for box in boxes]


def _ground(whole: Image.Image, box: Box) -> Colour | None:
    left, top = max(0, int(box.x)), max(0, int(box.y))
    right, bottom = min(whole.width, int(box.x + box.width)), min(whole.height, int(box.y + box.height))
    if right - left < 8 or bottom - top < 8:
        return None
    sample = whole.crop((left, top, right, bottom)).resize((_SAMPLE, _SAMPLE), Image.Resampling.NEAREST)
    return Counter(_pixels(sample)).most_common(1)[0][0]


def _paint(pictures: tuple[Image.Image, Image.Image], box: Box) -> Paint | None:
    left, top = max(0, int(box.x)), max(0, int(box.y))
    right = min(pictures[0].width, int(box.x + min(box.width, _WIDEST)))
    bottom = min(pictures[0].height, int(box.y + min(box.height, _TALLEST)))
    if right - left < 4 or bottom - top < 4:
        return None
    seen, bare = (_pixels(picture.crop((left, top, right, bottom))) for picture in pictures)
    differences = [
        sum(abs(one - other) for one, other in zip(*pair, strict=True)) for pair in zip(seen, bare, strict=True)
    ]
    strongest = max(differences)
    if strongest < _FAINT:
        ground = _middle(bare)
        return Paint(ground, ground, 1.0)
    core = [at for at, difference in enumerate(differences) if difference >= strongest * _CORE]
    text, ground = _middle([seen[at] for at in core]), _middle([bare[at] for at in core])
    return Paint(text, ground, contrast(text, ground))


def _pixels(picture: Image.Image) -> list[Colour]:
    raw = picture.tobytes()
    return [(raw[at], raw[at + 1], raw[at + 2]) for at in range(0, len(raw), 3)]


def _middle(colours: Sequence[Colour]) -> Colour:
    red, green, blue = (int(median(channel)) for channel in zip(*colours, strict=True))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio of WCAG."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return round((light + 0.05) / (dark + 0.05), 2)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def differs(one: Paint, other: Paint) -> bool:
    """True when text or background have another colour than before."""
    return any(
        sum(abs(first - second) for first, second in zip(*pair, strict=True)) > _APART
        for pair in ((one.text, other.text), (one.ground, other.ground))
    )
