"""Did a target answer? The verdict on a chain of attempts that several checks share.

Blocked is not dead, our own trouble proves nothing, and a transport error accuses only after attempts spread over the
run and a second client of another make have all failed. The order in which attempts are given does not matter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from auditor.model.error import ErrorKind, Fault
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Outcome
from auditor.model.target import FetchAttempt, HostFacts, SiteContext, Target
from auditor.urls.normalise import host

SECOND_CLIENT = "python"

_NEEDED_PHASES = 2
_NEEDED_DENIALS = 2
_GONE = frozenset({404, 410})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_WALL_STATUSES = frozenset({401, 403, 405, 412, 418, 429, 521, 999})
_NAMES = frozenset({ErrorKind.DNS_NXDOMAIN, ErrorKind.DNS_UNPROVEN, ErrorKind.DNS_RESERVED})
_CHAIN_FAULTS = frozenset({ErrorKind.REDIRECT_LOOP, ErrorKind.REDIRECT_LIMIT, ErrorKind.REDIRECT_INVALID})
_TRANSPORT = frozenset(
    {
        ErrorKind.CONNECT_REFUSED,
        ErrorKind.CONNECT_TIMEOUT,
        ErrorKind.CONNECT_UNREACHABLE,
        ErrorKind.CONNECTION_RESET,
        ErrorKind.EMPTY_REPLY,
        ErrorKind.READ_TIMEOUT,
        ErrorKind.SLOW_BODY,
        ErrorKind.TLS_HANDSHAKE,
        ErrorKind.PROTOCOL,
    }
)
_DOUBTFUL = frozenset(
    {
        ErrorKind.TLS_CERTIFICATE,
        ErrorKind.HEADERS_TOO_LARGE,
        ErrorKind.DECOMPRESSION,
        ErrorKind.BAD_ENCODING,
        ErrorKind.TRUNCATED_BODY,
    }
)
"""A browser warns, or shows something: a person must look."""
_CUT_BY_US = frozenset({None, ErrorKind.BODY_TOO_LARGE})
_PATIENCE = frozenset({ErrorKind.SLOW_BODY, ErrorKind.READ_TIMEOUT})

TEXTS: Mapping[str, str] = {
    "target-dead": "链接已失效,由“死链”检查项报告",
    "not-requested": "本次检查没有访问该目标",
    "dns-unproven": "目标域名解析失败,但不能证明该域名不存在,无法判断",
    "connect-refused": "目标服务器拒绝连接(分 {phases} 轮尝试 {attempts} 次)",
    "connect-timeout": "连接目标服务器超时(分 {phases} 轮尝试 {attempts} 次)",
    "connect-unreachable": "目标服务器无法到达(分 {phases} 轮尝试 {attempts} 次)",
    "connection-reset": "目标服务器中断了连接(分 {phases} 轮尝试 {attempts} 次)",
    "empty-reply": "目标服务器接受连接后没有返回任何内容(分 {phases} 轮尝试 {attempts} 次)",
    "read-timeout": "目标服务器在规定时间内没有应答(分 {phases} 轮尝试 {attempts} 次)",
    "slow-body": "目标内容传输过慢,在规定时间内没有传完,无法判断",
    "protocol-error": "目标服务器的应答不符合 HTTP 协议(分 {phases} 轮尝试 {attempts} 次)",
    "tls-handshake": "与目标服务器的 HTTPS 握手失败(分 {phases} 轮尝试 {attempts} 次)",
    "national-algorithms": "目标网站的 HTTPS 只支持国密算法,本工具不能访问,无法判断;这不是问题",
    "tls-certificate": "目标网站的 HTTPS 证书无效或已过期,浏览器会先显示安全警告",
    "headers-too-large": "目标服务器的应答头超出限度,浏览器可能无法打开",
    "body-too-large": "目标内容超出本工具的读取限度,无法判断",
    "truncated-body": "目标内容没有传完就中断,页面可能残缺",
    "bad-content-encoding": "目标内容的压缩数据损坏,浏览器可能无法打开",
    "decompression-bomb": "目标内容解压后异常膨胀,本工具停止读取",
    "redirect-invalid": "目标返回了跳转,但没有给出有效的跳转地址",
    "private-address": "目标指向内网地址,本工具没有访问",
    "address-not-allowed": "目标地址不在本机允许访问的范围内,没有访问",
    "wall": "目标网站的防护措施拦截了本工具({wall}),无法判断",
    "robots-disallowed": "目标网站的 robots.txt 不允许抓取,没有访问",
    "network-trouble": "检查时本机网络异常,无法判断",
    "outside-unproven": "检查期间本机没有成功访问过任何外部网站,无法判断",
    "budget": "超出本次检查的数量上限,没有访问",
    "interrupted": "检查中断,没有访问",
    "http-4xx": "目标服务器拒绝了请求(HTTP {status})",
    "http-5xx": "目标服务器出错(HTTP {status},分 {phases} 轮尝试 {attempts} 次)",
}
"""Chinese sentences of every reason this module can give; checks add them to their own."""


class Life(StrEnum):
    """What can be said of a target."""

    ALIVE = "alive"
    DEAD = "dead"
    DOUBTFUL = "doubtful"
    """It answered, but a visitor may not get what was asked for: a person must look."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict on a chain. ``reason`` is the stable code, ``attempt`` the answer that decided, if one did."""

    life: Life
    reason: str = ""
    confidence: Confidence = Confidence.CERTAIN
    args: Mapping[str, str] = field(default_factory=dict)
    attempt: FetchAttempt | None = None

    @property
    def wall(self) -> str:
        """Name of what stood in the way, or empty."""
        return self.args.get("wall", "")


