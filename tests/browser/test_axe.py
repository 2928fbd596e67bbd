"""axe-core in our world: what it finds whatever the page overwrites, in all frames, in Chinese, and within its limits."""

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.browser.axe import AxeFailed, AxeLimits, PageAxe, script_path, source
from auditor.browser.tab import Tab
from auditor.browser.trouble import BrowserTrouble
from auditor.model.axe import INCOMPLETE, VIOLATION, AxeRule, AxeRun
from auditor.model.error import ErrorKind

Serve = Callable[..., str]

PICTURE = '<!doctype html><html lang="zh-CN"><title>页</title><main><h1>题</h1>{}</main></html>'
FAULT = '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=" width="40" height="40">'


@pytest.fixture(autouse=True)
def _installed(tab: Tab) -> None:
    try:
        script_path()
    except BrowserTrouble as trouble:
        pytest.skip(str(trouble))
    tab.tidy()


def asked(tab: Tab, url: str, limits: AxeLimits | None = None) -> AxeRun:
    axe = PageAxe(tab, limits or AxeLimits())
    axe.inject()
    tab.open(url, 0.1)
    return axe.run()


def rule(run: AxeRun, name: str, outcome: str = VIOLATION) -> AxeRule | None:
    return next((one for one in run.rules if one.id == name and one.outcome == outcome), None)


def test_a_fault_is_found_and_described_in_chinese(tab: Tab, serve: Serve) -> None:
    run = asked(tab, serve({"/": PICTURE.format(f'<div class="pic">{FAULT}</div>')}))
    found = rule(run, "image-alt")
    assert found is not None
    assert (found.impact, found.count, found.act) == ("critical", 1, ("23a2a8",))
    node = found.nodes[0]
    assert node.node.selector == "html > body > main > div > img"
    assert node.node.box is not None
    assert node.node.box.width == 40
    assert "alt" in node.summary
    assert any("一" <= letter <= "鿿" for letter in node.summary)
    assert "document-title" in run.passes
    assert "image-alt" not in run.passes
    assert run.limits == ()


def test_what_the_page_overwrites_does_not_matter(tab: Tab, serve: Serve) -> None:
    hostile = """<script>
        Array.prototype.map = Array.prototype.filter = () => { throw new Error("no"); };
        JSON.stringify = () => "{}"; window.axe = { run: () => Promise.resolve({ violations: [] }) };
        Object.defineProperty(window, "Promise", { value: null });
    </script>"""
    assert rule(asked(tab, serve({"/": PICTURE.format(hostile + FAULT)})), "image-alt") is not None


def test_frames_of_all_origins_are_looked_at(tab: Tab, serve: Serve) -> None:
    inner = PICTURE.format(FAULT)
    other = serve({"/": inner}, host="127.0.0.2")
    frames = f'<iframe title="一" src="/in" style="margin: 100px"></iframe><iframe title="二" src="{other}/"></iframe>'
    found = rule(asked(tab, serve({"/": PICTURE.format(frames), "/in": inner})), "image-alt")
    assert found is not None
    assert found.count == 2
    same, across = (node.node for node in found.nodes)
    assert " >>> " in same.selector
    assert same.box is not None
    assert same.box.y > 100
    assert same.place.startswith("frame>")
    assert " >>> " in across.selector
    assert across.html.startswith("<img")


def test_text_over_a_picture_is_left_to_others_by_its_kind(tab: Tab, serve: Serve) -> None:
    text = '<p style="background: url(/x.png); color: #777">文字在图上</p>'
    found = rule(asked(tab, serve({"/": PICTURE.format(text)})), "color-contrast", INCOMPLETE)
    assert found is not None
    assert found.nodes[0].keys == ("color-contrast:bgImage",)
    assert found.nodes[0].node.selector == "html > body > main > p"


def test_what_axe_remembers_is_kept_our_way(tab: Tab, serve: Serve) -> None:
    asked(tab, serve({"/": PICTURE.format("")}))
    assert set(tab.run("() => axe._memoizedFns.map((one) => one.name)")) == {"remembered"}
    # That, and the roles of a type; with another axe-core the patterns have to be looked at again.
    assert source(str(script_path())).count("xunwang.memoize(") == 2


