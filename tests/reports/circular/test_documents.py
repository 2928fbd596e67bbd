"""A circular's documents as their readers open them: Word, workbook, page, JSON; hostile names stay text everywhere."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import html
from openpyxl import load_workbook

from auditor.campaign.circular.building import circular
from auditor.campaign.circular.rules import Rules
from auditor.model.result import Conclusion, Kind, Named, Quarter, Result, Stated
from auditor.model.statistics import Circular
from reports.circular.files import write_all
from reports.circular.frame import FrameError, read_frame
from reports.circular.punctuation import printed

HOSTILE = '=HYPERLINK("http://evil/")<script>alert(1)</script>{{ 7*7 }}\x08\u202e'
NOW = "2026-12-20T16:58:00+08:00"


def site(n: int, conclusion: Conclusion, **more: object) -> Result:
    return replace(
        Result(Kind.SITE, f"http://s{n}.gov.cn/", f"网站{n}", conclusion, unit=f"单位{n}", region="甲县"), **more
    )  # type: ignore[arg-type]


@pytest.fixture
def made() -> Circular:
    results = (
        site(1, Conclusion.PASS, portal=True, score=Decimal("92.5"), checked="2026-11-02"),
        site(2, Conclusion.FAIL, name=HOSTILE, causes=("栏目不更新",)),
        site(3, Conclusion.PENDING),
        Result(Kind.ACCOUNT, "微信:a", "甲发布", Conclusion.FAIL, platform="微信", causes=("内容不更新",)),
    )
    return circular(Quarter("2026Q4", results, registered={"site": 9}, asof=NOW), {}, Rules())


def written(made: Circular, folder: Path, frame: str = "", template: Path | None = None) -> dict[str, Path]:
    (folder / "frame.toml").write_text(frame, encoding="utf-8")
    paths = write_all(made, read_frame(folder / "frame.toml"), folder / "out", template)
    return {path.suffix: path for path in paths}


def test_the_word_document_has_the_layout_of_official_documents(made: Circular, tmp_path: Path):
    word = Document(str(written(made, tmp_path, 'number = "乙政办函〔2026〕3号"')[".docx"]))
    section = word.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    for margin, millimetres in zip(margins, (37, 35, 28, 26), strict=True):
        assert margin is not None and abs(margin - Mm(millimetres)) < Mm(0.1)
    title = next(one for one in word.paragraphs if "检查情况的通报" in one.text)
    assert title.text == "关于2026年第四季度政府网站和政务新媒体检查情况的通报"
    run = title.runs[0]
    assert run.font.size == Pt(22) and run._element.rPr.rFonts.get(qn("w:eastAsia")) == "方正小标宋简体"
    body = next(one for one in word.paragraphs if one.text.startswith("现有正常运行"))
    assert body.paragraph_format.line_spacing == Pt(28) and body.runs[0].font.size == Pt(16)
    assert "PAGE" in section.footer._element.xml and "— " in section.footer.paragraphs[0].text


def test_the_word_document_says_the_figures_and_encloses_three_lists(made: Circular, tmp_path: Path):
    word = Document(str(written(made, tmp_path)[".docx"]))
    text = "\n".join(one.text for one in word.paragraphs)
    assert (
        "现有正常运行的政府网站 9 个，本次抽查 3 个，抽查比例 33.33%。其中合格 1 个，不合格 1 个，待核实 1 个，合格率 33.33%。"
        in text
    )
    assert "草稿，数据截至 2026-12-20 16:58" in text
    heads = ["一、总体情况", "二、存在的主要问题", "三、下一步工作要求", "附件1", "附件2", "附件3"]
    at = [text.index(head) for head in heads]
    assert at == sorted(at)
    assert [[cell.text for cell in row.cells] for row in word.tables[-1].rows] == [
        ["序号", "平台", "账号名称", "不合格原因"], ["1", "微信", "甲发布", "内容不更新"],
    ]  # fmt: skip


def test_nobody_is_accused_in_print_who_was_not_confirmed(made: Circular, tmp_path: Path):
    word = Document(str(written(made, tmp_path)[".docx"]))
    failing = next(table for table in word.tables if "不合格原因" in table.rows[0].cells[-1].text)
    assert len(failing.rows) == 2 and not any("网站3" in cell.text for row in failing.rows for cell in row.cells)


def test_a_frozen_circular_is_no_draft_and_keeps_its_notes_to_itself(made: Circular, tmp_path: Path):
    wrong = Stated("site", "合计", {"sampled": 3, "passed": 2})
    quarter = replace(made.quarter, closed=NOW, stated=(wrong,))
    frozen = circular(quarter, {}, Rules())
    assert any(note.wrong for note in frozen.notes)
    text = "\n".join(one.text for one in Document(str(written(frozen, tmp_path)[".docx"])).paragraphs)
    assert "草稿" not in text and "核对" not in text


def test_the_workbook_keeps_hostile_names_as_text_and_names_every_list(made: Circular, tmp_path: Path):
    book = load_workbook(written(made, tmp_path)[".xlsx"])
    assert book.sheetnames == [
        "统计",
        "核对情况",
        "网站清单",
        "新媒体清单",
        "不合格政府网站名单",
        "不合格政务新媒体名单",
        "典型问题",
    ]
    cell = book["网站清单"]["A3"]
    assert cell.data_type == "s" and str(cell.value).startswith("=HYPERLINK") and "⟨U+202E⟩" in str(cell.value)
    rows = [[cell for cell in row if cell is not None] for row in book["统计"].iter_rows(values_only=True)]
    assert ["甲县", 3, 1, 1, 1, "33.33", "“网站清单”,地区为“甲县”;按“检查结果”筛选各列"] in rows


def test_the_page_carries_its_tags_and_runs_nothing(made: Circular, tmp_path: Path):
    frame = (
        'index = "000014349/2026-00012"\nissuer = "乙省人民政府办公厅"\ndate = "2026-12-21"\n'
        'site_name = "乙省人民政府"\nsite_code = "5200000001"'
    )
    page = html.fromstring(written(made, tmp_path, frame)[".html"].read_bytes())
    tags = {one.get("name"): one.get("content") for one in page.xpath("//meta[@name]")}
    assert tags["SiteName"] == "乙省人民政府" and tags["SiteIDCode"] == "5200000001" and tags["PubDate"] == "2026-12-21"
    assert tags["ArticleTitle"].startswith("关于2026年第四季度") and tags["ContentSource"] == "乙省人民政府办公厅"
    facts = dict(zip(page.xpath("//dt/text()"), page.xpath("//dd/text()"), strict=True))
    assert facts["索引号"] == "000014349/2026-00012" and facts["公开属性"] == "主动公开"
    assert not page.xpath("//script") and "<script>alert(1)</script>" in page.text_content()


def test_json_leads_from_each_figure_to_its_list(made: Circular, tmp_path: Path):
    data = json.loads(written(made, tmp_path)[".json"].read_text("utf-8"))
    (total,) = next(table for table in data["tables"] if table["key"] == "site")["lines"]
    assert (total["sampled"], total["failed"], total["rate"], total["registered"]) == (3, 1, "33.33", 9)
    assert [data["results"][at]["conclusion"] for at in total["lists"]["failed"]] == ["fail"]
    assert data["closed"] is None and data["asof"] == NOW


def test_the_offices_own_template_replaces_ours(made: Circular, tmp_path: Path):
    template = Document()
    template.add_paragraph("{{ title }}|{{ issuer }}")
    template.add_paragraph("{% for p in paragraphs %}{{ p }};{% endfor %}")
    template.add_paragraph("{% for row in attachments[1].rows %}{{ row[1] }}{% endfor %}")
    template.save(str(tmp_path / "t.docx"))
    paths = written(made, tmp_path, 'issuer = "甲<乙>办"', tmp_path / "t.docx")
    lines = [one.text for one in Document(str(paths[".docx"])).paragraphs]
    assert lines[0].endswith("|甲<乙>办") and "抽查比例 33.33%" in lines[1]
    assert "{{ 7*7 }}" in lines[2]  # What a site calls itself is no template.


@pytest.mark.parametrize("bad", ["{{ nonsense }}", "{% for %}"])
def test_a_template_that_cannot_be_filled_is_refused_in_words(made: Circular, tmp_path: Path, bad: str):
    template = Document()
    template.add_paragraph(bad)
    template.save(str(tmp_path / "t.docx"))
    with pytest.raises(FrameError, match="模板"):
        written(made, tmp_path, "", tmp_path / "t.docx")


@pytest.mark.parametrize("text", ["titel = 'x'", "title = ", "title = '\x00'"])
def test_a_frame_with_mistakes_is_refused_in_words(tmp_path: Path, text: str):
    (tmp_path / "f.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FrameError, match="通报要素"):
        read_frame(tmp_path / "f.toml")


def test_named_lists_alone_feed_the_attachments(tmp_path: Path):
    names = (Named(Kind.ACCOUNT, "乙发布", "查找不到", "抖音"),)
    total = Stated("account", "合计", {"sampled": 5, "failed": 1})
    made = circular(Quarter("2026Q4", named=names, stated=(total,), asof=NOW), {}, Rules())
    word = Document(str(written(made, tmp_path)[".docx"]))
    assert [cell.text for cell in word.tables[-1].rows[1].cells] == ["1", "抖音", "乙发布", "查找不到"]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("合格 53 个,其中", "合格 53 个，其中"), ("截至 16:58,草稿", "截至 16:58，草稿"), ("(共 3 个)", "（共 3 个）"), ("http://a/b,c?d", "http://a/b,c?d"),
     ("50%;L市", "50%；L市"), ("f(x,y) 1,203", "f(x,y) 1,203")],
)  # fmt: skip
def test_punctuation_is_that_of_printed_chinese(typed: str, wanted: str):
    assert printed(typed) == wanted
