"""From a judged bundle to the sheet, and from the sheet to the bundle and the quarters to come."""

from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from auditor import siterun
from auditor.cli.app import app
from auditor.model.columns import ColumnClass
from auditor.store.bundle import Bundle
from auditor.store.columns import corrections_of, known_columns, take_corrections
from auditor.store.office.database import Office
from reports.jsonl import write_lines
from tests.sites.columns import at, column, rows, shell, titled
from tests.sites.paper import HOME, Paper

NEWS = titled("市政府召开会议研究", "/yw/", ["2026-10-20", "2026-10-18", "2026-10-15"])


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    answers = {HOME: shell("云泽市人民政府", rows(NEWS)), at("/yw/"): column("要闻动态", "/yw/", NEWS)}
    run = Paper(tmp_path / "runs", answers, profile="full", checks="freshness").crawl()
    siterun.judge(run.bundle)
    run.bundle.close()
    return run.bundle.path


def called(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["columns", *words])
    return done.exit_code, done.output


def corrected(file: Path, **given: str) -> None:
    book = openpyxl.load_workbook(file)
    heading = [cell.value for cell in book.active[1]]
    for name, value in given.items():
        book.active.cell(2, heading.index(name) + 1).value = value
    book.save(file)


def reasons(bundle: Path) -> set[str]:
    opened = Bundle.open(bundle)
    siterun.judge(opened)
    opened.close()
    return {
        line.split('"reason":"')[1].split('"')[0]
        for line in (bundle / "findings.jsonl").read_text("utf-8").splitlines()
    }


def test_a_correction_changes_the_judgement_and_is_kept_for_the_next_run(judged: Path, tmp_path: Path) -> None:
    file, db = tmp_path / "栏目.xlsx", tmp_path / "office.db"
    assert "stale-news" in reasons(judged)
    assert called("export", str(judged), str(file)) == (0, f"已写出 1 个栏目:{file}\n")
    corrected(
        file, 确无应发布内容="是", 不纳入的原因="机构改革,本季度无应公开内容", 批准人="王某", 有效期至="2026-12-31"
    )
    code, said = called("import", str(judged), str(file), "--db", str(db), "--operator", "李某")
    assert code == 0 and "已保存 1 个栏目的更正,其中 1 个有变化" in said
    assert "stale-news" not in reasons(judged)
    office = Office.open(db)
    (kept,) = corrections_of(office, "https://yunze.gov.cn")
    assert kept.waived and office.db.execute("SELECT operator FROM change").fetchone()[0] == "李某"
    office.close()
    later = Paper(tmp_path / "later", {HOME: shell("首页", rows(NEWS))}).bundle
    with later.transaction():
        take_corrections(later, HOME, db)
    assert known_columns(later)[0] == {kept.url: kept}


def test_what_the_sheet_does_not_name_keeps_what_it_had(judged: Path, tmp_path: Path) -> None:
    file, db = tmp_path / "a.xlsx", tmp_path / "office.db"
    called("export", str(judged), str(file))
    corrected(file, 更正类别="其他")
    called("import", str(judged), str(file), "--db", str(db))
    book = openpyxl.load_workbook(file)
    book.active.delete_rows(2)
    book.save(file)
    assert called("import", str(judged), str(file), "--db", str(db))[0] == 0
    bundle = Bundle.open(judged)
    assert [one.cls for one in known_columns(bundle)[0].values()] == [ColumnClass.OTHER]
    bundle.close()


def test_a_bad_sheet_keeps_nothing_and_says_which_row(judged: Path, tmp_path: Path) -> None:
    file, db = tmp_path / "a.xlsx", tmp_path / "office.db"
    called("export", str(judged), str(file))
    corrected(file, 更正类别="新闻")
    code, said = called("import", str(judged), str(file), "--db", str(db))
    assert code == 2 and "第 2 行" in said and not db.exists()


def test_what_is_missing_is_said(judged: Path, tmp_path: Path) -> None:
    assert called("export", str(tmp_path / "none"), "x.xlsx")[0] == 2
    (judged / "columns.jsonl").unlink()
    code, said = called("export", str(judged), str(tmp_path / "x.xlsx"))
    assert code == 2 and "auditor judge" in said
    write_lines(judged / "columns.jsonl", [{"url": 1}])
    assert called("export", str(judged), str(tmp_path / "x.xlsx"))[0] == 2
