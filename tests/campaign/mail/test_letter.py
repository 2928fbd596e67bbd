"""The bytes of a letter: right in every mail program, and nothing in it can become a header."""

import re
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import default
from pathlib import Path

import pytest

from auditor.campaign.mail import Attachment, Letter, MailError, read_account
from auditor.campaign.mail.letter import Stamp, file_name, message_bytes
from auditor.store.bundle import BEIJING

STAMP = Stamp(
    "jiancha@anhe.gov.cn",
    "安和市人民政府办公室政府网站检查工作专班",
    datetime(2026, 11, 27, 9, 0, tzinfo=BEIJING),
    "<1@anhe.gov.cn>",
)
INJECTION = "通知\r\nBcc: evil@example.com\r\n\r\n<script>alert(1)</script>\x00\u202e"


def written(**changed) -> bytes:
    facts = {
        "recipient": "a@anhe.gov.cn",
        "name": "张三",
        "unit": "甲",
        "document": "乙",
        "subject": "通知",
        "text": "正文",
    }
    return message_bytes(Letter(**{**facts, **changed}), STAMP)


def test_lines_are_short_and_end_as_mail_does():
    name = "关于安和市教育局政府网站2026年第四季度检查发现问题的整改通知书(含附件清单).docx"
    raw = written(
        subject="【请查收】" + "很长的标题" * 30, text="字" * 3000, attachments=(Attachment(name, b"x" * 999),)
    )
    assert b"\n" not in raw.replace(b"\r\n", b"") and raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) < 998
    head = raw.split(b"\r\n\r\n")[0].split(b"\r\n")
    assert max(map(len, head)) <= 78


def test_a_file_name_is_written_for_old_and_for_new_programs():
    name = '市教育局 整改通知书;a="b".zip'
    raw = written(attachments=(Attachment(name, b"x", "application/zip"),))
    part = message_from_bytes(raw).get_payload()[1]
    shown = "市教育局 整改通知书_a=_b_.zip"
    assert part.get_filename() == shown  # RFC 2231, as Thunderbird reads it
    old = part.get_param("name", header="Content-Type")
    assert str(make_header(decode_header(old))) == shown  # RFC 2047, as old Outlook, QQ and 163 read it
    assert b"filename*0" not in raw  # No continuations: QQ and 163 show them broken.


@pytest.mark.parametrize(
    "name",
    [
        "关于安和市教育局政府网站2026年第四季度检查发现问题的整改通知书(含问题清单、证据和反馈表)第1号.zip",
        "长" * 400 + ".docx",
        "😀" * 400 + ".附件",
        "a" * 400,
        "=?utf-8?b?eA==?= " * 9 + ".zip",
        "长\r\n name*9*=x; Bcc: evil@example.com\r\n" * 9 + ".zip",
    ],
)
def test_a_long_name_is_whole_in_every_reader_and_its_lines_are_as_mail_allows(name: str):
    raw = written(attachments=(Attachment(name, b"x", "application/zip"),))
    part, shown = message_from_bytes(raw).get_payload()[1], file_name(name)
    assert part.get_filename() == shown and len(shown.encode()) <= 255
    old = part.get_param("name", header="Content-Type")
    assert str(make_header(decode_header(old))) == shown
    words = re.findall(rb"=\?utf-8\?[bq]\?[^? ]*\?=", raw)
    assert words and max(map(len, words)) <= 75
    assert max(map(len, raw.split(b"\r\n"))) <= 998 and b"filename*0" not in raw
    assert sorted(part.keys()) == [
        "Content-Disposition", "Content-Transfer-Encoding", "Content-Type", "MIME-Version",
    ]  # fmt: skip
    (modern,) = message_from_bytes(raw, policy=default).iter_attachments()
    assert modern.get_filename() == shown


@pytest.mark.parametrize("field", ["subject", "name", "unit", "document"])
def test_no_word_of_a_letter_becomes_a_header(field: str):
    message = message_from_bytes(written(**{field: INJECTION}), policy=default)
    assert message["Bcc"] is None and len(message.keys()) == len(set(message.keys()))
    assert "\u202e" not in str(message["Subject"]) + str(message["To"])
    assert message.get_content().strip() == "正文"


def test_an_attachment_is_no_header_either():
    raw = written(attachments=(Attachment(f"../{INJECTION}.zip", b"x", "application/zip"),))
    message = message_from_bytes(raw, policy=default)
    assert message["Bcc"] is None and "/" not in next(iter(message.iter_attachments())).get_filename()
    with pytest.raises(MailError, match="附件类型"):
        written(attachments=(Attachment("a", b"x", "a/b\r\nBcc: evil@example.com"),))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a",
        "a@",
        "@b.cn",
        "a@b.cn\r\nBcc: c@d.cn",
        "a@b.cn, c@d.cn",
        "<a@b.cn>",
        "a b@c.cn",
        "a@b.cn\x00",
        "张三@b.cn",
        "a" * 255 + "@b.cn",
    ],
)
def test_what_is_no_address_is_refused(address: str):
    with pytest.raises(MailError, match="邮箱地址"):
        written(recipient=address)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a/../b.docx", "a_.._b.docx"),
        ("\x00\u202e", "附件"),
        ("..", "附件"),
        ("长" * 300 + ".docx", "长" * 83 + ".docx"),
        ("CON\\a:b", "CON_a_b"),
    ],
)
def test_file_names_are_names_on_every_system(text: str, name: str):
    assert file_name(text) == name


def test_hostile_text_stays_text():
    message = message_from_bytes(written(text="\ud800坏\x00字符"), policy=default)
    assert message.get_content_type() == "text/plain" and "坏" in message.get_content()


GOOD = '[smtp]\nhost = "smtp.anhe.gov.cn"\nsender = "a@anhe.gov.cn"\n'


def test_an_account_comes_from_a_file_and_the_environment_counts(tmp_path: Path):
    file = tmp_path / "mail.toml"
    file.write_text(GOOD + 'password = "old"\nsecurity = "starttls"\n', "utf-8")
    account = read_account(file, {"XUNWANG_SMTP_PASSWORD": "new", "XUNWANG_SMTP_USER": "u"})
    assert (account.where, account.user, account.password) == (("smtp.anhe.gov.cn", 587), "u", "new")
    assert "new" not in repr(account)
    assert read_account(None, {"XUNWANG_SMTP_HOST": "h", "XUNWANG_SMTP_SENDER": "a@b.cn"}).where == ("h", 465)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "缺少 host"), ("[smtp", "TOML"), (GOOD + 'passwort = "x"\n', "passwort"), (GOOD + 'security = "ssl"\n', "security"),
        (GOOD + "port = 99999\n", "端口"), (GOOD.replace("a@anhe.gov.cn", "某办公室"), "邮箱地址"),
    ],
)  # fmt: skip
def test_an_account_that_is_not_finished_says_what_is_wrong(tmp_path: Path, text: str, said: str):
    (tmp_path / "mail.toml").write_text(text, "utf-8")
    with pytest.raises(MailError, match=said):
        read_account(tmp_path / "mail.toml", {})
