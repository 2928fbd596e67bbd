"""What the commands of the office share: its database, who is at work, and how they refuse."""

import gc
import getpass
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from auditor.model.options import UsageError
from auditor.store.office.database import DEFAULT, Office, OfficeError
from auditor.store.office.replies import Judged, all_answers, judged

Db = Annotated[Path, typer.Option("--db", help="本单位的数据库文件", show_default=str(DEFAULT))]
Operator = Annotated[str, typer.Option("--operator", help="操作人,记入变更记录;默认为登录名", show_default=False)]


def operator_or_login(operator: str) -> str:
    """Who is at work; the login name where no one is named."""
    if operator:
        return operator
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "未署名"


@contextmanager
def opened(path: Path) -> Iterator[Office]:
    """The office's database for one command; whatever is wrong is said in a sentence, with exit code 2."""
    try:
        office = Office.open(path)
        try:
            yield office
        finally:
            office.close()
    except (OfficeError, UsageError, OSError) as error:
        refuse(str(error))


@contextmanager
def much_in_memory() -> Iterator[None]:
    """For commands that hold a whole register: a third of their time went into looking for circles where there are none."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def answers_known(path: Path) -> Mapping[str, Mapping[str, str]]:
    """What units and reviewers answered so far, by number; nothing where no database was ever made."""
    if not path.is_file():
        return {}
    with opened(path) as office:
        return all_answers(office)


def judged_numbers(path: Path) -> Judged:
    """What named reviewers concluded; nothing where no database was ever made."""
    if not path.is_file():
        return Judged(frozenset(), frozenset())
    with opened(path) as office:
        return judged(office)


def refuse(message: str) -> NoReturn:
    """End with a sentence and exit code 2."""
    print(message, file=sys.stderr)
    raise typer.Exit(2)
