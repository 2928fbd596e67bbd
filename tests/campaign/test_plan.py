"""The plan of a campaign: what must be in is in, the rest is drawn, and anybody can draw it again."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from auditor.campaign import plan
from auditor.model.campaign import Why, Window
from auditor.model.office import Site
from auditor.model.result import Conclusion, Kind, Named, Result
from auditor.store.office import campaigns, register, results
from auditor.store.office.database import Office, OfficeError
from tests.campaign.made import auditor, registered, said, town

WINDOW = Window(date(2026, 10, 1), date(2026, 10, 20))


@pytest.fixture
def db(tmp_path: Path) -> Path:
    rows = [town(n, "甲县" if n % 3 else "乙县", portal=n in (1, 2)) for n in range(1, 41)]
    return registered(tmp_path, *rows)


def wish(**changes: object) -> plan.Wish:
    return plan.Wish(**{"name": "2026Q4", "window": WINDOW, "scope": "sample", "seed": 7, **changes})  # type: ignore[arg-type]


def new(db: Path, name: str, *words: str) -> str:
    return said("campaign", "new", name, "--window", "2026-10-01..2026-10-20", "--db", str(db), *words)


def numbers(db: Path, name: str) -> list[str]:
    return [site.number for site in register.sites(Office.open(db), name)]


def test_all_means_all_that_run(db: Path) -> None:
    assert "共 40 个网站" in new(db, "2026Q4")


def test_every_stratum_gets_at_least_its_share_and_portals_are_in(db: Path) -> None:
    new(db, "2026Q4", "--scope", "sample", "--ratio", "30%", "--seed", "7")
    campaign = campaigns.get(Office.open(db), "2026Q4")
    strata = campaign.plan["strata"]
    assert isinstance(strata, list) and len(strata) == 4
    assert all(one["chosen"] >= Fraction(3, 10) * one["size"] for one in strata)
    assert {"0001", "0002"} <= set(numbers(db, "2026Q4"))
    assert sum(one["chosen"] for one in strata) == len(numbers(db, "2026Q4")) < 20


def test_a_seed_draws_the_same_sites_whatever_the_order_and_another_seed_others(db: Path) -> None:
    sites = list(register.sites(Office.open(db)))

    def drawn(pool: list[Site], seed: int) -> set[int]:
        return {site for site, _ in plan.draw(pool, wish(seed=seed), (), ()).chosen}

    assert drawn(sites, 7) == drawn(sites[::-1], 7) != drawn(sites, 8)


def test_the_draw_of_a_seed_is_fixed_for_ever() -> None:
    sites = [
        Site(n, f"{n:04d}", "", f"http://s{n}.gov.cn/", "", 1, "", "甲县", "", False, "", "running") for n in range(10)
    ]
    assert [site for site, _ in plan.draw(sites, wish(seed=2026), (), ()).chosen] == [2, 5, 7]


def test_what_failed_last_quarter_is_in_again_unless_said_otherwise(db: Path) -> None:
    office = Office.open(db)
    sites = {site.id: site for site in register.sites(office)}
    outcome = {31: Conclusion.FAIL, 32: Conclusion.FAIL, 33: Conclusion.PASS, 34: Conclusion.PENDING}
    with office.transaction():
        read = [Result(Kind.SITE, sites[n].url, sites[n].name, conclusion) for n, conclusion in outcome.items()]
        results.put(office, "2026Q3", [*read, Named(Kind.SITE, sites[35].name)], replacing=False)
    office.close()
    new(db, "2026Q4", "--scope", "sample", "--ratio", "1%", "--seed", "7")
    new(db, "2026Q4b", "--scope", "sample", "--ratio", "1%", "--seed", "7", "--no-failed", "--no-portals")
    office = Office.open(db)
    why = {one.site: one.why for one in campaigns.planned(office, campaigns.get(office, "2026Q4"))}
    assert [site for site, reason in why.items() if reason is Why.FAILED_BEFORE] == [31, 32, 35]
    assert len(numbers(db, "2026Q4b")) == 4


def test_named_sites_are_in_or_out(db: Path, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("0040  # 群众反映\n4400000039\n", "utf-8")
    (tmp_path / "out.txt").write_text("http://www.t1.gov.cn\n", "utf-8")
    lists = ["--include", str(tmp_path / "in.txt"), "--exclude", str(tmp_path / "out.txt")]
    new(db, "2026Q4", "--scope", "sample", "--ratio", "1%", *lists)
    assert {"0039", "0040"} <= set(numbers(db, "2026Q4"))
    assert "0001" not in numbers(db, "2026Q4")


def test_a_name_that_is_not_registered_opens_nothing(db: Path, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("9999\n", "utf-8")
    result = auditor(
        "campaign",
        "new",
        "2026Q4",
        "--window",
        "2026-10-01..2026-10-20",
        "--include",
        str(tmp_path / "in.txt"),
        "--db",
        str(db),
    )
    assert result.exit_code == 2 and "9999" in result.output
    with pytest.raises(OfficeError):
        campaigns.get(Office.open(db), "2026Q4")


def test_the_second_to_open_a_campaign_is_told_who_was_first(db: Path) -> None:
    new(db, "2026Q4", "--operator", "张三")
    result = auditor(
        "campaign", "new", "2026Q4", "--window", "2026-10-01..2026-10-20", "--db", str(db), "--operator", "李四"
    )
    assert result.exit_code == 2
    assert "张三" in result.output


def test_the_list_can_be_signed_and_says_how_it_was_drawn(db: Path, tmp_path: Path) -> None:
    new(db, "2026Q4", "--scope", "sample", "--seed", "7", "--list", str(tmp_path / "list.xlsx"))
    rows = list(load_workbook(tmp_path / "list.xlsx").active.iter_rows(values_only=True))
    cells = [str(cell) for row in rows for cell in row if cell]
    assert any("比例不低于 30%,随机数种子 7" in cell for cell in cells)
    assert {"抽样人:", "复核人:", "批准人:", "门户网站必查"} <= set(cells)
    assert sum(row[0] is not None and str(row[0]).isdigit() for row in rows) == len(numbers(db, "2026Q4"))


@pytest.mark.parametrize(
    ("today", "wanted"),
    [
        (date(2026, 10, 1), ["2026-10-14 开始(还有 13 天)", "2026-10-07 开始(还有 6 天)"]),
        (date(2026, 10, 14), ["2026-10-14 开始(就是今天)", "2026-10-07 开始,已经来不及"]),
        (date(2026, 10, 15), ["2026-10-14 开始,已经来不及", "2026-10-07 开始,已经来不及"]),
    ],
)
def test_it_says_by_when_watching_must_begin(today: date, wanted: list[str]) -> None:
    lines = plan.watching(WINDOW, "", today)
    assert all(text in line for text, line in zip(wanted, lines, strict=True))


@pytest.mark.parametrize(
    "words",
    [
        ("--window", "2026-10-20..2026-10-01"), ("--window", "十月"), ("--ratio", "0"), ("--ratio", "abc"), ("--ratio", "130%"),
        ("--by", "colour"), ("--delay", "-1"), ("--profile", "none"),
        ("--pack", "nosuch"),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_is_refused_in_words(db: Path, words: tuple[str, str]) -> None:
    window = () if words[0] == "--window" else ("--window", "2026-10-01..2026-10-20")
    result = auditor("campaign", "new", "2026Q4", *window, *words, "--db", str(db))
    assert (
        result.exit_code == 2
        and {"--profile": "none", "--pack": "nosuch"}.get(words[0], words[0].lstrip("-")) in result.output
    )
