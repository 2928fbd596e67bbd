"""What a real page says, as the collector reads it."""

from auditor.browser.semantics import read_semantics
from auditor.browser.tab import Tab
from tests.browser.conftest import Serve

TEXT = "云泽市人民政府办公室关于印发全市安全生产工作要点的通知。" * 3
PAGE = f"""<!DOCTYPE html><html lang="zh-CN"><head><title>云泽</title></head><body>
<h2>通知公告</h2><p>{TEXT}</p><p>详见 <a href="/a.html">更多</a></p>
<p lang="en">The people of the city are invited to read the notice.</p>
<img src="/x.png" alt="DSC_1.jpg" width="200" height="150">
<video src="/v.mp4" width="300" height="200" controls></video>
<p style="letter-spacing: 0.01em !important">{TEXT}</p>
<p style="letter-spacing: inherit !important">{TEXT}</p>
<iframe src="/frame.html" title="办事"></iframe>
<script>Array.prototype.map = null; JSON = null; document.title = "云泽市人民政府";</script>
</body></html>"""
FRAME = '<!DOCTYPE html><html lang="zh-CN"><title>框</title><body><a href="/b.html">这里</a></body></html>'


def test_a_page_is_read_whatever_it_overwrites(tab: Tab, serve: Serve) -> None:
    tab.open(serve({"/": PAGE, "/frame.html": FRAME}) + "/")
    said = read_semantics(tab)
    assert said.title == "云泽市人民政府"
    links = {one.name for one in said.named if one.kind == "link"}
    assert {"更多", "这里"} <= links
    assert [one.lang for one in said.passages][:1] == ["zh-CN"]
    assert "en" in {one.lang for one in said.passages}
    assert [one.name for one in said.pictures] == ["DSC_1.jpg"]
    assert [one.kind for one in said.media] == ["video"]
    assert [one.what for one in said.spacings] == ["letter-spacing"]
    assert not said.full
