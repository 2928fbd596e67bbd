"""The excerpt of the register for one site: what its inspection compares with, and no more."""

from pathlib import Path

from auditor.campaign.register.excerpt import Excerpts
from auditor.crawl.registerfile import read_register
from auditor.model.office import Site, SiteState
from auditor.model.register import RegisterHost


def site(number: int, url: str, code: str, **more: object) -> Site:
    return Site(
        number, f"{number:04d}", f"第{number}网", url, code, 1, "某局", "", "", False, "", SiteState.RUNNING, **more
    )  # type: ignore[arg-type]


def test_it_holds_the_site_its_neighbours_and_who_shares_its_code(tmp_path: Path) -> None:
    own = site(
        1,
        "http://www.a.gov.cn/",
        "4400000001",
        aliases=("a2.cn:8080",),
        fields={"icp": "粤ICP备05070218号", "ipv6": "否"},
    )
    others = [
        site(2, "http://b.a.gov.cn/", "4400000002"), site(3, "http://far.gov.cn/", "4400000001"), site(4, "http://no.gov.cn/", ""),
    ]  # fmt: skip
    Excerpts([own, *others]).write(own, tmp_path / "r.csv")
    register = read_register(tmp_path / "r.csv")
    assert [entry.name for entry in register.entries] == ["第1网", "第3网", "第2网"]
    first = register.entries[0]
    assert first.hosts == (RegisterHost("a.gov.cn"), RegisterHost("a2.cn", 8080))
    assert (first.code, first.icp, first.ipv6, first.organiser) == ("4400000001", "粤ICP备05070218号", False, "某局")
    assert register.shared_codes() == {"4400000001"}


def test_a_column_that_the_office_does_not_keep_is_not_empty_but_absent(tmp_path: Path) -> None:
    own, other = (
        site(1, "http://www.a.gov.cn/", ""),
        site(2, "http://b.a.gov.cn/", "", fields={"icp": "粤ICP备1号", "police": ""}),
    )
    Excerpts([own, other]).write(own, tmp_path / "r.csv")
    columns = dict(read_register(tmp_path / "r.csv").columns)
    assert "icp" in columns and "police" not in columns
