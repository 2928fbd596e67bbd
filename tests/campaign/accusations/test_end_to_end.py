"""The whole way on sites that are served: run, collect, sheet, mend, verify, close, circular."""

import subprocess
import sys
from pathlib import Path

from openpyxl import load_workbook

from tests.campaign.made import registered, said
from tests.sites.run import environment
from tests.sites.server import Host, article, serve

ROWS = [
    f"{host},http://{host}/,440000{n:04d},{host}的单位,甲县,县级,否,"
    for n, host in enumerate(("www.a.gov.cn", "www.b.gov.cn"), 1)
]


def process(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "auditor.cli", "campaign", *words],
        capture_output=True, text=True, env=environment(), timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def fill(path: Path, answer: str) -> None:
    book = load_workbook(path)
    sheet = book["核实表"]
    column = [cell.value for cell in sheet[1]].index("结论") + 1
    for row in range(2, sheet.max_row + 1):
        if "打不开" in str(sheet.cell(row, 7).value) or "404" in str(sheet.cell(row, 7).value):
            sheet.cell(row, column).value = answer
    book.save(path)


def test_from_the_run_to_the_circular(tmp_path: Path):
    broken = Host({"/": article("甲", "/gone.html", "/there.html"), "/there.html": article("在")})
    sound = Host({"/": article("乙", "/there.html"), "/there.html": article("在")})
    db = registered(tmp_path, *ROWS)
    at = ("--db", str(db))
    said("campaign", "new", "2026Q4", "--window", "2026-10-01..2026-10-20", "--profile", "links", "--delay", "0", *at)
    with serve({"www.a.gov.cn": broken, "www.b.gov.cn": sound, "www.canary.cn": sound}) as world:
        process(
            "run", "2026Q4", "--now", *at, *world.options(), "--retry-gap", "0.2", "--browser", "off", "--canary", "http://www.canary.cn/"
        )  # fmt: skip
        assert "已检查的网站 2 个" in said("campaign", "collect", "2026Q4", *at)
        said("campaign", "sheet", "2026Q4", "--inspector", "张三", "--out", str(tmp_path / "s.xlsx"), *at)
        fill(tmp_path / "s.xlsx", "属实")
        assert "核实属实 1 项" in said(
            "campaign", "sheet-import", "2026Q4", str(tmp_path / "s.xlsx"), "--inspector", "张三", *at
        )
        assert "仍然存在 1 项,已整改 0 项" in process("verify", "2026Q4", "--operator", "张三", *at)
        broken.routes["/gone.html"] = article("又有了")
        assert "仍然存在 0 项,已整改 1 项" in process("verify", "2026Q4", "--operator", "张三", *at)
    assert "SHA-256" in said("campaign", "close", "2026Q4", "--operator", "王五", *at)
    assert "抽查 2,合格 2" in said("campaign", "figures", "2026Q4", *at)
    assert ".docx" in said("circular", "2026Q4", "--out", str(tmp_path / "out"), *at)
