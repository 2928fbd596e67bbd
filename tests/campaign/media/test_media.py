"""Accounts judged from what an office can get; no evidence is no verdict."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from auditor.campaign.media.entries import entry_of
from auditor.campaign.media.feed import read_feed
from auditor.campaign.media.judging import CHECKS, TEXTS, Judged, judge
from auditor.model.options import UsageError
from auditor.model.outcome import Outcome
from auditor.model.verdict import Grade
from auditor.policy.load import load
from auditor.store.office.database import Office
from tests.campaign.made import auditor, said

ACCOUNTS = (
    "平台,账号ID,账号名称,主办单位,地区,链接",
    "微信,yunze_fb,云泽发布,云泽市人民政府办公室,云泽市,",
    "微博,1234567,云泽发布,云泽市人民政府办公室,云泽市,https://weibo.com/u/1234567",
    "抖音,MS4abc,云泽交警,云泽市公安局,云泽市,",
)
WECHAT, WEIBO, DOUYIN = "微信/yunze_fb", "微博/1234567", "抖音/MS4abc"
DAY = "2024-11-20"
POSTS = "平台,账号ID,标题,发布时间,导出时间"

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{title}</title>{built}
<item><title>防汛提示 &lt;b&gt;</title><link>http://mp.weixin.qq.com/s/1</link><pubDate>{first}</pubDate></item>
<item><title>办事时间调整</title><pubDate>Tue, 03 Nov 2024 01:00:00 GMT</pubDate></item>
<item><title>没有日期的一条</title></item></channel></rss>"""
BUILT = "<lastBuildDate>Fri, 20 Nov 2024 08:00:00 GMT</lastBuildDate>"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    (tmp_path / "accounts.csv").write_text("\n".join(ACCOUNTS), "utf-8")
    said("register", "import", str(tmp_path / "accounts.csv"), "--db", str(tmp_path / "office.db"))
    return tmp_path / "office.db"


def put(db: Path, lines: Sequence[str], *words: str, name: str = "清单.csv") -> str:
    path = db.parent / name
    path.write_text("\n".join(lines), "utf-8")
    return said("media", "import", str(path), *words, "--db", str(db), "--operator", "张三")


def look(db: Path, account: str, **cells: str) -> str:
    platform, _, name = account.partition("/")
    heads = {
        "day": "查看日期",
        "last": "最近更新日期",
        "talk": "能否有效互动",
        "menu": "菜单是否有效",
        "found": "能否查找到",
        "named": "现用名称",
    }
    row = {"day": DAY, **cells}
    return put(
        db, [",".join(("平台", "账号ID", *(heads[one] for one in row))), ",".join((platform, name, *row.values()))]
    )


def judged(db: Path, day: str = DAY, pack: str = "national-2019", own: Path = Path("none")) -> dict[str, Judged]:
    office = Office.open(db)
    found = {
        f"{one.account.platform}/{one.account.account}": one
        for one in judge(office, load(pack, own), date.fromisoformat(day))
    }
    office.close()
    return found


def answer(one: Judged, check: str) -> tuple[Outcome, str]:
    return next(((found.outcome, found.reason) for found in one.findings if found.check == check), (Outcome.PASS, ""))


def test_without_evidence_nothing_is_measured(db: Path) -> None:
    for one in judged(db).values():
        assert {answer(one, check)[0] for check in CHECKS} == {Outcome.UNMEASURED}
        assert one.verdict.grade is Grade.UNDECIDED and not one.verdict.vetoes


@pytest.mark.parametrize(
    ("newest", "reason"),
    [
        ("2024-11-06", ""),
        ("2024-11-05", "stale"),
        ("2024-05-22", "stale"),
        ("2024年5月1日", "asleep"),
        ("45570", "stale"),
        ("从未更新", "never-updated"),
    ],
)
def test_how_long_ago_the_last_post_was(db: Path, newest: str, reason: str) -> None:
    look(db, WECHAT, last=newest)
    one = judged(db)[WECHAT]
    assert answer(one, "media.stale") == ((Outcome.FAIL, reason) if reason else (Outcome.PASS, ""))
    assert [item.indicator for item in one.verdict.vetoes] == (["veto.media.stale"] if reason else [])
    assert one.verdict.grade is (Grade.UNQUALIFIED if reason else Grade.UNDECIDED)


