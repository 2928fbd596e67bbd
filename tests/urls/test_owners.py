"""What a name alone tells of its owner."""

import pytest

from auditor.urls.owners import belongs, province_of


@pytest.mark.parametrize(
    ("code", "province"),
    [("3301000012", "zj.gov.cn"), ("6109250001", "shaanxi.gov.cn"), ("bm01000001", ""), ("9901000001", ""), ("33", "")],
)
def test_the_first_digits_of_a_site_code_name_the_province(code: str, province: str):
    assert province_of(code) == province


@pytest.mark.parametrize(
    ("host", "inside"),
    [
        ("a.cn", True),
        ("www.A.cn.", True),
        ("x.y.a.cn", True),
        ("ba.cn", False),
        ("cn", False),
        ("", False),
        ("1.2.3.4", True),
    ],
)
def test_a_host_belongs_to_the_domains_above_it(host: str, inside: bool):
    assert belongs(host, {"a.cn", "1.2.3.4"}) is inside
