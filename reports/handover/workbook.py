"""问题清单.xlsx of a unit: it answers in it, and ``auditor replies import`` reads it back by number."""

from pathlib import Path

from reports.excel import REMEDY
from reports.handover.dossier import Dossier, kind
from reports.visible import typeable
from reports.workbook import Columns, workbook

COLUMNS = {
    "编号": 16, "网站或账号": 12, "性质": 9, "指标": 12, "问题": 26, "位置": 13, "网址": 22, "反馈期限": 11,
    "整改情况": 9, "完成时间": 10, "申诉意见": 15,
}  # fmt: skip
_ANSWERS = ("整改情况", "完成时间", "申诉意见")


def write_workbook(dossier: Dossier, path: Path) -> Path:
    """Write the list; every cell is text."""
    with workbook(path) as book:
        table = book.table("问题清单", Columns(COLUMNS, _ANSWERS, {"整改情况": REMEDY}))
        for one in dossier.notice.items:
            table.add((
                one.number, dossier.name(one), kind(one), one.cause, one.message, one.place, typeable(one.page),
                dossier.notice.due.isoformat(), "", "", "",
            ))  # fmt: skip
        table.finish()
    return path
