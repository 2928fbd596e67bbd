"""The demo is a believable site: large enough, varied, and what it says of itself is true."""

import re
import zipfile
from io import BytesIO

import pytest

from demo import Demo, tree, truth
from demo.hosts import outside


def test_at_least_three_hundred_pages_are_reachable(pages):
    assert 300 <= len(pages) <= 600


def test_at_least_thirty_columns_with_a_second_list_page(pages):
    columns = list(tree.columns())
    assert len(columns) >= 30
    assert all(f"http://{tree.HOST}{column.path}index_1.html" in pages for column in columns)


def test_articles_are_dated_2023_to_2026_newest_first():
    for column in tree.columns():
        dates = [article.date for article in column.articles]
        assert dates == sorted(dates, reverse=True)
        assert {date[:4] for date in dates} == {"2023", "2024", "2025", "2026"}


def test_the_site_is_the_same_in_every_run(pages):
    sample = [url for url in pages if "/t20" in url][:40]
    with Demo.start() as again:
        import http.client

        connection = http.client.HTTPConnection(*again.addresses[tree.HOST])
        for url in sample:
            connection.request("GET", url.removeprefix(f"http://{tree.HOST}"), headers={"Host": tree.HOST})
            assert connection.getresponse().read().decode() == pages[url]
        connection.close()


def test_titles_differ_from_page_to_page(pages):
    titles = {re.search("<title>(.*?)</title>", text)[1] for text in pages.values()}
    assert len(titles) > 250


@pytest.mark.parametrize(("path", "encoding"), [("/old/", "gbk"), ("/old/utf16.html", "utf-16"), ("/", "utf-8")])
def test_pages_come_in_their_own_encodings(get, path, encoding):
    assert "</html>" in get(f"http://{tree.HOST}{path}")[2].decode(encoding)


def test_a_chinese_query_works_only_in_the_encoding_of_its_page(get):
    base = f"http://{tree.HOST}/old/list.asp?type="
    assert get(f"{base}%D5%FE%B8%AE%B9%AB%CE%C4")[0] == 200
    assert get(f"{base}%E6%94%BF%E5%BA%9C%E5%85%AC%E6%96%87")[0] == 404


def test_attachments_are_genuine(get, pages):
    found = {}
    for url, text in pages.items():
        for name in re.findall(r'href="\./(P0\d+_\d+\.(?:pdf|docx|xls|zip))"', text):
            found.setdefault(name.rpartition(".")[2], url.rpartition("/")[0] + f"/{name}")
    assert set(found) == {"pdf", "docx", "xls", "zip"}
    assert get(found["pdf"])[2].startswith(b"%PDF-1.4")
    assert get(found["xls"])[2].startswith(bytes.fromhex("d0cf11e0a1b11ae1"))
    assert "word/document.xml" in zipfile.ZipFile(BytesIO(get(found["docx"])[2])).namelist()
    assert zipfile.ZipFile(BytesIO(get(found["zip"])[2])).testzip() is None


def test_robots_and_sitemap(get, demo):
    robots = get(f"{demo.url}robots.txt")[2].decode()
    assert "Disallow: /search/result" in robots
    assert get(f"{demo.url}sitemap.xml")[2].count(b"<loc>") > 40


def test_only_the_sitemap_knows_the_orphan(pages):
    assert f"http://{tree.HOST}/zwgk/gudao/yizhi.html" in pages
    assert not any("gudao/yizhi" in text for text in pages.values())


def test_traps_never_end(get, demo):
    assert b"month=2031-02" in get(f"{demo.url}hdjl/rili/?month=2031-01")[2]
    deep = "xiayiye/" * 40
    assert get(f"{demo.url}ztzl/xunhuan/{deep}")[2] == get(f"{demo.url}ztzl/xunhuan/")[2]
    first, second = (re.findall(rb"jsessionid=(\w+)", get(f"{demo.url}wsbs/query.jsp")[2]) for _ in range(2))
    assert first and set(first).isdisjoint(second)
    assert get(f"{demo.url}gate/big5/{tree.HOST}/zwgk/")[0] == 200
    assert b"nd=2024&amp;qx=qx1" in get(f"{demo.url}sjkf/cx/?nd=2024")[2]


def test_every_host_has_a_map_and_its_own_place(demo):
    assert {entry.partition("=")[0] for entry in demo.maps} == set(demo.hosts)
    assert all(address.startswith("127.") for address, _ in demo.addresses.values())


def test_the_copied_header_ends_the_first_document_early(get, demo):
    text = get(f"{demo.url}zwgk/hebing.html")[2].decode()
    assert text.count("</html>") == 2 and text.index("</html>") < text.index("fujian_list.html")


def test_only_planted_hosts_are_linked_over_tls(pages):
    """Nobody else here speaks TLS, so any other https link would be a fault that the truth does not know."""
    hosts = set(re.findall(r"https://([^/\"'<]+)", "".join(pages.values())))
    assert hosts == {"tls.yunze-media.cn", "cert.yunze-media.cn"}


def test_every_outside_host_is_served_or_planted(pages):
    planted = " ".join(plant.raw + plant.target for plant in truth.everything().plants)
    with Demo.start() as demo:
        live = re.sub("<!--.*?-->", "", "".join(pages.values()))
        linked = set(re.findall(r"""(?:href|src|value)=["']http://([^/"':]+)""", live))
        known = demo.hosts.keys() | outside.LITERAL
        assert [host for host in linked if host not in known and host not in planted] == []
