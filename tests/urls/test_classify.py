"""What a written reference is, from its text alone."""

import ada_url
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model.link import TargetKind as Kind
from auditor.urls.classify import Classified, classify
from auditor.urls.scope import Scope

SCOPE = Scope(frozenset({"http://www.x.gov.cn:80", "https://www.x.gov.cn:443"}))
BASE = "http://www.x.gov.cn/a/b.html"


def of(raw: str, base: str = BASE) -> Classified:
    found = classify(raw, base, "utf-8", SCOPE)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "raw",
    [
        "javascript:;", "javascript:void(0)", "javascript:void(0);", "JavaScript:;", "javascript:", "javascript://", " javascript:void();",
        "java\nscript:;", "javascrip:void(0)", "about:blank", "data:image/png;base64,AA==", "tel:010-12345", "sms:1", "weixin://dl",
        "tencent://message", "mailto:a@b.cn", "mailto:a@b.cn;c@d.cn?subject=x", "#top", "#/list", "#!", "ftp://x.cn/a", "blob:x", "market://x",
    ],
)  # fmt: skip
def test_not_a_link(raw: str) -> None:
    assert classify(raw, BASE, "utf-8", SCOPE) is None


@pytest.mark.parametrize("raw", ["", " ", "#", "##", "###", "\n#\n"])
def test_placeholder(raw: str) -> None:
    assert of(raw).kind is Kind.PLACEHOLDER


@pytest.mark.parametrize(
    ("raw", "target"),
    [
        ("./t20231106_2294796.shtml", "http://www.x.gov.cn/a/t20231106_2294796.shtml"),
        ("../../../dbdh/gybz/", "http://www.x.gov.cn/dbdh/gybz/"),
        ("?page=2", "http://www.x.gov.cn/a/b.html?page=2"),
        ("//www.x.gov.cn//map.shtml", "http://www.x.gov.cn//map.shtml"),
        ("http://www。x。gov.cn/", "http://www.x.gov.cn/"),
        ("https://WWW.x.gov.cn", "https://www.x.gov.cn/"),
    ],
)
def test_page_of_the_site(raw: str, target: str) -> None:
    assert of(raw) == Classified(Kind.PAGE, target)


@pytest.mark.parametrize(
    ("raw", "kind", "note"),
    [
        (" http://www.gzns.gov.cn/a", Kind.EXTERNAL, "blanks"),
        ("http://www.mofcom.gov.cn ", Kind.EXTERNAL, "blanks"),
        ("ht\ntp://www.mofcom.gov.cn", Kind.EXTERNAL, "blanks"),
        ("http:\\\\www.21grid.com", Kind.EXTERNAL, "backslash"),
        ("..\\zwgk\\index.html", Kind.PAGE, "backslash"),
        ("images\\icon\\icon_mountain.png", Kind.ASSET, "backslash"),
        ("http:///www.y.cn/", Kind.EXTERNAL, "slashes"),
        ("/error.html?msg=座位预约功能开发中，敬请期待", Kind.PAGE, "under-construction"),
        ("a.jsp?id=1&rediskey=undefined", Kind.PAGE, "unset-parameter"),
        ("a.jsp?redirect_uri=null", Kind.PAGE, "unset-parameter"),
        ("http://119.6.84.89:9005/x", Kind.EXTERNAL, "bare-ip"),
        ("http://www.y.cn:7003/", Kind.EXTERNAL, "odd-port"),
        ("http://jlcitylinye001.ipv6ipv4.com.cn/a", Kind.EXTERNAL, "ipv6-gateway"),
        ("http://教育部.政务/", Kind.EXTERNAL, ""),
    ],
)
def test_works_but_is_noted(raw: str, kind: Kind, note: str) -> None:
    found = of(raw)
    assert (found.kind, found.note) == (kind, note)


