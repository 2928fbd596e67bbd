"""What a pack asks of the visits is what is done and what is judged by."""

from pathlib import Path

import pytest

from auditor.campaign.availability.ruling import rule_of, strictest
from auditor.campaign.availability.visiting import interval
from auditor.model.availability import Rule
from auditor.policy.load import load
from auditor.policy.table import PackError
from tests.campaign.made import registered, said

STRICT = """
id = "strict"
name = "某省"
extends = "national-2019"
[[limit]]
id = "availability.visits-a-day"
number = { value = 40, certainty = "A", source = "某省办法", sets = ["availability.site:visits_a_day"] }
[[limit]]
id = "availability.share"
number = { value = 0.03, certainty = "A", source = "某省办法", sets = ["availability.site:limit"] }
"""

HOME = """[[limit]]
id = "home.days"
name = "首页天数"
unit = "天"
number = { value = 10, certainty = "A", source = "某省办法", sets = ["freshness.stale_home:window"] }
"""


def pack(folder: Path, text: str) -> Path:
    (folder / "strict").mkdir(parents=True)
    (folder / "strict" / "pack.toml").write_text(text, "utf-8")
    return folder


def test_the_national_pack_asks_for_a_week_of_twenty_visits_within_fifteen_seconds() -> None:
    assert rule_of(load()) == Rule(7, 20, 15.0, 0.05)
    assert interval(rule_of(load())) == 3600


def test_a_province_changes_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    rule = rule_of(load("strict", pack(tmp_path, STRICT)))
    assert rule == Rule(7, 40, 15.0, 0.03) and interval(rule) == 1800
    assert strictest([Rule(), rule]).visits_a_day == 40 and strictest([Rule(), Rule(seconds=30)]).seconds == 30


def test_a_setting_that_visits_do_not_have_is_named(tmp_path: Path) -> None:
    wrong = STRICT.replace("availability.site:limit", "availability.site:patience")
    with pytest.raises(PackError, match="patience"):
        rule_of(load("strict", pack(tmp_path, wrong)))


def test_the_watch_lasts_as_long_as_the_campaigns_pack_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    longer = 'number = { value = 14, certainty = "A", source = "某省办法", sets = ["availability.site:days"] }'
    pack(
        tmp_path / "var" / "packs",
        STRICT + f'[[limit]]\nid = "availability.days"\nname = "天数"\nunit = "天"\n{longer}\n{HOME}',
    )
    db = registered(tmp_path, "甲网,http://www.a.gov.cn/,4400000001,甲局,甲县,县级,否,")
    told = said("campaign", "new", "2026Q4", "--window", "2026-10-01..2099-12-20", "--pack", "strict", "--db", str(db))
    assert "可用性监测(14 天)最迟 2099-12-07 开始" in told and "首页更新监测(10 天)最迟 2099-12-11 开始" in told
    assert "可用性监测(14 天)最迟 2099-12-07 开始" in said("campaign", "status", "2026Q4", "--db", str(db))
    assert "2026-11-01 至 2026-11-14" in said("probe", "start", "2026Q4", "--from", "2026-11-01", "--db", str(db))
    assert "没有监测" in said("probe", "result", "2026Q4", "--db", str(db))
