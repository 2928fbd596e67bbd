"""A fetching worker: libcurl multi, the address guard and the link scanner in one process without Scrapy.

Started by ``auditor.crawl.pool`` with one end of a socket pair. It ends when the other end closes, so that a killed
crawl leaves no worker behind; SIGINT is the crawl's business and ignored here.
"""

import gc
import select
import signal
import socket
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pycurl

from auditor.crawl.digest import Digest, Received, location, retry_after
from auditor.crawl.documents import read_document, too_large
from auditor.crawl.lease import ASKED, Lease, Mode
from auditor.crawl.politeness import OUTSIDE_DELAY, Server
from auditor.crawl.second import Answer, fetch
from auditor.crawl.transfer import Transfer
from auditor.crawl.wire import FrameReader, pack
from auditor.model.error import ErrorKind
from auditor.model.limits import Limits
from auditor.store.pace import Pace
from auditor.urls.guard import Guard, confined, networks
from auditor.urls.scope import Scope

_BEIJING = timezone(timedelta(hours=8))
_LINGER = 0.05
"""Seconds a finished result waits for company before it is sent."""
_PATIENCE = 1.0
"""Seconds a pull waits for a first result; then it returns empty, so that new work can be handed over."""
_BATCH = 128
_STRUGGLING = {429, 503}
_OUTSIDE_CONCURRENCY = 2
_NO_HEAD_VERDICT = 400
_SECOND_THREADS = 8
_NOT_AGAIN = {
    ErrorKind.CONNECT_REFUSED, ErrorKind.CONNECT_TIMEOUT, ErrorKind.CONNECT_UNREACHABLE, ErrorKind.READ_TIMEOUT,
}  # fmt: skip
"""After these a GET at once would only wait again; the retry passes ask with GET."""


@dataclass(slots=True)
class Config:
    """What the crawl tells a worker once; plain values as they come over the wire."""

    origins: list[str]
    user_agent: str
    delay: float
    concurrency: int
    allowed: list[str]
    limits: dict[str, float]
    pace: str = ""
    """The folder of ``store.pace`` that workers of one campaign share; empty: nobody else asks."""