@pytest.mark.parametrize(
    ("raw", "note", "suggestion"),
    [
        ("http:/www.y.cn", "scheme-slashes", "http://www.y.cn"),
        ("http:www.y.cn", "scheme-slashes", "http://www.y.cn"),
        ("http//www.y.cn/a", "colon-missing", "http://www.y.cn/a"),
        ("https//www.y.cn", "colon-missing", "https://www.y.cn"),
        ("http;//www.y.cn", "colon-missing", "http://www.y.cn"),
        ("http：//www.ahut.edu.cn", "fullwidth-colon", "http://www.ahut.edu.cn"),
        ("www.x.gov.cn", "scheme-missing", "http://www.x.gov.cn"),
        ("www.y.com/a?b=1", "scheme-missing", "http://www.y.com/a?b=1"),
        ("rsj.y.gov.cn/a", "scheme-missing", "http://rsj.y.gov.cn/a"),
        ("www.y.cn:8080/a", "scheme-missing", "http://www.y.cn:8080/a"),
        ("://www.y.cn", "scheme-missing", "http://www.y.cn"),
        ("中国政府网.政务", "scheme-missing", "http://中国政府网.政务"),
        ("htp://www.y.cn", "scheme-typo", "http://www.y.cn"),
        ("htttps://www.y.cn", "scheme-typo", "https://www.y.cn"),
        ("http://http://www.y.cn", "scheme-twice", "http://www.y.cn"),
        ("http://https://www.y.cn", "scheme-twice", "https://www.y.cn"),
        ("https://http//www.y.cn", "scheme-twice", "http://www.y.cn"),
        ("http://www.x.gov.cn／a", "host-invalid", "http://www.x.gov.cn/a"),
        ("http://www.y .cn/", "host-invalid", "http://www.y.cn/"),
        ("http://", "host-invalid", ""),
        ("http://www..y.cn/", "host-invalid", ""),
        ("http://www.y,cn/", "host-invalid", ""),
        ("mailto:6565@cnu.edu.cn，国际文化学院南楼717", "mail-address", "mailto:6565@cnu.edu.cn"),
        ("mailto:", "mail-address", ""),
    ],
)
def test_malformed(raw: str, note: str, suggestion: str) -> None:
    found = of(raw)
    assert (found.kind, found.note, found.suggestion) == (Kind.MALFORMED, note, suggestion)


@pytest.mark.parametrize("base", [BASE, "https://www.x.gov.cn/a/b.html"])
def test_a_missing_slash_is_malformed_on_every_scheme(base: str) -> None:
    assert of("http:/www.y.cn", base).kind is Kind.MALFORMED


def test_a_malformed_address_says_what_the_browser_would_ask_for() -> None:
    assert of("www.y.cn").target == "http://www.x.gov.cn/a/www.y.cn"


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        ("http://10.34.2.37/ExpiredList.aspx", "private-address"),
        ("http://192.168.0.100/", "private-address"),
        ("http://172.31.1.1/", "private-address"),
        ("http://169.254.1.1/", "private-address"),
        ("http://127.0.0.1:8080/", "loopback"),
        ("http://2130706433/", "loopback"),
        ("http://[::1]/", "loopback"),
        ("http://localhost/a", "loopback"),
        ("http://oa:7003/", "intranet-name"),
        ("http://server.local/", "intranet-name"),
        ("\\\\server\\share", "intranet-name"),
        ("file:///C:/DOCUME~1/ADMINI~1/LOCALS~1/Temp/ksohtml/wps6F1.tmp.png", "local-file"),
        ("D:\\网站\\a.doc", "local-file"),
    ],
)
def test_private(raw: str, note: str) -> None:
    found = of(raw)
    assert (found.kind, found.note) == (Kind.PRIVATE, note)


