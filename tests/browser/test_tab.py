"""What a tab promises to those who measure pages with it."""

from http.server import BaseHTTPRequestHandler

import pytest

from auditor.browser.tab import DocumentGone, ScriptError, Tab
from auditor.browser.trouble import BrowserTrouble
from auditor.model.error import ErrorKind
from tests.browser.conftest import Serve

HOSTILE = """<script>Array.prototype.map = Array.prototype.forEach = null; JSON = null; Promise = null;
Object.defineProperty(window, "performance", { value: null }); MutationObserver = null; setTimeout = null;</script>"""


def redirect(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(302)
    handler.send_header("Location", "/end")
    handler.end_headers()


def test_a_page_is_opened_and_read(tab: Tab, serve: Serve) -> None:
    origin = serve({"/": "<title>x</title><p>你好</p>"})
    opened = tab.open(origin + "/")
    assert (opened.final_url, opened.status, opened.loaded, opened.settled) == (origin + "/", 200, True, True)
    assert tab.run("() => document.querySelector('p').textContent") == "你好"


def test_where_redirects_and_scripts_lead_is_told(tab: Tab, serve: Serve) -> None:
    origin = serve(
        {"/": redirect, "/end": "<script>setTimeout(() => location.replace('/really'), 50)</script>", "/really": "<p>"}
    )
    assert tab.open(origin + "/").final_url == origin + "/really"


def test_a_page_that_overwrites_builtins_is_measured_like_any_other(tab: Tab, serve: Serve) -> None:
    tab.open(serve({"/": HOSTILE + "<p>a</p><p>b</p>"}) + "/")
    assert (
        tab.run("(n) => JSON.stringify([...document.querySelectorAll('p')].map((p) => p.textContent + n))", 1)
        == '["a1","b1"]'
    )


def test_clobbered_documents_settle(tab: Tab, serve: Serve) -> None:
    clobbered = "".join(f"<img name={name}>" for name in ("readyState", "querySelector", "contentType", "scripts"))
    assert tab.open(serve({"/": clobbered + "<script>1</script>"}) + "/").settled


def test_every_document_has_a_world_of_its_own(tab: Tab, serve: Serve) -> None:
    first, second = (serve({"/": "<script>1</script>"}, host) for host in ("127.0.0.1", "127.0.0.2"))
    for origin in (first, second, first):
        tab.open(origin + "/")
        assert tab.run("() => globalThis.left ?? null") is None
        tab.run("() => { globalThis.left = 1; }")
        assert tab.run("() => globalThis.left") == 1
        assert tab.run("() => typeof left", world="") == "undefined"


def test_what_a_page_does_after_a_click_is_seen_in_the_new_document(tab: Tab, serve: Serve) -> None:
    origin = serve({"/": "<a href=/next style='display:block;height:90px'>x</a>", "/next": "<h1>next</h1>"})
    tab.open(origin + "/")
    tab.run("() => 1")
    tab.click(40, 40)
    tab.settle()
    assert tab.run("() => document.querySelector('h1').textContent") == "next"


def test_frames_are_read_in_our_world_and_in_theirs(tab: Tab, serve: Serve) -> None:
    inner = serve({"/": "<script>secret = 7</script><p>inner</p>"}, "127.0.0.2")
    tab.open(serve({"/": f"<iframe src='{inner}/'></iframe>"}) + "/")
    [(frame, url)] = tab.frames()
    assert url == inner + "/"
    assert tab.run("() => document.querySelector('p').textContent", frame=frame) == "inner"
    assert tab.run("() => typeof secret", frame=frame) == "undefined"
    assert tab.run("(more) => secret + more", 1, world="", frame=frame) == 8


def test_a_frame_taken_away_is_named(tab: Tab, serve: Serve) -> None:
    tab.open(serve({"/": "<iframe srcdoc='<p>x'></iframe>"}) + "/")
    [(frame, _)] = tab.frames()
    tab.run("() => document.querySelector('p').textContent", frame=frame)
    tab.run("() => document.querySelector('iframe').remove()")
    with pytest.raises(DocumentGone):
        tab.run("() => document.querySelector('p').textContent", frame=frame)


def test_a_script_that_fails_says_why(tab: Tab, serve: Serve) -> None:
    tab.open(serve({"/": "<p>"}) + "/")
    with pytest.raises(ScriptError, match="no such thing"):
        tab.run("() => { throw new Error('no such thing'); }")


def test_late_content_is_waited_for_and_a_ticker_is_not(tab: Tab, serve: Serve) -> None:
    ticker = (
        "<b>0</b><script>setInterval(() => { document.querySelector('b').textContent = Math.random(); }, 100)</script>"
    )
    late = "<script>setTimeout(() => document.body.append('late'), 300)</script>"
    opened = tab.open(serve({"/": ticker + late}) + "/")
    assert opened.settled
    assert "late" in tab.run("() => document.body.textContent")


def test_changes_tell_whether_the_page_is_still_as_it_was(tab: Tab, serve: Serve) -> None:
    before = tab.open(serve({"/": "<p>x</p>"}) + "/").changes
    assert tab.settle().changes == before
    tab.run("() => document.querySelector('p').remove()")
    assert tab.settle().changes > before


def test_another_fragment_is_a_page_too(tab: Tab, serve: Serve) -> None:
    origin = serve({"/": "<p id=a><p id=b>"})
    tab.open(origin + "/#a")
    assert tab.open(origin + "/#b").final_url == origin + "/#b"


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "chrome://version", "javascript:1", "about:blank", "data:text/html,x"]
)
def test_other_than_http_is_refused(tab: Tab, url: str) -> None:
    with pytest.raises(BrowserTrouble) as raised:
        tab.open(url)
    assert raised.value.kind is ErrorKind.NOT_HTTP


def test_nothing_of_one_page_is_left_to_the_next(tab: Tab, serve: Serve) -> None:
    origin = serve(
        {
            "/": "<script>seen = document.cookie + (localStorage.a || '') + (sessionStorage.a || '') + (window.spy || '')</script>"
        }
    )
    tab.boot("spy = 'spied'")
    tab.window(320, 500)
    tab.open(origin + "/")
    tab.run("() => { document.cookie = 'elder=1'; localStorage.a = 1; sessionStorage.a = 1; }")
    tab.tidy()
    tab.open(origin + "/")
    assert tab.run("() => [seen, innerWidth]", world="") == ["", 1280]


def test_an_error_without_a_word_is_no_page(tab: Tab, serve: Serve) -> None:
    def refuse(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(503)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    with pytest.raises(BrowserTrouble) as raised:
        tab.open(serve({"/": refuse}) + "/")
    # Chromium with a window says that it has no network, where none but this machine is to be seen.
    assert raised.value.kind in (ErrorKind.EMPTY_REPLY, ErrorKind.NETWORK_TROUBLE)


def test_further_windows_are_seen_and_closed(tab: Tab, serve: Serve) -> None:
    origin = serve({"/": "<a href=/other target=_blank style='display:block;height:90px'>x</a>", "/other": "<p>other"})
    tab.open(origin + "/")
    tab.click(40, 40)
    tab.settle()
    ((target, url),) = tab.others()
    assert url == origin + "/other"
    tab.tidy()
    assert tab.others() == []
    with pytest.raises(DocumentGone):  # a window that closes by itself at that moment is no trouble of the page
        tab.cdp("Target.closeTarget", targetId=target)
    assert tab.url == origin + "/"
