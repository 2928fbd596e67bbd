"""The last step of a run over IPv6: real servers on ::1 and 127.0.0.x, real name servers, the auditor as its user runs it."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import time
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from demo import tls
from demo.dns_server import Zone
from tests.sites.run import Run, audit, begin, members, wait_until
from tests.sites.server import Handler, Host, Served, Talk, Visit, document, links, moved, serve, serve_at

NAME = "www.luzhou6.gov.cn"
HOME = f"http://{NAME}/"
QUICK = ["--delay", "0", "--retry-gap", "0.2", "--workers", "1"]
LIMITS = '{"connect_seconds": 0.6, "response_seconds": 0.6, "total_seconds": 1.0, "ipv6_route_seconds": 0.3}'
FAMILIES = "links,hidden,identity,transport"
"""Everything that needs no browser."""
ZONE = Zone(
    a={
        "img.luzhou6.gov.cn": "192.88.99.7",
        "static.luzhou-media.cn": "192.88.99.8",
        "www.friend.gov.cn": "192.88.99.9",
    },
    aaaa={"static.luzhou-media.cn": "2400:da00::8", "proof.cn": "::1"},
    servfail=frozenset({"broken.cdn-yun.cn"}),
)
CLAIM = "<div class='footer'><p>主办单位:泸洲市人民政府办公室 本网站支持IPv6</p></div>"


def page(title: str, body: str = "", status: int = 200) -> Handler:
    async def answer(visit: Visit) -> None:
        await visit.send(status, document(title, body))

    return answer


async def picture(visit: Visit) -> None:
    await visit.send(200, b"\x89PNG\r\n\x1a\n" + bytes(40), "image/png")


def routes(body: str = "", **more: Handler) -> dict[str, Handler]:
    inner = [f"/a/{n}.html" for n in range(4)]
    found = {"/": page("泸洲市人民政府", links("/col/index.html", *inner) + body)}
    found |= {path: page(f"文章{path}", links("/deep/1.html")) for path in inner}
    found |= {"/col/index.html": page("栏目", links("/deep/2.html")), "/deep/1.html": page("第三级甲")}
    return (
        found | {"/deep/2.html": page("第三级乙")} | {name.replace("__", "/"): answer for name, answer in more.items()}
    )


def run(tmp_path: Path, hosts: Mapping[str, Host], *words: str, zone: Zone = ZONE, **env: str) -> tuple[Run, Served]:
    with serve(hosts, zone) as served:
        done = audit(
            HOME,
            "--profile",
            "full",
            "--checks",
            FAMILIES,
            *QUICK,
            "--out",
            str(tmp_path),
            *served.options(),
            *words,
            XUNWANG_LIMITS=LIMITS,
            **env,
        )
    assert done.code == 0, done.said
    return done, served


def said(done: Run, check: str) -> list[tuple[str, str]]:
    """(outcome, reason) of every finding of one check, or its counts where there is none."""
    found = sorted(
        (row["outcome"], row["reason"]) for row in done.rows("findings") if row["check"] == f"transport.{check}"
    )
    return found or [(outcome, "") for outcome in done.summary["findings"][f"transport.{check}"]]


def test_a_site_that_is_the_same_over_both_has_no_finding(tmp_path: Path):
    whole = routes(CLAIM)
    done, served = run(tmp_path, {NAME: Host(whole, six=Host(whole))})
    for check in ("ipv6_dns", "ipv6_home", "ipv6_links", "ipv6_resources", "ipv6_claim"):
        assert said(done, check) in ([("pass", "")], [("na", "")]), check
    assert said(done, "ipv6_home") == [("pass", "")] == said(done, "ipv6_links") == said(done, "ipv6_claim")
    ipv6 = done.summary["transport"]["ipv6"]
    assert ipv6["links"] == {"1": {"asked": 5, "good": 5, "of": 5}, "2": {"asked": 2, "good": 2, "of": 2}}
    assert {target for name, target, _ in served.asked if name.endswith("IPv6")} >= {"/", "/a/0.html", "/deep/1.html"}


def test_a_home_page_that_refuses_ipv6_is_found_and_the_claim_disproved(tmp_path: Path):
    done, _ = run(tmp_path, {NAME: Host(routes(CLAIM), six=Host(down=True))})
    assert said(done, "ipv6_home") == [("fail", "home-connect-refused")]
    assert said(done, "ipv6_claim") == [("fail", "claim-without-answer")]
    assert said(done, "ipv6_links") == [("na", "")] == said(done, "ipv6_resources")
    (finding,) = [row for row in done.rows("findings") if row["check"] == "transport.ipv6_home"]
    assert finding["confidence"] == "likely" and finding["evidence"]["ipv6"]["passes"] == 3
    assert "HTTP 访问首页,服务器拒绝连接(共 3 轮、3 次)" in finding["message"]


def test_another_page_over_ipv6_is_for_a_person_to_look_at(tmp_path: Path):
    other = {"/": page("欢迎使用 nginx", "<p>如果您看到本页面,说明 Web 服务器已经成功安装,还需要进一步配置。</p>" * 9)}
    done, _ = run(tmp_path, {NAME: Host(routes(), six=Host(other))})
    assert said(done, "ipv6_home") == [("review", "other-content")]


def test_an_error_page_over_ipv6_is_certain(tmp_path: Path):
    done, _ = run(tmp_path, {NAME: Host(routes(), six=Host({}))})
    assert said(done, "ipv6_home") == [("fail", "http-404")]


def test_links_that_only_ipv4_has_are_counted_by_level(tmp_path: Path):
    body = '<img src="/img/a.png"><img src="/img/b.png">'
    six = routes(body) | {"/img/a.png": picture}
    del six["/a/1.html"], six["/deep/2.html"]
    whole = routes(body) | {"/img/a.png": picture, "/img/b.png": picture}
    done, _ = run(tmp_path, {NAME: Host(whole, six=Host(six))})
    (resource,) = [row for row in done.rows("findings") if row["check"] == "transport.ipv6_resources"]
    assert (resource["reason"], resource["evidence"]["urls"]) == ("own-resource-missing", [f"{HOME}img/b.png"])
    assert said(done, "ipv6_links") == [("fail", "links-not-over-ipv6")]
    (finding,) = [row for row in done.rows("findings") if row["check"] == "transport.ipv6_links"]
    assert finding["evidence"]["shares"] == {"1": 0.8, "2": 0.5}
    assert "二级 80.0%、三级 50.0%" in finding["message"]


HOLES = (
    '<img src="http://img.luzhou6.gov.cn/banner.png"><script src="http://broken.cdn-yun.cn/a.js"></script>'
    '<a href="http://www.friend.gov.cn/">友情链接</a><img src="http://static.luzhou-media.cn/logo.png">'
)


def test_holes_are_resources_of_hosts_without_ipv6(tmp_path: Path):
    whole = routes(HOLES)
    done, _ = run(tmp_path, {NAME: Host(whole, six=Host(whole))})
    found = {row["target"]: row for row in done.rows("findings") if row["check"] == "transport.ipv6_resources"}
    hole = found["http://img.luzhou6.gov.cn/banner.png"]
    assert (hole["outcome"], hole["reason"], hole["sample_pages"]) == ("fail", "ipv4-only-host", [HOME])
    assert found[None]["reason"] == "resource-names-unproven"
    # Loopback alone may be touched, so the host with an address was not asked: nothing is said of it.
    assert set(found) == {"http://img.luzhou6.gov.cn/banner.png", None}


def test_a_mapped_name_without_an_ipv6_address_is_not_measured(tmp_path: Path):
    done, _ = run(tmp_path, {NAME: Host(routes(CLAIM))})
    assert said(done, "ipv6_dns") == [("unmeasured", "mapped-without-ipv6")] == said(done, "ipv6_home")


@pytest.mark.parametrize("aaaa", [{}, {NAME: "2400:da00::9"}])
def test_a_staging_copy_is_not_compared_with_what_public_dns_says(tmp_path: Path, aaaa: dict[str, str]):
    done, _ = run(tmp_path, {NAME: Host(routes())}, zone=Zone(a={NAME: "192.88.99.1"}, aaaa=aaaa))
    assert said(done, "ipv6_home") == [("unmeasured", "mapped-without-ipv6")]


def test_the_guard_holds_over_ipv6(tmp_path: Path):
    whole = routes()
    with serve({NAME: Host(whole, six=Host(whole))}, ZONE) as served:
        done = audit(
            HOME, "--profile", "full", "--checks", FAMILIES, *QUICK, "--out", str(tmp_path), *served.options(), XUNWANG_LIMITS=LIMITS,
            AUDITOR_ONLY="127.0.0.0/8",
        )  # fmt: skip
        assert not [name for name, _, _ in served.asked if name.endswith("IPv6")]
    assert said(done, "ipv6_home") == [("unmeasured", "address-not-allowed")]


def test_https_is_described_and_asked_for_over_both(tmp_path: Path):
    whole = routes()
    with serve({NAME: Host(whole, tls=tls.expired(NAME), six=Host(whole, tls=tls.expired(NAME)))}, ZONE) as served:
        done = audit(
            f"https://{NAME}/",
            "--profile",
            "footer",
            *QUICK,
            "--out",
            str(tmp_path),
            *served.options(),
            XUNWANG_LIMITS=LIMITS,
        )
    assert done.code == 0, done.said
    assert said(done, "certificate") == [("fail", "certificate-expired"), ("fail", "self-signed")]
    assert said(done, "ipv6_home") == [("pass", "")]
    (server,) = done.summary["transport"]["tls"]
    assert (server["state"], server["names"], server["not_after"][:10]) == ("tls", [NAME], "2024-01-01")
    assert done.summary["transport"]["ipv6"]["home"] == {"https/4": 200, "https/6": 200}


def staged(tmp_path: Path, a: str, *words: str, **zone: str) -> tuple[Run, Served]:
    """Without any map: names come from DNS, the port from the URL."""
    whole = routes()
    with serve({NAME: Host(whole, six=Host(whole))}, Zone(a={NAME: a}, aaaa=zone)) as served:
        url = f"http://{NAME}:{served.where[NAME][1]}/"
        done = audit(
            url, "--profile", "footer", *QUICK, "--out", str(tmp_path), "--resolver", served.resolver, *words,
            XUNWANG_LIMITS=LIMITS,
        )  # fmt: skip
    return done, served


def test_addresses_may_come_from_dns_alone(tmp_path: Path):
    done, served = staged(tmp_path, "127.0.0.51", **{NAME: "::1"})
    assert done.code == 0, done.said
    assert said(done, "ipv6_dns") == [("pass", "")] == said(done, "ipv6_home") == said(done, "ipv6_links")
    assert [name for name, _, _ in served.asked if name.endswith("IPv6")]


def test_a_name_with_ipv4_alone(tmp_path: Path):
    done, served = staged(tmp_path, "127.0.0.51")
    assert said(done, "ipv6_dns") == [("fail", "no-aaaa")] and said(done, "ipv6_home") == [("na", "")]
    assert not [name for name, _, _ in served.asked if name.endswith("IPv6")]


def test_one_pace_for_a_name_over_both(tmp_path: Path):
    whole = {"/": page("泸洲市人民政府")}
    with serve({NAME: Host(whole, six=Host(whole))}, ZONE) as served:
        words = ["--delay", "0.4", "--retry-gap", "0.2", "--out", str(tmp_path), *served.options()]
        assert audit(HOME, "--profile", "footer", *words).code == 0
        crawl = [at for _, target, at in served.asked if target == "/"][-3:]
    assert len(crawl) == 3 and all(later - at > 0.35 for at, later in pairwise(crawl))


def may_take_low_ports() -> bool:
    try:
        socket.create_server(("127.0.0.81", 80)).close()
    except PermissionError:
        return False
    return True


@pytest.mark.skipif(not may_take_low_ports(), reason="ports below 1024 need a privilege on this machine")
def test_both_schemes_on_their_usual_ports(tmp_path: Path):
    """http:// sends visitors on to https://, over IPv4; over IPv6 nobody listens on the port of https."""
    secure, plain = Host(routes(), tls=tls.expired(NAME)), Host({"/": moved(f"https://{NAME}/", 301)})
    with serve_at([("127.0.0.81", 80, plain), ("127.0.0.81", 443, secure), ("::1", 80, plain)], NAME):
        maps = ["--map", f"{NAME}=127.0.0.81", "--map", f"{NAME}=::1"]
        done = audit(HOME, "--profile", "footer", *QUICK, "--out", str(tmp_path), *maps, XUNWANG_LIMITS=LIMITS)
    assert done.code == 0, done.said
    measured = done.summary["transport"]
    assert measured["http_to_https"] is True and measured["tls"][0]["names"] == [NAME]
    assert measured["ipv6"]["home"] == {"https/4": 200, "http/4": 200, "https/6": None, "http/6": None}
    assert said(done, "ipv6_home") == [("fail", "home-connect-refused")]


