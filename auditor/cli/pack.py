"""``auditor pack``: the indicator packs, and the sheet in which an office fills in what nobody knows."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from auditor.policy.load import DEFAULT, OWN
from auditor.policy.pack import Pack

app = typer.Typer(help="指标包:查看、核对,填报没有核实的分值。", no_args_is_help=True)
Identity = Annotated[str, typer.Argument(help="指标包的代号", metavar="ID")]
Own = Annotated[Path, typer.Option("--packs", help="本单位的指标包所在的文件夹")]


@app.command("list")
def list_(own: Own = OWN) -> None:
    """列出可用的指标包。"""
    from auditor.policy.load import available, built_in, load
    from auditor.policy.table import PackError

    for identity in available(own):
        try:
            name = load(identity, own).name
        except PackError as error:
            name = f"不能使用:{error}"
        print(f"{identity}  {name}  {'随程序提供' if built_in(identity) else '本单位'}")


@app.command()
def show(
    identity: Identity = DEFAULT,
    format_: Annotated[str, typer.Option("--format", help="text 或 json(其 sha256 即判定书所引的摘要)")] = "text",
    own: Own = OWN,
) -> None:
    """显示一个指标包:每一项、每个数值和它的把握程度。"""
    from auditor.policy.describe import description

    pack = _loaded(identity, own)
    if format_ == "json":
        sys.stdout.write(pack.canonical)
    elif format_ == "text":
        print("\n".join(description(pack)))
    else:
        _refuse(f"--format 应为 text 或 json,而不是「{format_}」")


@app.command()
def check(identity: Identity = DEFAULT, own: Own = OWN) -> None:
    """核对一个指标包是否自洽,列出没有核实的数值和本版本没有的检查项。"""
    from auditor.checks.catalogue import discover
    from auditor.policy.describe import findings

    pack = _loaded(identity, own)
    print("\n".join(findings(pack, frozenset(one.id for one in discover()))))


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="要写的填报表(xlsx)")],
    pack: Annotated[str, typer.Option(help="指标包的代号")] = DEFAULT,
    own: Own = OWN,
) -> None:
    """导出填报表:没有核实的数值排在前面,填好后用 auditor pack import 导入。"""
    from auditor.policy.sheet import write_sheet

    if file.exists():
        _refuse(f"{file} 已经存在,没有覆盖")
    try:
        unknown = write_sheet(_loaded(pack, own), file)
    except OSError as error:
        _refuse(f"无法写入 {file}:{error.strerror or error}")
    print(f"已写入 {file};没有核实的数值 {unknown} 个")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="填好的填报表")],
    identity: Annotated[str, typer.Option("--id", help="新指标包的代号,小写字母、数字和短横线")],
    by: Annotated[str, typer.Option("--by", help="填报人")],
    name: Annotated[str, typer.Option("--name", help="新指标包的名称,默认为代号", show_default=False)] = "",
    own: Own = OWN,
) -> None:
    """导入填报表,生成叠加在原指标包上的新指标包;随程序提供的指标包不改动。"""
    from auditor.model.options import UsageError
    from auditor.policy.sheet import Filling, read_sheet
    from auditor.policy.table import PackError
    from auditor.store.bundle import BEIJING

    at = datetime.now(BEIJING).isoformat(timespec="seconds")
    try:
        pack, taken = read_sheet(file, Filling(identity, name or identity, by, at), own)
    except (PackError, UsageError, OSError) as error:
        _refuse(str(error))
    print(f"已生成指标包 {pack.id}(采用填报数值 {taken} 个,sha256 {pack.sha256})")
    print(f"使用:auditor judge 证据包 --pack {pack.id}")


def _loaded(identity: str, own: Path) -> Pack:
    from auditor.policy.load import load
    from auditor.policy.table import PackError

    try:
        return load(identity, own)
    except PackError as error:
        _refuse(str(error))


def _refuse(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(2)
