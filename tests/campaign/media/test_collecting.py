"""An account's way through a campaign: number, sheet, two persons, notice and mail to its unit, circular, second look."""

import email
import json
from datetime import date, timedelta
from email import policy
from pathlib import Path

import pytest
from openpyxl import load_workbook

from auditor.campaign.media.collecting import collect
from auditor.model.accusation import Accusation, State
from auditor.store.office import accusations as stored
from auditor.store.office.database import Office
from tests.campaign.made import auditor, registered, said

TODAY = date.today()
ACCOUNTS = """平台,账号ID,账号名称,主办单位,地区,联系人,邮箱
微信,stale,云泽发布,云泽市人民政府办公室,云泽市,赵一,zhao@yunze.gov.cn
微博,fresh,云泽发布,云泽市人民政府办公室,云泽市,赵一,zhao@yunze.gov.cn
抖音,silent,云泽交警,云泽市公安局,云泽市,,
"""
STALE, TALK = "2026Q4-M0001-01", "2026Q4-M0001-02"


def ago(days: int) -> str:
    return (TODAY - timedelta(days)).isoformat()


def posts(db: Path, *rows: str, name: str) -> None:
    """Import a list of posts as a platform exports it."""
    (db.parent / name).write_text("\n".join(("平台,账号ID,标题,发布时间,导出时间", *rows)), "utf-8")
    said("media", "import", str(db.parent / name), "--db", str(db), "--operator", "张三")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """One site and three accounts; one account is stale by an exported list, one is not, of one nobody knows anything."""
    db = registered(tmp_path, "云泽市政府网,http://www.yunze.gov.cn/,4405000001,云泽市人民政府办公室,云泽市,市级,是,")
    (tmp_path / "accounts.csv").write_text(ACCOUNTS, "utf-8")
    said("register", "import", str(tmp_path / "accounts.csv"), "--db", str(db))
    said("campaign", "new", "2026Q4", "--window", f"{ago(10)}..2099-12-31", "--db", str(db))
    posts(db, f"微信,stale,旧闻,{ago(30)},{ago(2)}", f"微博,fresh,新闻,{ago(3)},{ago(2)}", name="一.csv")
    return db


def run(db: Path, *words: str) -> str:
    return said(*words, "--db", str(db))


def one(db: Path, number: str = STALE) -> Accusation:
    office = Office.open(db)
    found = stored.accusation(office, number)
    office.close()
    return found


def answered(db: Path, who: str, word: str) -> str:
    """The sheet of an inspector, filled in for what is no manual item, and read back."""
    path = db.parent / f"{who}.xlsx"
    run(db, "campaign", "sheet", "2026Q4", "--inspector", who, "--out", str(path))
    book = load_workbook(path)
    sheet = book["核实表"]
    at = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, at["性质"]).value == "单项否决":
            sheet.cell(row, at["结论"]).value = word
    book.save(path)
    return run(db, "campaign", "sheet-import", "2026Q4", str(path), "--inspector", who)


def confirmed(db: Path) -> None:
    run(db, "media", "collect", "2026Q4")
    answered(db, "张三", "属实")
    answered(db, "李四", "属实")


def outcome(db: Path) -> dict[str, tuple[str, ...]]:
    """Circular's list of accounts: key → conclusion and causes."""
    run(db, "circular", "2026Q4", "--out", str(db.parent / "通报"))
    made = json.loads(next((db.parent / "通报").rglob("*.json")).read_text("utf-8"))
    found = [one for one in made["results"] if one["kind"] == "account"]
    return {one["key"]: (one["conclusion"], *one["causes"]) for one in found}


def test_a_stale_account_gets_a_number_and_one_of_which_nobody_knows_is_unmeasured(db: Path):
    assert "账号 3 个" in run(db, "media", "collect", "2026Q4")
    found = one(db)
    assert found.veto and found.cause == "内容不更新" and f"最近一次更新是 {ago(30)}" in found.message
    office = Office.open(db)
    numbers = [accused.number for accused in stored.accusations(office, "2026Q4") if not accused.manual]
    asked = {accused.number[:12] for accused in stored.accusations(office, "2026Q4")}
    office.close()
    assert numbers == [STALE]
    assert asked == {"2026Q4-M0001", "2026Q4-M0002"}  # No question about what nobody has looked at.
    assert "新媒体:抽查 3,合格 1,不合格(已核实) 0,待核实 1,未能检测 1" in run(db, "campaign", "figures", "2026Q4")


@pytest.mark.parametrize(
    ("last", "cause"), [("从未更新", "内容不更新(从未更新)"), (ago(300), "内容不更新(长期不更新)")]
)
def test_the_circular_tells_apart_how_long_accounts_have_been_silent(db: Path, last: str, cause: str):
    (db.parent / "看.csv").write_text(f"平台,账号ID,查看日期,最近更新日期\n抖音,silent,{ago(1)},{last}\n", "utf-8")
    run(db, "media", "import", str(db.parent / "看.csv"), "--operator", "张三")
    run(db, "media", "collect", "2026Q4")
    assert one(db).cause == "内容不更新"
    assert one(db, "2026Q4-M0003-01").cause == cause


def test_a_veto_of_an_account_takes_two_persons_by_the_same_sheet(db: Path):
    run(db, "media", "collect", "2026Q4")
    assert "待第二人核实 1 项" in answered(db, "张三", "属实")
    assert one(db).state is State.SECOND
    assert "核实属实 1 项" in answered(db, "李四", "属实")
    assert one(db).confirmers == ("张三", "李四")
    sheet = load_workbook(db.parent / "张三.xlsx")["核实表"]
    row = next([cell.value for cell in row] for row in sheet.iter_rows() if row[0].value == STALE)
    assert row[1:3] == ["微信“云泽发布”", "云泽市人民政府办公室"]


