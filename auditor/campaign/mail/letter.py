"""One letter to one person, and its bytes as mail programs here expect them.

Subjects and names are encoded words (RFC 2047). A file's name is written twice: by RFC 2231 in Content-Disposition, and as
encoded words in Content-Type for old versions of Outlook and the web pages of QQ and 163. A long one is several encoded
words there, and one long line in Content-Disposition: those pages name a file whose name goes on in ``filename*1*``
``tcmime….bin``.
"""

import re
from base64 import encodebytes
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import quote

_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?"
)
_LONGEST_ADDRESS = 254
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|;]')
_LONGEST_SUBJECT, _LONGEST_NAME = 200, 120
_LONGEST_FILE_NAME = 255
"""Bytes, as on most systems; written in percent signs they stay below the 998 of a line of mail."""
_LINE = 70
_BEFORE_NAME = len(' name="')


class MailError(ValueError):
    """A letter, an account or a server that cannot be used; the message is for the user."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file. ``media`` is such as ``application/zip``."""

    name: str
    data: bytes
    media: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. Recipient, unit and document together name it: the same three are never sent twice unasked."""

    recipient: str
    name: str
    """Of the recipient; may be empty."""
    unit: str
    document: str
    subject: str
    text: str
    attachments: Sequence[Attachment] = ()
    also: Sequence[tuple[str, str]] = ()
    """Unit and document of what else lies in it: one letter for several."""

    @property
    def about(self) -> Sequence[tuple[str, str]]:
        """Unit and document of all that lies in it."""
        return ((self.unit, self.document), *self.also)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What makes a letter a message: who sends it when, and under which id."""

    sender: str
    sender_name: str
    at: datetime
    message_id: str


def checked_address(text: str) -> str:
    """The address as it may stand in a header and an envelope; raises MailError."""
    address = text.strip()
    if len(address) > _LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        raise MailError(f"邮箱地址不正确:「{one_line(text)[:80]}」")
    return address


def one_line(text: str) -> str:
    """Words for a header: no line ends, no control, hidden or reordering characters."""
    return " ".join(_HIDDEN.sub(" ", text).split())


def message_bytes(letter: Letter, stamp: Stamp) -> bytes:
    """The message as it goes over the wire; raises MailError for an address that is none."""
    text = "\r\n".join(letter.text.encode("utf-8", "replace").decode().splitlines())
    body = MIMEText(f"{text}\r\n", "plain", "utf-8")
    message: Message = body
    if letter.attachments:
        message = MIMEMultipart("mixed")
        message.attach(body)
        for attachment in letter.attachments:
            message.attach(_part(attachment))
    message["From"] = _person(stamp.sender_name, checked_address(stamp.sender))
    message["To"] = _person(letter.name, checked_address(letter.recipient))
    message["Subject"] = _encoded(one_line(letter.subject)[:_LONGEST_SUBJECT], len("Subject: "))
    message["Date"] = format_datetime(stamp.at)
    message["Message-ID"] = stamp.message_id
    message["Auto-Submitted"] = "auto-generated"
    return message.as_bytes(policy=message.policy.clone(linesep=SMTP.linesep))


def _part(attachment: Attachment) -> MIMEBase:
    kind, _, subtype = attachment.media.partition("/")
    if not re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", attachment.media):
        raise MailError(f"附件类型不正确:{one_line(attachment.media)}")
    part = MIMEText("", subtype) if kind == "text" else MIMEBase(kind, subtype)
    part.set_payload(_base64(attachment.data))
    name = file_name(attachment.name)
    del part["Content-Type"], part["Content-Transfer-Encoding"]
    part["Content-Type"] = f'{attachment.media};\n name="{_encoded(name, _BEFORE_NAME)}"'
    part["Content-Transfer-Encoding"] = "base64"
    part["Content-Disposition"] = f"attachment;\n filename*=utf-8''{quote(name, safe='')}"
    return part


def file_name(text: str) -> str:
    """A name that is one on every system: no path, no reserved or hidden characters, its ending kept."""
    clean = _NOT_IN_NAMES.sub("_", one_line(text)).strip(" .")
    stem, dot, ending = clean.rpartition(".")
    if dot and len(ending) <= 8:
        return f"{_cut(stem, _LONGEST_FILE_NAME - len(ending.encode()) - 1)}.{ending}"
    return _cut(clean, _LONGEST_FILE_NAME) or "附件"


def _cut(text: str, most: int) -> str:
    """As many whole characters as fit into so many bytes."""
    return text.encode("utf-8")[:most].decode("utf-8", "ignore")


def _base64(data: bytes) -> str:
    return encodebytes(data).decode("ascii")


def _person(name: str, address: str) -> str:
    shown = one_line(name)[:_LONGEST_NAME]
    if not shown:
        return address
    return f"{_encoded(shown, len('From: '))} <{address}>"


def _encoded(text: str, taken: int) -> str:
    """An encoded word or several, folded; always encoded, so that no word of it is read as anything else."""
    return Header(text, "utf-8", maxlinelen=_LINE, header_name=" " * taken).encode(linesep="\n")
