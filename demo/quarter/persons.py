"""What the people of the office do: they fill in the sheets by what they know to be planted, and notice what is not as it should be."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from openpyxl import load_workbook

from auditor.checks.catalogue import discover
from auditor.model.result import Conclusion
from demo.quarter.sites import Site, faults, sites

PROBLEM, VETO, MANUAL = "问题", "单项否决", "人工"
Charge = tuple[str, str, str]
"""Of a row of the sheet: 网站, 性质, 指标."""
Charges = Counter[Charge]
_TRUE = ("属实", "已打开网页核实")
_NOTHING = ("不属实", "人工检查没有发现问题")
_FALSE = ("不属实", "打开网页没有发现")


def planted(mended: bool) -> Charges:
    """What must be accused, and how often."""
    due: Charges = Counter()
    for site in sites():
        for fault in (faults()[name] for name in site.present(mended)):
            due.update({(site.name, PROBLEM, _titles()[check]): count for check, count in fault.found.items()})
            due.update({(site.name, VETO, heading): count for heading, count in fault.vetoes.items()})
    return due


def conclusion(site: Site, mended: bool) -> Conclusion:
    """What must become of a site."""
    if site.down:
        return Conclusion.UNMEASURED
    failed = any(faults()[name].vetoes for name in site.present(mended))
    return Conclusion.FAIL if failed else Conclusion.PASS


def failing(mended: bool) -> int:
    """How many sites fail."""
    return sum(conclusion(site, mended) is Conclusion.FAIL for site in sites())


def notices() -> int:
    """How many go out at first: one a unit, and one more for what is urgent."""
    faulty = [site.present(mended=False) for site in sites() if site.faults]
    return len(faulty) + sum(any(faults()[name].urgent for name in names) for names in faulty)


def only(charges: Charges, nature: str) -> Charges:
    """Those of that nature."""
    return Counter({charge: number for charge, number in charges.items() if charge[1] == nature})


def fill(sheet: Path, due: Charges) -> Iterator[str]:
    """Answer every row of a sheet; yields what is on it and should not be, and the other way round."""
    book = load_workbook(sheet)
    page = book["核实表"]
    column = {cell.value: cell.column for cell in page[1]}
    seen: Charges = Counter()
    for row in range(2, page.max_row + 1):
        name, nature, what = (str(page.cell(row, column[heading]).value) for heading in ("网站或账号", "性质", "指标"))
        seen[name, nature, what] += nature != MANUAL
        answer = _NOTHING if nature == MANUAL else _TRUE if (name, nature, what) in due else _FALSE
        for heading, text in zip(("结论", "说明"), answer, strict=True):
            page.cell(row, column[heading]).value = text
    book.save(sheet)
    yield from (f"漏报 {' '.join(charge)}:{number} 项" for charge, number in (due - seen).items())
    yield from (f"误报 {' '.join(charge)}:{number} 项" for charge, number in (seen - due).items())


@cache
def _titles() -> dict[str, str]:
    return {check.id: check.texts.title for check in discover()}
