"""Kept pictures: a number that may be somebody's is covered, everything else is left as it is."""

import io

import pytest
from PIL import Image

from auditor.browser.personal import kept_picture
from auditor.browser.tab import Tab
from auditor.model.node import Box
from tests.browser.conftest import Serve

INK = (255, 0, 0)
PAGE = """<!DOCTYPE html><meta charset=utf-8><title>页</title><body style="margin:0;background:#fff">
<div style="height:{above}px"></div><p style="color:#f00;font:40px/1 monospace;margin:0" id=row>{text}</p>"""


def red(picture: bytes) -> int:
    with Image.open(io.BytesIO(picture)) as image:
        return sum(count for count, colour in image.convert("RGB").getcolors(1 << 24) or () if colour == INK)


@pytest.mark.parametrize(
    "text", ["440102199003071236", "13812345678", "6222020200112233446", "E12345678", "138-1234-5678"]
)
@pytest.mark.parametrize("above", [0, 1500])
def test_a_number_is_covered_wherever_it_stands(tab: Tab, serve: Serve, text: str, above: int) -> None:
    tab.open(serve({"/": PAGE.format(text=text, above=above)}) + "/")
    assert red(kept_picture(tab, Box(0, above, 1000, 60))) == 0
    tab.run("() => scrollTo(0, 1e6)")
    assert red(kept_picture(tab)) == 0


@pytest.mark.parametrize("text", ["4401**********1236", "0755-82345678", "2026-11-26", "云泽市"])
def test_other_text_is_left_alone(tab: Tab, serve: Serve, text: str) -> None:
    tab.open(serve({"/": PAGE.format(text=text, above=0)}) + "/")
    assert red(kept_picture(tab, Box(0, 0, 1000, 60))) > 100
