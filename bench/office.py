"""``python -m bench.office``: CPU seconds of the office's commands on a register of a whole country.

A register of ``--sites`` rows is made as csv and as xlsx, imported, exported, drawn from, and given ``--findings`` accusations a site, on
which the figures are reckoned. The machine's speed differs by the hour: ``unit`` is what a fixed piece of work took just now.
"""

import argparse
import csv
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from auditor.model.campaign import Progress
from auditor.store.office import campaigns
from auditor.store.office.charges import Charge, Proposal, charge, places
from auditor.store.office.database import Office
from bench.measure import measure

_AUDITOR = [sys.executable, "-m", "auditor.cli"]
_ROOT = Path(__file__).resolve().parents[1]
_HEADINGS = (
    "网站名称", "首页网址", "网站标识码", "主办单位", "上级单位", "地区", "层级", "所属平台", "ICP备案编号", "公安机关备案号", "网站状态",
    "联系人", "联系人电话", "联系人邮箱",
)  # fmt: skip
_REGIONS = 300
_UNIT_ROUNDS = 2_000_000


def main() -> int:
    """Print one line a command; 1 when one of them failed."""
    parser = argparse.ArgumentParser(prog="python -m bench.office", description=__doc__)
    parser.add_argument("--sites", type=int, default=20_000)
    parser.add_argument("--findings", type=int, default=15)
    options = parser.parse_args()
    total = options.sites * options.findings
    print(f"unit {_unit():.3f} s; {options.sites:,} sites, {total:,} accusations; CPU s, wall s, MB")
    with TemporaryDirectory(prefix="bench-office-") as work:
        return max(_commands(Path(work), options.sites, options.findings))


def _commands(work: Path, sites: int, findings: int) -> Iterator[int]:
    table = [_HEADINGS, *_rows(sites)]
    _write_csv(work / "register.csv", table)
    _write_xlsx(work / "register.xlsx", table)
    yield _run(work, "import csv", "register", "import", "register.csv", "--db", "csv.db")
    yield _run(work, "import csv again", "register", "import", "register.csv", "--db", "csv.db")
    yield _run(work, "import xlsx", "register", "import", "register.xlsx", "--db", "office.db")
    _write_csv(work / "changed.csv", [_HEADINGS, *((f"{row[0]}网", *row[1:]) for row in table[1:])])
    yield _run(work, "import, all changed", "register", "import", "changed.csv", "--db", "office.db")
    yield _run(work, "list", "register", "list", "--db", "office.db")
    yield _run(work, "check", "register", "check", "--db", "office.db")
    yield _run(work, "export", "register", "export", "out.xlsx", "--db", "office.db")
    yield _run(work, "campaign new", "campaign", "new", "b", "--window", "2026-10-01..2026-12-31", "--db", "office.db")
    _accuse(work / "office.db", findings)
    yield _run(work, "campaign figures", "campaign", "figures", "b", "--db", "office.db")
    yield _run(work, "campaign status", "campaign", "status", "b", "--db", "office.db")
    yield _run(work, "circular", "circular", "b", "--out", "circular", "--db", "office.db")


def _run(work: Path, name: str, *words: str) -> int:
    usage = measure([*_AUDITOR, *words], work, {**os.environ, "PYTHONPATH": str(_ROOT)})
    failed = "" if usage.code == 0 else f"  exit code {usage.code}: {(work / 'stderr').read_text('utf-8')[-500:]}"
    print(f"{name:<22}{usage.cpu:>7.2f}{usage.wall:>7.2f}{usage.peak_mb:>6.0f}{failed}", flush=True)
    return usage.code


def _rows(sites: int) -> Iterator[Sequence[str]]:
    for at in range(sites):
        region, unit = f"第{at % _REGIONS}县", f"第{at % _REGIONS}县第{at}局"
        yield (
            f"{unit}门户网站", f"http://www.d{at}.x{at % _REGIONS}.gov.cn/", f"{3_000_000_000 + at}", unit, f"{region}人民政府", region,
            "县级", f"平台{at % 40}", f"京ICP备{10_000_000 + at}号-1", f"{11_010_000_000_000 + at}", "正常运行",
            f"联系人{at % 900}", f"010-{60_000_000 + at}", f"d{at}@x.gov.cn",
        )  # fmt: skip


def _write_csv(path: Path, table: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(table)


def _write_xlsx(path: Path, table: Sequence[Sequence[str]]) -> None:
    from xlsxwriter import Workbook

    with Workbook(path, {"strings_to_urls": False}) as book:
        sheet = book.add_worksheet("网站")
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)


def _accuse(db: Path, findings: int) -> None:
    office = Office.open(db)
    campaign = campaigns.get(office, "b")
    with office.transaction():
        for one in list(campaigns.planned(office, campaign)):
            campaigns.write_progress(office, campaign, replace(one, state=Progress.DONE, bundle=f"runs/{one.number}"))
        for place in list(places(office, "b")):
            said = [Charge(f"f{at}", at == 0, f"原因{at % 9}", "链接无法打开") for at in range(findings)]
            charge(office, place, Proposal(said))
    office.close()


def _unit() -> float:
    started = time.process_time()
    total = 0
    for number in range(_UNIT_ROUNDS):
        total += number * number % 7
    return time.process_time() - started


if __name__ == "__main__":
    sys.exit(main())
