"""Score bands: a whole hundred is not above it, every other edge begins its band."""

from decimal import Decimal

import pytest

from auditor.campaign.circular.rules import Rules, parse_edges
from auditor.model.options import UsageError


@pytest.mark.parametrize(
    ("score", "band"),
    [("100.5", "100 分以上"), ("100", "90—100 分"), ("90", "90—100 分"), ("89.99", "80—90 分"), ("60", "60—70 分"), ("59.9", "60 分以下"),
     ("0", "60 分以下")],
)  # fmt: skip
def test_a_score_falls_into_its_band(score: str, band: str):
    assert Rules().band(Decimal(score)) == band


def test_an_office_sets_its_own_edges():
    assert Rules(edges=parse_edges("120,100,85")).bands == ("120 分以上", "100—120 分", "85—100 分", "85 分以下")


@pytest.mark.parametrize("text", ["", "90", "60,70", "a,b", "100,100", "100,,60"])
def test_edges_that_are_none_are_refused_in_words(text: str):
    with pytest.raises(UsageError, match="100,90,80"):
        parse_edges(text)
