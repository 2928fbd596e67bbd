"""Letters handed to a real server on loopback: each once, later where it says so, and everything noted."""

from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from auditor.campaign.mail import Attachment, Letter, MailError, Pace, deliver, save_letters
from auditor.campaign.mail.account import Security
from auditor.campaign.mail.post import State

FAST = Pace(between=0, later=(0, 0))


def letter(recipient: str = "zhang@anhe.gov.cn", **changed) -> Letter:
    facts = {
        "recipient": recipient, "name": "张三", "unit": "市教育局", "document": "整改通知书 2026Q4",
        "subject": "【请查收】安和市教育局网站检查发现问题(共7项,12月11日前反馈)", "text": "您好:\n一共 7 项。\n",
        "attachments": (Attachment("市教育局 整改通知书.zip", b"PK\x03\x04" + bytes(3000), "application/zip"),),
    }  # fmt: skip
    return Letter(**{**facts, **changed})


def states(mail, *letters: Letter, **options) -> list[State]:
    return [one.state for one in deliver(letters, mail.office, mail.account, pace=FAST, **options)]


def log(mail) -> list[tuple]:
    rows = mail.office.db.execute(
        "SELECT recipient, number, state, attempts, answer FROM delivery ORDER BY recipient, number"
    )
    return [tuple(row) for row in rows]


@pytest.mark.parametrize("security", list(Security))
def test_a_letter_arrives_as_it_was_written(mailing, security: Security):
    mail = mailing(security)
    (done,) = deliver([letter()], mail.office, mail.account, pace=FAST)
    (envelope,) = mail.mood.got
    got = message_from_bytes(envelope.content, policy=default)
    assert (done.state, done.answer) == (State.ACCEPTED, "250 收到")
    assert envelope.rcpt_tos == ["zhang@anhe.gov.cn"] and got["Message-ID"] == done.message_id
    assert got["Subject"] == letter().subject and str(got["To"]) == "张三 <zhang@anhe.gov.cn>"
    assert got.get_body().get_content().replace("\r\n", "\n") == letter().text
    (attached,) = got.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == (
        letter().attachments[0].name,
        letter().attachments[0].data,
    )


def test_nothing_is_sent_twice_unless_asked_for(mailing):
    mail = mailing()
    assert states(mail, letter()) == [State.ACCEPTED]
    (second,) = deliver([letter()], mail.office, mail.account, pace=FAST)
    assert second.state is State.SKIPPED and "250 收到" in second.answer and len(mail.mood.got) == 1
    assert states(mail, letter("ZHANG@anhe.gov.cn")) == [State.SKIPPED]
    assert states(mail, letter(document="第二份"), letter(unit="市财政局")) == [State.ACCEPTED] * 2
    assert states(mail, letter(), again=True) == [State.ACCEPTED]
    assert [row[1] for row in log(mail)].count(2) == 1 and len(mail.mood.got) == 4


def test_a_server_that_says_later_is_asked_later(mailing):
    mail = mailing()
    mail.mood.answers = ["451 greylisted", "250 OK", "450 greylisted"]
    one, two = letter(), letter("li@anhe.gov.cn")
    found = {
        done.letter.recipient: (done.state, done.attempts)
        for done in deliver([one, two], mail.office, mail.account, pace=FAST)
    }
    assert found == {"zhang@anhe.gov.cn": (State.ACCEPTED, 3), "li@anhe.gov.cn": (State.ACCEPTED, 1)}


def test_a_server_that_always_says_later_is_given_up_and_may_be_asked_another_day(mailing):
    mail = mailing()
    mail.mood.answers = ["451 greylisted"] * 3
    assert states(mail, letter()) == [State.DEFERRED]
    assert log(mail) == [("zhang@anhe.gov.cn", 1, "deferred", 3, "451 greylisted")]
    assert states(mail, letter()) == [State.ACCEPTED]


def test_a_refusal_is_reported_at_once_and_the_others_go_on(mailing):
    mail = mailing()
    mail.mood.answers, mail.mood.data_answers = ["550 no such user"], ["554 looks like spam"]
    found = [
        *deliver([letter(), letter("li@anhe.gov.cn"), letter("wang@anhe.gov.cn")], mail.office, mail.account, pace=FAST)
    ]
    assert [(done.state, done.answer) for done in found] == [
        (State.REFUSED, "550 no such user"), (State.REFUSED, "554 looks like spam"), (State.ACCEPTED, "250 收到"),
    ]  # fmt: skip


def test_a_letter_of_which_nobody_knows_is_not_sent_again_by_itself(mailing):
    mail = mailing()
    mail.mood.data_answers = ["hang up"]
    assert states(mail, letter(), letter("li@anhe.gov.cn")) == [State.UNCERTAIN, State.ACCEPTED]
    assert states(mail, letter()) == [State.SKIPPED] and len(mail.mood.got) == 2


def test_what_a_killed_program_was_about_to_send_is_not_sent_again_by_itself(mailing):
    mail = mailing()
    (sending,) = deliver([letter()], mail.office, mail.account, pace=FAST)
    with mail.office.transaction() as db:
        db.execute("UPDATE delivery SET state = 'sending' WHERE message_id = ?", (sending.message_id,))
    assert states(mail, letter()) == [State.SKIPPED]


def test_a_server_that_is_not_there_is_said_and_the_letter_may_be_sent_later(mailing):
    mail = mailing()
    away = replace(mail.account, port=1)
    (done,) = deliver([letter()], mail.office, away, pace=FAST)
    assert (done.state, done.attempts) == (State.FAILED, 3) and "没有连上" in done.answer
    assert states(mail, letter()) == [State.ACCEPTED]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"password": "wrong"}, "用户名或密码"), ({"password": "口令"}, "英文字母"), ({"ca_file": ""}, "证书"),
        ({"security": Security.NONE}, "登录方式"),
    ],
)  # fmt: skip
def test_an_account_that_cannot_be_used_stops_before_anything_is_sent(mailing, changed, said: str):
    mail = mailing()
    with pytest.raises(MailError, match=said):
        list(deliver([letter(), letter("li@anhe.gov.cn")], mail.office, replace(mail.account, **changed), pace=FAST))
    assert mail.mood.got == [] and {row[2] for row in log(mail)} == {"failed"}


def test_an_address_that_is_none_stops_before_anything_is_sent(mailing):
    mail = mailing()
    with pytest.raises(MailError, match="邮箱地址不正确"):
        list(deliver([letter(), letter("li@anhe.gov.cn\nBcc: evil@example.com")], mail.office, mail.account, pace=FAST))
    assert mail.mood.got == [] and log(mail) == []


def test_servers_outside_the_confinement_are_refused(mailing, monkeypatch: pytest.MonkeyPatch):
    mail = mailing()
    monkeypatch.setenv("AUDITOR_ONLY", "127.0.0.2/32")
    with pytest.raises(MailError, match="AUDITOR_ONLY"):
        list(deliver([letter()], mail.office, mail.account, pace=FAST))


def test_letters_can_be_looked_at_before_they_are_sent(mailing, tmp_path: Path):
    mail = mailing()
    (path,) = save_letters([letter(unit="../市教育局")], mail.account, tmp_path / "eml")
    assert path.parent == tmp_path / "eml" and path.name == "001 .._市教育局 张三.eml"
    assert message_from_bytes(path.read_bytes(), policy=default)["Subject"] == letter().subject
    assert mail.mood.got == [] and log(mail) == []
