"""What a worker makes of an answer."""

import pytest
from backports import zstd

from auditor.crawl.digest import Digest, Received, location, retry_after
from auditor.crawl.lease import Lease, Mode
from auditor.model.error import ErrorKind
from auditor.model.limits import Limits
from auditor.model.target import FetchAttempt
from auditor.urls.scope import Scope

URL = "http://www.yunze.gov.cn/a/b.html"
HTML = "<html><title>题</title><a href='c.html'>丙</a></html>".encode()


def received(body: bytes = HTML, status: int | None = 200, mode: Mode = Mode.PAGE, **facts: object) -> Received:
    lease = Lease(1, URL, mode, 0, "127.0.0.1", 0, True, "127.0.0.1", True, True)
    headers = {"content-type": "text/html; charset=utf-8", **facts.pop("headers", {})}  # type: ignore[dict-item]
    values = {
        "method": "GET",
        "client": "curl",
        "at": "2026-11-21T10:00:00+08:00",
        "milliseconds": 5,
        "url": URL,
        "error": None,
    }
    return Received(lease=lease, status=status, headers=headers, body=body, **{**values, **facts})  # type: ignore[arg-type]


@pytest.fixture
def digest() -> Digest:
    return Digest(Limits(), Scope(frozenset({"http://www.yunze.gov.cn:80"})))


def test_an_attempt_has_the_fields_of_the_model_in_order(digest: Digest):
    attempt = FetchAttempt(*digest.attempt(received(headers={"server": "nginx"})))
    assert (attempt.method, attempt.client, attempt.status, attempt.ms) == ("GET", "curl", 200, 5)
    assert (attempt.content_type, attempt.sniffed, attempt.wall) == ("text/html", "html", "")
    assert ["server", "nginx"] in attempt.headers


def test_long_headers_are_cut_and_unknown_ones_left_out(digest: Digest):
    headers = dict(digest.attempt(received(headers={"server": "x" * 5000, "x-powered-by": "y"}))[13])
    assert len(headers["server"]) == 200 and "x-powered-by" not in headers


def test_a_head_answer_says_nothing_about_the_body(digest: Digest):
    assert digest.attempt(received(b"", method="HEAD"))[10] == ""
    assert digest.attempt(received(b"", status=None, error=ErrorKind.READ_TIMEOUT))[10] == ""
    assert digest.attempt(received(b""))[10] == "empty"


def test_a_wall_is_named_and_its_page_is_no_page(digest: Digest):
    got = received(b"<html>Forbidden</html>", 403)
    assert digest.attempt(got)[11] == "http-403"
    captcha = received("<html><title>安全验证</title><p>请完成验证码</p><div id='nc_wrapper'>".encode())
    attempt = digest.attempt(captcha)
    assert attempt[11] and digest.page(captcha, attempt) is None


def test_a_page_is_its_body_its_text_and_its_links(digest: Digest):
    got = received()
    page = digest.page(got, digest.attempt(got))
    assert zstd.decompress(page["body"]) == HTML and page["size"] == len(HTML) and len(page["sha256"]) == 64
    assert page["text"][0] == "题" and page["encoding"] == "utf-8" and page["url"] == URL
    assert len(page["new"]) == 1 and len(page["refs"]) == 4
    again = digest.page(got, digest.attempt(got))
    assert again["new"] == [] and again["refs"] == page["refs"] and not again["reset"]


@pytest.mark.parametrize(
    "got",
    [
        received(status=404),
        received(status=302),
        received(b"", method="HEAD"),
        received(method="RANGE"),
        received(b"%PDF-1.4", headers={"content-type": "application/pdf"}),
        received(b"%PDF-1.4"),
        received(b"just text", headers={"content-type": "text/plain"}),
        received(error=ErrorKind.DECOMPRESSION),
        received(status=None, error=ErrorKind.READ_TIMEOUT),
    ],
    ids=lambda got: f"{got.status}-{got.method}-{got.headers['content-type']}-{got.error}",
)
def test_what_is_no_good_html_is_no_page(digest: Digest, got: Received):
    assert digest.page(got, digest.attempt(got)) is None


@pytest.mark.parametrize(
    "got",
    [
        received(error=ErrorKind.SLOW_BODY),
        received(error=ErrorKind.TRUNCATED_BODY),
        received(headers={"content-type": ""}),
        received(headers={"content-type": "text/plain"}),
        received(headers={"content-type": "application/xhtml+xml"}),
    ],
    ids=lambda got: f"{got.headers['content-type']}-{got.error}",
)
def test_what_came_of_a_page_is_read(digest: Digest, got: Received):
    assert digest.page(got, digest.attempt(got))["text"][0] == "题"


def test_looking_at_a_page_lends_no_links_to_the_crawl(digest: Digest):
    got = received(mode=Mode.LOOK)
    page = digest.page(got, digest.attempt(got))
    assert (page["text"][0], page["new"], page["refs"]) == ("题", [], b"")
    followed = received()
    assert len(digest.page(followed, digest.attempt(followed))["new"]) == 1


def test_a_sitemap_is_read_as_a_page_of_links(digest: Digest):
    got = received(
        b"<urlset><url><loc>/x.html</loc></url></urlset>", mode=Mode.SITEMAP, headers={"content-type": "text/xml"}
    )
    page = digest.page(got, digest.attempt(got))
    assert len(page["new"]) == 1 and page["text"][0] == "sitemap.xml"


@pytest.mark.parametrize(
    ("raw", "target"),
    [
        ("/x.html", "http://www.yunze.gov.cn/x.html"),
        ("c.html", "http://www.yunze.gov.cn/a/c.html"),
        ("//o.cn", "http://o.cn/"),
        ("https://o.cn/a b", "https://o.cn/a%20b"),
        ("javascript:alert(1)", "invalid:javascript:alert(1)"),
        ("http://[", "invalid:http://["),
        ("", ""),
    ],
)
def test_redirects_are_absolute_or_called_invalid(raw: str, target: str):
    assert location(received(status=302, headers={"location": raw})) == target


def test_a_location_without_a_redirect_is_none():
    assert location(received(status=200, headers={"location": "/x"})) == ""
    assert location(received(status=304, headers={"location": "/x"})) == ""


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("", 0), ("0", 0), ("7", 7), (" 7 ", 7), ("100000", 120), ("9" * 500, 120), ("Wed, 21 Oct 2026 07:28:00 GMT", 120),
        ("-5", 120), ("1e9", 120), ("²", 120), ("٣", 3), ("nan", 120),
    ],
)  # fmt: skip
def test_retry_after_is_read_whatever_it_says(text: str, seconds: float):
    assert retry_after({"retry-after": text}, Limits(retry_after_seconds=120.0)) == seconds
