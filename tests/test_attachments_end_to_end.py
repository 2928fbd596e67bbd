"""Documents on a served site, as the user runs it: fetched within limits, read elsewhere, judged."""

import io
import zipfile
from collections.abc import Iterator

import pytest

from auditor.store.attachments import attachments
from auditor.store.bundle import Bundle
from demo import files
from tests.sites.run import Run, audit
from tests.sites.server import Handler, Host, article, serve

FULL = [
    "--profile",
    "full",
    "--checks",
    "links,content,privacy,attachments",
    "--browser",
    "off",
    "--delay",
    "0",
    "--retry-gap",
    "0.2",
]
ID = "440102199003071236"
SITE = "http://www.yunze.gov.cn"


def file(body: bytes, media: str = "application/octet-stream") -> Handler:
    return lambda visit: visit.send(200, body, media)


def macro() -> bytes:
    out = io.BytesIO(files.docx("申请表"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    return out.getvalue()


DOCUMENTS = {
    "/f/list.pdf": files.pdf(f"补贴发放名单\n张三 {ID}", links=(f"{SITE}/gone.html", f"{SITE}/fine.html")),
    "/f/slip.docx": files.docx("各单位要认真部暑。"),
    "/f/secret.docx": files.docx("机密★10年"),
    "/f/scan.pdf": files.pdf("", picture=True),
    "/f/macro.docx": macro(),
    "/f/broken.pdf": files.pdf("甲")[:150],
    "/f/tool.exe": b"MZ\x90\x00" + bytes(200),
    "/f/huge.pdf": b"%PDF-1.4\n" + bytes(21 << 20),
    "/f/good.docx": files.docx("办事指南"),
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    pages = {"/": article("云泽市人民政府", *DOCUMENTS), "/fine.html": article("好")}
    hosts = {"www.yunze.gov.cn": Host({**pages, **{path: file(body) for path, body in DOCUMENTS.items()}})}
    with serve(hosts) as served:
        yield audit(SITE + "/", *FULL, "--out", str(tmp_path_factory.mktemp("runs")), *served.options())


def test_each_document_is_told_of_what_is_wrong_with_it(run: Run) -> None:
    assert run.code == 0, run.said
    families = ("attachments", "privacy", "content")
    found = {
        (row["target"].removeprefix(SITE), row["check"], row["outcome"], row["reason"])
        for row in run.rows("findings")
        if row["check"].partition(".")[0] in families
    }
    assert found == {
        ("/f/list.pdf", "attachments.personal", "fail", "identity-number"),
        ("/f/list.pdf", "attachments.dead_link", "fail", "dead-link"),
        ("/f/slip.docx", "attachments.words", "review", "wrong-word"),
        ("/f/secret.docx", "attachments.secrecy_mark", "review", "secrecy-mark"),
        ("/f/scan.pdf", "attachments.scanned", "review", "scanned"),
        ("/f/macro.docx", "attachments.macro", "review", "macros"),
        ("/f/broken.pdf", "attachments.unreadable", "review", "damaged"),
        ("/f/tool.exe", "attachments.executable", "review", "program"),
        ("/f/huge.pdf", "attachments.unreadable", "unmeasured", "attachment-too-large"),
    }


def test_links_stay_a_matter_of_the_links(run: Run) -> None:
    assert {row["outcome"] for row in run.rows("links") if "/f/" in row["url"]} == {"pass"}
    assert not [row for row in run.rows("links") if row["url"].endswith("/gone.html")]


def test_a_large_document_was_not_loaded_whole_and_a_sealed_one_not_kept(run: Run) -> None:
    kept = dict(attachments(Bundle.open(run.bundle)))
    assert run.summary["coverage"]["attachments_read"] == len(kept) == 8
    assert kept[f"{SITE}/f/huge.pdf"].size == 20 << 20
    sealed = kept[f"{SITE}/f/secret.docx"]
    assert (sealed.sealed, sealed.text) == ("secrecy-mark", "")
    (row,) = [row for row in run.rows("findings") if row["check"] == "attachments.secrecy_mark"]
    assert row["text"] == "" and "excerpt" not in row["evidence"]


def test_no_output_bears_a_number_of_a_document(run: Run) -> None:
    for path in run.bundle.iterdir():
        if path.suffix in (".json", ".jsonl", ".html"):
            assert ID not in path.read_text("utf-8"), path
