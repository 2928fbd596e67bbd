"""Pictures that are kept: nobody's number can be read on them."""

import io

from PIL import Image, ImageDraw

from auditor.browser.tab import Tab
from auditor.model.node import Box

_MOST = 2_000
"""Numbers boxed out of one picture."""
_COVER = (96, 96, 96)


def kept_picture(tab: Tab, clip: Box | None = None) -> bytes:
    """PNG of the viewport, or of a box of the page, with a grey box over whatever may be a person's number.

    Where they stand is asked before and after: a page that moves meanwhile shows none of them either.
    """
    before = tab.facts("personal", _MOST)
    taken = tab.screenshot(clip)
    after = tab.facts("personal", _MOST)
    boxes = [*before["boxes"], *after["boxes"]]
    if not boxes:
        return taken
    left, top = (clip.x, clip.y) if clip is not None else (after["x"], after["y"])
    with Image.open(io.BytesIO(taken)) as image:
        covered = image.convert("RGB")
    draw = ImageDraw.Draw(covered)
    for x, y, right, bottom in boxes:
        draw.rectangle((x - left - 1, y - top - 1, right - left + 1, bottom - top + 1), fill=_COVER)
    out = io.BytesIO()
    covered.save(out, "PNG")
    return out.getvalue()
