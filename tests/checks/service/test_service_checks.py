from auditor.model.target import Hop
from tests.checks.conftest import attempt, gone, link, target, walled
from tests.checks.offered import HOME, page, said, said_of_site, words
from tests.html.test_guide import NOTICE, UNREAD, VALUES, document, rows

FOUR = {k: VALUES[k] for k in ("事项名称", "申请条件", "办理材料", "办理流程")}


def guide_page(pairs: dict[str, str], number: int = 1):
    return page(document(rows(pairs)), f"{HOME}bsfw/bszn/{number}.html")


def test_a_complete_guide_passes_every_check() -> None:
    complete = guide_page(VALUES)
    for name in ("guide_elements", "phone", "vague_materials"):
        assert words(said(f"service.{name}", complete)) == ["pass"]


def test_four_missing_classes_are_named_and_serious() -> None:
    (told,) = said("service.guide_elements", guide_page(FOUR))
    assert (str(told.outcome), told.reason, str(told.impact)) == ("fail", "many-missing", "serious")
    assert told.args["missing"] == "设定依据、办理地点、办理时间、联系电话"


def test_fewer_are_a_matter_of_points() -> None:
    (told,) = said("service.guide_elements", guide_page({k: v for k, v in VALUES.items() if k != "设定依据"}))
    assert (str(told.outcome), told.reason, told.impact) == ("fail", "elements-missing", None)


def test_guides_of_one_template_with_the_same_gap_are_one_finding() -> None:
    one, other = (said("service.guide_elements", guide_page(FOUR, n))[0] for n in (1, 2))
    assert one.cause == other.cause


def test_with_nearly_the_same_words_for_the_rest_a_person_looks() -> None:
    near = {**FOUR, "办理时限": "5 个工作日", "监督电话": "0571-86001234", "实施主体": "公安局", "收费依据": "不收费"}
    assert words(said("service.guide_elements", guide_page(near))) == ["review many-missing"]


def test_what_was_not_read_is_not_called_missing() -> None:
    expected = {
        "filled in by a framework": "unmeasured script", "filled in by id": "unmeasured script", "jumps to the province": "na elsewhere",
        "a file": "review attachment", "a picture": "review picture",
    }  # fmt: skip
    for case, (body, _) in UNREAD.items():
        assert words(said("service.guide_elements", page(document(body)))) == [expected[case]], case


def test_a_call_for_projects_is_no_guide() -> None:
    call = page(document(rows(NOTICE), "关于组织申报2026年度科技项目的通知"))
    assert words(said("service.guide_elements", call)) == ["na"]


def test_a_number_without_area_code_and_a_short_one_are_told() -> None:
    both = guide_page({**VALUES, "联系电话": "86001234,0571-86005"})
    assert words(said("service.phone", both)) == ["fail no-area-code", "fail malformed"]
    assert words(said("service.phone", guide_page({**VALUES, "联系电话": "0571-88888888"}))) == ["review placeholder"]
    assert words(said("service.phone", guide_page({**VALUES, "联系电话": "见窗口公示"}))) == ["na"]


def test_other_materials_are_vague_unless_they_are_named() -> None:
    vague = guide_page({**VALUES, "办理材料": "1.身份证 2.法律法规规定的其他材料"})
    named = guide_page({**VALUES, "办理材料": "1.身份证 2.其他材料(户口簿、结婚证)"})
    elsewhere = guide_page({**VALUES, "申请条件": "不得提交其他材料"})
    assert words(said("service.vague_materials", vague)) == ["fail vague-materials"]
    assert words(said("service.vague_materials", named)) == ["review vague-materials"]
    assert words(said("service.vague_materials", elsewhere)) == ["pass"]


def test_forms_are_judged_by_what_the_crawl_got() -> None:
    materials = "".join(
        f'<a href="/f/{name}.doc">{name}申请表</a>' for name in ("good", "dead", "page", "empty", "wall")
    )
    guides = [guide_page({**VALUES, "办理材料": materials})]

    def form(name: str, **facts: object):
        url = f"{HOME}f/{name}.doc"
        return target(url, Hop(url, (attempt(**facts),))), [link()]

    targets = [
        form("good", sniffed="ole"), (gone(f"{HOME}f/dead.doc"), [link()]), form("page", sniffed="html", content_type="text/html"),
        form("empty", sniffed="empty"), (walled(f"{HOME}f/wall.doc"), [link()]), form("nobody", sniffed="html"),
    ]  # fmt: skip
    assert words(said_of_site("service.forms", guides, targets)) == [
        "pass", "fail form-dead", "fail form-is-page", "fail form-empty", "unmeasured wall",
    ]  # fmt: skip


def test_a_download_page_is_for_a_person() -> None:
    url = f"{HOME}down?id=3"
    guides = [guide_page({**VALUES, "办理材料": '<a href="/down?id=3">申请表下载</a>'})]
    found = [(target(url, Hop(url, (attempt(sniffed="html"),))), [link()])]
    assert words(said_of_site("service.forms", guides, found)) == ["review form-page"]
    assert words(said_of_site("service.forms", [], found)) == ["na"]


def test_five_guides_that_lack_four_are_the_veto_and_four_are_not() -> None:
    bad = [guide_page(FOUR, n) for n in range(5)]
    good = [guide_page(VALUES, n) for n in range(9, 12)]
    (told,) = said_of_site("service.guides", bad + good)
    assert (str(told.outcome), told.reason, told.args["count"], len(told.spots)) == ("fail", "many-incomplete", "5", 5)
    assert words(said_of_site("service.guides", bad[:4] + good)) == ["pass"]
    assert words(said_of_site("service.guides", bad[:2])) == ["fail all-incomplete"]


def test_guides_that_were_not_read_keep_the_veto_open() -> None:
    script = [page(document(UNREAD["filled in by id"][0]), f"{HOME}s{n}.html") for n in range(3)]
    assert words(said_of_site("service.guides", [guide_page(FOUR, n) for n in range(3)] + script)) == [
        "unmeasured script"
    ]


def test_a_site_that_links_the_service_hall_offers_services() -> None:
    nothing = [page(document("<p>欢迎</p>", "云泽市人民政府"))]
    hall = [(target("https://www.zwfw.hz.gov.cn/yz/"), [link("https://www.zwfw.hz.gov.cn/yz/", "政务服务网")])]
    assert words(said_of_site("service.guides", nothing)) == ["review none-offered"]
    assert words(said_of_site("service.guides", nothing, hall)) == ["pass"]
