"""One article: HTML, Word, pasted text or the standard input, judged without any crawl."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from auditor.cli.app import app
from auditor.gate.manuscript import manuscript
from auditor.gate.manuscript import word_paragraphs as paragraphs
from auditor.gate.request import UnreadableError

BAD = '<p>第一段</p>\n<p>见<a href="http://192.168.1.3/x.doc">附件</a></p>'


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def run(data: bytes, name: str = "稿件.html", *words: str):
        if name != "-":
            Path(name).write_bytes(data)
        result = CliRunner().invoke(app, ["gate", name, *words], input=data if name == "-" else None)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        return result

    return run


def test_an_innocent_article_may_be_published(ask):
    run = ask("<p>本市召开春耕工作会议。</p>".encode())
    assert run.exit_code == 0 and run.stdout.splitlines()[0] == "结论:可以发布。稿件「稿件.html」没有发现问题。"


def test_the_decision_and_the_place_come_first(ask):
    run = ask(BAD.encode())
    first, second = run.stdout.splitlines()[:2]
    assert run.exit_code == 1 and first == "结论:暂不能发布,1 处须先修改。"
    assert second.startswith("第 2 行:") and "内网" in second and "「附件」" in second
    assert "hxxp://192.168.1.3/x.doc" in run.stdout and "http://192" not in run.stdout


def test_what_a_link_was_meant_to_be_is_suggested(ask):
    run = ask(b'<p><a href="htp://www.anhe.gov.cn/a.html">\xe9\x80\x9a\xe7\x9f\xa5</a></p>')
    assert "建议改为:http://www.anhe.gov.cn/a.html" in run.stdout


def test_an_editor_reads_at_most_five_lines_first(ask):
    run = ask("\n".join(f'<a href="http://10.0.0.{n}/">附件</a>' for n in range(9)).encode())
    lines = run.stdout.splitlines()
    assert lines[0].endswith("9 处须先修改。") and lines[4] == "还有 6 处,见下面的清单。" and lines[5] == "逐条说明:"


def test_pasted_text_and_gbk_come_by_the_standard_input(ask):
    assert ask("关于放假的通知\n各单位:\n".encode(), "-").exit_code == 0
    run = ask(BAD.encode("gb18030"), "-")
    assert run.exit_code == 1 and "写作「附件」" in run.stdout


def test_a_word_document_is_read_by_paragraphs(ask, word):
    link = '<w:p><w:hyperlink r:id="r1"><w:r><w:t>附件</w:t></w:r></w:hyperlink></w:p>'
    run = ask(
        word("<w:p><w:r><w:t>标题</w:t></w:r></w:p><w:p/>" + link, {"r1": "http://192.168.1.3/x.doc"}), "稿件.docx"
    )
    assert run.exit_code == 1 and "第 2 段:" in run.stdout and "稿件.docx 第 2 段" in run.stdout


def test_links_of_an_article_are_resolved_against_its_site(ask):
    run = ask(
        b'<a href="htp://www.anhe.gov.cn/a.html">x</a>', "稿件.html", "--base-url", "https://www.anhe.gov.cn/zwgk/"
    )
    assert run.exit_code == 1 and "folder.invalid" not in run.stdout


def test_words_of_the_offices_own_list_stop_an_article(ask, tmp_path: Path):
    (tmp_path / "words.csv").write_text(
        "错误,正确,类别,来源,版本\n防汛工作,防汛抗旱工作,表述,本办,2026-10-01\n", "utf-8"
    )
    text = "关于防汛工作的通知\n\n做好防汛工作。".encode()
    run = ask(text, "a.txt", "--lexicon", "words.csv")
    assert run.exit_code == 1 and "防汛抗旱工作" in run.stdout and "(共 2 处)" in run.stdout
    assert ask(text, "a.txt").exit_code == 0
    assert ask(text, "a.txt", "--lexicon", "none.csv").exit_code == 2


def test_an_article_about_captchas_is_no_wall(ask):
    assert ask("<title>请输入验证码</title><p>访问验证 请完成安全验证 captcha</p>".encode()).exit_code == 0


SITE_TAGS = (
    '<meta name="SiteName" content="安和市人民政府">\n<meta name="SiteDomain" content="www.anhe.gov.cn">\n'
    '<meta name="SiteIDCode" content="4405000001">\n<meta name="ColumnName" content="通知">\n'
    '<meta name="ColumnType" content="政务公开">\n'
)
OWN_TAGS = (
    '<meta name="ArticleTitle" content="通知一">\n<meta name="PubDate" content="2026-01-05 09:30">\n'
    '<meta name="ContentSource" content="市政府办公室">\n'
)


def whole(head: str) -> bytes:
    title = '<!DOCTYPE html><html><head><meta charset="utf-8"><title>通知一</title>\n'
    return f"{title}{head}</head><body><p>本市召开春耕工作会议。</p></body></html>".encode()


def test_the_page_tags_of_an_article_are_judged_where_a_template_wrote_them(ask):
    assert ask(whole(SITE_TAGS + OWN_TAGS)).exit_code == 0
    run = ask(whole(SITE_TAGS + OWN_TAGS.replace("2026-01-05 09:30", "2026年1月5日").replace("市政府办公室", "")))
    assert run.exit_code == 1 and "2 处须先修改" in run.stdout
    assert "第 8 行:页面标签 PubDate 的内容“2026年1月5日”" in run.stdout
    assert "文章页的页面标签没有内容:ContentSource" in run.stdout
    run = ask(whole(OWN_TAGS))
    assert run.exit_code == 1 and "文章页缺少页面标签:SiteName、SiteDomain、SiteIDCode" in run.stdout


def test_the_domain_in_the_tags_is_compared_where_the_site_is_named(ask):
    page = whole(SITE_TAGS + OWN_TAGS)
    assert ask(page, "a.html", "--base-url", "https://www.anhe.gov.cn/zwgk/").exit_code == 0
    run = ask(page, "a.html", "--base-url", "https://www.other.gov.cn/")
    assert run.exit_code == 1 and "SiteDomain 是 www.anhe.gov.cn,与网站域名 www.other.gov.cn 不符" in run.stdout


@pytest.mark.parametrize(
    "data",
    [
        whole('<meta name="Generator" content="Microsoft Word 15">'),
        b"<p>\xe9\x80\x9a\xe7\x9f\xa5</p>",
        b"<body><p>x</p></body>",
    ],
)
def test_what_a_writers_program_made_owes_no_page_tags(ask, data: bytes):
    assert ask(data).exit_code == 0


def test_a_whole_page_for_a_named_site_owes_its_tags_to_a_persons_eye(ask):
    run = ask(whole(""), "a.html", "--base-url", "https://www.anhe.gov.cn/")
    assert run.exit_code == 1 and "请人工判断" in run.stdout and "文章页缺少页面标签:SiteName" in run.stdout


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空的"), (b" \n\t", "空的"), (b"%PDF-1.7", "PDF"), (b"\xd0\xcf\x11\xe0\xa1\xb1", "docx"),
        (b"PK\x03\x04broken", "损坏"), (b"\x89PNG\r\n\0\0\0\rIHDR", "无法检查"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_not_passed(ask, data: bytes, said: str):
    run = ask(data, "稿件.bin")
    assert run.exit_code == 3 and said in run.stderr


def test_what_is_not_there_is_a_usage_error(ask, tmp_path: Path):
    run = CliRunner().invoke(app, ["gate", "none.html"])
    assert run.exit_code == 2 and "无法读取 none.html" in run.stderr
    assert ask(b"x", "a.txt", "--update-baseline").exit_code == 2


def test_a_fragment_keeps_its_lines_and_a_document_stays_as_it_is():
    page = manuscript(BAD.encode(), "标题<b>").page.decode()
    assert page.splitlines()[1].startswith("<p>见") and "<title>标题&lt;b&gt;</title>" in page
    whole = "<html><body>x</body></html>".encode("gb18030")
    assert manuscript(whole, "标题").page == whole


def test_word_text_is_escaped_deleted_text_left_out_and_fields_are_links(word):
    body = (
        "<w:p><w:r><w:t>&lt;script&gt;</w:t></w:r><w:del><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>"
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "http://a.cn/?x=1&amp;y=2" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>看</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>表格</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    found = list(paragraphs(word(body)))
    assert found == ["&lt;script&gt;", '<a href="http://a.cn/?x=1&amp;y=2">看</a>', "表格"]


def test_a_word_document_that_unpacks_to_too_much_is_refused(word):
    bomb = word("<w:p><w:r><w:t>" + "零" * (24 << 20) + "</w:t></w:r></w:p>")
    with pytest.raises(UnreadableError, match="过大"):
        list(paragraphs(bomb))


def test_entities_of_a_word_document_are_not_resolved(tmp_path: Path, word):
    import io
    import zipfile

    (tmp_path / "secret").write_text("机密", "utf-8")
    text = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        package.writestr(
            "word/document.xml", f"{text}<w:document {space}><w:body><w:p><w:t>甲&x;</w:t></w:p></w:body></w:document>"
        )
    assert "机密" not in "".join(paragraphs(packed.getvalue()))
