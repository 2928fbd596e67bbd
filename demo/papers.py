"""The documents that truth files ask for by name: made by code, each with one thing wrong with it or nothing at all."""

import io
import zipfile
from collections.abc import Callable

from pypdf import PdfReader, PdfWriter

from demo import files

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PROGRAM = "application/octet-stream"
_NOTICE = "关于做好有关工作的通知\n各县区人民政府,市直各单位:\n请认真组织实施。"


def _locked(password: str) -> bytes:
    """A PDF that asks for a password, or without one only forbids printing."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.pdf(_NOTICE))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _with_macro() -> bytes:
    out = io.BytesIO(files.docx("办事申请表"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(zipfile.ZipInfo("word/vbaProject.bin", (2024, 1, 1, 0, 0, 0)), b"\0")
    return out.getvalue()


PAPERS: dict[str, Callable[[], tuple[bytes, str]]] = {
    "pdf-names-in-full": lambda: (files.pdf("补贴发放名单\n陈某某 440102199003071236\n林某某 11010519491231002X"), PDF),
    "pdf-names-in-part": lambda: (files.pdf("补贴发放名单\n陈某某 4401**********1236\n林某某 1101**********002X"), PDF),
    "docx-slip": lambda: (files.docx("各单位要认真部暑,确保落实。"), DOCX),
    "docx-secret": lambda: (files.docx("秘密★5年"), DOCX),
    "docx-lecture": lambda: (files.docx("国家秘密的标志形式为“秘密★5年”,保密法另有规定。"), DOCX),
    "docx-blank": lambda: (files.docx(""), DOCX),
    "docx-macro": lambda: (_with_macro(), DOCX),
    "pdf-scan": lambda: (files.pdf("", "", picture=True), PDF),
    "pdf-broken": lambda: (files.pdf(_NOTICE)[:300], PDF),
    "pdf-locked": lambda: (_locked("yunze"), PDF),
    "pdf-print-only": lambda: (_locked(""), PDF),
    "pdf-dead-link": lambda: (
        files.pdf(_NOTICE, links=("http://www.yunze.gov.cn/bsfw/meiyou.html", "http://www.yunze.gov.cn/bsfw/")), PDF,
    ),
    "program": lambda: (b"MZ\x90\x00" + bytes(400), PROGRAM),
}  # fmt: skip
"""Name of an answer -> bytes and media type."""
