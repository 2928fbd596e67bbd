"""Two published quarters: every figure as it was printed, and what was printed wrongly is noticed."""

from pathlib import Path

import pytest

from auditor.campaign.circular.building import circular
from auditor.campaign.circular.rules import Rules
from auditor.campaign.quarters import history, quarter
from auditor.campaign.results.importing import Entry, import_results
from auditor.model.statistics import TOTAL, Circular, percent, share
from auditor.store.office.database import Office
from tests.campaign import quarters_in_files as quarters


def rate(circular: Circular, table: str, line: str = TOTAL, digits: int = 2) -> str:
    found = circular.table(table)
    assert found is not None
    one = found.line(line)
    assert one is not None, f"{line} not in {[line.name for line in found.lines]}"
    return percent(one.rate, digits)


def counts(circular: Circular, table: str, line: str = TOTAL) -> dict[str, int]:
    found = circular.table(table)
    assert found is not None
    one = found.line(line)
    assert one is not None
    return dict(one.counts)


def entered(folder: Path, name: str, file: Path, rules: Rules) -> Circular:
    office = Office.open(folder / "office.db")
    import_results(office, file, Entry(name, "张三"))
    return circular(quarter(office, name), history(office, name), rules)


@pytest.fixture(scope="module")
def a(tmp_path_factory: pytest.TempPathFactory) -> Circular:
    folder = tmp_path_factory.mktemp("a")
    return entered(folder, "2020Q2", quarters.province_a(folder), Rules(digits=1, ranking=5))


@pytest.fixture(scope="module")
def b(tmp_path_factory: pytest.TempPathFactory) -> Circular:
    folder = tmp_path_factory.mktemp("b")
    return entered(folder, "2022Q4", quarters.region_b(folder), Rules())


def test_province_a_prints_its_sites(a: Circular):
    assert counts(a, "site")["sampled"] == 305 and counts(a, "site")["failed"] == 12
    assert rate(a, "site", digits=1) == "96.1"


def test_province_a_prints_its_scores(a: Circular):
    assert counts(a, "portal") == {"sampled": 145, "vetoed": 8, "scored": 137}
    band = a.table("band")
    assert band is not None
    assert [line.counts["count"] for line in band.lines] == [2, 9, 67, 51, 7, 1]
    assert [str(one.score) for one in a.best] == ["103", "100.5", "97.4", "97", "94.4"]
    assert [str(one.score) for one in a.worst] == ["58.5", "62", "65", "67", "67.5"]
    assert counts(a, "high", "90 分及以上") == {"count": 11} and counts(a, "high", "100 分及以上") == {"count": 2}


@pytest.mark.parametrize(
    ("platform", "sampled", "failed", "printed"),
    [("微博", 72, 0, "100"), ("微信", 177, 3, "98.3"), ("客户端", 9, 0, "100"), ("抖音", 26, 1, "96.2"), ("头条", 8, 1, "87.5"),
     ("其他", 10, 0, "100"), (TOTAL, 302, 5, "98.3")],
)  # fmt: skip
def test_province_a_prints_its_accounts(a: Circular, platform: str, sampled: int, failed: int, printed: str):
    table = "account" if platform == TOTAL else "account-platform"
    line = counts(a, table, platform)
    assert (line["sampled"], line["failed"], rate(a, table, platform, 1)) == (sampled, failed, printed)


def test_nothing_is_wrong_in_province_a(a: Circular):
    assert [note.text for note in a.notes if note.wrong] == []


def test_region_b_prints_its_sites(b: Circular):
    line = counts(b, "site")
    assert (line["registered"], line["sampled"], line["passed"], line["failed"]) == (267, 120, 53, 67)
    assert percent(share(line["sampled"], line["registered"])) == "44.94" and rate(b, "site") == "44.17"


@pytest.mark.parametrize(
    ("region", "printed"),
    [("省直部门", "50"), ("L市", "77.78"), ("R市", "80"), ("S市", "13.33"), ("N市", "20"), ("C市", "14.29"), ("Q市", "0"),
     ("A区", "31.25")],
)  # fmt: skip
def test_region_b_prints_its_units(b: Circular, region: str, printed: str):
    assert rate(b, "site-region", region) == printed


def test_region_b_counts_seventy_vetoes_on_sixty_seven_sites(b: Circular):
    table = b.table("veto")
    assert table is not None
    assert {line.name: line.counts["count"] for line in table.lines} == {
        "栏目不更新": 62,
        "互动回应差": 7,
        "首页不更新": 1,
    }
    assert any("70 项分布在 67 个网站" in note.text for note in b.notes)


@pytest.mark.parametrize(
    ("platform", "printed", "digits"), [("微信", "61", 0), ("微博", "37.5", 1), ("抖音", "50", 0), ("头条", "80", 0)]
)
def test_region_b_prints_its_accounts(b: Circular, platform: str, printed: str, digits: int):
    assert rate(b, "account-platform", platform, digits) == printed
    assert rate(b, "account", digits=0) == "60"


def test_region_b_tells_the_causes_of_its_accounts_from_the_named_list(b: Circular):
    table = b.table("account-cause")
    assert table is not None
    causes = {line.name: line.counts["count"] for line in table.lines}
    assert causes == dict(quarters.CAUSES_B) and sum(causes.values()) == 59


def test_what_does_not_agree_in_region_b_is_noticed(b: Circular):
    wrong = [note.text for note in b.notes if note.wrong]
    assert len(wrong) == 2
    assert "各行合计 143、总数 146" in wrong[0] and "有 3 个账号(其中不合格 1 个)未列入任何一行" in wrong[0]
    assert "「抖音」" in wrong[1] and "名单中有 7 个不合格,表中为 6" in wrong[1]


def test_every_counted_figure_is_the_size_of_its_list(a: Circular):
    for table in a.tables:
        for line in table.lines:
            for column, members in line.members.items():
                assert len(members) == line.counts[column]
                assert all(a.quarter.results[at].kind is table.kind.kind for at in members)