def test_a_list_of_posts_speaks_of_the_day_it_was_taken(db: Path) -> None:
    told = put(
        db,
        [
            POSTS,
            f"微信,yunze_fb,甲,2024-11-01 08:30,{DAY}",
            f"微信,yunze_fb,乙,2024年11月10日,{DAY}",
            f"微博,1234567,丙,2024-10-01,{DAY}",
        ],
    )
    assert "新增发布记录 3 条,查看记录 2 条,未采用 0 处" in told
    found = judged(db)
    assert answer(found[WECHAT], "media.stale") == (Outcome.PASS, "")
    assert answer(found[WEIBO], "media.stale") == (Outcome.FAIL, "stale")
    assert answer(found[DOUYIN], "media.stale") == (Outcome.UNMEASURED, "no-evidence")


def test_old_evidence_accuses_nobody(db: Path) -> None:
    look(db, WECHAT, last="2024-09-01")
    one = judged(db, "2024-12-20")[WECHAT]
    assert answer(one, "media.stale") == (Outcome.UNMEASURED, "evidence-old") and not one.verdict.vetoes


def test_what_comes_after_the_day_asked_about_is_not_known_yet(db: Path) -> None:
    look(db, WECHAT, last="2024-10-01")
    look(db, WECHAT, day="2024-11-25", last="2024-11-24")
    assert answer(judged(db, DAY)[WECHAT], "media.stale") == (Outcome.FAIL, "stale")
    assert answer(judged(db, "2024-11-25")[WECHAT], "media.stale") == (Outcome.PASS, "")


