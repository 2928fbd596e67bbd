"""The register of sites: whatever shape it comes in, rows that can be read are used and the others are named."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from auditor.crawl.registerfile import read_register
from auditor.crawl.registerrows import _address, _taken_apart
from auditor.model.options import UsageError
from auditor.model.register import Register, RegisterHost

HEADINGS = [
    "序号",
    "网站名称",
    "首页网址",
    "网站标识码",
    "主办单位",
    "ICP备案编号",
    "公安机关备案号",
    "党政机关网站标识",
    "是否支持IPv6",
    "联系方式",
]
PORTAL = [
    1, "云泽市人民政府", "http://www.yunze.gov.cn/", 4405000001, "云泽市人民政府办公室", "粤ICP备05070218号-1", 44050002000101, "A" * 32,
    "是", "0754-8800000",
]  # fmt: skip


def workbook(path: Path, *rows: list[object], merge: tuple[str, ...] = ()) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for area in merge:
        book.active.merge_cells(area)
    book.save(path)
    return path


def text(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding))
    return path


def noted(register: Register) -> list[tuple[int, str]]:
    return [(note.row, note.reason) for note in register.notes]


def test_a_row_is_read_whatever_the_order_of_columns(tmp_path: Path):
    order = [6, 3, 9, 0, 2, 8, 5, 1, 7, 4]
    path = workbook(tmp_path / "表.xlsx", [HEADINGS[i] for i in order], [PORTAL[i] for i in order])
    (entry,) = read_register(path).entries
    assert (entry.row, entry.name, entry.url, entry.code) == (
        2,
        "云泽市人民政府",
        "http://www.yunze.gov.cn/",
        "4405000001",
    )
    assert entry.hosts == (RegisterHost("yunze.gov.cn"),)
    assert (entry.organiser, entry.icp, entry.police) == (
        "云泽市人民政府办公室",
        "粤ICP备05070218号-1",
        "44050002000101",
    )
    assert (entry.conac, entry.ipv6, entry.contact) == ("A" * 32, True, "0754-8800000")


@pytest.mark.parametrize(
    "headings",
    [
        ["名称", "网址", "标识码"],
        ["站点名称", "网站首页网址", "政府网站标识码"],
        ["网 站 名 称", "首页网址（URL，如www.xxx.gov.cn）", "网站标识码(10位)"],
        ["SiteName", "URL", "SiteIDCode"],
        ["*网站名称", "域名：", "网站标识码\n（必填）"],
    ],
)
def test_columns_are_known_by_many_names(tmp_path: Path, headings: list[str]):
    path = workbook(tmp_path / "a.xlsx", headings, ["云泽市财政局", "czj.yunze.gov.cn", "4405000002"])
    (entry,) = read_register(path).entries
    assert (entry.name, entry.url, entry.code) == ("云泽市财政局", "http://czj.yunze.gov.cn/", "4405000002")


def test_columns_of_other_bodies_and_persons_are_not_mistaken(tmp_path: Path):
    headings = ["网站名称", "网址", "网站标识码", "主管单位", "承办单位", "负责人联系电话", "主办单位", "备案时间"]
    row = ["云泽", "www.yunze.gov.cn", "4405000001", "省政府", "信息中心", "13800000000", "市政府办", "2020-01-01"]
    (entry,) = read_register(workbook(tmp_path / "a.xlsx", headings, row)).entries
    assert (entry.organiser, entry.contact, entry.icp) == ("市政府办", "", "")


def test_merged_headings_in_two_rows_below_a_title(tmp_path: Path):
    rows: list[list[object]] = [
        ["政府网站基本信息表"], ["填报单位:云泽市"], [],
        ["网站名称", "网址", "网站标识码", "备案信息"],
        [None, None, None, "ICP备案号", "公安备案号"],
        ["云泽", "www.yunze.gov.cn", "4405000001", "粤ICP备05070218号", "粤公网安备44050002000101号"],
    ]  # fmt: skip
    path = workbook(tmp_path / "a.xlsx", *rows, merge=("A1:E1", "A4:A5", "B4:B5", "C4:C5", "D4:E4"))
    register = read_register(path)
    (entry,) = register.entries
    assert (entry.row, entry.code, entry.icp, entry.police) == (6, "4405000001", "粤ICP备05070218号", "44050002000101")
    assert not register.notes


def test_a_value_merged_over_rows_holds_for_all(tmp_path: Path):
    rows: list[list[object]] = [
        ["网站名称", "网址", "主办单位"],
        ["甲", "a.gov.cn", "云泽市政府办"],
        ["乙", "b.gov.cn", None],
    ]
    found = read_register(workbook(tmp_path / "a.xlsx", *rows, merge=("C2:C3",)))
    assert [entry.organiser for entry in found.entries] == ["云泽市政府办", "云泽市政府办"]


def test_addresses_without_scheme_with_port_path_and_several_in_a_cell(tmp_path: Path):
    rows: list[list[object]] = [
        HEADINGS[1:4],
        ["甲", "WWW.Yunze.gov.cn", ""], ["乙", "http:\\\\b.gov.cn:8080/czj/index.html", ""],
        ["丙", "http：//c.gov.cn、https://www.d.gov.cn", ""], ["丁", "云泽.政务", ""],
    ]  # fmt: skip
    entries = read_register(workbook(tmp_path / "a.xlsx", *rows)).entries
    assert [entry.hosts[0] for entry in entries] == [
        RegisterHost("yunze.gov.cn"), RegisterHost("b.gov.cn", 8080, "/czj/"), RegisterHost("c.gov.cn"),
        RegisterHost("xn--9kqp55e.xn--zfr164b"),
    ]  # fmt: skip
    assert entries[2].hosts[1] == RegisterHost("d.gov.cn")


def test_rows_that_cannot_be_used_are_listed_with_number_and_reason(tmp_path: Path):
    rows: list[list[object]] = [
        HEADINGS[1:7], [], ["甲", "a.gov.cn", "4405000001", "", "", ""],
        ["乙", "没有网址", "4405000002", "", "", ""], ["丙", None, "4405000003", "", "", ""],
        ["丁", "d.gov.cn", "440500", "", "乱写", "4.40502E+13"], ["戊", "e.gov.cn", "4405000001", "", "", ""],
        ["己", "http://www.a.gov.cn/", "4405000009", "", "", ""], ["合计", None, None, None, None, None],
    ]  # fmt: skip
    register = read_register(workbook(tmp_path / "a.xlsx", *rows))
    assert [(entry.row, entry.code) for entry in register.entries] == [(3, "4405000001"), (6, ""), (7, "4405000001")]
    assert noted(register) == [
        (4, "url-invalid"), (5, "no-url"), (6, "code-malformed"), (6, "number-rounded"), (6, "icp-malformed"),
        (7, "code-duplicate"), (8, "url-duplicate"), (9, "no-url"),
    ]  # fmt: skip
    assert [note.row for note in register.notes if note.used] == [6, 6, 6, 7]
    assert all(note.text and "{" not in note.text for note in register.notes)
    assert "第 3 行" in register.notes[5].text
    assert register.shared_codes() == {"4405000001"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_in_every_encoding_and_with_every_separator(tmp_path: Path, encoding: str, delimiter: str):
    lines = [delimiter.join(HEADINGS[1:4]), delimiter.join(["云泽市", "www.yunze.gov.cn", "'4405000001"])]
    (entry,) = read_register(text(tmp_path / "a.csv", "\r\n".join(lines), encoding)).entries
    assert (entry.name, entry.code) == ("云泽市", "4405000001")


def test_what_a_file_is_decides_its_content_not_its_name(tmp_path: Path):
    path = workbook(tmp_path / "a.csv", HEADINGS, PORTAL)
    assert len(read_register(path).entries) == 1
    assert len(read_register(text(tmp_path / "b.xlsx", "网站名称,网址\n云泽,www.yunze.gov.cn\n")).entries) == 1


def test_several_sheets_are_read_and_hidden_ones_are_not(tmp_path: Path):
    book = Workbook()
    book.active.title = "市直"
    other, hidden, prose = book.create_sheet("区县"), book.create_sheet("旧"), book.create_sheet("说明")
    for sheet, host in ((book.active, "a.gov.cn"), (other, "b.gov.cn"), (hidden, "c.gov.cn")):
        sheet.append(["网站名称", "网址"])
        sheet.append(["某", host])
    prose.append(["本表由办公室填写"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    register = read_register(tmp_path / "a.xlsx")
    assert [(entry.sheet, entry.hosts[0].host) for entry in register.entries] == [
        ("市直", "a.gov.cn"),
        ("区县", "b.gov.cn"),
    ]
    assert [(note.sheet, note.reason) for note in register.notes] == [("说明", "no-heading")]


def test_files_that_cannot_be_used_are_named_with_what_they_are(tmp_path: Path):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    cases = {
        "old.xls": (ole, r"已损坏,或不是 \.xls 工作簿.*另存为不加密的 \.xlsx"),
        "locked.xlsx": (ole + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
        "cut.xlsx": (b"PK\x03\x04" + b"\0" * 50, "已损坏"),
        "web.xls": (b"<html><table><tr><td>x</td></tr></table></html>", "其实是网页"),
        "photo.png": (b"\x89PNG\r\n\x1a\n\xff\xff\xfe\x00\x81", "既不是 xlsx"),
        "big.csv": (b"x" * (20 << 20) + b"xx", "超过 20 MB"),
    }
    for name, (data, message) in cases.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(UsageError, match=message) as said:
            read_register(tmp_path / name)
        assert name in str(said.value)
    with pytest.raises(UsageError, match="无法读取基本信息表"):
        read_register(tmp_path / "none.xlsx")


def test_a_workbook_that_swells_is_refused(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (61 << 20))
    with pytest.raises(UsageError, match="解压后超过"):
        read_register(tmp_path / "bomb.xlsx")


def test_an_empty_file_and_one_without_headings_say_so_or_nothing(tmp_path: Path):
    assert read_register(text(tmp_path / "a.csv", "")).entries == ()
    register = read_register(text(tmp_path / "b.csv", "云泽,4405000001\n财政,4405000002\n"))
    assert (register.entries, noted(register)) == ((), [(1, "no-heading")])


def test_a_formatted_cell_far_away_does_not_hang_it(tmp_path: Path):
    book = Workbook()
    book.active.append(["网站名称", "网址"])
    book.active.append(["云泽", "www.yunze.gov.cn"])
    book.active["XFD1048576"] = " "
    book.save(tmp_path / "a.xlsx")
    assert len(read_register(tmp_path / "a.xlsx").entries) == 1


@given(
    scheme=st.sampled_from(("", "http://", "https://")),
    labels=st.lists(st.from_regex(r"[a-z0-9-]{1,64}", fullmatch=True), min_size=1, max_size=5),
    last=st.sampled_from(("cn", "com", "gov", "1", "12", "0x1f", "a1", "a-", "xn--fiqs8s", "xn--x")),
    end=st.sampled_from(("", "/")),
)
def test_an_ordinary_address_is_read_as_if_it_had_been_taken_apart(
    scheme: str, labels: list[str], last: str, end: str
) -> None:
    word = f"{scheme}{'.'.join([*labels, last])}{end}"
    assert _address(word) == _taken_apart(word)
