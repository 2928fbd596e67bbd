"""The ways in which real government pages write a link; a plant names one of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

from demo.model import Plant

_Writer = Callable[[str, str], str]
"""(raw, text), both unescaped -> HTML."""


def _attr(value: str) -> str:
    return escape(value, quote=True)


_BODY: dict[str, _Writer] = {
    "a": lambda raw, text: f'<p>相关链接:<a href="{_attr(raw)}" target="_blank">{escape(text)}</a></p>',
    "a-plain": lambda raw, text: f'<p><a href="{_attr(raw)}">{escape(text)}</a></p>',
    "a-title": lambda raw, text: f"<p>延伸阅读:<a title='{escape(text)}' href='{_attr(raw)}'>{escape(text)}</a></p>",
    "a-unquoted": lambda raw, text: f"<p>相关阅读:<a href={raw}>{escape(text)}</a></p>",
    "a-upper": lambda raw, text: f'<P>参见 <A HREF = "{_attr(raw)}" CLASS=ck>{escape(text)}</A></P>',
    "a-id": lambda raw, text: f'<p><a href="{_attr(raw)}" id="btn-more" class="btn">{escape(text)}</a></p>',
    "a-handler": lambda raw, text: f'<p><a href="{_attr(raw)}" onclick="toggleToolBar();return false;">{escape(text)}</a></p>',
    "a-data": lambda raw, text: f'<p><a href="{_attr(raw)}" data-toggle="tab">{escape(text)}</a></p>',
    "a-image": lambda raw, text: f'<p><a href="{_attr(raw)}"><img src="/images/banner.png" alt="{_attr(text)}"></a></p>',
    "attachment": lambda raw, text: f'<p class="fj">附件:<a href="{_attr(raw)}">{escape(text)}</a></p>',
    "option": lambda raw, text: (
        '<p>部门网站:<select onchange="if(this.value!=\'\')window.open(this.options[this.selectedIndex].value)">'
        f'<option value="">请选择</option><option value="{_attr(raw)}">{escape(text)}</option></select></p>'
    ),
    "onclick": lambda raw, text: f'<p><span class="btn" onclick="window.open(\'{_attr(raw)}\')">{escape(text)}</span></p>',
    "location": lambda raw, text: f'<p><button type="button" onclick="location.href=\'{_attr(raw)}\'">{escape(text)}</button></p>',
    "javascript": lambda raw, text: f'<p><a href="javascript:top.location.href=\'{_attr(raw)}\'">{escape(text)}</a></p>',
    "own-function": lambda raw, text: f"<p><a class=\"wza\" onclick=\"openService('{_attr(raw)}');\">{escape(text)}</a></p>",
    "data-url": lambda raw, text: f'<p><a href="javascript:;" data-url="{_attr(raw)}">{escape(text)}</a></p>',
    "url-attribute": lambda raw, text: f'<p><a ischeck="checked" href="javascript:;" url="{_attr(raw)}">{escape(text)}</a></p>',
    "area": lambda raw, text: (
        '<p><img src="/images/map.png" usemap="#qxdt" alt="区县分布图"><map name="qxdt">'
        f'<area shape="rect" coords="0,0,40,40" href="{_attr(raw)}" alt="{_attr(text)}"></map></p>'
    ),
    "img": lambda raw, text: f'<p style="text-align:center"><img src="{_attr(raw)}" alt="{_attr(text)}"></p>',
    "srcset": lambda raw, text: (
        f'<p><img src="/images/banner.png" srcset="/images/banner.png 1x, {_attr(raw)} 2x" alt="{_attr(text)}"></p>'
    ),
    "style": lambda raw, text: f"<div style=\"height:60px;background:#eef url('{_attr(raw)}') no-repeat\">{escape(text)}</div>",
    "iframe": lambda raw, text: f'<iframe src="{_attr(raw)}" title="{_attr(text)}" width="600" height="90"></iframe>',
    "bare-text": lambda raw, text: f"<p>{escape(text)}({escape(raw)})</p>",
    "comment": lambda raw, text: f'<!-- <p><a href="{_attr(raw)}">{escape(text)}</a></p> -->',
    "template": lambda raw, text: f'<script type="text/template"><li><a href="{raw}">{text}</a></li></script>',
    "ng": lambda raw, text: f'<div ng-if="false"><a ng-href="{_attr(raw)}">{escape(text)}</a></div>',
    "writeln": lambda raw, text: (
        f'<script>var str_1="{raw}"; document.write(\'<a href="\'+str_1+\'">{escape(text)}</a>\');</script>'
    ),
    "prefix": lambda raw, text: (
        f'<p><a href="#" onclick=\'window.open("{raw}"+window.location.href);return false;\'>{escape(text)}</a></p>'
    ),
    "print": lambda raw, text: f'<p class="tools"><a href="{_attr(raw)}">{escape(text)}</a></p>',
    "no-href": lambda raw, text: f'<p><a class="wz" title="{_attr(raw)}">{escape(text)}</a></p>',
}  # fmt: skip

_HEAD: dict[str, _Writer] = {
    "css": lambda raw, text: f'<link rel="stylesheet" href="{_attr(raw)}">',
    "script": lambda raw, text: f'<script src="{_attr(raw)}"></script>',
    "style-block": lambda raw, text: f"<style>.banner{{background-image:url({raw})}}</style>",
    "refresh": lambda raw, text: f'<meta http-equiv="refresh" content="0;URL={_attr(raw)}">',
}


@dataclass(frozen=True, slots=True)
class Planted:
    """The HTML that goes into the head and the body of one page."""

    head: str
    body: str


def names() -> frozenset[str]:
    """Every form that can be planted, ``self`` (the page's own template writes the link) included."""
    return frozenset(_BODY) | frozenset(_HEAD) | {"self"}


def write(plants: Iterable[Plant]) -> Planted:
    """HTML of the plants of one page; ``self`` plants are left to the page's own code."""
    plants = tuple(plants)
    head = [_HEAD[p.form](p.raw, p.text) for p in plants if p.form in _HEAD]
    body = [_BODY[p.form](p.raw, p.text) for p in plants if p.form in _BODY]
    return Planted("\n".join(head), "\n".join(body))
