"""``auditor mail``: whom it writes to, what leaves, and that it leaves once. The server is a real one."""

import io
import json
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
import pyzipper
from typer.testing import Result

from auditor.campaign.accusations.answers import decide
from auditor.campaign.accusations.collecting import collect
from auditor.campaign.mail import digests, sources
from auditor.campaign.rectification.issuing import due_day, issue
from auditor.model.accusation import Action
from auditor.store.office.database import Office
from reports.circular.frame import read_frame
from reports.view import ReportView
from tests.campaign.accusations.conftest import bundle, finding, office, tampered
from tests.campaign.made import auditor

__all__ = ["office"]
DUE = due_day(given="2099-12-11")
FIRST, SECOND = "2026Q4-0001-02", "2026Q4-0002-01"


def person(office: Office, unit: int, mail: str, role: str = "联系人", site: int | None = None) -> None:
    with office.transaction() as db:
        values = (unit, site, role, f"{role}甲", mail)
        db.execute("INSERT INTO contact (unit, site, role, name, mail) VALUES (?, ?, ?, ?, ?)", values)


@pytest.fixture
def told(office: Office) -> Office:
    """The units of the first two sites were told of one problem each; the first site's veto has one signature only."""
    collect(office, "2026Q4")
    decide(office, "2026Q4-0001-01", Action.CONFIRM, "张三")
    decide(office, FIRST, Action.CONFIRM, "张三")
    decide(office, SECOND, Action.CONFIRM, "张三", "两日后仍打不开")
    issue(office, "2026Q4", DUE, "张三")
    return office


@pytest.fixture
def post(mailing, monkeypatch: pytest.MonkeyPatch):
    """The server's mood; its account stands in the environment."""
    mail = mailing()
    host, port = mail.account.where
    facts = {
        **{
            name: getattr(mail.account, name)
            for name in ("security", "user", "password", "sender", "sender_name", "ca_file")
        }
    }
    for name, value in {**facts, "host": host, "port": port}.items():
        monkeypatch.setenv(f"XUNWANG_SMTP_{name.upper()}", str(value))
    return mail.mood


def run(office: Office, *words: str) -> Result:
    return auditor("mail", *words, "--db", str(office.path))


def quarter(office: Office, *words: str) -> Result:
    return run(office, "--campaign", "2026Q4", *words)


def received(post) -> list[EmailMessage]:
    return [message_from_bytes(envelope.content, policy=default) for envelope in post.got]


def packed(message: EmailMessage) -> list[str]:
    (attached,) = message.iter_attachments()
    with pyzipper.AESZipFile(io.BytesIO(attached.get_content())) as archive:
        return archive.namelist()


def test_a_dry_run_sends_nothing_and_needs_no_account(told: Office, tmp_path: Path):
    person(told, 1, "zhang@a.gov.cn")
    person(told, 2, "li@b.gov.cn")
    done = quarter(told, "--out", str(tmp_path / "eml"))
    assert done.exit_code == 0, done.output
    assert (
        "1\t联系人甲\tzhang@a.gov.cn\t甲局\t【请查收】甲网检查发现问题(共1项,12月11日前反馈)\t2026Q4-整改-001"
        in done.output
    )
    assert "没有发送" in done.output and len(list((tmp_path / "eml").glob("*.eml"))) == 2
    assert told.db.execute("SELECT count(*) FROM delivery").fetchone()[0] == 0


def test_one_person_gets_one_letter_about_several_sites_and_once(told: Office, post):
    person(told, 1, "zhang@a.gov.cn")
    person(told, 2, "ZHANG@a.gov.cn")
    assert quarter(told, "--send").exit_code == 0
    (got,) = received(post)
    assert got["Subject"] == "【请查收】甲网等2个网站检查发现问题(共2项,12月11日前反馈)"
    assert [name.rpartition("/")[0] for name in packed(got)[::3]] == ["甲局/2026Q4-整改-001", "乙局/2026Q4-整改-002"]
    second = quarter(told, "--send")
    assert second.exit_code == 0 and "发送过,不再发(重发请加 --again):2 处" in second.output and len(post.got) == 1
    assert quarter(told, "--send", "--again").exit_code == 0 and len(post.got) == 2
    rows = told.db.execute("SELECT unit, document, number, state FROM delivery ORDER BY document, number")
    assert [tuple(row) for row in rows] == [
        (unit, f"2026Q4-整改-00{n}", time, "accepted") for n, unit in ((1, "甲局"), (2, "乙局")) for time in (1, 2)
    ]


def test_a_new_notice_goes_without_the_one_that_was_sent(told: Office, post):
    person(told, 1, "zhang@a.gov.cn")
    quarter(told, "--send")
    decide(told, "2026Q4-0001-01", Action.CONFIRM, "李四")
    assert "已核实的问题 1 项还没有列入通知" in quarter(told).output
    issue(told, "2026Q4", DUE, "张三")
    quarter(told, "--send")
    assert {name.split("/")[1] for name in packed(received(post)[1])} == {"2026Q4-整改-003"}


def test_who_is_not_in_the_register_gets_nothing_and_is_named(told: Office, post):
    person(told, 1, "zhang@a.gov.cn")
    done = quarter(told, "--send")
    assert done.exit_code == 1 and "2026Q4-整改-002 乙局 乙网:登记表中没有联系人邮箱" in done.output
    assert [envelope.rcpt_tos for envelope in post.got] == [["zhang@a.gov.cn"]]


