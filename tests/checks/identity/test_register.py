"""Page against register: deviations are findings, what the register does not say is not."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from auditor.checks.registered import entry_of
from auditor.model.outcome import Impact
from auditor.model.register import Register, RegisterEntry, RegisterHost

COLUMNS = tuple((name, name) for name in ("name", "url", "code", "organiser", "icp", "police", "conac", "contact"))
ENTRY = RegisterEntry(
    3, "", "云泽市人民政府", "http://www.yunze.gov.cn/", (RegisterHost("yunze.gov.cn"),), "4405000001", "云泽市人民政府办公室",
    "粤ICP备05070218号-1", "44050002000101", "0A5537536EC43D83E053022819ACDDA0", None, "0754-88000000",
)  # fmt: skip
OTHER = replace(ENTRY, row=4, name="云泽市财政局", hosts=(RegisterHost("czj.yunze.gov.cn"),), code="4405000002")


def judged(tools: SimpleNamespace, *entries: RegisterEntry, url: str = "", **parts: str):
    home = tools.page(tools.document(tools.footer(**parts)), url or tools.home)
    register = Register("表.xlsx", entries, (), COLUMNS) if entries else None
    return tools.said_of_site("register", [home], tools.context(home, url or tools.home, register=register))


def test_a_page_that_agrees_passes_and_without_a_register_nothing_is_asked(tools: SimpleNamespace):
    assert judged(tools, ENTRY, OTHER).words == ["pass"]
    assert judged(tools).words == ["na no-register"]
    register = Register("a", (ENTRY,))
    assert tools.said_of_site("register", [], tools.context(None, register=register)).words == ["unmeasured not-read"]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("code", "4405000009", "fail code-differs"),
        ("icp", "粤ICP备05070219号-1", "fail icp-differs"),
        ("icp", "粤ICP备05070218号-3", "fail icp-suffix-differs"),
        ("icp", "粤ICP备05070218号", "pass"),
        ("police", "44050002000109", "fail police-differs"),
        ("conac", "F" * 32, "fail conac-differs"),
        ("organiser", "云泽市人民政府", "review organiser-differs"),
        ("organiser", "云泽市人民政府办公室(市外事办)", "pass"),
        ("organiser", "云泽市财政局", "review organiser-differs"),
        ("name", "云泽市人民政府门户网站", "pass"),
        ("name", "清河县人民政府", "review name-differs"),
        ("contact", "0754-99999999", "pass"),
        ("ipv6", False, "pass"),
        ("code", "", "review register-lacks"),
        ("police", "", "review register-lacks"),
    ],
)
def test_each_field(tools: SimpleNamespace, field: str, value: object, said: str):
    if (field, value) == ("organiser", "云泽市人民政府"):
        said = "pass"  # One name contains the other.
    assert judged(tools, replace(ENTRY, **{field: value})).words == [said]  # type: ignore[arg-type]


def test_numbers_of_the_page_that_the_register_cannot_match(tools: SimpleNamespace):
    shown = {"contact": "联系电话:0754-88000001"}
    assert judged(tools, ENTRY, **shown).words == ["review contact-differs"]
    assert judged(tools, replace(ENTRY, contact="(0754)88000001"), **shown).words == ["pass"]
    claims = {"sitemap": "本网站已支持IPv6"}
    assert judged(tools, replace(ENTRY, ipv6=False), **claims).words == ["review ipv6-differs"]
    assert judged(tools, replace(ENTRY, ipv6=True), **claims).words == ["pass"]


def test_a_deviation_says_both_values_and_the_row(tools: SimpleNamespace):
    (judgement,) = judged(tools, replace(ENTRY, code="4405000009")).judgements
    assert {name: judgement.evidence[name] for name in ("field", "page", "register", "row")} == {
        "field": "code", "page": "4405000001", "register": "4405000009", "row": 3,
    }  # fmt: skip
    assert judgement.spots[0].page == tools.home


def test_what_the_page_lacks_is_not_a_deviation(tools: SimpleNamespace):
    assert judged(tools, ENTRY, icp="", police="", conac="", organiser="", contact="").words == ["pass"]


def test_a_code_that_stands_in_several_rows_accuses_nobody(tools: SimpleNamespace):
    twice = replace(ENTRY, code="4405000007")
    assert judged(tools, twice, replace(OTHER, code="4405000007")).words == ["pass"]


def test_unregistered_hosts(tools: SimpleNamespace):
    assert judged(tools, OTHER).words == ["review unregistered"]
    result = judged(tools, ENTRY, OTHER, url="http://www.yunze-gov.com/")
    assert result.words == ["fail code-of-another"]
    assert result.judgements[0].args["name"] == "云泽市人民政府"


def test_a_staging_address_is_not_expected_in_a_public_register(tools: SimpleNamespace):
    url = "http://127.0.0.2:8000/"
    home = tools.page(tools.document(tools.footer()), url)

    def said(*entries: RegisterEntry) -> list[str]:
        site = tools.context(home, url, private=True, register=Register("a", entries))
        return tools.said_of_site("register", [home], site).words

    assert said(ENTRY) == ["na staging"]
    assert said(replace(ENTRY, hosts=(RegisterHost("127.0.0.3", 8000),))) == ["fail code-of-another"]
    assert said(replace(ENTRY, hosts=(RegisterHost("127.0.0.2", 8000),))) == ["pass"]


def test_the_row_with_the_longest_path_speaks_for_a_site_below_another(tools: SimpleNamespace):
    inner = replace(OTHER, hosts=(RegisterHost("yunze.gov.cn", None, "/czj/"),))
    url = tools.home + "czj/index.html"
    assert "fail code-differs" in judged(tools, ENTRY, inner, url=url).words
    assert judged(tools, ENTRY, inner).words == ["pass"]
    port = replace(ENTRY, hosts=(RegisterHost("yunze.gov.cn", 8080),))
    assert judged(tools, port).words == ["fail code-of-another"]


def test_a_suffix_that_differs_is_said_of_the_filing(tools: SimpleNamespace):
    (judgement,) = judged(tools, replace(ENTRY, icp="粤ICP备05070218号-3")).judgements
    assert (judgement.evidence["field"], judgement.impact) == ("icp", Impact.MINOR)


def test_pages_are_looked_up_in_a_large_register():
    rows = tuple(RegisterEntry(n, hosts=(RegisterHost(f"a{n}.gov.cn"),)) for n in range(14_000))
    one, same = Register("a", rows), Register("a", (*rows[:-1], replace(rows[-1], code="4405000001")))
    for n in range(2_000):
        found = entry_of(f"http://www.a{n}.gov.cn/x/{n}.html", one)
        assert found is not None and found.row == n
    last = entry_of("http://a13999.gov.cn/", same)
    assert last is not None and last.code == "4405000001", "another register has an index of its own"


def test_the_order_of_rows_changes_nothing(tools: SimpleNamespace):
    other = replace(ENTRY, code="4405000009", police="44050002000109")
    assert judged(tools, other, OTHER).judgements == judged(tools, OTHER, other).judgements
