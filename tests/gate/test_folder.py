"""A folder as its web server will see it: exact spelling, nothing from outside."""

import http.client
import socket
import ssl
from pathlib import Path
from urllib.parse import quote

import pytest

from auditor.gate.folder import Folder
from auditor.gate.request import GateError
from auditor.gate.server import serving

BASE = "http://www.anhe.gov.cn/"
FILES = {"index.html": "首页", "a/index.htm": "栏目", "a/文章.html": "文章", "img/logo.png": b"\x89PNG" + bytes(5000)}


def test_pages_have_the_addresses_that_visitors_use(build):
    folder = Folder.read(build(FILES), BASE)
    assert list(folder.pages()) == [f"{BASE}a/", f"{BASE}a/{quote('文章.html')}", BASE]
    assert folder.file_of(f"{BASE}a/{quote('文章.html')}?from=home") == "a/文章.html"
    assert folder.file_of(f"{BASE}A/") == "" and folder.file_of("http://other.gov.cn/") == ""


def test_a_folder_may_be_a_part_of_a_site(build):
    folder = Folder.read(build(FILES), f"{BASE}zwgk/")
    assert f"{BASE}zwgk/a/" in folder.pages()
    assert folder.find("/a/").file is None and folder.find("/zwgk/a/").file is not None


@pytest.mark.parametrize(("files", "said"), [({"a.html": "没有首页"}, "没有首页"), ({}, "没有文件")])
def test_what_cannot_be_released_is_said(build, tmp_path: Path, files, said):
    (tmp_path / "public").mkdir()
    with pytest.raises(GateError, match=said):
        Folder.read(build(files), BASE)


def test_hidden_folders_and_links_out_of_the_folder_are_not_released(build, tmp_path: Path):
    root = build({**FILES, ".git/config.html": "x", ".well-known/security.txt": b"x"})
    (tmp_path / "secret.html").write_text("秘密", "utf-8")
    (root / "out.html").symlink_to(tmp_path / "secret.html")
    (root / "in.html").symlink_to(root / "index.html")
    names = {name.decode() for name in Folder.read(root, BASE).files}
    assert "/in.html" in names and "/.well-known/security.txt" in names
    assert not names & {"/out.html", "/.git/config.html"}


@pytest.fixture
def ask(build):
    with serving(Folder.read(build(FILES), BASE)) as port:

        def request(path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.putrequest(method, path, skip_host=True)
            for name, value in {"Host": "www.anhe.gov.cn", **headers}.items():
                connection.putheader(name, value)
            connection.endheaders()
            return connection.getresponse()

        request.port = port  # type: ignore[attr-defined]
        yield request


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200), ("/index.html", 200), ("/Index.html", 404), ("/a/", 200), ("/A/", 404), ("/img/", 404),
        ("/img/LOGO.png", 404), ("/a/" + quote("文章.html"), 200), ("/a/x.html?y", 404), ("/../../etc/passwd", 404),
        ("/%2e%2e/%2e%2e/etc/passwd", 404), ("/a%00b", 404),
    ],
)  # fmt: skip
def test_addresses_are_answered_by_their_exact_spelling(ask, path: str, status: int):
    assert ask(path).status == status


def test_a_folder_without_its_slash_is_redirected(ask):
    answer = ask("/a")
    assert (answer.status, answer.headers["Location"]) == (301, "/a/")


def test_other_names_of_the_site_are_sent_to_the_one_it_has(ask):
    answer = ask("/a/", Host="anhe.gov.cn")
    assert (answer.status, answer.headers["Location"]) == (301, f"{BASE}a/")


def test_the_beginning_of_a_file_can_be_asked_for(ask):
    answer = ask("/img/logo.png", Range="bytes=0-99")
    assert (answer.status, len(answer.read())) == (206, 100)
    head = ask("/img/logo.png", "HEAD")
    assert (head.headers["Content-Length"], head.headers["Content-Type"]) == ("5004", "image/png")


def test_https_is_answered_at_the_same_port(ask):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", ask.port), 10) as plain, context.wrap_socket(plain) as secure:
        secure.sendall(b"GET /a/ HTTP/1.1\r\nHost: www.anhe.gov.cn\r\nConnection: close\r\n\r\n")
        assert b"Location: http://www.anhe.gov.cn/a/" in secure.recv(4096)
