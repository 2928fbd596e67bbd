"""``python -m bench.campaign``: a whole campaign on loopback, against the least time that politeness allows.

Every site has a server of its own. ``bound`` is the time that the requests the servers saw must take at this delay with so many sites
at once, were nothing else to do; CPU and memory are those of the campaign with all its processes. The whole of what the project asks for:
``python -m bench.campaign --sites 300 --pages 200 --delay 0.5 --at-once 0`` (as many sites at once as the program itself would take).
"""

import argparse
import asyncio
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from auditor.campaign.run.window import sites_at_once
from bench.measure import measure

_AUDITOR = [sys.executable, "-m", "auditor.cli"]
_ROOT = Path(__file__).resolve().parents[1]
_TEXT = "<p>办理条件、办理地点、办公时间与咨询电话等信息由相关单位负责维护,欢迎社会各界监督。</p>" * 60


@dataclass(slots=True)
class Sites:
    """Sites being served: their host names with addresses, and how often each server was asked."""

    where: dict[str, str]
    asked: "Counter[str]"


def main() -> int:
    """Print one line; 1 when the campaign did not finish."""
    parser = argparse.ArgumentParser(prog="python -m bench.campaign", description=__doc__)
    parser.add_argument("--sites", type=int, default=8)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--delay", type=float, default=0.1)
    parser.add_argument("--at-once", type=int, default=4, help="0: as the program itself would")
    options = parser.parse_args()
    options.at_once = options.at_once or sites_at_once()
    with TemporaryDirectory(prefix="bench-campaign-") as work, _served(options.sites, options.pages) as sites:
        db = Path(work, "office.db")
        _plan(Path(work), db, sites, options)
        maps = [word for host, address in sites.where.items() for word in ("--map", f"{host}={address}")]
        words = [
            "campaign",
            "run",
            "b",
            "--now",
            "--db",
            str(db),
            "--at-once",
            str(options.at_once),
            "--browser",
            "off",
        ]
        usage = measure([*_AUDITOR, *words, *maps], Path(work), _environment())
        bound = _bound(sites.asked, options.delay, options.at_once)
        print(
            f"{options.sites} sites of {options.pages} pages, {options.delay:g} s, {options.at_once} at once:"
            f" {usage.wall:.1f} s, {usage.wall / bound:.2f} of the bound {bound:.1f} s,"
            f" {usage.cpu / options.sites:.2f} CPU s a site, {usage.peak_mb:.0f} MB"
        )
        return int(usage.code != 0)


def _bound(asked: "Counter[str]", delay: float, at_once: int) -> float:
    return delay * max(*asked.values(), asked.total() / at_once)


def _plan(work: Path, db: Path, sites: Sites, options: argparse.Namespace) -> None:
    rows = [f"{host},http://{host}/,,{host},甲县" for host in sites.where]
    (work / "register.csv").write_text("\n".join(["网站名称,首页网址,网站标识码,主办单位,地区", *rows]), "utf-8")
    new = [
        "campaign",
        "new",
        "b",
        "--window",
        "2026-01-01..2026-12-31",
        "--profile",
        "links",
        "--delay",
        str(options.delay),
    ]
    for words in (["register", "import", str(work / "register.csv")], new):
        subprocess.run([*_AUDITOR, *words, "--db", str(db)], check=True, env=_environment(), stdout=subprocess.DEVNULL)


def _environment() -> dict[str, str]:
    return {**os.environ, "AUDITOR_ONLY": "127.0.0.0/8,::1/128", "PYTHONPATH": str(_ROOT)}


@contextmanager
def _served(sites: int, pages: int) -> Iterator[Sites]:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    served = Sites({}, Counter())
    try:
        asyncio.run_coroutine_threadsafe(_listen(served, sites, pages), loop).result(30)
        yield served
    finally:
        loop.call_soon_threadsafe(loop.stop)


async def _listen(served: Sites, sites: int, pages: int) -> None:
    links = "".join(f'<li><a href="/{n}.html">第 {n} 条</a></li>' for n in range(1, pages))
    rest = {known: f"{links}{_TEXT if known else ''}</body></html>".encode() for known in (True, False)}

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        address = writer.get_extra_info("sockname")[0]
        try:
            while True:
                path = (await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1].decode("latin-1")
                served.asked[address] += 1
                known = path == "/" or (path[1:-5].isdigit() and int(path[1:-5]) < pages)
                body = f"<html><head><title>{path}</title></head><body>".encode() + rest[known]
                head = f"HTTP/1.1 {200 if known else 404} X\r\nContent-Type: text/html; charset=utf-8\r\n"
                head += f"Content-Length: {len(body)}\r\n\r\n"
                writer.write(head.encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, OSError):
            writer.close()

    for number in range(sites):
        address = f"127.2.{number // 250}.{1 + number % 250}"
        server = await asyncio.start_server(talk, address, 0)
        served.where[f"www.b{number}.gov.cn"] = f"{address}:{server.sockets[0].getsockname()[1]}"


if __name__ == "__main__":
    sys.exit(main())
