"""The page for editors: loopback and secret only, and in a real browser nothing of an article runs."""

import http.client
import json
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from auditor.gate import run
from auditor.gate.desk import Desk
from auditor.gate.manuscript import MOST_BYTES
from auditor.gate.request import Request

AXE = Path(os.environ.get("AXE_JS") or Path(__file__).parents[2] / ".tools" / "axe" / "axe.min.js")
EVIL = "</script></title><script>window.pwned = 1</script><img src=x onerror='window.pwned = 2'>"
ARTICLE = f'<p>通知</p>\n<p><a href="http://192.168.1.3/">{EVIL}</a></p>'
FLAGS = "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--window-size=1100,1300"


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """The real desk, as ``auditor gate --serve`` makes it."""
    made: list[Desk] = []

    def keep(answer, _said) -> None:
        made.append(Desk(answer))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "serve", keep)
        run.desk(Request(""))
    (server,) = made
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@contextmanager
def asked(desk: Desk, method: str, path: str, body: bytes = b"", **headers: str):
    connection = http.client.HTTPConnection("127.0.0.1", desk.server_address[1], timeout=30)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        connection.putheader(name, value)
    connection.endheaders(body)
    yield connection.getresponse()
    connection.close()


def test_only_who_knows_the_secret_gets_the_page(desk: Desk):
    path = f"/{desk.token}/"
    with asked(desk, "GET", path) as answer:
        assert answer.status == 200 and "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]
    for wrong in ("/", "/check", f"/{desk.token}x/", f"/{desk.token}/../", "/%00/"):
        with asked(desk, "GET", wrong) as answer:
            assert answer.status == 404 and desk.token.encode() not in answer.read()


def test_other_sites_cannot_ask_through_the_editors_browser(desk: Desk):
    path = f"/{desk.token}/check"
    for headers in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Origin": "null"}):
        with asked(desk, "POST", path, b"x", **headers) as answer:
            assert answer.status == 404


def test_it_listens_to_this_machine_only(desk: Desk):
    assert desk.server_address[0] == "127.0.0.1" and desk.url.startswith("http://127.0.0.1:")


def test_an_article_is_answered_with_five_lines_at_most(desk: Desk):
    body = "".join(f'<a href="http://10.0.0.{n}/">附件</a>' for n in range(9)).encode()
    with asked(desk, "POST", f"/{desk.token}/check?name=a.html", body) as answer:
        said = json.loads(answer.read())
    assert (said["code"], len(said["lines"]), len(said["found"])) == (1, 5, 9)


@pytest.mark.parametrize(("body", "said"), [(b"", "空的"), (b"%PDF-1.7", "PDF"), (b"PK\x03\x04", "损坏")])
def test_what_cannot_be_read_is_said_in_words(desk: Desk, body: bytes, said: str):
    with asked(desk, "POST", f"/{desk.token}/check", body) as answer:
        found = json.loads(answer.read())
    assert found["code"] == 3 and said in found["lines"][0]


@pytest.mark.parametrize(("length", "status"), [(str(MOST_BYTES + 1), 413), ("x", 411)])
def test_too_much_is_refused_before_it_is_read(desk: Desk, length: str, status: int):
    with asked(desk, "POST", f"/{desk.token}/check", **{"Content-Length": length}) as answer:
        assert answer.status == status


def _program(variable: str, *names: str) -> str:
    found = os.environ.get(variable) or next(filter(None, map(shutil.which, names)), None)
    if not found:
        pytest.skip(f"no browser: neither {variable} nor {' / '.join(names)} was found")
    return found


@pytest.fixture(scope="module")
def driver() -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = _program("CHROMIUM", "chromium", "chromium-browser", "google-chrome")
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    chrome = webdriver.Chrome(options=options, service=Service(_program("CHROMEDRIVER", "chromedriver")))
    yield chrome
    chrome.quit()


def _shown(driver: webdriver.Chrome) -> str:
    WebDriverWait(driver, 30).until(lambda page: page.find_element(By.ID, "result").is_displayed())
    return driver.find_element(By.ID, "lines").text


def test_an_editor_gives_a_file_and_reads_and_nothing_in_it_runs(desk: Desk, driver: webdriver.Chrome, tmp_path: Path):
    article = tmp_path / "<img src=x onerror=window.pwned=3>.html"
    article.write_text(ARTICLE, "utf-8")
    driver.get(desk.url)
    driver.find_element(By.ID, "file").send_keys(str(article))
    said = _shown(driver)
    assert said.startswith("结论:暂不能发布") and "第 2 行" in said
    details = driver.find_element(By.ID, "details")
    assert "内网" in details.text and not details.find_elements(By.CSS_SELECTOR, "script, img, a")
    assert driver.execute_script("return window.pwned") is None
    assert not [row for row in driver.get_log("browser") if row["level"] == "SEVERE"]  # type: ignore[no-untyped-call]


def test_pasted_text_is_checked_too(desk: Desk, driver: webdriver.Chrome):
    driver.get(desk.url)
    driver.find_element(By.ID, "text").send_keys("关于放假的通知")
    driver.find_element(By.CSS_SELECTOR, "#pasted button").click()
    assert _shown(driver).startswith("结论:可以发布")


def test_a_file_is_dropped_anywhere_on_the_page(desk: Desk, driver: webdriver.Chrome):
    driver.get(desk.url)
    driver.execute_script(
        "const given = new DataTransfer(); given.items.add(new File([arguments[0]], '稿件.html'));"
        "document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: given, bubbles: true, cancelable: true}))",
        ARTICLE,
    )
    assert "第 2 行" in _shown(driver)


@pytest.mark.skipif(not AXE.is_file(), reason=f"axe-core is not installed: {AXE}")
def test_the_page_is_accessible(desk: Desk, driver: webdriver.Chrome, tmp_path: Path):
    (tmp_path / "a.html").write_text(ARTICLE, "utf-8")
    driver.get(desk.url)
    driver.find_element(By.ID, "file").send_keys(str(tmp_path / "a.html"))
    _shown(driver)
    driver.execute_cdp_cmd("Runtime.evaluate", {"expression": AXE.read_text("utf-8")})
    found = driver.execute_async_script(
        "const done = arguments[0]; axe.run(document).then((all) => done(all.violations.map((one) => one.id)), String)"
    )
    assert found == []