def test_a_list_without_its_day_asks_for_it(db: Path) -> None:
    lines = [POSTS, "微信,yunze_fb,甲,2024-11-01,"]
    assert "--seen" in put(db, lines)
    assert "新增发布记录 1 条" in put(db, lines, "--seen", DAY)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (f"微信,yunze_fb,甲,2024-11-21,{DAY}", "发布时间 2024-11-21 在取得之日"),
        (f"微信,yunze_fb,甲,昨天,{DAY}", "发布时间:看不出是哪一天(昨天)"),
        (f"微信,yunze_fb,甲,,{DAY}", "没有发布时间"),
        (f"微信,nobody,甲,2024-11-01,{DAY}", "登记表里没有这个账号"),
        ("微信,yunze_fb,甲,2024-11-01,2099-01-01", "查看日期:日期 2099-01-01 在今天"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(db: Path, row: str, told: str) -> None:
    assert f"第 2 行:{told}" in put(db, [POSTS, row, f"微信,yunze_fb,乙,2024-11-02,{DAY}"])
    assert judged(db)[WECHAT].looked == DAY


def test_one_name_on_two_platforms_is_told_apart(db: Path) -> None:
    assert "登记表里没有这个账号,或有几个同名的" in put(
        db, ["账号名称,标题,发布时间", "云泽发布,甲,2024-11-01"], "--seen", DAY
    )
    assert "新增发布记录 1 条" in put(
        db, ["平台,账号名称,标题,发布时间", "新浪微博,云泽发布,甲,2024-11-01"], "--seen", DAY
    )
    assert judged(db)[WEIBO].looked == DAY


@pytest.mark.parametrize(
    ("cells", "check", "wanted"),
    [
        ({"talk": "无"}, "media.interaction", "no-interaction"),
        ({"talk": "不能"}, "media.interaction", "no-interaction"),
        ({"talk": "是"}, "media.interaction", ""),
        ({"talk": "是", "menu": "打不开"}, "media.interaction", "menu-dead"),
        ({"found": "否"}, "media.not_findable", "not-found"),
        ({"found": "是"}, "media.not_findable", ""),
        ({"named": "云泽之声"}, "media.renamed", "renamed"),
        ({"named": "云泽发布"}, "media.renamed", ""),
    ],
)
def test_what_a_person_saw(db: Path, cells: dict[str, str], check: str, wanted: str) -> None:
    look(db, WECHAT, **cells)
    assert answer(judged(db)[WECHAT], check) == ((Outcome.FAIL, wanted) if wanted else (Outcome.PASS, ""))


def test_an_answer_that_is_neither_yes_nor_no_is_named(db: Path) -> None:
    assert "能否有效互动应填是或否(待定)" in look(db, WECHAT, talk="待定")


def test_drift_fails_an_account_only_where_the_pack_says_so(db: Path, tmp_path: Path) -> None:
    look(db, WECHAT, named="云泽之声")
    assert not judged(db)[WECHAT].verdict.vetoes
    folder = tmp_path / "packs" / "region"
    folder.mkdir(parents=True)
    text = 'id = "region"\nname = "某地"\nextends = "national-2019"\n[[indicator]]\nid = "drift.media.renamed"\nkind = "veto"\n'
    (folder / "pack.toml").write_text(text, "utf-8")
    vetoes = judged(db, pack="region", own=tmp_path / "packs")[WECHAT].verdict.vetoes
    assert [item.indicator for item in vetoes] == ["drift.media.renamed"]
    assert "更名未登记" in said("register", "check", "--db", str(db))


def test_a_feed_is_read_in_beijing_days(db: Path) -> None:
    text = RSS.format(title="云泽交警", built=BUILT, first="Thu, 12 Nov 2024 17:30:00 GMT")
    told = put(db, [text], name="feed.xml")
    assert "新增发布记录 2 条,查看记录 1 条,未采用 1 处" in told and "1 条没有日期" in told
    office = Office.open(db)
    days = [row["day"] for row in office.db.execute("SELECT day FROM account_post ORDER BY day")]
    assert days == ["2024-11-03", "2024-11-13"]
    assert answer(judged(db)[DOUYIN], "media.stale") == (Outcome.PASS, "")


def test_a_feed_of_nobody_and_of_no_day_is_refused(db: Path) -> None:
    path = db.parent / "feed.xml"
    path.write_text(RSS.format(title="别处", built="", first=""), "utf-8")
    result = auditor("media", "import", str(path), "--db", str(db))
    assert result.exit_code == 2 and "--account" in result.stderr
    result = auditor("media", "import", str(path), "--account", DOUYIN, "--db", str(db))
    assert result.exit_code == 2 and "--seen" in result.stderr
    assert "查看记录 1 条" in said("media", "import", str(path), "--account", DOUYIN, "--seen", DAY, "--db", str(db))


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>&x;</title></channel></rss>',
        "<rss", '<feed xmlns="http://www.w3.org/2005/Atom"><title>\u202e甲</title><updated>9999-99-99</updated></feed>',
    ],
)  # fmt: skip
def test_hostile_feeds_do_no_harm(tmp_path: Path, text: str) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(text, "utf-8")
    try:
        feed = read_feed(path)
    except UsageError:
        return
    assert "root:" not in feed.title and "\u202e" not in feed.title and not feed.posts


def test_what_is_no_list_is_refused(db: Path) -> None:
    (db.parent / "a.csv").write_text("甲,乙\n1,2\n", "utf-8")
    result = auditor("media", "import", str(db.parent / "a.csv"), "--db", str(db))
    assert result.exit_code == 2 and "发布清单" in result.stderr


