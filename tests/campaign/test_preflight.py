"""The look ahead: what is in the way of each site, at a cost of a few requests, and a letter for each platform."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from auditor.campaign.preflight.classify import classify, extranet
from auditor.campaign.visits import Visit
from auditor.model.campaign import Obstacle
from auditor.model.error import ErrorKind
from auditor.store.office import campaigns
from auditor.store.office.database import Office
from demo import dns_server
from tests.campaign.made import registered, said
from tests.sites.server import Host, Served, article, document, links, moved, serve

ROWS = {
    "www.open.gov.cn": "甲云", "www.walled.gov.cn": "甲云", "www.geo.gov.cn": "乙云", "www.login.gov.cn": "", "www.moved.gov.cn": "",
    "www.robots.gov.cn": "丙云", "www.down.gov.cn": "", "www.lost.gov.cn": "",
}  # fmt: skip


def home(visit):
    meta = '<meta name="SiteName" content="公开县人民政府">'
    page = document("首页", meta + links("http://tyj.open.gov.cn/", "/a.html", "http://www.baidu.com/"))
    return visit.send(200, page)


@pytest.fixture(scope="module")
def world() -> Iterator[Served]:
    deny = {"/robots.txt": lambda visit: visit.send(200, b"User-agent: *\nDisallow: /\n", "text/plain")}
    password = article("统一登录", "/a.html")
    hosts = {
        "www.open.gov.cn": Host({"/": home}),
        "www.walled.gov.cn": Host(fallback=lambda visit: visit.send(403)),
        "www.geo.gov.cn": Host(fallback=lambda visit: visit.send(403, document("403", "本站不对境外地址开放"))),
        "www.login.gov.cn": Host({"/": moved("/sso/login"), "/sso/login": password}),
        "www.moved.gov.cn": Host({"/": moved("http://www.new.gov.cn/")}),
        "www.new.gov.cn": Host({"/": article("新址")}),
        "www.robots.gov.cn": Host({"/": article("首页"), **deny}),
        "www.down.gov.cn": Host(down=True),
        "www.gone.gov.cn": Host({"/": article("关停的网站")}),
    }
    with serve(hosts, dns_server.Zone(a={})) as served:
        yield served


@pytest.fixture
def db(tmp_path: Path) -> Path:
    rows = [
        f"{host},http://{host}/,440000{n:04d},单位{n},甲县,县级,否,{platform}"
        for n, (host, platform) in enumerate(ROWS.items(), 1)
    ]
    db = registered(tmp_path, *rows)
    closed = "网站名称,首页网址,主办单位,网站状态\n老网,http://www.gone.gov.cn/,老局,关停\n"
    (tmp_path / "closed.csv").write_text(closed, "utf-8")
    said("register", "import", str(tmp_path / "closed.csv"), "--db", str(db))
    said("campaign", "new", "2026Q4", "--window", "2026-10-01..2026-10-20", "--delay", "0", "--db", str(db))
    return db


def look(world: Served, db: Path, *words: str, canary: str = "http://www.new.gov.cn/") -> str:
    return said(
        "campaign",
        "preflight",
        "2026Q4",
        "--db",
        str(db),
        "--retry-gap",
        "0",
        "--canary",
        canary,
        *world.options(),
        *words,
    )


def found(db: Path) -> dict[int, tuple[Obstacle, str]]:
    office = Office.open(db)
    return {one.site: (one.state, one.detail) for one in campaigns.looks(office, campaigns.get(office, "2026Q4"))}


def test_each_obstacle_is_named_and_few_requests_were_made(world: Served, db: Path) -> None:
    world.forget()
    told = look(world, db)
    states = {number: state for number, (state, _) in found(db).items()}
    assert states == {
        1: Obstacle.OPEN, 2: Obstacle.WALL, 3: Obstacle.GEO, 4: Obstacle.LOGIN, 5: Obstacle.MOVED, 6: Obstacle.ROBOTS,
        7: Obstacle.DOWN, 8: Obstacle.DNS,
    }  # fmt: skip
    assert max(Counter(host for host, _, _ in world.asked).values()) <= 20
    assert "0002 www.walled.gov.cn http://www.walled.gov.cn/ 被防护系统拦截(http-403)" in told


def test_what_was_seen_is_there_for_the_register_to_check(world: Served, db: Path) -> None:
    look(world, db)
    told = said("register", "check", "--db", str(db))
    for text in (
        "登记为关停或迁移,实际仍能访问:0009", "网址已变更未登记:0005", "发现而未登记:tyj.open.gov.cn", "更名未登记:0001",
        "登记为运行,实际打不开:0007", "登记为运行,实际打不开:0008",
    ):  # fmt: skip
        assert text in told
    assert "0002" not in told and "0003" not in told, "a wall is no dead site"


def test_when_our_own_line_is_dead_nobody_is(world: Served, db: Path) -> None:
    look(world, db, canary="http://www.down.gov.cn/")
    assert found(db)[7][0] is found(db)[8][0] is Obstacle.OURS
    assert "打不开:" not in said("register", "check", "--db", str(db))


def test_each_platform_gets_a_letter_with_our_address_and_agent(world: Served, db: Path, tmp_path: Path) -> None:
    hosts = ", ".join(f'"{host}"' for host in ROWS if "down" not in host)
    (tmp_path / "m.toml").write_text(
        f'office = "某省办公厅"\ndocument = "某政办函〔2026〕9号"\nhosts = [{hosts}]\naddresses = ["203.0.113.7"]\n'
        "valid_from = 2020-01-01\nvalid_until = 2099-01-01\n",
        "utf-8",
    )
    world.forget()
    look(
        world,
        db,
        "--mandate",
        str(tmp_path / "m.toml"),
        "--letters",
        str(tmp_path / "out"),
        "--contact",
        "wz@example.gov.cn",
    )
    letters = sorted((tmp_path / "out").iterdir())
    assert [path.name for path in letters] == ["放行函-01-丙云.docx", "放行函-02-乙云.docx", "放行函-03-甲云.docx"]
    letter = Document(str(letters[2]))
    assert (round(letter.sections[0].page_width.mm), round(letter.sections[0].page_height.mm)) == (210, 297)
    text = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    for wanted in (
        "203.0.113.7",
        "contact: wz@example.gov.cn",
        "某政办函〔2026〕9号",
        "某省办公厅",
        "2 个政府网站",
        "22:00-06:00",
    ):
        assert wanted in text
    assert [round(margin.mm) for margin in (letter.sections[0].top_margin, letter.sections[0].left_margin)] == [37, 28]
    rows = [[cell.text for cell in row.cells] for row in letter.tables[0].rows]
    assert rows[2] == ["2", "www.walled.gov.cn", "http://www.walled.gov.cn/", "被防护系统拦截(http-403)"]
    assert found(db)[7][0] is Obstacle.NOT_MANDATED
    assert "www.down.gov.cn" not in {host for host, _, _ in world.asked}


@pytest.mark.parametrize(
    ("address", "name"), [("10.1.2.3", "内网地址"), ("59.195.0.1", "国家电子政务外网"), ("202.96.1.1", ""), ("", "")]
)
def test_closed_networks_are_known_by_their_addresses(address: str, name: str) -> None:
    assert extranet(address) == name


def test_a_site_of_the_extranet_is_not_down() -> None:
    silent = Visit(
        "http://a.gov.cn/", "", None, ErrorKind.CONNECT_TIMEOUT, "", 15000, "http://a.gov.cn/", "59.195.0.1", 1
    )
    assert classify(silent)[0] is Obstacle.EXTRANET
    refused = Visit("http://a.gov.cn/", "", None, ErrorKind.PRIVATE_ADDRESS, "", 1, "http://a.gov.cn/", "10.0.0.1", 0)
    assert classify(refused)[0] is Obstacle.EXTRANET