REFUSAL = bytes([21, 3, 3, 0, 2, 2, 40])
TLCP_HELLO = bytes([22, 1, 1, 0, 42, 2, 0, 0, 38, 1, 1]) + bytes(32) + bytes([0, 0xE0, 0x13, 0])


def refusing(national: bool) -> Talk:
    """Refuses every handshake but, perhaps, that of the national protocol."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readexactly(5)
            await reader.readexactly(int.from_bytes(head[3:5], "big"))
            writer.write(TLCP_HELLO if national and head[1:3] == b"\x01\x01" else REFUSAL)
            writer.close()

    return talk


def test_a_link_to_a_server_of_the_national_algorithms_is_not_called_dead(tmp_path: Path):
    outside = {"gm.luzhou-bank.cn": Host(talk=refusing(True)), "no.luzhou-bank.cn": Host(talk=refusing(False))}
    home = {"/": page("泸洲市人民政府", links(*(f"https://{host}/" for host in outside)))}
    with serve({NAME: Host(home), **outside}, ZONE) as served:
        done = audit(
            HOME, "--profile", "links", *QUICK, "--out", str(tmp_path), *served.options(), XUNWANG_LIMITS=LIMITS
        )
    assert done.verdict("https://gm.luzhou-bank.cn/") == ("unmeasured", "national-algorithms")
    assert done.link("https://gm.luzhou-bank.cn/") == ("unmeasured", "national-algorithms")
    assert done.link("https://no.luzhou-bank.cn/") == ("fail", "tls-handshake")


def test_handshakes_keep_the_pace_of_a_server_with_many_names(tmp_path: Path):
    came: list[float] = []

    async def noted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.append(time.monotonic())
        await refusing(True)(reader, writer)

    names = [f"gm{n}.luzhou-bank.cn" for n in range(4)]
    home = {"/": page("泸洲市人民政府", links(*(f"https://{name}/" for name in names)))}
    with serve({NAME: Host(home), names[0]: Host(talk=noted)}, ZONE) as served:
        served.where |= dict.fromkeys(names, served.where[names[0]])
        words = ["--profile", "links", *QUICK, "--delay", "0.3", "--out", str(tmp_path), *served.options()]
        done = audit(HOME, *words, XUNWANG_LIMITS=LIMITS)
    assert {done.verdict(f"https://{name}/") for name in names} == {("unmeasured", "national-algorithms")}
    assert len(came) > 2 * len(names) and min(later - at for at, later in pairwise(came)) > 0.25


def test_the_links_profile_does_not_measure_it(tmp_path: Path):
    whole = routes()
    with serve({NAME: Host(whole, six=Host(whole))}, ZONE) as served:
        done = audit(HOME, "--profile", "links", *QUICK, "--out", str(tmp_path), *served.options())
        assert not [name for name, _, _ in served.asked if name.endswith("IPv6")]
    assert "transport" not in done.summary and not any(
        name.startswith("transport") for name in done.summary["findings"]
    )


def test_frames_of_the_same_site_are_kept(tmp_path: Path):
    from auditor.store.bundle import Bundle
    from auditor.store.reader import Reader

    frames = '<iframe src="/foot/index.html"></iframe><iframe src="http://www.friend.gov.cn/x.html"></iframe>'
    whole = routes(frames)
    whole["/foot/index.html"] = page("页脚", CLAIM)
    done, _ = run(tmp_path, {NAME: Host(whole)}, "--max-pages", "1")
    bundle = Bundle.open(done.bundle)
    kept = Reader(bundle).frames()
    assert list(kept) == [f"{HOME}foot/index.html"] and "本网站支持IPv6" in kept[f"{HOME}foot/index.html"]
    bundle.close()
    assert json.loads((done.bundle / "summary.json").read_text("utf-8"))["pages"] == 1


def steady(bundle: Path) -> list[object]:
    """Outputs without what time alone decides."""
    rows: list[object] = []
    for name in ("findings", "occurrences", "pages"):
        for line in (bundle / f"{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            for volatile in ("first_seen", "last_checked"):
                row.pop(volatile, None)
            for attempt in row.get("evidence", {}).get("attempts", ()):
                del attempt["at"], attempt["ms"]
            rows.append(row)
    summary = json.loads((bundle / "summary.json").read_text("utf-8"))
    return [*rows, summary["findings"], summary["transport"], summary["coverage"]]


@pytest.mark.parametrize("moment", [0, 5, *(pytest.param(n, marks=pytest.mark.slow) for n in (1, 2, 8))])
def test_killed_in_the_last_step_and_resumed(tmp_path: Path, moment: int):
    six = routes(CLAIM + HOLES)
    del six["/a/1.html"]
    hosts = {NAME: Host(routes(CLAIM + HOLES), six=Host(six))}
    slow = Zone(a=ZONE.a, aaaa=ZONE.aaaa, servfail=ZONE.servfail, delay=0.2)
    with serve(hosts, slow) as served:
        words = [HOME, "--profile", "full", "--checks", FAMILIES, *QUICK, "--delay", "0.02", *served.options()]
        whole = audit(*words, "--out", str(tmp_path / "whole"), XUNWANG_LIMITS=LIMITS)
        assert whole.code == 0, whole.said
        served.forget()
        process = begin(*words, "--out", str(tmp_path / "killed"), XUNWANG_LIMITS=LIMITS)
        assert process.stdout is not None
        bundle = Path(process.stdout.readline().strip())

        def over6() -> int:
            return sum(name.endswith("IPv6") for name, _, _ in served.asked)

        if moment:
            assert wait_until(lambda: over6() >= moment or process.poll() is not None, 30)
        else:  # While names are looked up: all pages are there, nothing was asked over IPv6 yet.
            assert wait_until(lambda: served.hits[NAME, "/deep/2.html"] > 0, 30)
            time.sleep(1.0)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert wait_until(lambda: not members(process.pid), 10)
        resumed = audit("--resume", str(bundle))
        assert resumed.code == 0, resumed.said
    assert steady(bundle) == steady(whole.bundle)
