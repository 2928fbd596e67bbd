"""``auditor show``: one finding's evidence card. ``auditor notice-form``: the form of the notice, for an office to change."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.office import Db, judged_numbers, opened, refuse
from auditor.store.office.database import DEFAULT

_LATEST = Path("latest")


class CardFormat(StrEnum):
    """Where a card appears."""

    TEXT = "text"
    PDF = "pdf"


def show(  # noqa: PLR0913 - one parameter per option is how typer reads a command line
    key: Annotated[
        str, typer.Argument(help="编号(K7QM2P-0007,或最近一次检查中的 7)或指纹", metavar="NUMBER|FINGERPRINT")
    ],
    bundle: Annotated[
        Path | None, typer.Option(help="证据包目录,默认(latest)在 --runs 下从最近的找起", show_default=False)
    ] = None,
    runs: Annotated[Path, typer.Option(help="证据包的上级目录")] = Path("var/runs"),
    format_: Annotated[CardFormat, typer.Option("--format", help="显示在终端,或写成一页 A4 的 pdf")] = CardFormat.TEXT,
    out: Annotated[Path, typer.Option(help="pdf 写到哪个目录")] = Path(),
    db: Db = DEFAULT,
) -> None:
    """一项发现的证据卡:发现了什么、收到了什么、每次访问的时间和结果。不访问网络。"""
    from auditor import siterun
    from auditor.store.office.replies import answers
    from reports.card import lines, print_card
    from reports.find import NotFound, find
    from reports.formats import Means, NotPossible
    from reports.view import BundleUnreadable
    from reports.wording import Looked

    try:
        view, entry = find(key, runs, None if bundle == _LATEST else bundle)
        seen = judged_numbers(db)
        number = view.numbers.number(entry.fingerprint)
        written = {}
        if db.is_file():
            with opened(db) as office:
                written = dict(answers(office, number))
        means = siterun.equipped(Means(looked=Looked(seen.confirmed, seen.dismissed)))
        card = siterun.evidence_card(view, entry, means, written)
        if format_ is CardFormat.PDF:
            out.mkdir(parents=True, exist_ok=True)
            target = out / f"证据卡_{number}.pdf"
            print_card(card, target, means)
            print(target)
        else:
            print("\n".join(lines(card)))
    except (NotFound, NotPossible, BundleUnreadable, OSError) as error:
        refuse(str(error))


def notice_form(out: Annotated[Path, typer.Argument(help="写到哪个文件,例如 通知书模板.docx")]) -> None:
    """写出整改通知书的内置模板,供本单位修改后用 report --template 代替。"""
    from reports.forms.notice import save_form

    if out.exists():
        refuse(f"{out} 已经存在,没有覆盖")
    try:
        save_form(out)
    except OSError as error:
        refuse(f"无法写入 {out}:{error.strerror}")
    print(out)
