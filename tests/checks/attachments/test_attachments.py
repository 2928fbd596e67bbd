"""Checks of documents: what was read is judged, what was not is never accused."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from auditor.checks.catalogue import discover
from auditor.model.attachment import Attachment, AttachmentLink, State
from auditor.model.lexicon import Lexicon, LexiconEntry
from auditor.model.link import TargetKind
from auditor.model.target import Hop, Target
from tests.checks.conftest import attempt, gone, site, target

URL = "http://www.yunze.gov.cn/a/P020260101.pdf"
CHECKS = {check.id: check for check in discover()}
ID = "440102199003071236"
PDF = Attachment("pdf", State.READ, 9_000, "a" * 64, "关于做好防汛工作的通知,请各单位认真组织实施。", 2)


def document(facts: Attachment | None = PDF, url: str = URL, **changes: object) -> Target:
    return replace(target(url, kind=TargetKind.ASSET), attachment=facts, **changes)  # type: ignore[arg-type]


def said(check: str, subject: Target, **context: object) -> list[tuple[str, str]]:
    found = list(CHECKS[check].judge(subject, (), site(**context)))
    assert found and all("{" not in CHECKS[check].message(one) for one in found)
    return [(str(one.outcome), one.reason) for one in found]


@pytest.mark.parametrize(
    ("check", "facts", "expected"),
    [
        ("attachments.unreadable", replace(PDF, state=State.DAMAGED), ("review", "damaged")),
        ("attachments.unreadable", replace(PDF, state=State.EMPTY, text=""), ("review", "empty-document")),
        ("attachments.unreadable", replace(PDF, state=State.ENCRYPTED, text=""), ("unmeasured", "encrypted")),
        (
            "attachments.unreadable",
            replace(PDF, state=State.CUT, limit="attachment_bytes"),
            ("unmeasured", "attachment-too-large"),
        ),
        (
            "attachments.unreadable",
            replace(PDF, state=State.CUT, limit="attachment_seconds"),
            ("unmeasured", "attachment-limit"),
        ),
        ("attachments.unreadable", None, ("unmeasured", "not-read")),
        ("attachments.unreadable", replace(PDF, state=State.UNREAD), ("na", "")),
        ("attachments.scanned", replace(PDF, text="- 1 -", pictures=2), ("review", "scanned")),
        ("attachments.scanned", replace(PDF, pictures=2), ("pass", "")),
        ("attachments.scanned", replace(PDF, state=State.ENCRYPTED, text="", pictures=2), ("na", "")),
        ("attachments.macro", replace(PDF, kind="docx", macros=True), ("review", "macros")),
        ("attachments.macro", PDF, ("pass", "")),
        ("attachments.words", replace(PDF, text="认真部暑"), ("review", "wrong-word")),
        ("attachments.words", replace(PDF, text="云政发[2024]3号"), ("review", "number-brackets")),
        ("attachments.words", PDF, ("pass", "")),
        ("attachments.words", None, ("na", "")),
        ("attachments.personal", replace(PDF, text=f"张三\t{ID}"), ("fail", "identity-number")),
        ("attachments.personal", replace(PDF, text="张三\t4401**********1236"), ("pass", "")),
        ("attachments.secrecy_mark", replace(PDF, text="", sealed="secrecy-mark"), ("review", "secrecy-mark")),
        ("attachments.secrecy_mark", PDF, ("pass", "")),
        ("attachments.dead_link", PDF, ("na", "")),
    ],
)
def test_what_is_said_of_a_document(check: str, facts: Attachment | None, expected: tuple[str, str]) -> None:
    assert said(check, document(facts)) == [expected]


@pytest.mark.parametrize(
    ("name", "facts", "reason"),
    [
        ("a.zip", None, "archive-unread"), ("a.rar", None, "archive-unread"), ("a.ceb", None, "kind-unread"),
        ("a.ppt", replace(PDF, kind="ole", state=State.UNREAD), "kind-unread"), ("a.ppt", None, "not-read"), ("a.ofd", None, "not-read"),
    ],
)  # fmt: skip
def test_what_is_not_read_here_is_said_to_be_unread(name: str, facts: Attachment | None, reason: str) -> None:
    url = URL.rpartition("/")[0] + "/" + name
    assert said("attachments.unreadable", document(facts, url)) == [("unmeasured", reason)]


def test_an_archive_of_another_site_is_none_of_ours() -> None:
    assert said("attachments.unreadable", document(None, "http://other.cn/a.zip", internal=False)) == [("na", "")]


def test_a_document_that_is_gone_is_no_matter_of_these_checks() -> None:
    subject = gone(URL, kind=TargetKind.ASSET)
    for check in CHECKS:
        if check.startswith("attachments."):
            assert said(check, subject) == [("na", "")]


def test_numbers_of_persons_are_masked_in_what_is_said() -> None:
    (told,) = CHECKS["attachments.personal"].judge(document(replace(PDF, text=f"张三 {ID}")), (), site())
    assert ID not in repr(told) and "4401**" in CHECKS["attachments.personal"].message(told)


def test_the_office_list_is_used_for_documents_too() -> None:
    own = Lexicon("a.csv", (LexiconEntry("市政俯", "市政府"),))
    assert said("attachments.words", document(replace(PDF, text="市政俯")), lexicon=own) == [("review", "wrong-word")]


@pytest.mark.parametrize(
    ("url", "sniffed", "expected"),
    [
        ("/a/ukey.exe", "exe", ("review", "program")),
        ("/a/app.apk", "zip", ("review", "program")),
        ("/a/form.doc", "exe", ("review", "disguised-program")),
        ("/a/setup.exe", "html", ("na", "")),
        ("/a/form.doc", "ole", ("pass", "")),
        ("/a/index.html", "text", ("pass", "")),
    ],
)
def test_programs_by_name_and_by_first_bytes(url: str, sniffed: str, expected: tuple[str, str]) -> None:
    whole = "http://www.yunze.gov.cn" + url
    subject = target(whole, Hop(whole, (attempt(sniffed=sniffed),)), kind=TargetKind.ASSET)
    assert said("attachments.executable", subject) == [expected]


def test_links_inside_a_document_are_judged_by_their_answers() -> None:
    urls = [f"http://www.yunze.gov.cn/{name}.html" for name in ("gone", "fine")]
    facts = replace(
        PDF, links=(*map(AttachmentLink, urls), AttachmentLink("file:///C:/表.doc"), AttachmentLink("mailto:a@b.cn"))
    )

    def linked() -> Iterator[tuple[AttachmentLink, Target]]:
        yield facts.links[0], gone(urls[0])
        yield facts.links[1], target(urls[1])

    assert sorted(said("attachments.dead_link", document(facts, linked=linked))) == [
        ("fail", "dead-link"),
        ("fail", "local-path"),
    ]


def test_links_nobody_asked_for_accuse_nobody() -> None:
    facts = replace(PDF, links=(AttachmentLink("http://www.yunze.gov.cn/x.html"),))
    assert said("attachments.dead_link", document(facts)) == [("pass", "")]
