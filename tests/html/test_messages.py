"""Published messages as offices list them: when asked, when answered, by whom, and whether the page says so at all."""

import pytest

from auditor.html.service import service_facts
from auditor.model.service import Message, Reply

URL = "http://www.yunze.gov.cn/hdjl/ldxx/"


def document(body: str, title: str = "领导信箱_云泽市人民政府") -> str:
    menu, foot = "<ul><li><a href='/'>首页</a></li></ul>", "<p>发布时间:2026-01-01</p>"
    return f"<html><head><title>{title}</title></head><body>{menu}{body}{foot}</body></html>"


def messages(html: str, url: str) -> tuple[Message, ...]:
    return service_facts(html, url).messages


def read(body: str, title: str = "领导信箱_云泽市人民政府") -> list[tuple[str, str, str, str]]:
    return [short(message) for message in messages(document(body, title), URL)]


def short(message: Message) -> tuple[str, str, str, str]:
    return message.title, message.asked, message.answered, str(message.reply)


TABLE = (
    "<table><tr><th>编号</th><th>信件标题</th><th>来信时间</th><th>办理单位</th><th>状态</th><th>回复时间</th></tr>"
    "<tr><td>1</td><td><a href='1.html'>路灯不亮</a></td><td>2026-09-01</td><td>住建局</td><td>已回复</td><td>2026-09-05</td></tr>"
    "<tr><td>2</td><td><a href='2.html'>公交太少</a></td><td>2026年5月6日</td><td>交通局</td><td>未回复</td><td></td></tr></table>"
)
LAYOUTS = {
    "table": TABLE,
    "items": (
        "<ul><li><a href='1.html'>路灯不亮</a><span>2026-09-01</span><span>2026-09-05</span><span>已回复</span></li>"
        "<li><a href='2.html'>公交太少</a><span>2026-05-06</span><span>未回复</span></li></ul>"
    ),
    "marks before the title": (
        "<ul><li>[已办结] <a href='1.html'>路灯不亮</a> 来信时间:2026-09-01 回复时间:2026-09-05</li>"
        "<li>【办理中】<a href='2.html'>公交太少</a> 来信时间:2026-05-06</li></ul>"
    ),
    "rows without a heading in a table for layout": (
        "<table><tr><td><table><tr><td><a href='1.html'>路灯不亮</a></td><td>2026-09-01</td><td>2026-09-05</td><td>已回复</td></tr>"
        "<tr><td><a href='2.html'>公交太少</a></td><td>2026-05-06</td><td>待办理</td></tr></table></td></tr></table>"
    ),
    "boxes": (
        "<div class='list'><div class='row'><div><a href='1.html'>路灯不亮</a></div><div>留言时间:2026-09-01</div>"
        "<div>答复时间:2026-09-05</div></div><div class='row'><div><a href='2.html'>公交太少</a></div><div>留言时间:2026-05-06</div>"
        "<div>处理状态:处理中</div></div></div>"
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_lists_are_read_in_every_layout(layout: str) -> None:
    assert sorted(read(LAYOUTS[layout])) == [
        ("公交太少", "2026-05-06", "", "open"), ("路灯不亮", "2026-09-01", "2026-09-05", "answered"),
    ]  # fmt: skip


def test_unit_and_own_page_are_read() -> None:
    first = messages(document(TABLE), URL)[0]
    assert (first.unit, first.url) == ("住建局", URL + "1.html")


LETTER = "<h2>公交太少</h2><p>来信人:张** 来信时间:2026-05-06</p><p>班次能否增加?</p>"
LETTERS = {
    "answered": (LETTER + "<p>回复单位:交通局 回复时间:2026-05-09</p><p>回复内容:</p><p>您好,已增加班次。</p>", "2026-05-09", "answered"),
    "answered, no time": (LETTER + "<dl><dt>答复内容</dt><dd>您好,来信收悉,已增加班次。</dd></dl>", "", "answered"),
    "open by its status": (LETTER + "<p>办理状态:办理中</p>", "", "open"),
    "open by its answer": (LETTER + "<p>回复内容:暂无回复</p>", "", "open"),
    "nothing where the answer belongs": (LETTER + "<p>回复内容:</p><div id='answer'></div>", "", "unknown"),
    "contradicting": (LETTER + "<p>办理状态:办理中</p><p>回复时间:2026-05-09</p>", "2026-05-09", "unknown"),
}  # fmt: skip


@pytest.mark.parametrize("case", [name for name in LETTERS if name != "nothing where the answer belongs"])
def test_a_single_letter_says_how_it_stands(case: str) -> None:
    body, answered, reply = LETTERS[case]
    assert read(body) == [("公交太少", "2026-05-06", answered, reply)]


def test_an_empty_place_for_the_answer_is_not_called_unanswered() -> None:
    assert all(reply != "open" for *_, reply in read(LETTERS["nothing where the answer belongs"][0]))


OTHERS = {
    "petitions": (TABLE, "网上信访_云泽市人民政府"),
    "surveys": (TABLE, "民意征集_云泽市人民政府"),
    "interviews": (TABLE, "在线访谈_云泽市人民政府"),
    "news": ("<p>市长信箱已回复群众来信 200 件。</p><p>发布时间:2026-09-01</p>", "市政府召开会议_云泽市人民政府"),
    "the entrance": ("<p>来信须知:已受理的信件五个工作日内答复。</p><form><textarea></textarea></form>", "领导信箱_云泽市人民政府"),
}  # fmt: skip


@pytest.mark.parametrize("case", OTHERS)
def test_other_pages_publish_no_messages(case: str) -> None:
    assert read(*OTHERS[case]) == []


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 3_000 + "已回复 2026-09-01",
        "<ul>" + "<li><a href=x>a</a>未回复 2026-09-01" * 3_000,
        "来信时间:" * 50_000,
    ],
)
def test_monstrous_pages_are_read_to_an_end(hostile: str) -> None:
    assert len(messages(document(hostile + "回复"), URL)) <= 200


def test_an_unanswered_item_with_one_date_was_asked_then() -> None:
    (told,) = messages(
        document("<ul><li><a href='2.html'>公交太少</a><span>2026-05-06</span><em>待回复</em></li></ul>"), URL
    )
    assert (told.asked, told.reply) == ("2026-05-06", Reply.OPEN)


def test_the_place_to_write_is_found_and_a_log_in_is_told_apart() -> None:
    form, login = (
        service_facts(document(body), URL).entry
        for body in ("<form method=post><textarea name=c></textarea></form>", "<input name=p type='password'>")
    )
    assert form is not None and login is not None
    assert (form.login, login.login) == (False, True)
    assert service_facts(document("<textarea></textarea>", "举报平台"), URL).entry is None


def test_a_report_of_an_offence_among_the_messages_is_left_out() -> None:
    assert [title for title, *_ in read(TABLE.replace("交通局", "举报"))] == ["路灯不亮"]