class Worker:
    """The loop and its state."""

    def __init__(self, channel: socket.socket, config: Config, frames: FrameReader) -> None:
        self.channel = channel
        self.frames = frames
        self.configure(config)
        self.pace = Pace(Path(config.pace)) if config.pace else None
        self.waiting: dict[str, Server] = {}
        self.next_start = float("inf")
        self.idle: list[Transfer] = []
        self.attempts: dict[int, list[list[Any]]] = {}
        self.done: list[list[Any]] = []
        self.done_since = 0.0
        self.pull_since: float | None = None
        self.open = 0
        self.ended = False
        self.epoll = select.epoll()
        self.watched: set[int] = set()
        """Sockets of libcurl that are in ``epoll``."""
        self.multi = pycurl.CurlMulti()
        self.timer = float("inf")
        self.threads = ThreadPoolExecutor(_SECOND_THREADS)
        self.running: dict[Future[Answer], tuple[Lease, str]] = {}
        self.reading: dict[Future[bytes], tuple[Lease, list[list[Any]]]] = {}
        """Documents that were received and are being read."""
        self.wake_in, self.wake_out = socket.socketpair()
        self._wire_up()

    def configure(self, config: Config) -> None:
        """Take over a site and its pace; only while nothing is under way."""
        self.config = config
        self.limits = Limits(**config.limits)  # type: ignore[arg-type]
        self.guard = Guard(confined(), networks(config.allowed))
        self.digest = Digest(self.limits, Scope(frozenset(config.origins)))
        self.servers: dict[str, Server] = {}

    def _wire_up(self) -> None:
        self.epoll.register(self.channel.fileno(), select.EPOLLIN)
        self.epoll.register(self.wake_in.fileno(), select.EPOLLIN)
        self.wake_in.setblocking(False)
        self.multi.setopt(pycurl.M_SOCKETFUNCTION, self._on_curl_socket)
        self.multi.setopt(pycurl.M_TIMERFUNCTION, self._on_curl_timer)
        self.multi.setopt(pycurl.M_MAXCONNECTS, 256)

    def _on_curl_socket(self, what: int, fd: int, _multi: object, _data: object) -> None:
        if what == pycurl.POLL_REMOVE:
            self.watched.discard(fd)
            self.epoll.unregister(fd)
            return
        mask = (select.EPOLLIN if what & pycurl.POLL_IN else 0) | (select.EPOLLOUT if what & pycurl.POLL_OUT else 0)
        if fd in self.watched:
            self.epoll.modify(fd, mask)
        else:
            self.watched.add(fd)
            self.epoll.register(fd, mask)

    def _on_curl_timer(self, milliseconds: int) -> None:
        self.timer = float("inf") if milliseconds < 0 else time.monotonic() + milliseconds / 1000

    def run(self) -> None:
        """Serve until the crawl closes the channel."""
        while not self.ended:
            for fd, event in self.epoll.poll(self._pause()):
                self._serve(fd, event)
            if time.monotonic() >= self.timer:
                self.timer = float("inf")
                self.multi.socket_action(pycurl.SOCKET_TIMEOUT, 0)
            self._collect()
            self._start_due()
            self._send_results()
        self.threads.shutdown(wait=False, cancel_futures=True)

    def _pause(self) -> float:
        now = time.monotonic()
        waits = [self.timer - now, self.next_start - now, 5.0]
        if self.pull_since is not None:
            waits.append((self.done_since + _LINGER if self.done else self.pull_since + _PATIENCE) - now)
        return max(0.0, min(waits))

    def _serve(self, fd: int, event: int) -> None:
        if fd == self.channel.fileno():
            self._read_channel()
        elif fd == self.wake_in.fileno():
            self.wake_in.recv(4096)
        else:
            wanted = (pycurl.CSELECT_IN if event & ~select.EPOLLOUT else 0) | (
                pycurl.CSELECT_OUT if event & select.EPOLLOUT else 0
            )
            self.multi.socket_action(fd, wanted)

    def _read_channel(self) -> None:
        data = self.channel.recv(1 << 20)
        if not data:
            self.ended = True
            return
        for message in self.frames.feed(data):
            self.take(message)

    def take(self, message: dict[str, Any] | list[list[Any]]) -> None:
        """Accept a new configuration, or a pull: new leases, and the wish for results."""
        if isinstance(message, dict):
            self.configure(Config(**message))
            return
        self.pull_since = time.monotonic()
        for lease in message:
            self._queue(Lease(*lease)._replace(mode=Mode(lease[2])))

    def _queue(self, lease: Lease, front: bool = False) -> None:
        server = self.servers.get(lease.server)
        if server is None:
            server = self.servers[lease.server] = self._server(lease)
        self.waiting[lease.server] = server
        if front:
            server.queue.appendleft(lease)
        else:
            server.queue.append(lease)

    def _server(self, lease: Lease) -> Server:
        config = self.config
        if lease.polite or config.delay == 0:
            return Server(config.delay, config.concurrency)
        return Server(max(config.delay, OUTSIDE_DELAY) if not lease.mapped else config.delay, _OUTSIDE_CONCURRENCY)

    def _start_due(self) -> None:
        now = time.monotonic()
        self.next_start = float("inf")
        for name, server in list(self.waiting.items()):
            while server.due(now) <= 0 and self._may_start(name, server, now):
                self._start(server.start(now))
            if not server.queue:
                del self.waiting[name]
            self.next_start = min(self.next_start, now + server.due(now))

    def _may_start(self, name: str, server: Server, now: float) -> bool:
        """Whether no other run of the campaign has asked this server a moment ago."""
        wait = self.pace.wait(name, server.gap) if self.pace is not None and server.delay else 0.0
        if wait:
            server.hold(now + wait)
        return not wait

    def _start(self, lease: Lease) -> None:
        at = _now()
        self.open += 1
        if lease.mode in (Mode.SECOND, Mode.COOKIES):
            future = self.threads.submit(fetch, lease, self.limits, self.guard, self.config.user_agent)
            self.running[future] = (lease, at)
            future.add_done_callback(lambda _future: self.wake_out.send(b"."))
            return
        transfer = self.idle.pop() if self.idle else Transfer(self.limits, self.guard, self.config.user_agent)
        transfer.curl.transfer = transfer
        transfer.begin(lease, self._method(lease), at)
        self.multi.add_handle(transfer.curl)

    def _method(self, lease: Lease) -> str:
        if lease.id in self.attempts or lease.phase:
            return "GET"
        return {Mode.HEAD: "HEAD", Mode.FIRST_BYTES: "RANGE"}.get(lease.mode, "GET")

    def _collect(self) -> None:
        while True:
            queued, good, bad = self.multi.info_read()
            for curl in good:
                self._finish(curl.transfer, 0)
            for curl, code, _message in bad:
                self._finish(curl.transfer, code)
            if not queued:
                break
        for future in [future for future in self.running if future.done()]:
            lease, at = self.running.pop(future)
            self._understand(_from_second(lease, at, future.result()))
        for read in [read for read in self.reading if read.done()]:
            lease, attempts = self.reading.pop(read)
            self.open -= 1
            self._done([lease.id, attempts, attempts[-1][8], None, read.result()])

    def _finish(self, transfer: Transfer, code: int) -> None:
        received = Received(
            transfer.lease, transfer.method, "curl", transfer.clock, transfer.milliseconds, transfer.lease.url,
            transfer.status, transfer.headers(), bytes(transfer.body), transfer.error(code), transfer.limit,
            transfer.own_address,
        )  # fmt: skip
        self.multi.remove_handle(transfer.curl)
        self.idle.append(transfer)
        self._understand(received)

    def _understand(self, got: Received) -> None:
        self.open -= 1
        lease = got.lease
        struggling = got.status in _STRUGGLING or got.error in (ErrorKind.READ_TIMEOUT, ErrorKind.CONNECT_TIMEOUT)
        server = self.servers[lease.server]
        pause = server.finish(time.monotonic(), struggling, retry_after(got.headers, self.limits))
        if pause and self.pace is not None:
            self.pace.rest(lease.server, pause)
        attempt = self.digest.attempt(got)
        if self._asks_again(got):
            self.attempts.setdefault(lease.id, []).append(attempt)
            circles = got.method == "GET" and location(got) == lease.url
            self._queue(lease._replace(mode=Mode.COOKIES) if circles else lease, front=True)
            return
        attempts = [*self.attempts.pop(lease.id, []), attempt]
        if lease.mode is Mode.ATTACHMENT and got.status == 200 and got.error is None and got.body and not attempt[11]:
            if got.limit:
                self._done([lease.id, attempts, attempt[8], None, too_large(len(got.body))])
            else:
                self._read(lease, attempts, got.body)
            return
        document = self.digest.document(got, attempt)
        self._done([lease.id, attempts, attempt[8], self.digest.page(got, attempt), document])

    def _done(self, result: list[Any]) -> None:
        if not self.done:
            self.done_since = time.monotonic()
        self.done.append(result)

    def _read(self, lease: Lease, attempts: list[list[Any]], body: bytes) -> None:
        """Have a document read in another process; its result waits for that."""
        self.open += 1
        future = self.threads.submit(read_document, body, self.limits)
        self.reading[future] = (lease, attempts)
        future.add_done_callback(lambda _future: self.wake_out.send(b"."))

    def _asks_again(self, got: Received) -> bool:
        """A refused HEAD or range is asked again as a plain GET; a circle that sets a cookie is walked with it."""
        status = got.status or 0
        refused = got.method in ("HEAD", "RANGE") and (status >= _NO_HEAD_VERDICT or got.error is not None)
        if refused and not (got.error and (got.error.permanent or got.error in _NOT_AGAIN)):
            return got.lease.id not in self.attempts
        circle = (
            got.client == "curl"
            and got.lease.mode not in ASKED
            and got.method == "GET"
            and location(got) == got.lease.url
        )
        return circle and "set-cookie" in got.headers

    def _send_results(self) -> None:
        if self.pull_since is None:
            return
        now = time.monotonic()
        ripe = len(self.done) >= _BATCH or (self.done and now - self.done_since >= _LINGER)
        if ripe or not (self.open or self.waiting) or now - self.pull_since >= _PATIENCE:
            self._send(pack(self.done))
            self.done = []
            self.pull_since = None

    def _send(self, frame: bytes) -> None:
        try:
            self.channel.sendall(frame)
        except (BrokenPipeError, ConnectionResetError):
            self.ended = True


def _from_second(lease: Lease, at: str, answer: Answer) -> Received:
    return Received(
        lease,
        "GET",
        "python",
        at,
        answer.milliseconds,
        answer.url,
        answer.status,
        answer.headers,
        answer.body,
        answer.error,
        own_address=answer.own_address,
    )


def _now() -> str:
    return datetime.now(_BEIJING).isoformat(timespec="milliseconds")


def serve(channel: socket.socket) -> None:
    """Be a worker at this end of a channel until the crawl closes the other one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What lives long here (the memo) has no cycles: looking for them again and again costs a tenth of the time.
    gc.set_threshold(200_000, 20, 100)
    frames = FrameReader()
    messages: list[Any] = []
    while not messages:
        data = channel.recv(1 << 16)
        if not data:
            return
        messages = frames.feed(data)
    worker = Worker(channel, Config(**messages[0]), frames)
    for message in messages[1:]:
        worker.take(message)
    worker.run()


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
