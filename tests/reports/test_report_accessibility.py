"""The section on accessibility: what was measured in words, pictures of the bundle alone, nothing hostile runs."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from reports.accessibility import access
from reports.html import render
from reports.pictures import Pictures
from reports.view import ReportView

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 40
NAME = "0123456789abcdef0123.png"
EVIL = "<script>alert(1)</script>"
CARD = {
    "retrofit": {
        "status": "partly-working",
        "entry": EVIL,
        "vendor": "",
        "functions": [
            {
                "name": "放大",
                "label": EVIL,
                "verdict": "no-effect",
                "detail": "页面没有变化",
                "figure": 1.0,
                "before": NAME,
                "after": "../x.png",
            }
        ],
        "persistence": {"inner": "lost", "reload": "kept", "new_tab": "unknown", "next_day": "unknown"},
    },
    "sample": {
        "pages": 2000,
        "measured": 100,
        "clusters": 40,
        "clusters_seen": 40,
        "pairs": 267,
        "unseen": 0.02,
        "control_pages": 10,
        "control_new": 1,
    },
    "browser": {"axe": "4.14.1"},
    "home_shots": {"normal": NAME, "elder": ""},
}


@pytest.fixture
def bundle(made: SimpleNamespace, tmp_path: Path) -> Path:
    found = made.finding(1, check="access.axe", target=None, evidence={"shot": NAME, "selector": "html > p"})
    path: Path = made.bundle(tmp_path, [found])
    (path / "shots").mkdir()
    (path / "shots" / NAME).write_bytes(PNG)
    (path / "accessibility.json").write_text(json.dumps(CARD), "utf-8")
    return path


def test_functions_and_sample_are_told(bundle: Path, made: SimpleNamespace) -> None:
    html = render(ReportView.open(bundle), bundle, made.titles).read_text("utf-8")
    for words in (
        "部分功能有效,部分无效或不能保持",
        "没有效果",
        "页面没有变化",
        "打开内页",
        "失效",
        "100 / 2,000 个",
        "至少 2.0%",
    ):
        assert words in html
    assert EVIL not in html


def test_the_accused_element_is_pictured(bundle: Path, made: SimpleNamespace) -> None:
    html = render(ReportView.open(bundle), bundle, made.titles).read_text("utf-8")
    assert html.count("data:image/png;base64,") >= 3  # the element, the function before, the home page
    assert "框出的是有问题的元素" in html


@pytest.mark.parametrize("name", ["../x.png", "/etc/passwd", "x.png", "0123456789abcdef0123.svg", 7, None])
def test_only_pictures_of_the_bundle_are_read(bundle: Path, name: object) -> None:
    (bundle / "x.png").write_bytes(PNG)
    (bundle / "shots" / "0123456789abcdef0123.svg").write_bytes(b"<svg onload=alert(1)>")
    assert Pictures(bundle).uri(name) == ""
    assert Pictures(bundle).uri(NAME).startswith("data:image/png;base64,")


def test_what_is_no_picture_or_too_large_is_left_out(bundle: Path) -> None:
    (bundle / "shots" / NAME).write_bytes(b"<html>")
    assert Pictures(bundle).uri(NAME) == ""
    (bundle / "shots" / NAME).write_bytes(PNG + b"x" * (2 << 20))
    assert Pictures(bundle).uri(NAME) == ""


@pytest.mark.parametrize(
    "card", [{}, {"retrofit": 3, "sample": [], "home_shots": ""}, {"retrofit": {"functions": [1, {}]}}]
)
def test_a_card_of_unexpected_shape_does_no_harm(bundle: Path, card: dict[str, object]) -> None:
    assert access(card, Pictures(bundle)) is not None
    assert access(None, Pictures(bundle)) is None
