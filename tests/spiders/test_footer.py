"""The footer profile: home, one page of each kind and a sample; few requests, the same ones every time."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.dns_server import Zone
from tests.sites.run import Run, audit, environment
from tests.sites.server import Handler, Host, Served, Visit, document, links, serve

NAME = "www.ruozhou.gov.cn"
HOME = f"http://{NAME}/"
QUICK = ["--delay", "0", "--retry-gap", "0.2", "--workers", "1", "--browser", "off"]
LIMITS = '{"footer_sample": 5}'
ROOT = Path(__file__).resolve().parents[2]


def page(title: str, body: str = "") -> Handler:
    async def answer(visit: Visit) -> None:
        await visit.send(200, document(title, body + '<script src="/js/foot.js"></script><img src="/img/a.png">'))

    return answer


def world() -> dict[str, Host]:
    """Columns, articles in three folders, a search form, a moved page, a frame; 100 pages in all."""
    articles = {f"/art/{kind}/t{n}.html": page(f"{kind} {n}") for kind in ("news", "notice", "law") for n in range(30)}
    columns = {
        f"/col/{kind}/index.html": page(kind, links(*(p for p in articles if kind in p)))
        for kind in ("news", "notice", "law")
    }
    frame = '<iframe src="/foot/frame.html"></iframe>'
    home = page("若洲市人民政府", links(*columns, "/search?q=a", "/old.html", "http://www.outside.cn/") + frame)

    async def moved(visit: Visit) -> None:
        await visit.send(301, Location="/new/place.html")

    async def script(visit: Visit) -> None:
        await visit.send(200, "document.write('网站标识码：4501000001')".encode(), "application/javascript")

    routes = {
        "/": home,
        "/search": page("搜索"),
        "/old.html": moved,
        "/new/place.html": page("新的"),
        "/js/foot.js": script,
    }
    return {
        NAME: Host(routes | articles | columns | {"/foot/frame.html": page("页脚")}),
        "www.outside.cn": Host({"/": page("外")}),
    }


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with serve(world(), Zone(a={})) as served:
        yield served


def asked(site: Served) -> list[str]:
    return sorted(target for name, target, _ in site.asked if name == NAME)


@pytest.fixture(scope="module")
def done(site: Served, tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, list[str]]:
    site.forget()
    out = str(tmp_path_factory.mktemp("footer"))
    run = audit(HOME, "--profile", "footer", *QUICK, "--out", out, *site.options(), XUNWANG_LIMITS=LIMITS)
    assert run.code == 0, run.said
    return run, asked(site)


def test_one_page_of_each_kind_and_the_sample(done: tuple[Run, list[str]]):
    pages = [row["url"].removeprefix(HOME) for row in done[0].rows("pages") if row["status"] == 200]
    kinds = {"", "col/news/index.html", "col/notice/index.html", "col/law/index.html", "search?q=a", "new/place.html"}
    assert kinds <= set(pages)
    for folder in ("art/news/", "art/notice/", "art/law/"):
        assert any(name.startswith(folder) for name in pages), folder
    assert len(pages) == len(kinds) + 3 + 1 + 5  # the articles, the frame, the sample


def test_nothing_else_is_asked(done: tuple[Run, list[str]], site: Served):
    run, targets = done
    assert "/js/foot.js" in targets and "/img/a.png" not in targets and "/sitemap.xml" not in targets
    assert len(targets) < 25
    assert not [name for name, _, _ in site.asked if name == "www.outside.cn"]
    assert run.summary["coverage"]["cut"]["sample"] > 70


def test_identity_and_transport_alone_are_judged(done: tuple[Run, list[str]]):
    families = {name.partition(".")[0] for name in done[0].summary["findings"]}
    assert families <= {"identity", "transport"} and "transport" in families
    assert done[0].summary["profile"] == "footer"


def test_records_are_opened_only_when_asked_for(tmp_path: Path):
    record = "http://bszs.conac.cn/sitename?method=show&id=0A55F3A0A1B2C3D4E053012819ACB626"
    home = {
        "/": page(
            "若洲市人民政府",
            f'<a href="{record.replace("&", "&amp;")}">党政机关</a><a href="http://www.outside.cn/">外</a>',
        )
    }
    hosts = {
        NAME: Host(home),
        "bszs.conac.cn": Host({"/sitename": page("标识")}),
        "www.outside.cn": Host({"/": page("外")}),
    }
    for words, expected in ((("--verify-records",), {"bszs.conac.cn"}), ((), set())):
        with serve(hosts, Zone(a={})) as served:
            run = audit(HOME, "--profile", "footer", *QUICK, *words, "--out", str(tmp_path), *served.options())
            assert run.code == 0, run.said
            assert {name for name, _, _ in served.asked} - {NAME} == expected


def test_as_a_scrapy_spider_it_asks_the_same(done: tuple[Run, list[str]], site: Served, tmp_path: Path):
    site.forget()
    words = [
        f"{name.removeprefix('--').replace('-', '_')}={value}"
        for name, value in zip(QUICK[::2], QUICK[1::2], strict=True)
    ]
    maps = [value for value in site.options() if "=" in value]
    words += [f"url={HOME}", f"out={tmp_path}", f"map={','.join(maps)}", f"resolver={site.resolver}"]
    command = [sys.executable, "-m", "scrapy", "crawl", "footer", *(part for word in words for part in ("-a", word))]
    env = environment(XUNWANG_LIMITS=LIMITS, PATH=os.environ["PATH"])
    ended = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 0, ended.stderr
    assert asked(site) == done[1]
    again = Run(0, ended.stdout, ended.stderr)
    assert [row["url"] for row in again.rows("pages")] == [row["url"] for row in done[0].rows("pages")]
