"""The demo's quarter: its commands exist, its sites are as planted, and what its people do finds out what is wrong."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
import pytest
import typer
from openpyxl import Workbook, load_workbook

from auditor.cli.app import app
from auditor.model.result import Conclusion
from demo.model import Request
from demo.quarter import persons
from demo.quarter.pages import routes
from demo.quarter.sites import Site, State, sites
from demo.quarter.steps import Desk, Step, steps


def planned(folder: Path, state: State | None = None, day: date = date(2027, 2, 3)) -> list[Step]:
    return list(steps(Desk(folder, day, state or State())))


def parsed(command: click.Command, words: Sequence[str]) -> None:
    """Fails where a command or an option is not known."""
    while isinstance(command, click.Group):
        name, *words = words
        command = command.commands[name]
    command.make_context(command.name, list(words))


def page(site: Site, state: State, path: str) -> str:
    request = Request("GET", site.host, path, "", {}, 0)
    return dict(routes(site, state))[path](request).body.decode()


def test_twelve_sites_in_three_regions_on_two_platforms_and_two_that_will_be_mended():
    assert len(sites()) == 12
    assert (len({site.region for site in sites()}), len({site.platform for site in sites()})) == (3, 2)
    assert sum(site.mended for site in sites()) == 2


def test_every_step_is_a_command_that_exists(tmp_path: Path):
    for step in planned(tmp_path):
        parsed(typer.main.get_command(app), [*step.words, "--db", str(tmp_path / "office.db")])


def test_the_quarter_goes_from_the_register_to_a_second_circular(tmp_path: Path):
    kinds = [
        " ".join(step.words[: 2 if step.words[0] in ("campaign", "register") else 1]) for step in planned(tmp_path)
    ]
    order = ("register import", "campaign preflight", "campaign run", "campaign figures", "circular", "notices", "mail", "campaign verify",
             "recheck", "campaign close")  # fmt: skip
    assert [kind for kind in dict.fromkeys(kinds) if kind in order] == list(order)
    assert kinds.count("campaign sheet-import") == 4 and kinds.count("circular") == 2 and kinds[-1] == "circular"
    assert planned(tmp_path)[1].words[2] == "2026Q4"


def test_what_is_said_follows_from_the_plants(tmp_path: Path):
    said = [text for step in planned(tmp_path) for text in step.said]
    failed = [sum(persons.conclusion(site, mended) is Conclusion.FAIL for site in sites()) for mended in (False, True)]
    assert failed[0] - failed[1] == 2
    for count in failed:
        assert any(f"不合格(已核实) {count},待核实 0" in text for text in said)
    fixed = persons.planted(False) - persons.planted(True)
    assert any(f"已整改 {fixed.total()} 项" in text and "仍然存在" in text for text in said)


def test_after_their_letters_two_units_mend_their_sites(tmp_path: Path):
    state = State()
    mended = next(site for site in sites() if site.mended and "dead" in site.faults)
    lasting = next(site for site in sites() if not site.mended and "dead" in site.faults)
    assert "/ztzl/2024/zl.html" in page(mended, state, "/")
    letters = next(step for step in planned(tmp_path, state) if step.words[0] == "mail")
    assert list(letters.work()) == []
    assert "/ztzl/2024/zl.html" not in page(mended, state, "/") and "/ztzl/2024/zl.html" in page(lasting, state, "/")


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    book = Workbook()
    rows = book.active
    rows.title = "核实表"
    rows.append(("编号", "网站或账号", "性质", "指标", "结论", "说明"))
    rows.append(("2026Q4-0002-01", "青潭县教育局", "问题", "死链"))
    rows.append(("2026Q4-0002-02", "青潭县教育局", "问题", "暗链"))
    rows.append(("2026Q4-0002-03", "青潭县教育局", "人工", "创新"))
    book.save(tmp_path / "sheet.xlsx")
    return tmp_path / "sheet.xlsx"


def test_an_inspector_confirms_what_is_planted_and_notices_the_rest(sheet: Path):
    due = Counter({("青潭县教育局", "问题", "死链"): 1, ("青潭县卫生健康局", "单项否决", "首页不更新"): 1})
    said = list(persons.fill(sheet, due))
    assert said == ["漏报 青潭县卫生健康局 单项否决 首页不更新:1 项", "误报 青潭县教育局 问题 暗链:1 项"]
    answers = [row[4] for row in load_workbook(sheet)["核实表"].iter_rows(min_row=2, values_only=True)]
    assert answers == ["属实", "不属实", "不属实"]


def test_a_circular_that_judges_otherwise_is_noticed(tmp_path: Path):
    results = [{"name": site.name, "conclusion": persons.conclusion(site, mended=True)} for site in sites()]
    last = next(step for step in reversed(planned(tmp_path)) if step.words[0] == "circular")
    (tmp_path / "通报").mkdir()
    file = tmp_path / "通报" / f"通报-{last.words[1]}.json"
    file.write_text(json.dumps({"results": results, "earlier": {"site": "58.33"}, "notes": []}), encoding="utf-8")
    assert list(last.work()) == []
    results[0]["conclusion"] = Conclusion.FAIL
    file.write_text(json.dumps({"results": results, "earlier": {"site": "60"}, "notes": []}), encoding="utf-8")
    assert [text[:5] for text in last.work()] == ["青潭县人民", "上季度合格"]
