from datetime import date, timedelta

import pytest

from auditor.model.link import TargetKind
from tests.checks.conftest import gone, link, redirected, target, walled
from tests.checks.offered import HOME, context, page, said, said_of_site, words
from tests.html.test_messages import LETTERS, document

TODAY = date(2026, 11, 21)  # A Saturday.


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def row(title: str, asked: str, status: str, answered: str = "", unit: str = "住建局") -> str:
    return f"<tr><td><a href='{title}.html'>{title}</a></td><td>{asked}</td><td>{unit}</td><td>{status}</td><td>{answered}</td></tr>"


def letters(*rows: str, url: str = HOME + "hdjl/ldxx/", title: str = "领导信箱"):
    heads = "".join(f"<th>{name}</th>" for name in ("标题", "来信时间", "办理单位", "状态", "回复时间"))
    return page(document(f"<table><tr>{heads}</tr>{''.join(rows)}</table>", title), url)


def waiting(subject):
    return said("interaction.unanswered", subject, context(today=TODAY))


CASES = {
    "over three months": (ago(93), "未回复", ["fail over-three-months"]),
    "three months to the day": ("2026-08-21", "未回复", ["review over-working-days"]),
    "a day more": ("2026-08-20", "办理中", ["fail over-three-months"]),
    "nearly a year": (ago(365), "待回复", ["fail over-three-months"]),
    "older than a year": (ago(366), "未回复", ["pass"]),
    "over the working days": ("2026-11-12", "受理中", ["review over-working-days"]),
    "within the working days": ("2026-11-13", "受理中", ["pass"]),
    "answered": (ago(200), "已回复", ["pass"]),
    "tomorrow": (ago(-1), "未回复", ["pass"]),
    "no date": ("", "未回复", ["review undated"]),
    "no word of an answer": (ago(200), "", ["review no-reply-seen"]),
    "no word of an answer, but young": (ago(20), "", ["pass"]),
}


@pytest.mark.parametrize("case", CASES)
def test_a_message_waits_by_its_date_and_status(case: str) -> None:
    asked, status, expected = CASES[case]
    assert words(waiting(letters(row("路灯不亮", asked, status)))) == expected


def test_each_message_is_a_finding_of_its_own_and_the_veto_is_certain() -> None:
    told = waiting(
        letters(row("甲", ago(100), "未回复"), row("乙", ago(120), "未回复"), row("丙", ago(9), "已回复", ago(5)))
    )
    assert [(judgement.args["title"], str(judgement.confidence), str(judgement.impact)) for judgement in told] == [
        ("甲", "certain", "serious"), ("乙", "certain", "serious"),
    ]  # fmt: skip


def test_a_message_in_the_list_and_on_its_own_page_is_one_finding() -> None:
    (listed,) = waiting(letters(row("2", "2026-05-06", "未回复")))
    (own,) = waiting(page(document(LETTERS["open by its status"][0]), HOME + "hdjl/ldxx/2.html"))
    assert listed.cause == own.cause


def test_petitions_are_not_asked_about() -> None:
    assert words(waiting(letters(row("甲", ago(200), "未回复"), title="网上信访"))) == ["na"]


def test_without_a_day_nothing_is_counted() -> None:
    subject = letters(row("甲", ago(200), "未回复"))
    assert words(said("interaction.unanswered", subject, context())) == ["unmeasured not-dated"]


def test_working_days_skip_the_national_holiday() -> None:
    over_the_week = letters(row("甲", "2026-09-30", "已回复", "2026-10-13"))
    (told,) = said(
        "interaction.late_reply", letters(row("乙", "2026-06-01", "已回复", "2026-06-12")), context(today=TODAY)
    )
    assert words(said("interaction.late_reply", over_the_week, context(today=TODAY))) == ["pass"]
    assert (str(told.outcome), told.args["workdays"]) == ("review", "9")


def test_the_newest_answer_says_whether_messages_are_published() -> None:
    def published(*pages):
        return words(said_of_site("interaction.published", pages, context=context(today=TODAY)))

    assert published(letters(row("甲", ago(70), "已回复", ago(59)))) == ["pass"]
    assert published(letters(row("甲", ago(70), "已回复", ago(61)))) == ["review stale"]
    assert published(letters(row("甲", ago(70), "已回复", ago(59), unit=""))) == ["review no-times"]
    assert published(page(document("<p>写信须知</p>"))) == ["review none-published"]
    assert published(page(document("<p>新闻</p>", "云泽要闻"))) == ["na"]


MAIL = HOME + "hdjl/ldxx/"


def channel(*targets: object, pages: tuple[object, ...] = ()) -> list[str]:
    return words(said_of_site("interaction.channel", pages, targets))


def test_one_channel_that_opens_is_enough() -> None:
    dead = (gone(HOME + "zx/"), [link("/zx/", "网上咨询")])
    assert channel(dead, (target(MAIL), [link("/hdjl/ldxx/", "领导信箱")])) == ["pass"]
    assert channel(dead) == ["fail channel-dead"]
    assert channel(dead, pages=(letters(row("甲", ago(9), "已回复")),)) == ["pass"]


def test_petitions_are_no_channel_and_headlines_name_none() -> None:
    petitions = (target("http://xf.yz.gov.cn/"), [link("http://xf.yz.gov.cn/", "网上信访")])
    headline = (target(HOME + "a.html"), [link("/a.html", "市长信箱开通十周年:群众来信件件有着落")])
    assert channel(petitions, headline) == ["review only-petitions"]
    assert channel(headline) == ["review none"]


def test_what_was_blocked_or_leads_home_is_not_called_dead() -> None:
    assert channel((walled(MAIL), [link("/hdjl/ldxx/", "领导信箱")])) == ["unmeasured wall"]
    assert channel((redirected(MAIL, HOME), [link("/hdjl/ldxx/", "领导信箱")])) == ["review channel-home"]
    placeholder = (target("javascript:;", kind=TargetKind.PLACEHOLDER), [link("javascript:;", "领导信箱")])
    assert channel(placeholder) == ["review none"]


def test_figures_are_asked_for_where_messages_are_published() -> None:
    listed = (letters(row("甲", ago(9), "已回复", ago(5))),)
    figures = HOME + "hdjl/tj/"

    def told(*targets: object, pages: tuple[object, ...] = listed) -> list[str]:
        return words(said_of_site("interaction.statistics", pages, targets))

    assert told((target(figures), [link("/hdjl/tj/", "信件统计")])) == ["pass"]
    assert told((gone(figures), [link("/hdjl/tj/", "信件统计")])) == ["fail statistics-dead"]
    assert told((redirected(figures, HOME), [link("/hdjl/tj/", "信件统计")])) == ["review statistics-home"]
    assert told((walled(figures), [link("/hdjl/tj/", "信件统计")])) == ["unmeasured wall"]
    assert told() == ["review no-statistics"]
    assert told(pages=()) == ["na"]


def test_forms_and_log_ins_become_items_for_a_person_with_their_pages() -> None:
    form = page(document("<form method=post><textarea name=c></textarea></form>"), HOME + "x/")
    login = page(document("<input type=password>"), HOME + "d/")
    told = said_of_site("interaction.submission", [form, login])
    assert words(told) == ["review manual-submit", "review manual-login"]
    assert [judgement.spots[0].page for judgement in told] == [HOME + "x/", HOME + "d/"]
    assert words(said_of_site("interaction.submission", [])) == ["na"]