def test_the_sheet_goes_out_and_comes_back(db: Path, tmp_path: Path) -> None:
    path = tmp_path / "查看.xlsx"
    assert "账号 3 个" in said("media", "sheet", str(path), "--db", str(db))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = {str(cell.value): cell.column for cell in sheet[1]}
    for name, value in (("查看日期", date(2024, 11, 20)), ("最近更新日期", "2024-01-01"), ("能否有效互动", "否")):
        sheet.cell(3, heads[name]).value = value
    book.save(path)
    assert "查看记录 1 条,未采用 0 处" in said("media", "import", str(path), "--db", str(db))
    assert "查看记录 0 条" in said("media", "import", str(path), "--db", str(db)), "the same file says nothing new"
    told = said("media", "judge", "--as-of", DAY, "--db", str(db))
    assert "微博 云泽发布(云泽市人民政府办公室):不合格;不能有效互动;最近一次更新是 2024-01-01" in told
    assert "账号 3 个:合格 0,不合格 1,不能判定 2(初判);不更新 0、长期不更新 1、从未更新 0,更新情况未能检测 2" in told
    lines = [
        json.loads(line)
        for line in said("media", "judge", "--as-of", DAY, "--format", "json", "--db", str(db)).splitlines()
    ]
    assert [line["verdict"]["grade"] for line in lines] == ["undecided", "unqualified", "undecided"]


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://weibo.com/u/1234567?from=x", ("微博", "1234567")), ("http://www.weibo.com/yunzefabu/", ("微博", "yunzefabu")),
        ("https://weibo.com/n/%E4%BA%91%E6%B3%BD", ("微博", "云泽")), ("https://weibo.com/1234567/AbCdE", None),
        ("https://service.weibo.com/share/share.php?url=x", None), ("https://weibo.com/login", None),
        ("https://www.douyin.com/user/MS4abc", ("抖音", "MS4abc")), ("https://www.douyin.com/video/1", None),
        ("https://www.toutiao.com/c/user/token/MS4/?x=1", ("头条", "MS4")), ("https://evil.cn/weibo.com/u/1234567", None),
        ("https://mp.weixin.qq.com/mp/profile_ext?action=home&__biz=MzA==&scene=1", ("微信", "MzA==")), ("", None),
    ],
)  # fmt: skip
def test_addresses_that_open_an_account(url: str, wanted: tuple[str, str] | None) -> None:
    found = entry_of(url)
    assert (found and (found.platform, found.account)) == wanted


def test_entries_of_a_site_are_held_against_the_register(db: Path, tmp_path: Path) -> None:
    (tmp_path / "sites.csv").write_text(
        "网站名称,首页网址,主办单位\n云泽市政府网,http://www.yunze.gov.cn/,云泽市人民政府办公室\n", "utf-8"
    )
    said("register", "import", str(tmp_path / "sites.csv"), "--db", str(db))
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    rows: list[dict[str, Any]] = [
        {"url": "https://weibo.com/u/7654321", "first_page": "http://www.yunze.gov.cn/"}, {"url": "http://www.yunze.gov.cn/a.html"},
    ]  # fmt: skip
    (bundle / "links.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (bundle / "summary.json").write_text(json.dumps({"site": "http://www.yunze.gov.cn/"}), "utf-8")
    told = said("media", "entries", str(bundle), "--db", str(db))
    assert "有入口而未登记:微博 https://weibo.com/u/7654321(见于 http://www.yunze.gov.cn/)" in told
    assert "登记而没有发现入口:微博 云泽发布" in told and "云泽交警" not in told
    (bundle / "links.jsonl").write_text(json.dumps({"url": "https://weibo.com/u/1234567"}), "utf-8")
    told = said("media", "entries", str(bundle), "--db", str(db))
    assert "入口 1 个,已登记 1 个" in told and "没有发现入口" not in told
    assert auditor("media", "entries", str(tmp_path / "none"), "--db", str(db)).exit_code == 2


def test_results_enter_a_campaign_after_a_person_looked_through_them(db: Path, tmp_path: Path) -> None:
    look(db, WECHAT, last="2024-01-01", talk="是")
    look(db, WEIBO, last="2024-11-19", talk="是")
    path = tmp_path / "结果.xlsx"
    assert "账号 3 个" in said("media", "judge", "--as-of", DAY, "--out", str(path), "--db", str(db))
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2)]
    assert [(row[0], row[6], row[7]) for row in rows] == [
        ("微信", "不合格", "内容不更新"),
        ("微博", "待核实", ""),
        ("抖音", "未能检测", ""),
    ]
    told = said("campaign", "import-results", "2024Q4", str(path), "--db", str(db))
    assert "导入结果 3 条" in told
    shown = said("campaign", "figures", "2024Q4", "--db", str(db))
    assert "不合格(已核实) 1,待核实 1,未能检测 1" in shown
    assert auditor("media", "judge", "--out", str(path), "--db", str(db)).exit_code == 2, "nothing is overwritten"


def test_every_reason_has_its_sentence(db: Path) -> None:
    look(db, WECHAT, last="从未更新", talk="否", found="否", named="别名")
    found = [one for account in judged(db).values() for one in account.findings]
    assert all(one.message and "{" not in one.message for one in found) and {one.reason for one in found} <= set(TEXTS)
