"""What the page of a mode is like, measured on pages of which the answer is known; and what is no page at all."""

from collections.abc import Callable, Iterator, Mapping

import pytest

from auditor.browser.aging import entrance, leading, observe
from auditor.browser.aging.desk import Desk
from auditor.browser.aging.exercise import follow
from auditor.browser.aging.scene import Scene
from auditor.browser.aging.surface import surface
from auditor.browser.tab import Tab
from auditor.model.aging import AgingRun, Departure, ModeKind, NonText

Open = Callable[[str], Scene]
Use = Callable[[Mapping[str, object]], AgingRun]
TEXT = "市民可以通过政务服务大厅窗口和网上办事平台办理养老保险资格认证等业务。" * 3


@pytest.fixture
def opened(tab: Tab, serve: Callable[..., str]) -> Iterator[Open]:
    """Open a page as the collector does."""
    scenes: list[Scene] = []

    def show(body: str) -> Scene:
        scenes.append(Scene(tab, 60, lambda name, _: name))
        html = f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><body style="margin:0">{body}</body></html>'
        scenes[-1].open(serve({"/": html, "/big.exe": b"MZ"}))
        return scenes[-1]

    yield show
    for scene in scenes:
        scene.close()


def test_gaps_of_paragraphs_are_told_by_the_pitch_of_their_lines(opened: Open) -> None:
    paragraph = f'<p style="font-size:20px;line-height:30px;margin:0 0 39px;width:600px">{TEXT}</p>'
    blank = "<p>&nbsp;</p>"
    picture = f'<p style="margin:0"><img alt="" width="9" height="300">{TEXT}</p>'
    found = observe.reading(opened(paragraph * 2 + picture), 1280)
    assert (found.gaps, found.gap, found.stride) == (1, 1.3, 2.3)
    # An empty paragraph between two is part of the gap.
    wider = observe.reading(opened(paragraph + blank + paragraph), 1280)
    assert (wider.gap or 0) > 1.3


def test_targets_are_measured_by_their_shorter_side(opened: Open) -> None:
    button = '<button style="width:{0}px;height:{1}px;padding:0;border:0">办事</button>'
    sizes = ((200, 50), (200, 50), (46, 200), (30, 30))
    found = observe.reading(opened("<main>" + "".join(button.format(*size) for size in sizes) + "</main>"), 1280)
    assert (found.targets, found.main_targets, found.target_side) == (4, 4, 50)
    assert (found.below_44, found.main_below_48, found.main_below_60) == (1, 2, 4)


PARTS = """<div style="position:fixed;top:0;right:0;width:300px;height:60px;background:#0f0">工具条</div>
<header style="background:#c00000;height:80px">某市人民政府</header><div class="wrap">
<div class="left" style="background:#ffffff;height:200px;box-shadow:0 0 9px #000">通知公告</div>
<div class="right" style="background:#eef4fb;height:200px;transform:perspective(400px) rotateY(9deg)">办事服务</div></div>
<ul style="height:90px;margin:0;background:url('data:image/svg+xml,SVG')"><li>一</li><li>二</li></ul>""".replace(
    "SVG", "<svg xmlns=%22http://www.w3.org/2000/svg%22 width=%2220%22 height=%2220%22/>"
)


def test_blocks_have_their_colours_and_decoration_is_counted(opened: Open) -> None:
    found = surface(opened(PARTS))
    assert [block.colour for block in found.blocks] == ["#c00000", "#ffffff", "#eef4fb", "#ffffff"]
    assert (found.shadowed, found.deep, found.textured, found.marked) == (1, 1, 1, 3)
    assert found.boxes >= 6


def test_the_toolbar_is_no_block_of_the_page(opened: Open) -> None:
    bar = '<div style="background:#00f;height:60px"><button>放大</button><button>缩小</button></div>'
    part = '<section style="background:#ffffff;height:90px">通知公告</section>'
    scene = opened(f'{bar}<div>{part}<div style="background:#ffffff;height:90px">办事服务</div></div>')
    assert {block.colour for block in surface(scene).blocks} == {"#0000ff", "#ffffff"}
    controls = [one for one in scene.items() if one.names["text"] in ("放大", "缩小")]
    assert {block.colour for block in surface(scene, controls).blocks} == {"#ffffff"}


def test_plain_pages_carry_no_decoration_and_pictures_are_no_textures(opened: Open) -> None:
    large = "<svg xmlns=%22http://www.w3.org/2000/svg%22 width=%221200%22 height=%22500%22/>"
    found = surface(opened(f"<main style=\"height:900px;background:url('data:image/svg+xml,{large}')\">正文</main>"))
    assert (found.marked, found.textured) == (0, 0)


