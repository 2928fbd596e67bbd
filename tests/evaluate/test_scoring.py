"""Who is judged as what, and how a pack's numbers reach the checks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from auditor.checks.api import CheckInfo, Shape, Texts, check
from auditor.checks.catalogue import discover
from auditor.evaluate.scoring import configured, signed, subject_of, tables
from auditor.model.outcome import Impact
from auditor.model.page import PageText
from auditor.model.register import Register, RegisterEntry, RegisterHost
from auditor.model.target import SiteContext
from auditor.model.verdict import Subject
from auditor.policy.load import available, load
from auditor.policy.pack import Number, Pack
from auditor.policy.table import PackError
from tests.model.test_verdict import verdict

HOME = "http://www.yunze.gov.cn/"


def site(title: str = "", **changed: Any) -> SiteContext:
    values: dict[str, Any] = {
        "home": HOME, "host": "www.yunze.gov.cn", "private": False, "random_paths": (), "troubled_phases": frozenset(),
        "outside_proven": True, "exempt_hosts": frozenset(), "home_page": PageText(title, (), "0" * 16, 900, 0, "") if title else None,
    }  # fmt: skip
    return SiteContext(**{**values, **changed})


@pytest.mark.parametrize(
    "title",
    ["云泽市人民政府", "云泽市人民政府门户网站", "首页 - 云泽市人民政府", "云泽市政府门户网站", "云泽市人民政府办公室"],
)
def test_the_government_itself_has_a_portal(title: str) -> None:
    assert subject_of(site(title)) is Subject.PORTAL


@pytest.mark.parametrize(
    "title",
    [
        "",
        "云泽市教育局",
        "云泽市教育局政府网站",
        "云泽市人民政府国有资产监督管理委员会",
        "政务公开",
        "云泽市人民政府驻京办事处",
    ],
)
def test_others_have_a_site(title: str) -> None:
    assert subject_of(site(title)) is Subject.SITE


def test_the_register_goes_before_the_title() -> None:
    entry = RegisterEntry(2, url=HOME, hosts=(RegisterHost("yunze.gov.cn"),), organiser="云泽市教育局", name="云泽教育")
    assert subject_of(site("云泽市人民政府", register=Register("表", (entry,)))) is Subject.SITE
    own = replace(entry, organiser="云泽市人民政府办公室")
    assert subject_of(site("云泽", register=Register("表", (own,)))) is Subject.PORTAL


@dataclass(frozen=True, slots=True)
class Config:
    window: int = 14
    share: float = 0.5


def made(identity: str, config: Any) -> CheckInfo:
    def judge(page: object, site: object, config: object) -> Iterator[Any]:
        yield from ()

    info = check(shape=Shape.PAGE, impact=Impact.MINOR, zh=Texts("", "", "", "", {}), config=config)(judge)
    return replace(info, id=identity)


def setting(**values: str) -> Pack:
    """The national pack with a window that sets what is given."""
    pack = load()
    veto = next(one for one in pack.indicators if one.id == "veto.home-stale")
    (rule,) = veto.rules
    number = Number(Decimal(values["value"]), sets=(values["sets"],))
    return replace(pack, indicators=(replace(veto, rules=(replace(rule, window_days=number),)),))


def test_a_number_of_the_pack_sets_what_its_check_is_told() -> None:
    home, other = configured([made("freshness.stale_home", Config()), made("links.dead", Config())], load())
    assert (home.config, other.config) == (Config(14), Config())
    (ten,) = configured(
        [made("freshness.stale_home", Config())], setting(value="10", sets="freshness.stale_home:window")
    )
    assert ten.config == Config(window=10) and type(ten.config.window) is int
    (half,) = configured(
        [made("freshness.stale_home", Config())], setting(value="0.25", sets="freshness.stale_home:share")
    )
    assert half.config == Config(share=0.25)


def test_a_setting_that_the_check_lacks_is_refused_in_words() -> None:
    with pytest.raises(PackError, match=r"freshness\.stale_home:weeks .*share、window"):
        configured([made("freshness.stale_home", Config())], setting(value="2", sets="freshness.stale_home:weeks"))


@pytest.mark.parametrize("identity", available(Path("none")))
def test_what_the_packs_of_the_program_set_the_checks_have(identity: str) -> None:
    checks = discover()
    assert len(configured(checks, load(identity))) == len(checks)


def test_a_verdict_carries_the_hashes_of_what_took_part() -> None:
    found = signed(verdict())
    assert found.release and found.tables == tables() and "spam" in found.tables
