"""One folder a unit, in Chinese, for the office's own document exchange."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from reports.handover.dossier import Dossier
from reports.handover.evidence import write_evidence
from reports.handover.names import folder_names, safe
from reports.handover.word import write_notice
from reports.handover.workbook import write_workbook


def write_folders(dossiers: Sequence[Dossier], out: Path) -> Iterator[tuple[Dossier, Path]]:
    """Write the folder of every dossier and yield it; several notices of one unit lie in one folder."""
    units = list(dict.fromkeys(one.notice.unit for one in dossiers))
    folders = dict(zip(units, folder_names(units), strict=True))
    for one in dossiers:
        folder = out / folders[one.notice.unit] / safe(one.notice.number)
        folder.mkdir(parents=True, exist_ok=True)
        name = "紧急告知.docx" if one.notice.urgent else "整改通知书.docx"
        write_notice(one, folder / name)
        write_workbook(one, folder / "问题清单.xlsx")
        write_evidence(one, folder / "证据.html")
        yield one, folder
