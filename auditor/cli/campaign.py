"""``auditor campaign``: an office's quarter from the list of sites to their evidence."""

import secrets
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.office import Db, Operator, much_in_memory, opened, operator_or_login
from auditor.model.options import RunOptions
from auditor.store.bundle import BEIJING
from auditor.store.office.database import DEFAULT

app = typer.Typer(help="检查批次:名单、预检、检查、进度。", no_args_is_help=True)
_DEFAULT = RunOptions(url="")
_SEEDS = 10**9
Name = Annotated[str, typer.Argument(help="批次名称,例如 2026Q4")]


class Scope(StrEnum):
    """Whether all sites are inspected or a sample."""

    ALL = "all"
    SAMPLE = "sample"


@app.command("new")
def new(  # noqa: PLR0913 - one parameter per option is how typer reads a command line
    name: Name,
    window: Annotated[str, typer.Option(help="采样时间,例如 2026-10-01..2026-12-20")],
    scope: Annotated[Scope, typer.Option(help="全部检查或抽查")] = Scope.ALL,
    ratio: Annotated[str, typer.Option(help="抽查比例,每一层都不低于它")] = "30%",
    by: Annotated[str, typer.Option(help="分层依据:region、level、platform、organiser,逗号分隔")] = "region,level",
    seed: Annotated[int | None, typer.Option(help="随机数种子,默认随机取一个并写进名单", show_default=False)] = None,
    include: Annotated[
        Path | None, typer.Option(help="一定要查的(每行一个编号、标识码或网址)", show_default=False)
    ] = None,
    exclude: Annotated[Path | None, typer.Option(help="一定不查的,写法相同", show_default=False)] = None,
    portals: Annotated[bool, typer.Option(help="门户网站必查")] = True,
    failed: Annotated[bool, typer.Option(help="上季度不合格的必查")] = True,
    pack: Annotated[str, typer.Option(help="指标包")] = "",
    profile: Annotated[str, typer.Option(help="检查范围")] = "full",
    max_pages: Annotated[int, typer.Option(help="每个网站最多抓取多少个网页")] = _DEFAULT.max_pages,
    delay: Annotated[float, typer.Option(help="对同一服务器两次请求的间隔(秒)")] = _DEFAULT.delay,
    list_: Annotated[Path | None, typer.Option("--list", help="名单写到这个 xlsx 文件", show_default=False)] = None,
    db: Db = DEFAULT,
    operator: Operator = "",
) -> None:
    """建立批次:定下检查哪些网站,写出供签字的名单,说明监测最迟何时开始。"""
    from auditor.campaign import plan
    from auditor.campaign.signing import write_list

    with much_in_memory(), opened(db) as office:
        wish = plan.Wish(
            name, plan.parse_window(window), str(scope), plan.parse_ratio(ratio), plan.parse_by(by),
            secrets.randbelow(_SEEDS) if seed is None else seed, plan.read_names(include), plan.read_names(exclude),
            portals, failed, pack, plan.run_options({"profile": profile, "max_pages": max_pages, "delay": delay}),
        )  # fmt: skip
        sample = plan.open_campaign(office, wish, operator_or_login(operator))
        path = list_ or db.parent / "campaigns" / name / "抽查名单.xlsx"
        digest = write_list(office, name, path)
    if scope is Scope.SAMPLE:
        for stratum in sample.strata:
            print(f"{plan.stratum_zh(stratum.key, wish.by)}:{stratum.chosen}/{stratum.size}")
        print(f"随机数种子 {wish.seed}")
    print(f"批次 {name} 已建立,共 {len(sample.chosen)} 个网站。名单:{path}(校验码 {digest[:16]})")
    print("\n".join(plan.watching(wish.window, pack, datetime.now(BEIJING).date())))
