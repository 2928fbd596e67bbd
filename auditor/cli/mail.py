"""``auditor mail``: notices to those who answer for the sites; a dry run unless somebody says ``--send``."""

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli.office import Db, opened, refuse
from auditor.store.bundle import BEIJING
from auditor.store.office.database import DEFAULT, Office

if TYPE_CHECKING:
    from auditor.campaign.mail import Account, Letter

_PASSWORD = "XUNWANG_ZIP_PASSWORD"
_SHORTEST = 8
_UNSET = {"XUNWANG_SMTP_HOST": "not-set.invalid", "XUNWANG_SMTP_SENDER": "sender@not-set.invalid"}
_STATES = {
    "accepted": "已交邮件服务器", "deferred": "服务器要求稍后再发", "refused": "服务器拒收", "failed": "没有发出",
    "uncertain": "不知是否已接收", "skipped": "未重复发送",
}  # fmt: skip


def mail(  # noqa: PLR0913 - one parameter per option is how typer reads a command line
    bundles: Annotated[list[Path] | None, typer.Argument(help="证据包目录,可以有多个", metavar="BUNDLE…")] = None,
    campaign: Annotated[str, typer.Option(help="批次名称:发送已发出的整改通知", show_default=False)] = "",
    send: Annotated[bool, typer.Option("--send/--dry-run", help="发送;默认只列出收件人并写出 .eml 供审看")] = False,
    again: Annotated[bool, typer.Option("--again", help="发送过的也再发一次")] = False,
    encrypt: Annotated[
        bool, typer.Option("--encrypt", help=f"附件加密码;密码取自环境变量 {_PASSWORD},没有则询问")
    ] = False,
    out: Annotated[Path | None, typer.Option(help=".eml 写到哪个目录", show_default=False)] = None,
    config: Annotated[Path | None, typer.Option(help="发件邮箱设置(TOML),见 docs/mail.md", show_default=False)] = None,
    frame: Annotated[Path | None, typer.Option(help="通报要素(TOML):依据、联系人、落款", show_default=False)] = None,
    due: Annotated[str, typer.Option(help="反馈期限(用于证据包),例如 2026-12-11", show_default=False)] = "",
    days: Annotated[int, typer.Option(min=1, max=120, help="反馈期限(用于证据包):几个工作日")] = 12,
    db: Db = DEFAULT,
) -> None:
    """把经核实的问题发给登记表中的联系人,一人一封;退出码:0 全部办妥,1 有须人工处理的,2 无法进行。"""
    from auditor.campaign.mail import MailError, digests, sources
    from auditor.campaign.rectification.issuing import due_day
    from reports.circular.frame import FrameError, read_frame
    from reports.circular.wording import period
    from reports.view import BundleUnreadable

    if bool(bundles) == bool(campaign):
        refuse("请给出证据包,或用 --campaign 给出批次,二者取一")
    try:
        account, texts = _account(config, send), read_frame(frame)
        with opened(db) as office:
            if campaign:
                gathered = sources.of_campaign(office, campaign, texts)
            else:
                gathered = sources.of_bundles(office, bundles or (), texts, due_day(days, due))
            found = digests.addressed(office, gathered.dossiers)
            fresh = found if again else digests.unsent(office, found.digests)
            password = _password() if encrypt and fresh.digests else ""
            letters = [digests.letter(one, period(campaign), password) for one in fresh.digests]
            troubles = [*gathered.said, *found.said]
            _show(letters, [] if again else fresh.said, troubles)
            if send:
                done = _send(letters, office, account, again)
            else:
                done = _save(letters, account, out or db.parent / "mail" / f"{datetime.now(BEIJING):%Y-%m-%d_%H%M%S}")
    except (MailError, FrameError, BundleUnreadable) as error:
        refuse(str(error))
    raise typer.Exit(0 if done and not troubles else 1)


def _account(config: Path | None, send: bool) -> "Account":
    """For a dry run the account need not be known yet."""
    from auditor.campaign.mail import read_account

    given: Mapping[str, str] = os.environ
    if not send and config is None:
        given = {**_UNSET, **given}
    return read_account(config, given)


def _password() -> str:
    """Never from the command line, which others on the machine can read; raises MailError."""
    from auditor.campaign.mail import MailError

    password = os.environ.get(_PASSWORD) or (
        typer.prompt("附件密码", hide_input=True, confirmation_prompt="再输入一次") if sys.stdin.isatty() else ""
    )
    if len(password) < _SHORTEST or not password.isascii() or not password.isprintable():
        raise MailError(f"附件密码(环境变量 {_PASSWORD})应为至少 {_SHORTEST} 位英文字母、数字或符号")
    return str(password)


def _show(letters: "Sequence[Letter]", earlier: Sequence[str], troubles: Sequence[str]) -> None:
    """The table to be approved, and what is not in it."""
    from auditor.campaign.mail.letter import one_line

    if letters:
        print("序号\t收件人\t邮箱\t单位\t主题\t文件")
    for number, one in enumerate(letters, 1):
        units, documents = ("、".join(dict.fromkeys(words)) for words in zip(*one.about, strict=True))
        print("\t".join(map(one_line, (str(number), one.name, one.recipient, units, one.subject, documents))))
    for what, lines in (("发送过,不再发(重发请加 --again)", earlier), ("没有列入", troubles)):
        if lines:
            print(f"{what}:{len(lines)} 处")
        for line in lines:
            print(f"  {one_line(line)}")


def _save(letters: "Sequence[Letter]", account: "Account", out: Path) -> bool:
    from auditor.campaign.mail import save_letters

    if letters:
        save_letters(letters, account, out)
        print(f"试运行,没有发送。信件 {len(letters)} 封已写到 {out},审看后加 --send 发送")
    else:
        print("没有要发的信")
    return True


def _send(letters: "Sequence[Letter]", office: Office, account: "Account", again: bool) -> bool:
    """Send, and say of each what became of it; True when all were accepted."""
    from auditor.campaign.mail import deliver

    if letters and sys.stdin.isatty() and not typer.confirm(f"发送以上 {len(letters)} 封信?"):
        refuse("没有发送")
    accepted = 0
    for one in deliver(letters, office, account, again=again):
        accepted += one.state == "accepted"
        print(f"{_STATES[one.state]} {one.letter.recipient}({one.answer}) {one.message_id}", flush=True)
    print(f"共 {len(letters)} 封,已交邮件服务器 {accepted} 封" if letters else "没有要发的信")
    return accepted == len(letters)
