"""Whose domains are the operator's: what visitors see on most pages, never what is hidden from them."""

from pathlib import Path

import pytest

from auditor.operators import operators
from auditor.store.occurrences import Counts
from auditor.store.pagefacts import FactsReader
from auditor.store.reader import Reader
from tests.sites.paper import HOME, Paper, Said, page

SISTER = '<div class="footer"><a href="http://www.sister.com.cn/">主办单位</a></div>'
HIDDEN = '<div style="position:absolute;left:-9999px"><a href="http://www.farm.com/x/">甲</a></div>'
FIND_FAULTS = '<a href="http://121.43.68.40/exposure/jiucuo.html?site_code={code}&url=x">找错</a>'


def learnt(out: Path, html: str, pages: int = 10, share: float = 1.0, **known: object) -> frozenset[str]:
    names = [f"/a/{n}.html" for n in range(pages - 1)]
    answers: dict[str, Said] = {HOME: page("首页", *names, html=html)}
    answers |= {HOME + name[1:]: page(name, html=html if n < share * pages - 1 else "") for n, name in enumerate(names)}
    run = Paper(out, answers).crawl()
    with run.bundle.transaction():
        for name, value in known.items():
            run.bundle.set(name, value)
    reader = Reader(run.bundle)
    return operators(run.bundle, reader, Counts(run.bundle), FactsReader(reader).of)


def test_the_site_itself_and_its_domain_belong_to_it(tmp_path: Path):
    assert learnt(tmp_path, "") >= {"www.yunze.gov.cn", "yunze.gov.cn"}


def test_what_most_pages_openly_link_to_belongs_to_the_operator(tmp_path: Path):
    assert "sister.com.cn" in learnt(tmp_path, SISTER)


def test_what_few_pages_link_to_does_not(tmp_path: Path):
    assert "sister.com.cn" not in learnt(tmp_path, SISTER, share=0.5)


def test_a_handful_of_pages_is_no_majority(tmp_path: Path):
    assert "sister.com.cn" not in learnt(tmp_path, SISTER, pages=4)


@pytest.mark.parametrize(
    "block",
    [
        HIDDEN,
        HIDDEN.replace("position:absolute;left:-9999px", "display:none"),
        HIDDEN.replace("position:absolute;left:-9999px", "opacity:0"),
    ],
)
def test_what_is_only_seen_in_hidden_blocks_never_belongs(tmp_path: Path, block: str):
    found = learnt(tmp_path, SISTER + block)
    assert "sister.com.cn" in found and "farm.com" not in found


def test_an_open_link_beside_a_hidden_one_counts(tmp_path: Path):
    assert "farm.com" in learnt(tmp_path, HIDDEN + '<p><a href="http://www.farm.com/">甲公司</a></p>')


def test_what_is_new_since_the_last_run_is_not_learnt(tmp_path: Path):
    assert "sister.com.cn" not in learnt(tmp_path / "1", SISTER, previous_domains=["other.cn"])
    assert "sister.com.cn" in learnt(tmp_path / "2", SISTER, previous_domains=["sister.com.cn"])


def test_domains_named_by_the_user_belong(tmp_path: Path):
    assert learnt(tmp_path, "", operator_domains=["kaifaqu.com"]) >= {"kaifaqu.com"}


def test_public_services_belong_to_government_sites(tmp_path: Path):
    assert learnt(tmp_path, "") >= {"conac.cn", "121.43.68.40", "miit.gov.cn"}


def test_the_province_is_known_by_the_code_of_the_site(tmp_path: Path):
    assert "zj.gov.cn" in learnt(tmp_path / "1", FIND_FAULTS.format(code="3301000012"))
    both = FIND_FAULTS.format(code="3301000012") + FIND_FAULTS.format(code="4101000012")
    assert not learnt(tmp_path / "2", both) & {"zj.gov.cn", "henan.gov.cn"}
    assert "zj.gov.cn" not in learnt(tmp_path / "3", FIND_FAULTS.format(code="33010000123"))
