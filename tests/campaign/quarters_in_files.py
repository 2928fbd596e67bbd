"""Two published quarters as an office would hand them in: workbooks of results, of printed lines, of names."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path

from openpyxl import Workbook

Cells = Sequence[object]

BEST = (103, 100.5, 97.4, 97, 94.4)
WORST = (58.5, 62, 65, 67, 67.5)
PLATFORMS_A = (("微博", 72, 0), ("微信", 177, 3), ("客户端", 9, 0), ("抖音", 26, 1), ("头条", 8, 1), ("其他", 10, 0))
UNITS_B = (
    ("省直部门", 34, 17), ("L市", 27, 21), ("R市", 5, 4), ("S市", 15, 2), ("N市", 15, 3), ("C市", 7, 1), ("Q市", 1, 0), ("A区", 16, 5),
)  # fmt: skip
PRINTED_B = (("微信", 118, 46, "61%"), ("微博", 8, 5, "37.5%"), ("抖音", 12, 6, "50%"), ("头条", 5, 1, "80%"))
NAMED_B = {"微信": 46, "微博": 5, "抖音": 7, "头条": 1}
CAUSES_B = (("两周未更新", 13), ("半年未更新", 5), ("开设后从未更新", 27), ("更名未备案", 4), ("查找不到", 10))
SITES = ("网站名称", "网址", "地区", "是否门户", "检查结果", "得分", "单项否决")


def workbook(path: Path, *sheets: tuple[str, Sequence[Cells]]) -> Path:
    """Write sheets of rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def province_a(folder: Path) -> Path:
    """Second quarter of 2020: every site and every account with its result."""
    return workbook(folder / "2020Q2.xlsx", ("网站", [SITES, *_sites_a()]), ("政务新媒体", _accounts_a()))


def _sites_a() -> list[Cells]:
    between = [92, 93, 91.5, 90, 94] + [85.25] * 67 + [75] * 51 + [68] * 3
    scores = [*BEST, *between, *WORST]
    assert len(scores) == 5 + 5 + 67 + 51 + 3 + 5
    scores.append(91)  # Seven of 90—100 in all, with the best three of them above.
    numbers = count(1)
    rows: list[Cells] = []
    for score in scores:
        n = next(numbers)
        rows.append(
            (f"门户{n}", f"www.p{n}.gov.cn", f"第{n % 14}市", "是", "合格" if score >= 60 else "不合格", score, "")
        )
    for _ in range(145 - len(scores)):
        n = next(numbers)
        rows.append((f"门户{n}", f"www.p{n}.gov.cn", f"第{n % 14}市", "是", "不合格", "", "栏目不更新"))
    for n in range(305 - len(rows)):
        failed = n < 3
        rows.append(
            (
                f"部门{n}",
                f"d{n}.p.gov.cn",
                "省直部门",
                "",
                "不合格" if failed else "合格",
                "",
                "互动回应差" if failed else "",
            )
        )
    return rows


def _accounts_a() -> list[Cells]:
    rows: list[Cells] = [("平台", "账号名称", "账号ID", "检查结果", "不合格原因")]
    for platform, sampled, failed in PLATFORMS_A:
        for n in range(sampled):
            fails = n < failed
            rows.append(
                (platform, f"{platform}发布{n}", f"id{n}", "不合格" if fails else "合格", "内容不更新" if fails else "")
            )
    return rows


def region_b(folder: Path) -> Path:
    """Fourth quarter of 2022: sites one by one, of the accounts only the printed lines and the named list."""
    printed: list[Cells] = [
        ("统计表", "项目", "总数", "抽查数", "合格数", "不合格数", "合格率"),
        ("政府网站", "合计", 267, 120, 53, "", "44.17%"),
        ("政务新媒体", "合计", 1203, 146, "", 59, "60%"),
        *(("政务新媒体分平台情况", name, "", sampled, "", failed, rate) for name, sampled, failed, rate in PRINTED_B),
    ]
    return workbook(
        folder / "2022Q4.xlsx",
        ("网站", [SITES, *_sites_b()]),
        ("统计", printed),
        ("政务新媒体不合格名单", _names_b()),
    )


def _sites_b() -> list[Cells]:
    rows: list[Cells] = []
    failing = 0
    for region, sampled, passed in UNITS_B:
        for n in range(sampled):
            fails = n >= passed
            rows.append((
                f"{region}网站{n}", f"w{len(rows)}.b.gov.cn", region, "", "不合格" if fails else "合格", "",
                _vetoes_b(failing) if fails else "",
            ))  # fmt: skip
            failing += fails
    return rows


def _vetoes_b(n: int) -> str:
    """70 vetoes on 67 sites: 62 for columns, 7 for interaction, one for the home page; three sites have two."""
    if n < 59:
        return "栏目不更新"
    return ("栏目不更新、互动回应差", "互动回应差", "首页不更新")[0 if n < 62 else 1 if n < 66 else 2]


def _names_b() -> list[Cells]:
    causes = [cause for cause, number in CAUSES_B for _ in range(number)]
    platforms = [name for name, number in NAMED_B.items() for _ in range(number)]
    pairs = enumerate(zip(platforms, causes, strict=True))
    return [("平台", "账号名称", "不合格原因"), *((where, f"账号{n}", why) for n, (where, why) in pairs)]
