"""``auditor register``: what the office knows of units, sites and new-media accounts."""

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.office import Db, Operator, much_in_memory, opened, operator_or_login
from auditor.model.office import STATES_ZH
from auditor.model.register import RegisterNote
from auditor.store.office.database import DEFAULT

app = typer.Typer(help="登记表:网站、政务新媒体账号、单位和联系人。", no_args_is_help=True)
_NOTES_SHOWN = 20


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="网站、账号或单位的登记表(xlsx/csv),可以是一个工作簿的几张表")],
    db: Db = DEFAULT,
    operator: Operator = "",
) -> None:
    """导入登记表:新的加入,不同的更新并记下前后,没有提到的不动;同一文件再导入一次,什么也不变。"""
    from auditor.campaign.register.importing import import_register
    from auditor.campaign.register.reading import read

    with much_in_memory(), opened(db) as office:
        done = import_register(office, read(file), operator_or_login(operator))
    print(
        f"新增 {done.added},更新 {done.changed},未变 {done.same}"
        + (f";库中另有 {done.absent} 个网站本表没有" if done.absent else "")
    )
    if done.regions:
        print(f"以前没有的地区:{'、'.join(done.regions)}(如为笔误请更正)")
    for note in done.notes[:_NOTES_SHOWN]:
        print(_noted(note))
    if len(done.notes) > _NOTES_SHOWN:
        print(f"…… 共 {len(done.notes)} 处")


def _noted(note: RegisterNote) -> str:
    place = (f"「{note.sheet}」" if note.sheet else "") + (f"第 {note.row} 行" if note.row else "")
    return (
        f"{place or '注意'}:{note.text}"
        + (f"({note.value})" if note.value else "")
        + ("" if note.used else ",这一行未采用")
    )


@app.command("list")
def list_(
    words: Annotated[list[str] | None, typer.Argument(help="只列出含有这些字的", show_default=False)] = None,
    accounts: Annotated[bool, typer.Option("--accounts", help="列出政务新媒体账号,而不是网站")] = False,
    db: Db = DEFAULT,
) -> None:
    """列出登记的网站或账号。"""
    from auditor.store.office import register

    with opened(db) as office:
        lines = (
            (one.platform, one.account, one.name, one.organiser, one.region, STATES_ZH[one.state])
            for one in register.accounts(office)
        ) if accounts else (
            (one.number, one.name, one.url, one.code, one.organiser, one.region, one.platform, STATES_ZH[one.state])
            for one in register.sites(office)
        )  # fmt: skip
        shown = [
            "  ".join(filter(None, line))
            for line in lines
            if all(any(word in cell for cell in line) for word in words or ())
        ]
    print("\n".join([*shown, f"共 {len(shown)} {'个账号' if accounts else '个网站'}"]))


@app.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="写到这个 xlsx 文件")],
    db: Db = DEFAULT,
) -> None:
    """导出登记表,改好后可以再导入。"""
    from auditor.campaign.register import export as workbook

    with much_in_memory(), opened(db) as office:
        count = workbook.export(office, file)
    print(f"已写入 {file},共 {count} 个网站和账号")


@app.command("check")
def check(db: Db = DEFAULT) -> None:
    """登记与实际不符的地方。只依据看到过的(预检、可用性监测、证据包、人工记录);没看过的写作未核实。"""
    from auditor.campaign.register.drift import KINDS_ZH, drift

    with opened(db) as office:
        found = drift(office)
    for one in found.deviations:
        when = f"  {one.at} {one.source}" if one.at else ""
        print(f"{KINDS_ZH[one.kind]}:{one.subject} {one.name} {one.text}{when}")
    print(f"不符 {len(found.deviations)} 处;未核实(从未看过){found.unseen} 个")


@app.command("saw")
def saw(
    subject: Annotated[str, typer.Argument(help="网站编号,或 平台/账号ID,例如 微信/gh_abc")],
    seen: Annotated[str, typer.Argument(help="alive 在、dead 打不开、not-found 查找不到、named 改名、moved 换址")],
    detail: Annotated[str, typer.Argument(help="新名称、新网址或说明")] = "",
    db: Db = DEFAULT,
    operator: Operator = "",
) -> None:
    """记下人工看到的情况,供 register check 核对。"""
    from auditor.campaign.register.saying import note

    with opened(db) as office:
        print(note(office, subject, seen, detail, operator_or_login(operator)))
