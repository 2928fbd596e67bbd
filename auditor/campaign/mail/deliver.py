"""Sending letters: each once, no faster than the server likes, again later where it says so, and everything noted."""

import smtplib
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import make_msgid
from pathlib import Path

from auditor.campaign.mail.account import Account
from auditor.campaign.mail.letter import Letter, MailError, Stamp, checked_address, file_name, message_bytes
from auditor.campaign.mail.log import DeliveryLog
from auditor.campaign.mail.post import Post, Said, State, connected
from auditor.store.bundle import BEIJING
from auditor.store.office.database import Office

_UNSENT = (smtplib.SMTPException, OSError)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast, and how often; seconds."""

    between: float = 2.0
    """From one letter to the next."""
    later: Sequence[float] = (60.0, 300.0, 900.0)
    """Before the second, third … attempt on a letter that was put off (greylisting) or whose connection broke."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of one letter; ``answer`` is the server's, or says why there is none."""

    letter: Letter
    state: State
    answer: str
    message_id: str = ""
    attempts: int = 0


@dataclass(slots=True)
class _Waiting:
    """A letter that is still to be sent; ``due`` is in seconds of the monotonic clock."""

    letter: Letter
    message_id: str
    message: bytes
    attempts: int = 0
    due: float = 0.0
    said: Said = field(default=Said(State.FAILED, ""))

    @property
    def delivered(self) -> Delivered:
        """What became of it so far."""
        return Delivered(self.letter, self.said.state, self.said.answer, self.message_id, self.attempts)


def deliver(
    letters: Iterable[Letter], office: Office, account: Account, *, again: bool = False, pace: Pace = Pace()
) -> Iterator[Delivered]:
    """Send letters and say of each what became of it, as soon as that is known; letters already sent are skipped.

    Raises:
        MailError: an address is none (before anything is sent), or the account cannot be used.
        OfficeError: the delivery log cannot be written; nothing is sent that is not noted.
    """
    several = list(letters)
    for letter in several:
        checked_address(letter.recipient)
    queue = deque(_prepared(letter, account) for letter in several)
    yield from _Round(DeliveryLog(office), account, pace, again).send(queue)


class _Round:
    """One call's sending: the connection is opened when it is needed and again when it broke."""

    def __init__(self, log: DeliveryLog, account: Account, pace: Pace, again: bool) -> None:
        self._log, self._account, self._pace, self._again = log, account, pace, again
        self._connection = ExitStack()
        self._post: Post | None = None

    def send(self, queue: "deque[_Waiting]") -> Iterator[Delivered]:
        """Send all; what is put off comes again after the others."""
        with self._connection:
            while queue:
                waiting = queue.popleft()
                time.sleep(max(waiting.due - time.monotonic(), 0))
                self._attempt(waiting)
                if self._worth_another(waiting):
                    waiting.due = time.monotonic() + self._pace.later[waiting.attempts - 1]
                    queue.append(waiting)
                else:
                    yield waiting.delivered
                if queue and waiting.said.state is not State.SKIPPED:
                    time.sleep(self._pace.between)

    def _attempt(self, waiting: _Waiting) -> None:
        """Noted before it is sent and after: a program that is killed in between leaves ``sending``."""
        before = self._log.begin(waiting.letter, waiting.message_id, self._again)
        if before is not None:
            said = f"{before.at} 已发送过({before.answer or before.state}),需要重发请加 --again"
            waiting.said = Said(State.SKIPPED, said)
            return
        waiting.attempts += 1
        try:
            waiting.said = self._handed_over(waiting)
        except MailError as error:
            self._log.end(waiting.message_id, Said(State.FAILED, str(error)), waiting.attempts)
            raise
        self._log.end(waiting.message_id, waiting.said, waiting.attempts)

    def _handed_over(self, waiting: _Waiting) -> Said:
        try:
            if self._post is None:
                self._post = self._connection.enter_context(connected(self._account))
            said = self._post.send(self._account.sender, waiting.letter.recipient.strip(), waiting.message)
        except _UNSENT as error:
            said = Said(State.FAILED, f"没有连上邮件服务器({error})")
        if said.state in (State.FAILED, State.UNCERTAIN):
            self._post = None
            self._connection.close()
        return said

    def _worth_another(self, waiting: _Waiting) -> bool:
        passing = waiting.said.state in (State.DEFERRED, State.FAILED)
        return passing and waiting.attempts <= len(self._pace.later)


def save_letters(letters: Iterable[Letter], account: Account, folder: Path) -> list[Path]:
    """Write letters as files that mail programs open, and send nothing; raises MailError or OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, letter in enumerate(letters, start=1):
        path = folder / file_name(f"{number:03d} {letter.unit} {letter.name or letter.recipient}.eml")
        path.write_bytes(_prepared(letter, account).message)
        written.append(path)
    return written


def _prepared(letter: Letter, account: Account) -> _Waiting:
    message_id = make_msgid(domain=account.sender.rpartition("@")[2])
    stamp = Stamp(account.sender, account.sender_name, datetime.now(BEIJING), message_id)
    return _Waiting(letter, message_id, message_bytes(letter, stamp))
