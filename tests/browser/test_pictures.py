"""Pictures of elements that checks besides axe may speak of."""

import io

from PIL import Image

from auditor.browser.measure import Task, measure, own_pairs
from auditor.browser.pictures import Album
from auditor.browser.tab import Tab
from tests.browser.conftest import Serve

INK = (214, 0, 28)
BODY = """<!DOCTYPE html><html lang="zh-CN"><title>页</title><body><main><h1>云泽市人民政府</h1>
<table><tr><th>单位</th><th>电话</th></tr><tr><td>办公室</td></tr></table>
<div id=late style="height:10px"></div>
<div onclick="1" style="cursor:pointer;width:90px">提交</div>
<script>setTimeout(() => { late.style.height = '400px'; }, 900)</script></main></body></html>"""


def test_elements_of_other_checks_are_pictured_where_they_stand(tab: Tab, serve: Serve) -> None:
    url = serve({"/": BODY}) + "/"
    found = measure(tab, Task(url, "c"))
    shots = dict(found.shots)
    header = next(selector for selector in shots if "th:nth-of-type(2)" in selector)
    control = next(selector for selector in shots if selector.endswith("> div:nth-of-type(2)"))
    for selector in (header, control):
        with Image.open(io.BytesIO(shots[selector])) as picture:
            assert any(colour == INK for _, colour in picture.convert("RGB").getcolors(1 << 24) or ())
    album = Album(tab, {"headers|c|body>main>table>tbody>tr>th"})
    album.add([*own_pairs(found.page, "c")], used=True)
    assert control in dict(album.shots)
    assert header not in dict(album.shots)
