"""The report in a real browser: nothing stored runs, filter and search work, axe finds no violation."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from reports.html import PAGE_SIZE, render
from reports.view import ReportView

ROOT = Path(__file__).parents[2]
AXE = Path(os.environ.get("AXE_JS") or ROOT / ".tools" / "axe" / "axe.min.js")
EVIL = "</script></title><script>window.pwned = 1</script><img src=x onerror='window.pwned = 2'>"
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--window-size=1280,1600",
)
RUN_AXE = """
const done = arguments[0];
axe.run(document).then((found) => done(found.violations.map((one) => one.id + ': ' + one.nodes[0].html)), String);
"""


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


@pytest.fixture
def page(driver: webdriver.Chrome, tmp_path: Path, made: SimpleNamespace) -> webdriver.Chrome:
    """A report of 450 causes, hostile ones on the first and on the last page."""
    outcomes = ("fail", "review", "unmeasured")
    records = [
        made.finding(
            i,
            outcome=outcomes[i * 3 // 450],
            impact=("serious", "moderate", "minor")[i % 3],
            check=("links.dead", "links.wrong_target")[i % 2],
            message=f"{EVIL} 序{i}止",
            evidence={"excerpt": EVIL, "chain": [{"url": EVIL, "status": 302}] * 2, "title": f"秘密词{i}"},
        )
        for i in range(450)
    ]
    places = [made.occurrence(record["fingerprint"], EVIL, raw=EVIL) for record in records]
    bundle = made.bundle(tmp_path, records, places, {"site": EVIL, "verdict": None})
    path = render(ReportView.open(bundle), bundle, made.titles)
    driver.get_log("browser")  # type: ignore[no-untyped-call]
    driver.get(path.as_uri())
    return driver


def _status(page: webdriver.Chrome) -> str:
    return page.find_element(By.ID, "status").text


def _wait(page: webdriver.Chrome, words: str) -> None:
    WebDriverWait(page, 20).until(lambda _: words in _status(page), f"{words} / {_status(page)}")


def _choose(page: webdriver.Chrome, name: str, label: str) -> None:
    page.find_element(By.XPATH, f"//select[@id='{name}']/option[.='{label}']").click()


def _axe(page: webdriver.Chrome) -> Any:
    if not AXE.is_file():
        pytest.skip(f"axe-core is not installed: {AXE.name} not found (set AXE_JS)")
    page.execute_script(AXE.read_text("utf-8"))
    return page.execute_async_script(RUN_AXE)


def test_stored_scripts_never_run(page: webdriver.Chrome) -> None:
    for step in (None, "末页"):
        if step:
            page.find_element(By.XPATH, f"//button[.='{step}']").click()
        page.execute_script("document.querySelectorAll('details').forEach((node) => { node.open = true; })")
        WebDriverWait(page, 10).until(lambda _: page.find_elements(By.CSS_SELECTOR, ".occ table"))
        assert page.execute_script("return window.pwned") is None
        assert page.execute_script("return document.querySelectorAll('img, main a, #list script').length") == 0
    assert page.find_element(By.TAG_NAME, "h1").text == EVIL
    assert page.get_log("browser") == []  # type: ignore[no-untyped-call]


def test_nothing_is_requested_from_the_network(page: webdriver.Chrome) -> None:
    assert page.execute_script("return performance.getEntriesByType('resource').map((one) => one.name)") == []


def test_search_looks_through_every_page(page: webdriver.Chrome) -> None:
    box = page.find_element(By.ID, "f-words")
    box.send_keys("秘密词437\n")
    _wait(page, "符合条件 1 条（全部 450 条）")
    (cause,) = page.find_elements(By.CSS_SELECTOR, ".cause")
    assert "序437止" in cause.text
    box.clear()
    box.send_keys("<IMG 序12止\n")
    _wait(page, "符合条件 1 条")
    page.find_element(By.CSS_SELECTOR, "button[type=reset]").click()
    _wait(page, "共 450 条，以下为第 1–200 条")


def test_labels_of_the_report_are_not_searched(page: webdriver.Chrome) -> None:
    page.find_element(By.ID, "f-words").send_keys("检测过程与依据\n")
    _wait(page, "符合条件 0 条")


def test_filters_combine(page: webdriver.Chrome) -> None:
    _choose(page, "f-outcome", "待人工判断")
    _wait(page, "符合条件 150 条")
    _choose(page, "f-impact", "严重")
    _wait(page, "符合条件 50 条")
    _choose(page, "f-check", "错链")
    _wait(page, "符合条件 25 条")
    assert [node.text for node in page.find_elements(By.TAG_NAME, "h3")] == ["待人工判断近两年的文章"]


def test_what_was_not_measured_has_no_impact(page: webdriver.Chrome) -> None:
    _choose(page, "f-outcome", "未能检测")
    _wait(page, "符合条件 150 条")
    assert page.find_element(By.CSS_SELECTOR, "details.group").get_attribute("open")
    _choose(page, "f-impact", "严重")
    _wait(page, "符合条件 0 条")


def test_paging_shows_every_cause_once(page: webdriver.Chrome) -> None:
    seen: list[int] = []
    while True:
        shown = page.execute_script("return [...document.querySelectorAll('.cause')].map((one) => +one.dataset.n)")
        assert len(shown) <= PAGE_SIZE
        seen += shown
        after = page.find_element(By.XPATH, "(//button[.='下一页'])[1]")
        if not after.is_enabled():
            break
        after.click()
    assert seen == list(range(450))


def test_check_names_filter(page: webdriver.Chrome) -> None:
    page.find_element(By.XPATH, "//button[.='失效链接']").click()
    _wait(page, "符合条件 225 条")


def test_printing_takes_every_cause_and_no_controls(page: webdriver.Chrome) -> None:
    page.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert page.execute_script("return document.querySelectorAll('.cause').length") == 450
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        hidden = page.find_elements(By.CSS_SELECTOR, "#filter, .pager, .occ, .trail, .cp")
        assert hidden and not any(node.is_displayed() for node in hidden[:20])
        assert page.find_element(By.TAG_NAME, "h5").is_displayed()
    finally:
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    page.execute_script("dispatchEvent(new Event('afterprint'))")
    assert page.execute_script("return document.querySelectorAll('.cause').length") == PAGE_SIZE


def test_of_a_long_list_the_first_thousand_are_printed_and_the_paper_says_so(
    driver: webdriver.Chrome, tmp_path: Path, made: SimpleNamespace
) -> None:
    bundle = made.bundle(tmp_path, [made.finding(i, message=f"序{i}止") for i in range(1_205)])
    driver.get(render(ReportView.open(bundle), bundle, made.titles).as_uri())
    before = _status(driver)
    driver.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert driver.execute_script("return document.querySelectorAll('.cause').length") == 1_000
    for words in ("共 1,205 条", "只印前 1,000 条", "其余 205 条没有印出", "findings.xlsx"):
        assert words in _status(driver)
    driver.execute_script("dispatchEvent(new Event('afterprint'))")
    assert driver.execute_script("return document.querySelectorAll('.cause').length") == PAGE_SIZE
    assert _status(driver) == before


def test_first_page_is_readable_without_script(page: webdriver.Chrome) -> None:
    page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page.refresh()
        assert page.find_element(By.TAG_NAME, "h5").is_displayed()
        assert page.find_element(By.CSS_SELECTOR, "noscript p").is_displayed()
        assert not page.find_element(By.ID, "filter").is_displayed()
    finally:
        page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_axe_finds_no_violation(page: webdriver.Chrome) -> None:
    assert _axe(page) == []
    page.execute_script(
        "document.querySelectorAll('.cause:nth-of-type(-n+3) details').forEach((n) => { n.open = true; })"
    )
    WebDriverWait(page, 10).until(lambda _: page.find_elements(By.CSS_SELECTOR, ".occ table"))
    assert _axe(page) == []


def test_axe_finds_no_violation_on_a_narrow_screen(page: webdriver.Chrome) -> None:
    page.set_window_size(420, 900)
    try:
        assert page.execute_script("return document.documentElement.scrollWidth <= innerWidth")
        assert _axe(page) == []
    finally:
        page.set_window_size(1280, 1600)


@pytest.fixture
def intrusions(driver: webdriver.Chrome, tmp_path: Path, made: SimpleNamespace) -> webdriver.Chrome:
    """A report whose attacker wrote for our parser and our readers."""
    odd = {
        "urgent": True, "techniques": ["display-none", EVIL], "decoded": EVIL * 9, "anchors": [EVIL, "\u202e甲"], "excerpt": EVIL,
        "domains": [EVIL, "a.example"], "urls": [EVIL], "templates": [{"template": EVIL, "pages": 9, "of": 9}],
    }  # fmt: skip
    records = [
        made.finding(n, check="hidden.x", target=None, outcome=outcome, evidence=odd)
        for n, outcome in enumerate(("fail", "review"))
    ]
    bundle = made.bundle(tmp_path, [*records, made.finding(2)])
    path = render(ReportView.open(bundle), bundle, made.titles)
    driver.get(path.as_uri())
    return driver


def test_an_intrusion_runs_nothing_and_passes_axe(intrusions: webdriver.Chrome) -> None:
    intrusions.execute_script("document.querySelectorAll('details').forEach((node) => { node.open = true; })")
    assert intrusions.execute_script("return window.pwned") is None
    assert intrusions.execute_script("return document.querySelectorAll('img, main a, #list script').length") == 0
    assert "紧急" in intrusions.find_element(By.CSS_SELECTOR, "article h5").text
    assert _axe(intrusions) == []
    intrusions.set_window_size(420, 900)
    try:
        assert intrusions.execute_script("return document.documentElement.scrollWidth <= innerWidth")
        assert _axe(intrusions) == []
    finally:
        intrusions.set_window_size(1280, 1600)


@pytest.fixture
def carded(driver: webdriver.Chrome, tmp_path: Path, made: SimpleNamespace) -> webdriver.Chrome:
    """A report whose identity card was written by an enemy."""
    one = {
        "value": EVIL, "raw": EVIL * 9, "source": "file", "where": EVIL, "href": EVIL, "href_kind": "hash", "times": 2,
        "flaws": ["placeholder", "length", "no-province", EVIL],
    }  # fmt: skip
    said = [{"outcome": outcome, "message": EVIL, "pages": 9} for outcome in ("fail", "review", "unmeasured")]
    verdicts = ("fail", "review", "unmeasured", "pass", "")
    fields = [{"field": "icp", "registered": EVIL, "shown": [EVIL], "verdict": verdict} for verdict in verdicts]
    card = {
        "elements": [{"element": "icp", "verdict": verdict, "values": [one] * 3, "more": 4, "findings": said} for verdict in verdicts],
        "tags": [{"name": "SiteName", "values": [EVIL]}], "open_sources": [{"kind": "script", "url": EVIL}], "findings": said,
        "register": {
            "source": EVIL, "rows": 3, "row": 2, "fields": fields, "more_notes": 2,
            "notes": [{"row": 9, "sheet": EVIL, "text": EVIL, "value": EVIL}] * 3,
        },
    }  # fmt: skip
    bundle = made.bundle(tmp_path, [made.finding(2)])
    (bundle / "identity.json").write_text(json.dumps(card), "utf-8")
    driver.get(render(ReportView.open(bundle), bundle, made.titles).as_uri())
    return driver


def test_an_identity_card_runs_nothing_and_passes_axe(carded: webdriver.Chrome) -> None:
    carded.execute_script("document.querySelectorAll('details').forEach((node) => { node.open = true; })")
    assert carded.execute_script("return window.pwned") is None
    assert carded.execute_script("return document.querySelectorAll('img, main a').length") == 0
    assert _axe(carded) == []
    carded.set_window_size(420, 900)
    try:
        assert carded.execute_script("return document.documentElement.scrollWidth <= innerWidth")
        assert _axe(carded) == []
    finally:
        carded.set_window_size(1280, 1600)
