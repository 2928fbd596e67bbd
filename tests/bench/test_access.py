"""The speed table of accessibility tools: the same pages every time, and differences in elements named by rule."""

from bench.access import PA11Y, Run, table
from bench.access_pages import generate
from bench.measure import Usage


def test_pages_are_the_same_every_time_and_of_the_promised_weight() -> None:
    pages = generate(3, 2)
    assert pages == generate(3, 2)
    assert [path.split("/")[1] for path in pages] == ["article"] * 3 + ["rich"] * 2
    assert all(38_000 < len(body) < 52_000 for path, body in pages.items() if path.startswith("/article"))


def test_the_table_compares_costs_a_page_and_elements_by_rule() -> None:
    ours = Run("ours-1", Usage(10, 5, 400, 0), 10, {"image-alt": 7, "label": 2, "region": 1})
    theirs = Run(PA11Y, Usage(60, 20, 600, 2), 10, {"image-alt": 7, "label": 3, "list": 4})
    said = table([ours, theirs], 10)
    assert "6.0 wall, 4.0 CPU" in said
    assert "2 rules in both, 1 with the same nodes (7); unlike: label 2/3; in one only: region 1/0, list 0/4" in said