def test_the_audited_host_itself_may_be_private() -> None:
    scope = Scope(frozenset({"http://192.168.0.100:80"}))
    found = classify("/a", "http://192.168.0.100/", "utf-8", scope)
    assert found is not None and found.kind is Kind.PAGE


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        ("{{x.docId}}", "template-braces"),
        ("/a/{{detailurl}}.html", "template-braces"),
        ("/a/%7B%7Bid%7D%7D", "template-braces"),
        ("${Catalog.Link}", "template-dollar"),
        ("/x?id=${list.url}", "template-dollar"),
        ("[!---news.url--]", "template-cms"),
        ("<%=url%>", "template-server"),
        ("{% url %}", "template-server"),
        ("<?php echo $u ?>", "template-server"),
        ("'+str_1+'", "script-concatenation"),
        ("undefined", "unset-value"),
        ("/null", "unset-value"),
        ("null", "unset-value"),
        ("mailto:收件人邮箱?subject=test&cc=x", "mail-template"),
    ],
)
def test_residue(raw: str, note: str) -> None:
    found = of(raw)
    assert (found.kind, found.note, found.target) == (Kind.RESIDUE, note, raw)


@pytest.mark.parametrize(
    "raw", ["nullable.html", "undefined-terms.html", "a.html?f=[1]", "page.cn.html", "www/index.html", "/a/www.b.cn/", "http/index.html",
            "a(1).html",
            "https.html", "http.html", "httpd/", "/search?q=a+b", "a.html?t={1}", "index.com.html", "2023.11.cn.htm"],
)  # fmt: skip
def test_ordinary_paths_are_not_accused(raw: str) -> None:
    assert of(raw).kind is Kind.PAGE


def test_fragments() -> None:
    assert of("#intro") == Classified(Kind.PAGE, BASE, "intro")
    assert of("c.html#part").fragment == "part"
    assert of("c.html#TOP").fragment == ""
    assert of("c.html#/route").fragment == ""
    assert of("c.html#p:~:text=x").fragment == "p"


def test_asset_by_extension() -> None:
    assert of("/a.pdf?x=1").kind is Kind.ASSET
    assert of("http://www.y.cn/a.pdf").kind is Kind.EXTERNAL


TEXT = st.text(alphabet=st.sampled_from("htps:/\\.wcn政：。#?{}$%'+<>[]! -@0a\n"), max_size=40)


@given(TEXT | st.text(max_size=40))
def test_any_text_is_classified_and_requestable_targets_are_urls(raw: str) -> None:
    found = classify(raw, BASE, "gb18030", SCOPE)
    if found is not None and found.kind in (Kind.PAGE, Kind.ASSET, Kind.EXTERNAL):
        assert found.target.startswith(("http://", "https://")) and found.target.isascii() and "#" not in found.target


@pytest.mark.parametrize(
    "raw", ["'+" * 100_000, "{{" * 100_000, "www." * 100_000, "http:" * 50_000, "<%" * 100_000, "a@" * 50_000]
)
def test_huge_references_are_classified(raw: str) -> None:
    found = classify(raw, BASE, "utf-8", SCOPE)
    assert found is None or len(found.target) < 100_000
    assert classify("mailto:" + raw, BASE, "utf-8", SCOPE) is not None


SEGMENT = st.text("abcz019._~-", min_size=1, max_size=6)
HEADS = ["/", "./", "../", "../../", "../../../../../", "http://www.x-y.gov.cn/", "https://a.b.c.com/", "", "http"]


@given(
    st.sampled_from(HEADS),
    st.lists(SEGMENT, min_size=1, max_size=5),
    st.sampled_from(["", "/", ".html", ".htm#part-1", ".shtml#top"]),
    st.sampled_from(["", "?a=/b", "#/c"]),
)
def test_ordinary_references_resolve_as_the_parser_says(head: str, segments: list[str], end: str, after: str) -> None:
    raw = head + "/".join(segments) + end
    base = "http://www.x.gov.cn/zwgk/tzgg/202609/t1.html" + after
    found = classify(raw, base, "utf-8", Scope(frozenset({"http://www.x.gov.cn:80"})))
    if found is not None and found.kind in (Kind.PAGE, Kind.ASSET, Kind.EXTERNAL):
        target, _, fragment = str(ada_url.join_url(base, raw)).partition("#")
        assert (found.target, found.fragment) == (target, "" if fragment == "top" else fragment)
