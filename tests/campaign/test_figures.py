"""The figures as one says them, and the list behind each."""

from auditor.campaign.circular.rules import Rules
from auditor.campaign.figures import listed, spoken
from auditor.model.result import Conclusion, Kind, Quarter, Result

MADE = {Conclusion.PASS: 53, Conclusion.FAIL: 61, Conclusion.PENDING: 4, Conclusion.UNMEASURED: 2}
RESULTS = tuple(
    Result(Kind.SITE, f"{conclusion}{n}", f"网{n}", conclusion)
    for conclusion, count in MADE.items()
    for n in range(count)
)
NOW = "2026-12-20T16:58:00+08:00"


def test_one_line_says_the_quarter():
    (line,) = spoken(Quarter("2026Q4", RESULTS, asof=NOW), Rules())
    assert line == (
        "网站:抽查 120,合格 53,不合格(已核实) 61,待核实 4,未能检测 2;合格率 44.17%(按抽查数)/ 44.92%(按已检测数);截至 16:58,草稿"
    )


def test_a_closed_quarter_says_when():
    (line,) = spoken(Quarter("2026Q4", RESULTS, asof=NOW, closed="2026-12-21T09:00:00+08:00"), Rules())
    assert line.endswith("已于 2026-12-21 09:00 定稿")


def test_each_figure_has_its_list():
    quarter = Quarter("2026Q4", RESULTS, asof=NOW)
    for column, conclusion in (
        ("failed", Conclusion.FAIL),
        ("pending", Conclusion.PENDING),
        ("unmeasured", Conclusion.UNMEASURED),
    ):
        found = listed(quarter, Kind.SITE, column, Rules())
        assert len(found) == MADE[conclusion] and {one.conclusion for one in found} == {conclusion}
    assert len(listed(quarter, Kind.SITE, "sampled", Rules())) == 120


def test_nothing_measured_is_no_rate():
    lost = tuple(Result(Kind.SITE, str(n), "网", Conclusion.UNMEASURED) for n in range(3))
    (line,) = spoken(Quarter("2026Q4", lost, asof=NOW), Rules())
    assert "未能检测 3;合格率未核实" in line
