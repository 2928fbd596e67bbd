"""An office's list of wrong words: what is used, what is refused and why, and when it is out of date."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from auditor.crawl.lexiconfile import read_lexicon
from auditor.model.lexicon import Lexicon
from auditor.model.options import UsageError

TODAY = date(2026, 11, 26)
HEAD = "错误表述,正确表述,类别,来源,版本\n"


def read(folder: Path, text: str, encoding: str = "utf-8-sig") -> Lexicon:
    path = folder / "错词.csv"
    path.write_bytes(text.encode(encoding))
    return read_lexicon(path, TODAY)


def test_a_list_as_csv_in_both_encodings(tmp_path: Path) -> None:
    for encoding in ("utf-8", "gb18030"):
        (entry,) = read(tmp_path, HEAD + "台胞证号码,台湾居民证,涉台,市委宣传部,2026-03-01\n", encoding).entries
        assert (entry.wrong, entry.right, entry.kind, entry.source, entry.version) == (
            "台胞证号码", "台湾居民证", "涉台", "市委宣传部", "2026-03-01",
        )  # fmt: skip


def test_a_workbook_with_a_title_above_its_headings(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("词表")
        for at, row in enumerate((["云泽市错词表"], [], ["序号", "误", "正确"], ["1", "a.*b+(", "甲"])):
            sheet.write_row(at, 0, row)
    lexicon = read_lexicon(path, TODAY)
    assert [(entry.wrong, entry.right) for entry in lexicon.entries] == [("a.*b+(", "甲")]
    assert lexicon.source == "a.xlsx" and lexicon.stale == ""


@pytest.mark.parametrize(
    ("rows", "used", "said"),
    [
        ("的,地\n部暑,部署\n", ["部暑"], ["只有一个字"]),
        ("部暑,部署\n部暑,部署\n", ["部暑"], ["与第 2 行重复"]),
        ("部暑,部署\n部暑,布置\n惯彻,贯彻\n", ["惯彻"], ["与第 2 行给出的正确词语不同"]),
        ("账户,帐户\n帐户,账户\n惯彻,贯彻\n", ["惯彻"], ["互相矛盾", "互相矛盾"]),
        ("部署,部署\n惯彻,贯彻\n", ["惯彻"], ["错误与正确相同"]),
        ("部暑,\n惯彻,贯彻\n", ["惯彻"], ["没有写正确的词语"]),
        ("惯彻,贯彻\n" + "长" * 101 + ",短\n", ["惯彻"], ["超过 100 个字"]),
        (",无处可错\n惯彻,贯彻\n", ["惯彻"], ["没有可以推出错误写法"]),
    ],
)
def test_rows_that_cannot_be_used_are_named_with_the_reason(
    tmp_path: Path, rows: str, used: list[str], said: list[str]
) -> None:
    lexicon = read(tmp_path, "错误,正确\n" + rows)
    assert [entry.wrong for entry in lexicon.entries] == used
    assert len(lexicon.notes) == len(said)
    assert all(words in note.text for words, note in zip(said, lexicon.notes, strict=True))


def test_the_right_name_of_an_organ_names_its_near_misses(tmp_path: Path) -> None:
    lexicon = read(tmp_path, "错误,正确,类别\n,云泽市人力资源和社会保障局,机构名称\n")
    wrong = {entry.wrong for entry in lexicon.entries}
    assert {"云泽市人力资源与社会保障局", "云泽市人力资源及社会保障局", "云泽市人力资源、社会保障局"} == wrong
    assert {entry.right for entry in lexicon.entries} == {"云泽市人力资源和社会保障局"}


@pytest.mark.parametrize(
    ("version", "stale"), [("2025-11-01", "2025-11-01"), ("2026年1月", ""), ("2026-01-05", ""), ("第三版", "")]
)
def test_a_list_older_than_a_year_is_said_to_be(tmp_path: Path, version: str, stale: str) -> None:
    assert read(tmp_path, HEAD + f"部暑,部署,错别字,本单位,{version}\n").stale == stale


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("甲,乙\n丙,丁\n", "没有表头"),
        ("", "没有表头"),
        ("错误,正确\n的,地\n", "没有可以采用的条目"),
        ("<html>", "网页"),
    ],
)
def test_what_is_no_list_is_refused_in_words(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read(tmp_path, text)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="无法读取错词表"):
        read_lexicon(tmp_path / "none.csv", TODAY)