def test_an_address_of_the_register_that_is_none_keeps_nobody_else_out(told: Office):
    person(told, 1, "zhang@a.gov.cn\nBcc: evil@example.com")
    person(told, 2, "li@b.gov.cn")
    done = quarter(told)
    assert done.exit_code == 1 and "邮箱地址不正确" in done.output and "\nBcc" not in done.output
    assert "li@b.gov.cn\t乙局" in done.output


def test_the_person_of_the_site_comes_before_those_of_the_unit_and_the_head_last(told: Office):
    person(told, 1, "unit@a.gov.cn")
    person(told, 1, "head@a.gov.cn", "负责人", site=1)
    person(told, 1, "desk@a.gov.cn", "承办人", site=1)
    gathered = sources.of_campaign(told, "2026Q4", read_frame(None))
    (found,) = digests.addressed(told, gathered.dossiers).digests
    assert found.contact.mail == "desk@a.gov.cn"


def test_what_was_withdrawn_after_the_notice_does_not_leave(told: Office, post):
    person(told, 1, "zhang@a.gov.cn")
    decide(told, FIRST, Action.DISPUTE, "甲局", "并非死链")
    decide(told, FIRST, Action.WITHDRAW, "张三", "属实,撤销")
    done = quarter(told, "--send")
    assert "没有要发的信" in done.output and post.got == []


def test_a_refusal_is_reported(told: Office, post):
    person(told, 1, "zhang@a.gov.cn")
    person(told, 2, "zhang@a.gov.cn")
    post.answers = ["550 no such user"]
    done = quarter(told, "--send")
    assert done.exit_code == 1 and "服务器拒收 zhang@a.gov.cn(550 no such user)" in done.output


def test_the_password_locks_the_attachment_and_stands_nowhere(told: Office, post, monkeypatch: pytest.MonkeyPatch):
    person(told, 1, "zhang@a.gov.cn")
    assert quarter(told, "--send", "--encrypt").exit_code == 2 and post.got == []  # Nobody to ask, nothing set.
    monkeypatch.setenv("XUNWANG_ZIP_PASSWORD", "Kx7-pass word")
    done = quarter(told, "--send", "--encrypt")
    (got,) = received(post)
    (attached,) = got.iter_attachments()
    assert "密码另行告知" in got.get_body().get_content() and "Kx7-pass" not in got.as_string() + done.output
    with pyzipper.AESZipFile(io.BytesIO(attached.get_content())) as archive:
        assert all(one.flag_bits & 1 for one in archive.infolist())


@pytest.fixture
def inspected(told: Office, tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A bundle of the first site, and the numbers of its findings by fingerprint."""
    lines = [finding("d"), finding("e"), finding("m", confidence="likely"), tampered()]
    folder = bundle(tmp_path / "audited", *lines)
    summary = json.loads((folder / "summary.json").read_text()) | {"site": "https://s1.gov.cn/"}
    (folder / "summary.json").write_text(json.dumps(summary))
    view = ReportView.open(folder)
    return folder, {entry.fingerprint: view.numbers.number(entry.fingerprint) for entry in view.ordered}


def reviewed(office: Office, tmp_path: Path, *rows: str) -> None:
    (tmp_path / "back.csv").write_text("\n".join(["编号,核实人,复核结论", *rows]), "utf-8")
    assert auditor("replies", "import", str(tmp_path / "back.csv"), "--db", str(office.path)).exit_code == 0


def test_of_a_bundle_only_what_a_named_person_confirmed_leaves(told: Office, post, inspected, tmp_path: Path):
    folder, numbers = inspected
    person(told, 1, "zhang@a.gov.cn")
    assert "没有经核实的问题" in run(told, str(folder), "--send").output and post.got == []
    reviewed(
        told,
        tmp_path,
        f"{numbers['d']},张三,属实",
        f"{numbers['e']},,属实",
        f"{numbers['m']},张三,属实",
        f"{numbers['v']},张三,不属实",
    )
    done = run(told, str(folder), "--send", "--due", "2099-12-11")
    assert done.exit_code == 1 and "1 项只有一次观测" in done.output
    (got,) = received(post)
    assert got["Subject"] == "【请查收】甲网检查发现问题(共1项,12月11日前反馈)"
    (attached,) = got.iter_attachments()
    with pyzipper.AESZipFile(io.BytesIO(attached.get_content())) as archive:
        page = archive.read(next(name for name in archive.namelist() if name.endswith("证据.html"))).decode()
    assert numbers["d"] in page and "张三" in page
    assert not [number for key, number in numbers.items() if key != "d" and number in page]


def test_a_bundle_of_a_site_that_nobody_registered_goes_nowhere(told: Office, inspected, tmp_path: Path):
    folder, numbers = inspected
    with told.transaction() as db:
        db.execute("UPDATE site SET url = 'http://s1.gov.cn/other/' WHERE id = 1")
    reviewed(told, tmp_path, f"{numbers['d']},张三,属实")
    done = run(told, str(folder))
    assert done.exit_code == 1 and "登记表中没有这个网站" in done.output and "没有要发的信" in done.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "二者取一"), (("x", "--campaign", "2026Q4"), "二者取一"), (("--campaign", "2025Q1"), "没有名为「2025Q1」的批次"),
        (("没有",), "summary.json"), (("--campaign", "2026Q4", "--send"), "没有邮箱设置"),
        (("--campaign", "2026Q4", "--frame", "没有.toml"), "通报要素"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said(told: Office, words: tuple[str, ...], said: str):
    done = run(told, *words)
    assert done.exit_code == 2 and said in done.output and "Traceback" not in done.output
