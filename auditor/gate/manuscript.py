"""One article as it comes from an editor: HTML, Word or plain text, made a page that the checks can read."""

import re
import sys
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lxml import etree

from auditor.documents.archive import Archive, Bomb
from auditor.documents.content import Damaged, Encrypted
from auditor.documents.word import DOCUMENT, PUBLISHED, Run, paragraphs
from auditor.gate.request import GateError, UnreadableError
from auditor.html.charset import decode
from auditor.model.limits import Limits

MOST_BYTES = 32 << 20
_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
_MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|p|div|a|span|table|img|h[1-6]|br|ul|ol|section|article|script|style|font|center)[\s/>]",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(r"<(?:html|body|head|!doctype)[\s/>]", re.IGNORECASE)
_HEAD = re.compile(r"<head[\s>].*?(?:</head\s*>|<body[\s>]|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(
    r"<meta\s[^<>]{0,500}\bname\s*=\s*[\"']?\s*(?:Site(?:Name|Domain|IDCode)|Column(?:Name|Description|Keywords|Type)"
    r"|ArticleTitle|PubDate|ContentSource)\b",
    re.IGNORECASE,
)
_LOOKED_AT = 65_536
_TITLE = 60


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A page, and what its lines are called: ``行`` of HTML, ``段`` of what was written in paragraphs."""

    page: bytes
    unit: str
    headed: bool = False
    """It is a whole page with a head of its own."""
    tagged: bool = False
    """That head has page tags: a template of the site made it, not the program of a writer."""


def read_source(source: str) -> bytes:
    """The bytes of a file, or of the standard input for ``-``; raises GateError."""
    if source == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with Path(source).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise GateError(f"无法读取 {source}:{error.strerror}(应为文件夹、网址、稿件文件,或 - 表示标准输入)") from error


def manuscript(data: bytes, name: str) -> Manuscript:
    """Make a page of an article; raises UnreadableError for what no check could read."""
    if len(data) > MOST_BYTES:
        raise UnreadableError(f"稿件超过 {MOST_BYTES >> 20} MB,无法检查")
    if data.startswith(_ZIP):
        return _of_paragraphs(word_paragraphs(data), name)
    if data.startswith(_OLE):
        raise UnreadableError("这是旧格式的 Office 文件(doc、xls)或设有密码的文件,请另存为没有密码的 docx 再检查")
    if data.startswith(_PDF):
        raise UnreadableError("暂不能检查 PDF 稿件,请用 docx、网页或纯文本")
    text, _ = decode(data, "")
    if "\0" in text[:_LOOKED_AT]:
        raise UnreadableError("这不是网页、Word 文档或纯文本,无法检查")
    if not text.strip():
        raise UnreadableError("稿件是空的,没有内容可以检查")
    if _MARKUP.search(text[:_LOOKED_AT]) is None:
        return _of_paragraphs([escape(line) for line in text.splitlines() if line.strip()], name)
    if _DOCUMENT.search(text[:_LOOKED_AT]):
        head = _HEAD.search(text[:_LOOKED_AT])
        return Manuscript(data, "行", head is not None, head is not None and _TAG.search(head[0]) is not None)
    # On the first line, so that lines keep their numbers.
    return Manuscript(f"{_opening(name)}{text}\n</body></html>\n".encode("utf-8", "replace"), "行")


def word_paragraphs(data: bytes) -> list[str]:
    """Inner HTML of every paragraph of a Word file; raises UnreadableError."""
    try:
        archive = Archive(data, Limits())
        if DOCUMENT not in archive.names():
            raise UnreadableError("这不是 Word 文档(docx):可能是表格、演示文稿或压缩包")
        return ["".join(map(_html, paragraph)) for paragraph in paragraphs(archive, PUBLISHED)]
    except Encrypted as error:
        raise UnreadableError("Word 文档设有密码,无法读取") from error
    except Bomb as error:
        raise UnreadableError("Word 文档过大,无法检查") from error
    except (Damaged, etree.XMLSyntaxError) as error:
        raise UnreadableError("Word 文档已损坏,无法读取") from error


def _html(run: Run) -> str:
    said = escape(run.text).replace("\n", "<br>")
    return f'<a href="{escape(run.link)}">{said}</a>' if run.link else said


def _of_paragraphs(found: list[str], name: str) -> Manuscript:
    if not found:
        raise UnreadableError("稿件里没有文字,没有内容可以检查")
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in found)
    return Manuscript(f"{_opening(name)}{body}\n</body></html>\n".encode("utf-8", "replace"), "段")


def _opening(name: str) -> str:
    return f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(name[:_TITLE])}</title></head><body>'