def test_limits_are_named(tab: Tab, serve: Serve) -> None:
    pale = '<p style="color: #ddd">颜色很浅的一行字</p>' * 4
    url = serve({"/": PICTURE.format(pale)})
    cut = asked(tab, url, AxeLimits(nodes=3))
    found = rule(cut, "color-contrast")
    assert found is not None
    assert (found.count, len(found.nodes), cut.limits) == (4, 3, ("axe-nodes",))
    huge = asked(tab, url, AxeLimits(contrast_elements=5, region_elements=6))
    assert huge.limits == ("axe-contrast", "axe-region")
    assert not {"color-contrast", "region"} & {one.id for one in huge.rules}


def test_every_message_is_in_chinese(tab: Tab, serve: Serve) -> None:
    asked(tab, serve({"/": PICTURE.format("")}))
    foreign = tab.run(
        """() => {
          const chinese = (text) => /[\\u4e00-\\u9fff]/.test(text) || !text;
          const texts = (at) => typeof at === "string" ? [at] : Object.values(at ?? {}).flatMap(texts);
          const { rules, checks } = axe._audit.data;
          const said = [
            ...Object.values(rules).map((one) => [one.description, one.help]),
            ...Object.values(checks).map((one) => [one.messages.fail, one.messages.incomplete]),
          ];
          return said.flatMap(texts).filter((text) => !chinese(text));
        }"""
    )
    assert foreign == []


def test_a_failure_of_axe_is_named(tab: Tab, serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "axe.min.js"
    broken.write_text(
        "globalThis.axe = { configure() {}, getRules: () => [], run: async () => { throw new Error('broken'); } };"
    )
    monkeypatch.setenv("AXE_JS", str(broken))
    with pytest.raises(AxeFailed, match="broken"):
        asked(tab, serve({"/": PICTURE.format("")}))
    broken.unlink()
    with pytest.raises(BrowserTrouble) as caught:
        PageAxe(tab)
    assert caught.value.kind is ErrorKind.BROWSER_MISSING


@pytest.mark.parametrize(
    ("button", "doubt"),
    [
        ('<button aria-label="搜索全站">搜 索</button>', "same-letters"),
        ('<button aria-label="non-standard">nonstandard</button>', "same-letters"),
        ('<button aria-label="University Avenue">University Ave.</button>', "abbreviation"),
        ('<button aria-label="Find" style="font-family: iconfont">search</button>', "icon-font"),
        ('<button aria-label="提交">搜索</button>', ""),
        ('<button aria-label="Discover Italy">Discover It</button>', ""),
    ],
)
def test_a_name_that_only_looks_different_is_told_apart(tab: Tab, serve: Serve, button: str, doubt: str) -> None:
    found = rule(asked(tab, serve({"/": PICTURE.format(button)})), "label-content-name-mismatch")
    assert found is not None
    assert found.nodes[0].keys == ("label-content-name-mismatch", *([doubt] if doubt else []))


def test_a_frame_behind_a_modal_dialog_is_told_apart(tab: Tab, serve: Serve) -> None:
    frame = """<iframe title="框" tabindex="-1" srcdoc="<a href='/'>首页</a>" width="200" height="99"></iframe>"""
    dialog = "<dialog id=d><p>提示</p><button>好</button></dialog><script>d.showModal()</script>"
    url = serve({"/": PICTURE.format(frame), "/modal": PICTURE.format(frame + dialog)})
    plain, covered = (rule(asked(tab, url + path), "frame-focusable-content") for path in ("/", "/modal"))
    assert plain is not None
    assert "behind-modal" not in plain.nodes[0].keys
    assert covered is not None
    assert "behind-modal" in covered.nodes[0].keys


def test_a_page_that_still_changes_is_asked_again(tab: Tab, serve: Serve) -> None:
    late = f"<script>setTimeout(() => document.querySelector('main').insertAdjacentHTML('beforeend', `{FAULT}`), 250)</script>"
    url = serve({"/": PICTURE.format(late), "/still": PICTURE.format("<script></script>")})
    opened, run = PageAxe(tab).visit(url + "/")
    assert opened.settled
    assert rule(run, "image-alt") is not None
    assert rule(PageAxe(tab).visit(url + "/still")[1], "image-alt") is None


def test_axe_stays_in_a_tab_that_was_tidied(tab: Tab, serve: Serve) -> None:
    url = serve({"/": PICTURE.format(FAULT)})
    PageAxe(tab).inject()
    tab.tidy()
    assert rule(PageAxe(tab).visit(url)[1], "image-alt") is not None