def answer_of(target: Target, site: SiteContext) -> Answer:
    """Judge the whole chain of a target."""
    attempts = target.chain[-1].attempts if target.chain else ()
    if target.error is None and len(attempts) == 1 and _is_plainly_good(attempts[0]):
        return Answer(Life.ALIVE, attempt=attempts[0])
    if target.error is not None:
        return _by_error(target, target.error)
    ordered = sorted(attempts, key=_moment)
    return _by_answers(ordered) or _by_failures(ordered, target, site)


def unanswered(answer: Answer) -> Judgement | None:
    """Return what a check says that needs a live target and has none: ``na`` if dead, else ``unmeasured``; None if alive.

    One finding per reason: the targets themselves are listed by links.dead.
    """
    if answer.life is Life.ALIVE:
        return None
    if answer.life is Life.DEAD:
        return Judgement(Outcome.NA, "target-dead")
    return Judgement(Outcome.UNMEASURED, answer.reason, cause=f"unanswered:{answer.reason}", args=answer.args)


def _is_plainly_good(attempt: FetchAttempt) -> bool:
    return attempt.status == 200 and attempt.error is None and not attempt.wall


def _moment(attempt: FetchAttempt) -> tuple[object, ...]:
    """Order of attempts in time; what happened in the same second is ordered by what it was."""
    late = attempt.method != "HEAD", attempt.client == SECOND_CLIENT
    return attempt.phase, attempt.at, *late, attempt.method, attempt.status or 0, str(attempt.error or ""), attempt.ms


def _by_error(target: Target, error: ErrorKind) -> Answer:
    if error in _NAMES:
        return _name(error, target.host)
    if error not in _CHAIN_FAULTS:
        walls = sorted({wall for hop in target.chain for attempt in hop.attempts if (wall := _wall(attempt))})
        args = {"wall": ", ".join(walls)} if error is ErrorKind.WALL else {}
        return Answer(Life.UNKNOWN, str(error), args=args)
    if error is not ErrorKind.REDIRECT_INVALID:
        walked = _with_cookies(target)
        if walked is not None:
            return walked
    return Answer(Life.DEAD, str(error))


def _with_cookies(target: Target) -> Answer | None:
    """Some portals send a visitor in a circle until a cookie comes back: what the client that keeps cookies got."""
    attempts = [attempt for hop in target.chain for attempt in hop.attempts if attempt.client == SECOND_CLIENT]
    arrived = [attempt for attempt in attempts if attempt.status is not None and attempt.status not in _REDIRECTS]
    found = _by_answers(sorted(arrived, key=_moment))
    return found if found is not None and found.life in (Life.ALIVE, Life.UNKNOWN) else None


def _name(error: ErrorKind, facts: HostFacts | None) -> Answer:
    """Judge a name (ENGINE, Names): gone only when a proven resolver denied it twice, the second time after the rounds."""
    if error is ErrorKind.DNS_RESERVED:
        return Answer(Life.DEAD, str(error))
    denied = (
        facts is not None and facts.denials >= _NEEDED_DENIALS and facts.denied_after_rounds and not facts.addresses
    )
    if error is not ErrorKind.DNS_NXDOMAIN or facts is None or not denied or not facts.resolver_proven:
        return Answer(Life.UNKNOWN, str(ErrorKind.DNS_UNPROVEN))
    sure = Confidence.CERTAIN if facts.denied_by_second_resolver else Confidence.LIKELY
    return Answer(Life.DEAD, str(error), sure)


def _by_answers(ordered: Sequence[FetchAttempt]) -> Answer | None:
    """Judge by HTTP answers, 5xx apart: a good one at any time acquits; HEAD counts only where no GET was tried."""
    gets = [attempt for attempt in ordered if attempt.method != "HEAD"]
    definite = [attempt for attempt in gets if _is_definite(attempt)]
    if not gets:
        definite = [
            attempt for attempt in ordered if _is_definite(attempt) and ((attempt.status or 0) < 400 or _wall(attempt))
        ]
    if not definite:
        return None
    best = max(_worth(attempt) for attempt in definite)
    attempt = [attempt for attempt in definite if _worth(attempt) == best][-1]
    if wall := _wall(attempt):
        return Answer(Life.UNKNOWN, str(ErrorKind.WALL), args={"wall": wall}, attempt=attempt)
    return _by_status(attempt, attempt.status or 0)


