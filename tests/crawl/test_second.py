"""The second client: another make, the same taxonomy, the same guard."""

import asyncio
import socket
from collections.abc import Iterator

import pytest

from auditor.crawl.lease import Lease, Mode
from auditor.crawl.second import Answer, fetch
from auditor.model.error import ErrorKind
from auditor.model.limits import Limits
from auditor.urls.guard import Guard, networks
from tests.sites.server import Host, Served, Visit, breaks, moved, serve

HOST = "www.yunze.gov.cn"
QUICK = Limits(connect_seconds=1, response_seconds=0.3, total_seconds=0.8)


async def hello(visit: Visit) -> None:
    await visit.page("你好", f"<p>{visit.headers.get('user-agent')} {visit.headers.get('host')}</p>")


async def reset(visit: Visit) -> None:
    linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
    visit.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    visit.writer.transport.abort()


async def circle(visit: Visit) -> None:
    if "pass=1" in visit.headers.get("cookie", ""):
        await visit.page("进来了", "<p>x</p>")
    else:
        await visit.send(302, Location="/circle", Set_Cookie="pass=1; Path=/")


async def silent(visit: Visit) -> None:
    await asyncio.sleep(3)


async def close(visit: Visit) -> None:
    visit.writer.close()


async def short(visit: Visit) -> None:
    await visit.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nContent-Type: text/html\r\n\r\n<html>half")
    visit.writer.close()


ROUTES = {
    "/": hello,
    "/away": moved("http://other.cn/"),
    "/on": moved("/"),
    "/circle": circle,
    "/reset": breaks(reset),
    "/empty": breaks(close),
    "/short": breaks(short),
    "/silent": breaks(silent),
    "/chatter": breaks(lambda visit: visit.raw(b"SSH-2.0-OpenSSH\r\n\r\n")),
    "/big": lambda visit: visit.send(200, b"x" * 500_000),
}


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serve({HOST: Host(ROUTES), "down.cn": Host(down=True)}) as running:
        yield running


def ask(served: Served, path: str, mode: Mode = Mode.SECOND, host: str = HOST, **lease: object) -> Answer:
    address, port = served.where[host]
    values = {"address": address, "port": port, "mapped": True, **lease}
    made = Lease(1, f"http://{host}{path}", mode, 2, server=address, verify=True, polite=True, **values)  # type: ignore[arg-type]
    return fetch(made, QUICK, Guard(networks(["127.0.0.0/8"])), "Agent/1")


def test_a_good_answer_is_had_under_its_own_name(served: Served):
    answer = ask(served, "/?a=1")
    assert (answer.status, answer.error, answer.url) == (200, None, f"http://{HOST}/?a=1")
    assert b"Agent/1" in answer.body and HOST.encode() in answer.body
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    ("path", "status", "error"),
    [
        ("/missing", 404, None),
        ("/on", 302, None),
        ("/reset", None, ErrorKind.CONNECTION_RESET),
        ("/empty", None, ErrorKind.EMPTY_REPLY),
        ("/short", 200, ErrorKind.TRUNCATED_BODY),
        ("/silent", None, ErrorKind.READ_TIMEOUT),
        ("/chatter", None, ErrorKind.PROTOCOL),
        ("/has space", None, ErrorKind.PROTOCOL),
    ],
)
def test_every_answer_has_a_status_or_a_named_error(
    served: Served, path: str, status: int | None, error: ErrorKind | None
):
    answer = ask(served, path)
    assert (answer.status, answer.error) == (status, error)


def test_a_refused_connection(served: Served):
    answer = ask(served, "/", host="down.cn")
    assert (answer.error, answer.own_address) == (ErrorKind.CONNECT_REFUSED, "")


@pytest.mark.parametrize("path", ["/", "/reset", "/silent"])
def test_where_the_connection_came_from_is_kept_whatever_was_answered(served: Served, path: str):
    assert ask(served, path).own_address.startswith("127.")


def test_tls_where_none_is_spoken(served: Served):
    address, port = served.where[HOST]
    lease = Lease(1, f"https://{HOST}/", Mode.SECOND, 2, address, port, True, address, True, True)
    assert fetch(lease, QUICK, Guard(), "A").error in (ErrorKind.TLS_HANDSHAKE, ErrorKind.READ_TIMEOUT)


def test_a_large_body_is_cut(served: Served):
    answer = ask(served, "/big")
    assert (len(answer.body), answer.error) == (Limits().look_bytes, None)


def test_a_circle_opens_with_its_cookie_only_when_asked_so(served: Served):
    assert ask(served, "/circle").status == 302
    opened = ask(served, "/circle", Mode.COOKIES)
    assert opened.status == 200 and "进来了".encode() in opened.body


def test_redirects_to_other_hosts_are_not_followed(served: Served):
    answer = ask(served, "/away", Mode.COOKIES)
    assert (answer.status, answer.url) == (302, f"http://{HOST}/away")


def test_redirects_on_the_host_are_followed_with_cookies_on(served: Served):
    assert ask(served, "/on", Mode.COOKIES).url == f"http://{HOST}/"


def test_the_guard_has_the_last_word(served: Served):
    asked = len(served.asked)
    assert ask(served, "/", mapped=False).error is ErrorKind.PRIVATE_ADDRESS
    assert ask(served, "/", address="192.0.2.1").error is ErrorKind.GUARD
    assert len(served.asked) == asked