def test_its_unit_is_told_and_mailed(db: Path):
    confirmed(db)
    out = db.parent / "各单位"
    words = ("--campaign", "2026Q4", "--out", str(out))
    assert "1 项" in run(db, "notices", *words, "--operator", "张三", "--due", "2099-01-01")
    assert one(db).state is State.NOTIFIED
    (notice,) = out.rglob("问题清单.xlsx")
    assert "微信“云泽发布”" in [cell.value for cell in load_workbook(notice)["问题清单"][2]]
    run(db, "mail", "--campaign", "2026Q4", "--out", str(db.parent / "信件"))
    (path,) = (db.parent / "信件").rglob("*.eml")
    letter = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    assert "zhao@yunze.gov.cn" in str(letter["To"]) and "微信“云泽发布”" in str(letter["Subject"])


def test_the_circular_counts_sites_and_accounts_apart(db: Path):
    confirmed(db)
    assert outcome(db) == {
        "微信:stale": ("fail", "内容不更新"),
        "微博:fresh": ("pass",),
        "抖音:silent": ("unmeasured",),
    }
    told = run(db, "campaign", "figures", "2026Q4")
    assert "网站:抽查 1" in told and "新媒体:抽查 3,合格 1,不合格(已核实) 1,待核实 0,未能检测 1" in told
    assert "云泽发布\t微信:stale" in run(db, "campaign", "figures", "2026Q4", "--list", "不合格", "--accounts")


def test_only_a_newer_list_shows_that_it_was_mended_or_is_stale_again(db: Path):
    confirmed(db)
    assert "未能复查 1 项" in run(db, "recheck", "2026Q4", "--operator", "张三")
    posts(db, f"微信,stale,旧闻,{ago(30)},{ago(1)}", name="二.csv")
    assert "仍存在 1 项" in run(db, "recheck", "2026Q4", "--operator", "张三")
    posts(db, f"微信,stale,新的,{ago(1)},{ago(0)}", name="三.csv")
    told = run(db, "recheck", "2026Q4", "--operator", "张三")
    assert "已整改 1 项" in told and "新媒体合格率:整改前 33.33%,整改后 66.67%" in told
    assert one(db).state is State.MENDED
    assert outcome(db)["微信:stale"] == ("fail", "内容不更新")  # It was so on the day of sampling.


def test_the_day_of_sampling_stays_and_a_list_may_choose(db: Path, tmp_path: Path):
    (tmp_path / "名单.txt").write_text("微信/stale\n", "utf-8")
    chosen = ("--list", str(tmp_path / "名单.txt"), "--as-of", ago(2))
    assert "账号 1 个" in run(db, "media", "collect", "2026Q4", *chosen)
    posts(db, f"微信,stale,新的,{ago(1)},{ago(0)}", name="三.csv")
    assert "账号 1 个" in run(db, "media", "collect", "2026Q4")
    assert one(db).state is State.PROPOSED
    (tmp_path / "名单.txt").write_text("微信/nobody\n", "utf-8")
    refused = auditor("media", "collect", "2026Q4", *chosen, "--db", str(db))
    assert refused.exit_code == 2 and "微信/nobody" in refused.output


def test_a_better_list_of_the_same_day_takes_the_accusation_back(db: Path):
    run(db, "media", "collect", "2026Q4", "--as-of", ago(2))
    posts(db, f"微信,stale,漏列的一条,{ago(5)},{ago(2)}", name="补.csv")
    run(db, "media", "collect", "2026Q4")
    found = one(db)
    assert found.state is State.LAPSED and "不再成立" in found.steps[-1].note
    assert "新媒体:抽查 3,合格 2" in run(db, "campaign", "figures", "2026Q4")
    assert "已由机器撤回" in run(db, "campaign", "history", STALE)


def test_what_persons_confirmed_is_put_before_them_and_not_changed(db: Path):
    confirmed(db)
    posts(db, f"微信,stale,漏列的一条,{ago(5)},{ago(2)}", name="补.csv")
    assert f"{STALE} 内容不更新:按截至" in run(db, "media", "collect", "2026Q4")
    assert one(db).state is State.CONFIRMED and one(db).doubt
    refused = auditor("campaign", "close", "2026Q4", "--operator", "王五", "--db", str(db))
    assert refused.exit_code == 2 and "机器不再支持" in refused.output
    run(db, "campaign", "decide", STALE, "uphold", "--operator", "王五", "--reason", "补列的一条不是本账号所发")
    assert not one(db).doubt and one(db).state is State.CONFIRMED
    run(db, "media", "collect", "2026Q4")
    assert not one(db).doubt  # Answered once; the book holds question and answer.


def test_an_account_that_is_waived_stays_quiet(db: Path):
    run(db, "media", "collect", "2026Q4")
    until = ("--reason", "整合中", "--approver", "王五", "--until", "2099-12-31")
    run(db, "campaign", "waive", STALE, *until)
    run(db, "campaign", "new", "2027Q1", "--window", f"{ago(10)}..2099-12-31")
    office = Office.open(db)
    collect(office, "2027Q1")
    assert stored.accusation(office, "2027Q1-M0001-01").state is State.WAIVED
    office.close()