def _is_definite(attempt: FetchAttempt) -> bool:
    return attempt.status is not None and (attempt.status < 500 or bool(_wall(attempt)))


def _wall(attempt: FetchAttempt) -> str:
    return attempt.wall or (f"http-{attempt.status}" if attempt.status in _WALL_STATUSES else "")


def _worth(attempt: FetchAttempt) -> int:
    """Return how much an answer says of the target itself: a wall nothing, a redirect little, a whole answer most."""
    status = attempt.status or 0
    if _wall(attempt):
        return 0
    if status in _REDIRECTS:
        return 1
    return 3 if status >= 400 or attempt.error in _CUT_BY_US else 2


def _by_status(attempt: FetchAttempt, status: int) -> Answer:
    if status in _GONE:
        return Answer(Life.DEAD, f"http-{status}", attempt=attempt)
    if status >= 400:
        return Answer(Life.DOUBTFUL, f"http-{status}", Confidence.LIKELY, attempt=attempt)
    if status in _REDIRECTS:
        followed = attempt.location.startswith("http")
        life, reason = (Life.UNKNOWN, "not-requested") if followed else (Life.DOUBTFUL, str(ErrorKind.REDIRECT_INVALID))
        return Answer(life, reason, attempt=attempt)
    if attempt.error in _PATIENCE:
        return Answer(Life.UNKNOWN, str(ErrorKind.SLOW_BODY), attempt=attempt)
    if attempt.error not in _CUT_BY_US:
        return Answer(Life.DOUBTFUL, str(attempt.error), Confidence.LIKELY, _count([attempt]), attempt)
    return Answer(Life.ALIVE, attempt=attempt)


def _by_failures(ordered: Sequence[FetchAttempt], target: Target, site: SiteContext) -> Answer:
    """Judge what never got a definite answer: 5xx, transport errors, and what never left this machine."""
    failed = [attempt for attempt in ordered if attempt.error is not None or (attempt.status or 0) >= 500]
    calm = [attempt for attempt in failed if attempt.phase not in site.troubled_phases]
    if not calm:
        return Answer(Life.UNKNOWN, str(ErrorKind.NETWORK_TROUBLE) if failed else "not-requested")
    error = calm[-1].error
    if error in _NAMES:
        return _name(error, target.host)
    if error is ErrorKind.TLS_HANDSHAKE and host(target.final_url) in site.national:
        return Answer(Life.UNKNOWN, "national-algorithms")
    if error is not None and (
        error.fault in (Fault.US, Fault.WALL) or error in (ErrorKind.PRIVATE_ADDRESS, ErrorKind.BODY_TOO_LARGE)
    ):
        return Answer(Life.UNKNOWN, str(error))
    if error in _CHAIN_FAULTS:
        return Answer(Life.DEAD, str(error))
    counted = [a for a in calm if (a.error in _TRANSPORT) or (a.error is None and a.method != "HEAD")]
    by_transport = any(attempt.status is None for attempt in calm)
    if by_transport and not site.outside_proven and not _near(target, site):
        return Answer(Life.UNKNOWN, str(ErrorKind.OUTSIDE_UNPROVEN))
    doubts = [attempt.error for attempt in calm if attempt.error in _DOUBTFUL]
    if doubts:
        return Answer(Life.DOUBTFUL, str(doubts[-1]), Confidence.LIKELY, _count(calm))
    return _by_spread(counted)


def _by_spread(counted: Sequence[FetchAttempt]) -> Answer:
    """Judge failures by when and by whom they were seen."""
    if not counted:
        return Answer(Life.UNKNOWN, "not-requested")
    told = [attempt for attempt in counted if attempt.client != SECOND_CLIENT] or counted
    reason = str(told[-1].error) if told[-1].error is not None else f"http-{told[-1].status}"
    phases = {attempt.phase for attempt in counted}
    confirmed = all(attempt.status is not None for attempt in counted) or any(
        attempt.phase == max(phases) and attempt.client == SECOND_CLIENT for attempt in counted
    )
    life = Life.DEAD if len(phases) >= _NEEDED_PHASES and confirmed else Life.UNKNOWN
    return Answer(life, reason, Confidence.LIKELY, _count(counted), told[-1])


def _near(target: Target, site: SiteContext) -> bool:
    """Return True when reaching the end of the chain does not depend on the outside network, or the site itself answered."""
    name = host(target.final_url)
    return name in site.exempt_hosts or name == site.host or (target.internal and len(target.chain) < 2)


def _count(attempts: Sequence[FetchAttempt]) -> Mapping[str, str]:
    return {"attempts": str(len(attempts)), "phases": str(len({attempt.phase for attempt in attempts}))}
