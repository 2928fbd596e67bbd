"""What the truth says of footers and page tags is really on the pages, and what is right is right everywhere."""

import http.client
import re
from html import unescape

import pytest
from openpyxl import load_workbook

from demo import office, register, tree, truth
from demo.dns_server import Zone, respond
from demo.hosts import pages_of, stands_on
from demo.model import Piece
from demo.office import Page
from demo.serve import has_ipv6

IDENTITY = truth.load("identity")
BY_ID = {plant.id: plant for plant in IDENTITY.plants}
OFFICES = office.offices()
RIGHT = [
    one
    for one in OFFICES.values()
    if one.layout != "elsewhere" and not any(stands_on(plant, one.home) for plant in IDENTITY.faults)
]
CHECKED = (
    "conac", "site_code", "police", "icp", "jiucuo", "organiser", "contact", "sitemap", "meta", "domain", "leaving_prompt", "register",
)  # fmt: skip


def named(plant):
    return plant.id


def where(plant, piece):
    """The address that carries a piece: a script for the prompt, else the first page."""
    page = pages_of(plant)[0].replace("*", "")
    return page + "js/common.js" if piece.place == "part.prompt" else page


def test_ids_are_unique_and_say_what_they_are():
    assert len(BY_ID) == len(IDENTITY.plants) and all(plant.what for plant in IDENTITY.plants)


def test_every_check_of_the_family_is_planted():
    planted = {plant.check for plant in IDENTITY.faults}
    assert {f"identity.{name}" for name in CHECKED} <= planted
    assert any(check.startswith("transport.") for check in planted)


@pytest.mark.parametrize("plant", [plant for plant in IDENTITY.plants if plant.markup], ids=named)
def test_what_is_planted_stands_on_its_page(plant, get):
    for piece in plant.markup:
        status, _, body = get(where(plant, piece))
        assert status == 200 and piece.html.strip() in body.decode()


@pytest.mark.parametrize("plant", [plant for plant in IDENTITY.faults if plant.markup], ids=named)
def test_what_is_replaced_is_gone(plant, get):
    one = next(found for found in OFFICES.values() if pages_of(plant)[0].startswith(found.home))
    right = office.parts(one)
    for piece in plant.markup:
        name = piece.place.removeprefix("part.")
        if name != piece.place and right[name] not in piece.html:
            assert right[name] not in get(where(plant, piece))[2].decode()


@pytest.mark.parametrize("one", RIGHT, ids=lambda one: one.host)
def test_an_office_without_faults_says_who_it_is(one, get):
    brought = {"file": "js/footer.js", "frame": "foot/index.html"}.get(one.layout, "")
    text = get(one.home + brought)[2].decode()
    shown = re.sub(r"<[^>]+>", "", unescape(text)).translate({ord("０") + n: str(n) for n in range(10)})
    assert one.code in shown and one.police in shown and one.organiser in shown
    assert (one.icp in shown) and (one.conac or one.mark) in text


def test_right_and_wrong_sites_are_both_there_in_every_layout():
    assert len(RIGHT) >= 6 and {one.layout for one in RIGHT} == {"own", "twice", "inline", "file", "frame"}
    assert len(OFFICES) - len(RIGHT) >= 12


def test_tags_follow_the_kind_of_page():
    city = OFFICES[tree.HOST]
    column, article = Page("政务公开", "政务公开"), Page("政务公开", "政务公开", "题目", "2026-01-08", "市政府办")
    assert [office.tags(city, page).count("<meta") for page in (Page(), column, article)] == [3, 7, 10]
    assert 'content="2026-01-08 09:30"' in office.tags(city, article)


def test_a_part_that_no_footer_has_is_an_error():
    with pytest.raises(KeyError, match="fax"):
        office.parts(OFFICES[tree.HOST], [Piece("part.fax", "")])


def test_every_page_of_the_city_has_its_tags(pages):
    code = f'<meta name="SiteIDCode" content="{OFFICES[tree.HOST].code}">'
    articles = [text for url, text in pages.items() if "/t20" in url and "</html>" in text]
    assert len(articles) > 200 and sum(code in text for text in articles) > len(articles) - 5
    assert sum('name="PubDate"' in text for text in articles) > 200


def test_the_register_says_what_is_true_but_where_the_truth_differs(tmp_path):
    sheet = load_workbook(register.write(tmp_path / "表.xlsx", IDENTITY.plants)).active
    rows = list(sheet.iter_rows(values_only=True))
    heads = rows[1]
    by_code = {row[heads.index("网站标识码")]: dict(zip(heads, row, strict=False)) for row in rows[2:]}
    assert sheet.merged_cells.ranges and len(rows) > len(OFFICES) + 3
    for one in OFFICES.values():
        row = by_code[one.code]
        planted = {
            piece.place: piece.html
            for plant in IDENTITY.faults
            if one.home in pages_of(plant)
            for piece in plant.register
        }
        assert row["ICP备案编号"] == planted.get("ICP备案编号", one.icp)
        assert row["主办单位"] == planted.get("主办单位", one.organiser)


def test_sites_are_served_over_ipv6_unless_they_only_claim_it(demo):
    second = dict(re.findall(r"^(.*?)=\[::1\]:(\d+)$", "\n".join(demo.maps), re.M))
    if not has_ipv6():
        assert not second  # nothing is promised that this machine cannot serve
        return
    assert tree.HOST in second and not {one.host for one in OFFICES.values() if one.ipv4} & second.keys()
    connection = http.client.HTTPConnection("::1", int(second[tree.HOST]), timeout=5)
    connection.request("GET", "/", headers={"Host": tree.HOST})
    assert "云泽市人民政府" in connection.getresponse().read().decode()
    connection.close()


def test_dns_gives_a_second_address_only_where_there_is_one():
    import dns.message

    zone = Zone(a={"a.cn": "127.0.0.1", "b.cn": "127.0.0.2"}, aaaa={"a.cn": "::1"})
    answers = [
        dns.message.from_wire(respond(zone, dns.message.make_query(name, "AAAA").to_wire()))
        for name in ("a.cn", "b.cn")
    ]
    assert [len(answer.answer) for answer in answers] == [1, 0]
