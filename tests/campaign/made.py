"""An office with a register, for the tests of a campaign."""

from pathlib import Path

from typer.testing import CliRunner, Result

from auditor.cli.app import app

HEADINGS = "网站名称,首页网址,网站标识码,主办单位,地区,层级,是否门户,平台"


def auditor(*words: str) -> Result:
    """One command in this process."""
    return CliRunner().invoke(app, list(words))


def said(*words: str) -> str:
    """What a command that has to succeed says."""
    result = auditor(*words)
    assert result.exit_code == 0, result.output
    return result.output


def registered(folder: Path, *rows: str) -> Path:
    """A database that holds these rows of a register."""
    (folder / "register.csv").write_text("\n".join([HEADINGS, *rows]), "utf-8")
    said("register", "import", str(folder / "register.csv"), "--db", str(folder / "office.db"), "--operator", "张三")
    return folder / "office.db"


def town(number: int, region: str, portal: bool = False) -> str:
    """A row of the register."""
    host = f"www.t{number}.gov.cn" if portal else f"b{number}.t{number % 7}.gov.cn"
    level = "市级" if number % 2 else "县级"
    return f"第{number}网,http://{host}/,44{number:08d},第{number}单位,{region},{level},{'是' if portal else '否'},"