LEADS = {
    "<a href='/big.exe'>无障碍</a>": "program",
    "<a href='/tool' download>无障碍</a>": "program",
    "<a href='#' onclick=\"location.href='/big.exe?x=1'\">无障碍</a>": "program",
    "<a href='#' onclick=\"location.href='weixin://dl/business'\">长辈版</a>": "application",
    "<a href='chrome://settings/appearance'>大字版</a>": "browser",
    "<button onclick=\"window.open('https://apps.apple.com/cn/app/id1')\">长辈版</button>": "application",
    "<button onclick=\"window.open('https://chromewebstore.google.com/detail/x')\">无障碍</button>": "extension",
    "<button onclick=\"alert('请先安装语音插件')\">无障碍</button>": "words",
    "<button onclick=\"alert('请下载APP使用长辈版')\">长辈版</button>": "words",
    "<button onclick=\"document.body.append('请按 Ctrl 和 + 放大网页')\">无障碍</button>": "words",
    "<button onclick=\"document.body.append('已开启无障碍,客服电话 12345')\">无障碍</button>": "",
}


@pytest.mark.parametrize("entry", LEADS)
def test_what_is_no_page_is_told_by_its_address_or_by_what_was_said(opened: Open, entry: str) -> None:
    scene = opened(f"<nav>{entry}</nav><footer>APP下载</footer>")
    item = entrance.entries(scene)[0].item
    known = entrance.shown(scene.texts()).keys()
    assert scene.press(item)
    scene.wait(0.5)
    found = leading.departure([item], [scene.heard()], leading.fresh_words(scene.texts(), known))
    assert (found.kind if found else "") == LEADS[entry]


VOICE = """<nav><button id="voice" onclick="on=!on" style="width:80px;height:40px">朗读</button></nav>
<p>气象部门提醒近期气温明显下降请注意防寒保暖。</p><p>文化馆本周末举办书法摄影作品展览欢迎参观。</p>
<p>城区公交线路自下月起进行调整新增三条线路。</p>
<a href="/a"><img src="/img/banner_03.png" alt="政务公开" style="width:200px;height:60px"></a>
<img src="/img/zf_dasha.png" alt="市政府大楼" style="width:200px;height:60px">
<button style="width:90px;height:40px">查询</button>
<script>let on=false;addEventListener('mouseover',(event)=>{const at=event.target;if(!on||at.id==='voice')return;
const words=SAY;if(words)speechSynthesis.speak(new SpeechSynthesisUtterance(words));});</script>"""


def spoken(scene: Scene) -> dict[str, NonText]:
    scene.tab.run("() => document.getElementById('voice').click()")
    desk = Desk(scene, {one.signature for one in scene.items() if one.names["text"] != "朗读"}, scene.texts())
    desk.refresh()
    found = follow.point_at_nontext(desk, [({"hovered": True}, "气象部门")])
    return {one.name: one for one in found or ()}


def test_pictures_and_buttons_are_told_by_their_names(opened: Open) -> None:
    found = spoken(opened(VOICE.replace("SAY", "at.matches('p,img,button')&&(at.alt||at.innerText)")))
    assert {name: (one.kind, one.heard) for name, one in found.items()} == {
        "政务公开": ("image-link", "name"),
        "市政府大楼": ("picture", "name"),
        "查询": ("button", "name"),
    }


def test_a_voice_that_speaks_only_when_something_is_pressed_is_not_measured(opened: Open) -> None:
    scene = opened(VOICE)
    assert follow.point_at_nontext(Desk(scene, (), {}), [({"hovered": False}, "气象部门")]) is None


def test_names_of_files_and_silence_are_heard(opened: Open) -> None:
    say = "at.localName==='p'?at.innerText:at.src?at.src.split('/').pop():''"
    found = spoken(opened(VOICE.replace("SAY", say)))
    assert {name: one.heard for name, one in found.items()} == {
        "政务公开": "file",
        "市政府大楼": "file",
        "查询": "nothing",
    }


ELDER = f"""<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>长者版</title><body style="font-size:20px"><nav><button onclick="size(1)">放大</button>
<button onclick="size(-1)">缩小</button><button>重置</button></nav><main>{f"<p>{TEXT}</p>" * 4}</main>
<script>let now=20;function size(by){{now=Math.min(32,Math.max(20,now+by*4));document.body.style.fontSize=now+'px';}}</script>"""


@pytest.mark.slow
def test_the_largest_text_of_a_site_of_its_own_is_measured_on_a_phone(use: Use) -> None:
    run = use({"/": f'<!doctype html><meta charset="utf-8"><a href="/elder/">长者版</a><p>{TEXT}', "/elder/": ELDER})
    (mode,) = run.modes
    assert mode.kind is ModeKind.SITE
    phone = [(one.median_size, one.largest) for one in mode.reading if one.width == 390]
    assert phone == [(20, False), (32, True)]


@pytest.mark.slow
def test_an_entry_that_is_a_download_is_neither_dead_nor_a_mode(use: Use) -> None:
    run = use({"/": f'<!doctype html><meta charset="utf-8"><a href="/wza.exe">无障碍</a><p>{TEXT}', "/wza.exe": b"MZ"})
    (mode,) = run.modes
    assert (mode.kind, mode.detail) == (ModeKind.OTHER, "leads-away")
    assert mode.led == Departure("program", f"{run.home}wza.exe")
