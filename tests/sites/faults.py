"""Hostile answers, one short handler each."""

import asyncio
import gzip
import itertools

from tests.sites.server import HTML, Handler, Visit, breaks, document, links

_BLOCK = b"<p>" + b"x" * 65_000 + b"</p>"
_OK = f"HTTP/1.1 200 OK\r\nContent-Type: {HTML}\r\n".encode()
_SESSIONS = itertools.count(1)
_BOMB = gzip.compress(bytes(64 << 20), 9)


@breaks
async def ten_gigabytes(visit: Visit) -> None:
    await visit.raw(_OK + b"Content-Length: 10737418240\r\n\r\n" + document("十吉字节", ""))
    for _ in itertools.repeat(None):
        await visit.raw(_BLOCK)


@breaks
async def endless_body(visit: Visit) -> None:
    await visit.raw(_OK + b"\r\n" + document("没有尽头", ""))
    for _ in itertools.repeat(None):
        await visit.raw(_BLOCK)


@breaks
async def endless_headers(visit: Visit) -> None:
    await visit.raw(b"HTTP/1.1 200 OK\r\n")
    for number in itertools.count():
        await visit.raw(f"X-Header-{number}: {'y' * 1000}\r\n".encode())


async def gzip_bomb(visit: Visit) -> None:
    await visit.send(200, _BOMB, Content_Encoding="gzip")


async def broken_gzip(visit: Visit) -> None:
    await visit.send(200, b"this is not gzip at all" * 40, Content_Encoding="gzip")


@breaks
async def slow_body(visit: Visit) -> None:
    await visit.raw(_OK + b"Content-Length: 100000\r\n\r\n" + document("滴水", ""))
    for _ in itertools.repeat(None):
        await visit.raw(b"x")
        await asyncio.sleep(0.1)


@breaks
async def slow_headers(visit: Visit) -> None:
    await visit.raw(_OK + b"X-Drip: ")
    for _ in itertools.repeat(None):
        await visit.raw(b"y")
        await asyncio.sleep(0.1)


@breaks
async def hang(visit: Visit) -> None:
    await asyncio.sleep(300)


@breaks
async def empty_reply(visit: Visit) -> None:
    visit.writer.close()


@breaks
async def broken_chunks(visit: Visit) -> None:
    await visit.raw(_OK + b"Transfer-Encoding: chunked\r\n\r\n6\r\n<html>\r\nzz-not-a-size\r\n" + document("块", ""))


@breaks
async def truncated(visit: Visit) -> None:
    body = document("没有传完", "")
    await visit.raw(_OK + f"Content-Length: {len(body) * 2}\r\n\r\n".encode() + body)


@breaks
async def not_http(visit: Visit) -> None:
    await visit.raw(b"220 mail.example ESMTP ready\r\n")


async def invalid_charset(visit: Visit) -> None:
    body = "<title>编码名称不存在</title><body><p>正文</p><a href='/ok/from-charset.html'>续</a>".encode()
    await visit.send(200, body + b"\xff\xfe\x80" * 50, "text/html; charset=klingon-8859")


async def nested_tags(visit: Visit) -> None:
    body = b"<title>nested</title><body><p>deep</p>" + b"<div>" * 1_000_000 + b"<a href='/ok/from-nested.html'>end</a>"
    await visit.send(200, body)


async def unclosed_attributes(visit: Visit) -> None:
    await visit.send(200, b"<title>quotes</title><body><p>quotes</p>" + b"<a href='" * 300_000)


async def self_with_cookie(visit: Visit) -> None:
    if "seen=1" in visit.headers.get("cookie", ""):
        await visit.page("带着通行证", "<p>欢迎</p>")
    else:
        await visit.send(302, Location=visit.path, Set_Cookie="seen=1; Path=/")


async def endless_chain(visit: Visit) -> None:
    await visit.send(302, Location=f"{visit.path}?n={int(visit.query[2:] or 0) + 1}")


async def head_refused(visit: Visit) -> None:
    if visit.method == "HEAD":
        await visit.send(405, Allow="GET")
    else:
        await visit.send(200, b"\x00\x00\x00\x18ftypmp42", "video/mp4")


def failing_once(status: int, **headers: str) -> Handler:
    async def answer(visit: Visit) -> None:
        if visit.count == 0:
            await visit.send(status, b"<html><body>busy</body></html>", **headers)
        else:
            await visit.page("恢复正常", "<p>已恢复</p>")

    return answer


async def calendar(visit: Visit) -> None:
    month = int(visit.query.partition("=")[2] or 202601)
    onward = month + 1 if month % 100 < 12 else month + 89
    await visit.page(f"日历 {month}", f'<a href="/calendar.html?month={onward}">下一个月</a>')


async def sessions(visit: Visit) -> None:
    """Every answer hands out another session in its address."""
    token = f"{next(_SESSIONS) * 0x9E3779B97F4A7C15 % (1 << 64):016X}"
    await visit.page("会话", f'<a href="/session.jsp;jsessionid={token}{token}">刷新</a>')


async def big5(visit: Visit) -> None:
    await visit.page("繁體", f'<a href="/gate/big5/www.ruozhou.gov.cn{visit.path}x/">下一份</a>')


async def same_content(visit: Visit) -> None:
    """The same bytes under ever new names: relative links that lead one level on."""
    await visit.page("同样的内容", '<a href="again/">再来</a> <a href="b/">又来</a>')


async def repeated_segments(visit: Visit) -> None:
    await visit.page("层层叠叠 " + visit.path, '<a href="xinwen/dongtai/">向下</a>')


async def permutations(visit: Visit) -> None:
    """A filter whose parameters come in every order, with ever new values."""
    names = visit.query.split("&")
    more = [name.partition("=")[0] + f"={int(name.partition('=')[2]) + 1}" for name in names]
    turned = ["&".join(one) for one in (names[1:] + names[:1], names[::-1], more)]
    await visit.page("筛选 " + visit.query, links(*(f"/filter.html?{query}" for query in turned)))


async def tls_garbage(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(64)
    writer.write(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
    writer.close()


async def ssh_banner(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n")
    await reader.read(64)
    writer.write(b"Invalid SSH identification string.\r\n")
    writer.close()
