"""What counts as hidden, and what merely looks small."""

import pytest

from auditor.html.hidden.hiding import inline


@pytest.mark.parametrize(
    "style",
    [
        "display:block",
        "visibility:visible",
        "opacity:0.6",
        "filter:alpha(opacity=60)",
        "position:absolute;left:-50px",
        "left:-9999px",
        "text-indent:2em",
        "font-size:12px",
        "height:1px;background:#ccc",
        "width:0",
        "z-index:-1",
        "color:#fff",
        "color:#333;background:#fff",
        "margin-left:-15px",
        "transform:scale(1.1)",
        "transform:translateX(-50%)",
        "clip-path:inset(10%)",
        "",
        "background:url(none.png)",
        "font-size:0.9em",
        "line-height:1",
        "line-height:0",
        "position:absolute;top:100%",
        "color:white",
        "overflow:hidden",
        "height:0",
    ],
)
def test_shows(style: str) -> None:
    assert inline(style) == ()
