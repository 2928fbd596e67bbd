"""``python -m bench.access_run TOOL URLS REPORT``: one browser tool of ``bench.access`` on a list of URLs.

The report maps every URL to the number of elements that each rule of axe accuses there.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from auditor.browser.axe import PageAxe, script_path
from auditor.browser.launch import programs
from auditor.browser.pool import PoolSettings, measure_all
from auditor.browser.tab import Tab
from auditor.model.axe import VIOLATION

Counts = Mapping[str, Mapping[str, int]]
_NAIVE = "const done = arguments[arguments.length - 1]; axe.run(document).then(done, (error) => done({ violations: [], error }));"


def _ours(count: int) -> Callable[[Sequence[str]], Counts]:
    def run(urls: Sequence[str]) -> Counts:
        done = measure_all(urls, _measured, PoolSettings(count=count))
        found = {}
        for url, result in done:
            found[url] = result if isinstance(result, dict) else {}
            if not found[url]:
                print(url, result, file=sys.stderr)
        return found

    return run


def _measured(tab: Tab, url: str) -> dict[str, int]:
    _, found = PageAxe(tab).visit(url)
    return {rule.id: rule.count for rule in found.rules if rule.outcome == VIOLATION}


def _naive(urls: Sequence[str]) -> Counts:
    """As most programs do it: axe sent with every page, everything brought back."""
    binary, driver_path = programs()
    options = ChromeOptions()
    options.binary_location = binary
    for flag in ("--headless=new", *(["--no-sandbox"] if os.geteuid() == 0 else [])):
        options.add_argument(flag)
    source = script_path().read_text("utf-8")
    driver = Chrome(options, Service(driver_path))
    found: dict[str, Mapping[str, int]] = {}
    try:
        for url in urls:
            driver.get(url)
            driver.execute_script(source)
            result = driver.execute_async_script(_NAIVE)
            found[url] = {rule["id"]: len(rule["nodes"]) for rule in result["violations"]}
    finally:
        driver.quit()
    return found


TOOLS: Mapping[str, Callable[[Sequence[str]], Counts]] = {"ours-1": _ours(1), "ours-2": _ours(2), "naive": _naive}


def main() -> int:
    """Run the named tool; 1 when it lost a page."""
    tool, urls, report = sys.argv[1:]
    wanted = Path(urls).read_text("ascii").split()
    found = TOOLS[tool](wanted)
    Path(report).write_text(json.dumps(found), "utf-8")
    return int(any(not found.get(url) for url in wanted))


if __name__ == "__main__":
    sys.exit(main())
