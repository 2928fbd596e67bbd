"""The register: files as offices keep them, twice imported the same, every change with time and operator."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner, Result

from auditor.cli.app import app
from auditor.store.office import register
from auditor.store.office.database import Office

HEADINGS = [
    "网站名称",
    "首页网址",
    "网站标识码",
    "主办单位",
    "地区",
    "平台",
    "网站状态",
    "联系人",
    "联系人电话",
    "邮箱",
]
PORTAL = [
    "雷山县人民政府",
    "http://www.leishan.gov.cn/",
    "5226340001",
    "雷山县人民政府办公室",
    "雷山县",
    "甲云",
    "正常运行",
    "王五",
    "0855",
    "w@x.cn",
]
BUREAU = ["雷山县财政局", "czj.leishan.gov.cn", "5226340002", "雷山县财政局", "雷山县", "甲云", "", "", "", ""]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "office.db"


def book(path: Path, **sheets: list[list[object]]) -> Path:
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def run(db: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["register", *words, "--db", str(db)])


def put(db: Path, file: Path, operator: str = "张三") -> str:
    result = run(db, "import", str(file), "--operator", operator)
    assert result.exit_code == 0, result.output
    return result.output


def changes(db: Path) -> list[tuple[str, str, object]]:
    rows = Office.open(db).db.execute("SELECT operator, subject, change FROM change ORDER BY id")
    return [(row[0], row[1], json.loads(row[2])) for row in rows]


def test_sites_come_in_with_unit_persons_platform_and_a_number(tmp_path: Path, db: Path) -> None:
    assert "新增 2" in put(db, book(tmp_path / "a.xlsx", 网站=[HEADINGS, PORTAL, BUREAU]))
    office = Office.open(db)
    portal, bureau = register.sites(office)
    assert (portal.number, portal.portal, portal.platform, portal.level) == ("0001", True, "甲云", "county")
    assert (bureau.number, bureau.portal, bureau.url) == ("0002", False, "http://czj.leishan.gov.cn/")
    (person,) = register.contacts_of(office, portal.unit, portal.id)
    assert (person.role, person.name, person.phone, person.mail) == ("联系人", "王五", "0855", "w@x.cn")
    assert register.site_of(office, "5226340002") == bureau


def test_the_same_file_again_changes_nothing(tmp_path: Path, db: Path) -> None:
    file = book(tmp_path / "a.xlsx", 网站=[HEADINGS, PORTAL, BUREAU])
    put(db, file)
    before = changes(db)
    assert "新增 0,更新 0,未变 2" in put(db, file)
    assert changes(db) == before


def test_a_change_is_kept_with_before_after_and_who(tmp_path: Path, db: Path) -> None:
    put(db, book(tmp_path / "a.xlsx", 网站=[HEADINGS, BUREAU]))
    closed = [*BUREAU[:6], "永久下线", *BUREAU[7:]]
    assert "更新 1" in put(db, book(tmp_path / "b.xlsx", 网站=[HEADINGS, closed]), "李四")
    assert changes(db)[-1] == ("李四", "site:0001", {"state": ["running", "closed"]})


def test_an_empty_cell_erases_nothing(tmp_path: Path, db: Path) -> None:
    put(db, book(tmp_path / "a.xlsx", 网站=[HEADINGS, PORTAL]))
    put(db, book(tmp_path / "b.xlsx", 网站=[HEADINGS, [*PORTAL[:2], "", "", "", "", "", "", "", ""]]))
    (site,) = register.sites(Office.open(db))
    assert (site.code, site.organiser, site.platform, site.region) == (
        "5226340001",
        "雷山县人民政府办公室",
        "甲云",
        "雷山县",
    )


def test_three_rows_of_merged_headings_are_read_as_one(tmp_path: Path, db: Path) -> None:
    made = Workbook()
    sheet = made.active
    sheet.append(["某省政府网站基本信息表"] + [None] * 7)
    sheet.append(["网站名称", "首页网址", "网站标识码", "主办单位", "网站负责人", None, None, "所属地区"])
    sheet.append([None, None, None, None, "姓名", "手机", "邮箱", None])
    sheet.append(
        [
            "雷山县人民政府",
            "http://www.leishan.gov.cn/",
            5226340001,
            "雷山县人民政府办公室",
            "赵六",
            "139",
            "z@x.cn",
            "雷山县",
        ]
    )
    sheet.append(
        ["雷山县财政局", "http://czj.leishan.gov.cn/", 5226340002, "雷山县财政局", "钱七", "138", "q@x.cn", None]
    )
    for area in ("A1:H1", "E2:G2", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "H2:H3", "H4:H5"):
        sheet.merge_cells(area)
    made.save(tmp_path / "a.xlsx")
    put(db, tmp_path / "a.xlsx")
    office = Office.open(db)
    sites = list(register.sites(office))
    assert [site.region for site in sites] == ["雷山县", "雷山县"]
    (person,) = register.contacts_of(office, sites[1].unit, sites[1].id)
    assert (person.role, person.name, person.phone, person.mail) == ("负责人", "钱七", "138", "q@x.cn")


def test_units_make_a_tree_of_any_shape_and_no_circle(tmp_path: Path, db: Path) -> None:
    rows = [
        ["单位名称", "上级单位", "地区", "单位类别"],
        ["某省人民政府", "", "某省", "政府"],
        ["雷山县人民政府", "某州人民政府", "雷山县", ""],
        ["某省驻北京办事处", "某省人民政府", "", ""],
        ["某州人民政府", "某省人民政府", "某州", ""],
    ]
    put(db, book(tmp_path / "a.xlsx", 单位=rows))
    said = put(db, book(tmp_path / "b.xlsx", 单位=[rows[0], ["某省人民政府", "雷山县人民政府", "", ""]]))
    office = Office.open(db)
    units = {unit.name: unit for unit in register.units(office)}
    assert register.unit_path(office, units["雷山县人民政府"].id) == ["某省人民政府", "某州人民政府", "雷山县人民政府"]
    assert units["某省驻北京办事处"].kind == "mission"
    assert "在它之下,未采用" in said


def test_one_account_name_may_live_on_two_platforms(tmp_path: Path, db: Path) -> None:
    rows = [
        ["序号", "平台类型", "账号ID", "账号名称", "主办单位", "状态"],
        [1, "微信公众号", "gh_1", "雷山发布", "雷山县人民政府办公室", "正常"],
        [2, "新浪微博", "1234", "雷山发布", "雷山县人民政府办公室", "已注销"],
        [3, "微信公众号", "gh_1", "雷山发布", "雷山县人民政府办公室", "正常"],
        [4, "", "x", "无平台", "雷山县人民政府办公室", ""],
    ]
    said = put(db, book(tmp_path / "a.xlsx", 新媒体=rows))
    accounts = list(register.accounts(Office.open(db)))
    assert [(one.platform, one.account, one.state) for one in accounts] == [
        ("微信", "gh_1", "running"),
        ("微博", "1234", "closed"),
    ]
    assert "第 4 行" in said and "第 5 行:没有平台" in said


def test_a_site_whose_address_changed_keeps_its_number(tmp_path: Path, db: Path) -> None:
    put(db, book(tmp_path / "a.xlsx", 网站=[HEADINGS, PORTAL, BUREAU]))
    moved = [BUREAU[0], "http://www.lscz.gov.cn/", *BUREAU[2:]]
    put(db, book(tmp_path / "b.xlsx", 网站=[HEADINGS, PORTAL, moved]))
    site = register.site_of(Office.open(db), "0002")
    assert site is not None
    assert (site.url, site.aliases) == ("http://www.lscz.gov.cn/", ("http://czj.leishan.gov.cn/",))


def test_what_was_exported_can_be_imported_and_changes_nothing(tmp_path: Path, db: Path) -> None:
    accounts = [["平台类型", "账号ID", "账号名称", "主办单位"], ["抖音", "dy1", "+cmd|calc", "雷山县财政局"]]
    put(db, book(tmp_path / "a.xlsx", 网站=[HEADINGS, PORTAL, BUREAU], 新媒体=accounts))
    assert run(db, "export", str(tmp_path / "out.xlsx")).exit_code == 0
    assert "新增 0,更新 0,未变 3" in put(db, tmp_path / "out.xlsx")


def test_a_region_that_is_new_is_pointed_out(tmp_path: Path, db: Path) -> None:
    put(db, book(tmp_path / "a.xlsx", 网站=[HEADINGS, PORTAL]))
    odd = ["雷山县林业局", "http://lyj.leishan.gov.cn/", "5226340003", "雷山县林业局", "雷山具", "", "", "", "", ""]
    assert "以前没有的地区:雷山具" in put(db, book(tmp_path / "b.xlsx", 网站=[HEADINGS, odd]))


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_file_that_is_no_register_is_refused_and_nothing_is_entered(tmp_path: Path, db: Path, content: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    result = run(db, "import", str(tmp_path / "a.csv"))
    assert result.exit_code == 2
    assert "a.csv" in result.output
    assert changes(db) == []


def test_drift_is_told_from_what_was_seen_and_silence_is_unmeasured(tmp_path: Path, db: Path) -> None:
    twice = [
        "雷山县林业局",
        "http://lyj.leishan.gov.cn/",
        "5226340002",
        "雷山县林业局",
        "雷山县",
        "",
        "关停",
        "",
        "",
        "",
    ]
    thrice = ["雷山县水利局", "http://slj.leishan.gov.cn/", "5226340002", "雷山县水利局", "雷山县", "", "", "", "", ""]
    put(db, book(tmp_path / "a.xlsx", 网站=[HEADINGS, PORTAL, BUREAU, twice, thrice]))
    assert "不符 2 处;未核实(从未看过)3 个" in run(db, "check").output
    for words in (
        ("0001", "dead", "连接超时"), ("0002", "named", "雷山县财政和国资局"), ("0003", "alive"), ("0004", "dead"), ("0004", "alive"),
    ):  # fmt: skip
        assert run(db, "saw", *words, "--operator", "李四").exit_code == 0
    said = run(db, "check").output
    assert "登记为运行,实际打不开:0001 雷山县人民政府 无法访问(连接超时)" in said
    assert "更名未登记:0002" in said
    assert "登记为关停或迁移,实际仍能访问:0003" in said
    assert "网站标识码重复:0004 雷山县水利局 标识码 5226340002 与 0002" in said
    assert "打不开:0004" not in said
    assert "未核实(从未看过)0 个" in said


def test_seeing_what_nobody_registered_is_refused(db: Path) -> None:
    result = run(db, "saw", "微信/gh_9", "not-found")
    assert result.exit_code == 2 and "微信/gh_9" in result.output
