"""``auditor notices``: one folder a unit, to be handed over."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.office import Db, opened, refuse
from auditor.store.office.database import DEFAULT


class By(StrEnum):
    """What gets a folder."""

    UNIT = "unit"


def notices(  # noqa: PLR0913 - one parameter per option is how typer reads a command line
    campaign: Annotated[str, typer.Option(help="批次名称,例如 2026Q4")],
    out: Annotated[Path, typer.Option(help="输出目录")],
    operator: Annotated[str, typer.Option(help="谁发出通知(姓名);不写则只重写已发出的", show_default=False)] = "",
    by: Annotated[By, typer.Option(help="每个单位一个文件夹")] = By.UNIT,
    due: Annotated[str, typer.Option(help="反馈期限,例如 2026-12-11", show_default=False)] = "",
    days: Annotated[int, typer.Option(min=1, max=120, help="反馈期限:几个工作日")] = 12,
    frame: Annotated[Path | None, typer.Option(help="通报要素(TOML):落款、日期、联系人", show_default=False)] = None,
    db: Db = DEFAULT,
) -> None:
    """向各单位发出通知:已核实而尚未告知的问题登记为已告知;每个单位一个文件夹,内有通知书、问题清单和证据。"""
    from auditor.campaign.rectification.issuing import due_day, issue
    from auditor.store.office import rectification, register
    from reports.circular.frame import FrameError, read_frame
    from reports.handover.dossier import Dossier
    from reports.handover.folders import write_folders

    try:
        texts = read_frame(frame)
        with opened(db) as office:
            fresh = issue(office, campaign, due_day(days, due), operator) if operator else []
            accused = register.accused(office, campaign)
            found = [Dossier(one, accused, texts) for one in rectification.notices(office, campaign)]
        for dossier, folder in write_folders(found, out):
            print(
                f"{dossier.notice.number} {dossier.notice.unit}:{len(dossier.notice.items)} 项,{dossier.due}前反馈  {folder}"
            )
    except (FrameError, OSError) as error:
        refuse(str(error))
    print(f"新发出通知 {len(fresh)} 份,共 {len(found)} 份" + ("" if found else ";没有已核实的问题"))
