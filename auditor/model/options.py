"""What a user may choose for one site run; kept in the bundle so that a resume needs no words."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from math import isfinite

PROFILES = ("full", "links", "footer")
USER_AGENT = "Mozilla/5.0 (compatible; Xunwang/0.1; government website inspection; contact: {contact})"


class UsageError(ValueError):
    """An option whose text cannot be understood; the message is for the user."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """Options of a site run. Seconds are floats; addresses and maps are kept as the user wrote them."""

    url: str
    profile: str = "links"
    out: str = "var/runs"
    max_pages: int = 2000
    delay: float = 1.0
    """Seconds between two request starts on one server; 0 lifts the limit."""
    concurrency: int = 2
    """Requests under way at once on one server."""
    external: bool = True
    ignore_robots: bool = False
    mandate: str = ""
    register: str = ""
    verify_records: bool = False
    """Judge whether the records that identity links open are there; they are probed on demand."""
    operator_domains: str = ""
    allow_address: tuple[str, ...] = ()
    map: tuple[str, ...] = ()
    """``HOST=ADDR[:PORT]``, as curl's --connect-to."""
    resolver: tuple[str, ...] = ()
    workers: int = 0
    """Fetching processes; 0 = one per core, at most four."""
    retry_gap: float = 10.0
    """Seconds at least between two attempts on a failing target."""
    contact: str = "webmaster@localhost"

    @property
    def user_agent(self) -> str:
        """The named agent with a contact, sent with every request."""
        return USER_AGENT.format(contact=self.contact)

    @property
    def sampled(self) -> bool:
        """A few pages are read instead of the site: no more than identity and transport are judged."""
        return self.profile == "footer"

    def as_dict(self) -> dict[str, object]:
        """JSON-able form, for the bundle."""
        return asdict(self)


def parse_options(words: Mapping[str, object]) -> RunOptions:
    """Build options from texts (``scrapy crawl -a``) or JSON values; unknown names and bad numbers raise UsageError."""
    known = {field.name: field for field in fields(RunOptions)}
    values: dict[str, object] = {}
    for name, value in words.items():
        plain = name.replace("-", "_")
        if plain not in known:
            raise UsageError(f"不认识的参数:{name}")
        values[plain] = _convert(plain, _kind(known[plain].type), value)
    if not values.get("url"):
        raise UsageError("请给出要检查的网址,例如 http://www.example.gov.cn/")
    options = RunOptions(**values)  # type: ignore[arg-type]
    if options.profile not in PROFILES:
        raise UsageError(f"没有名为「{options.profile}」的检查范围(可用:{'、'.join(PROFILES)})")
    if not (isfinite(options.delay) and isfinite(options.retry_gap)):
        raise UsageError("delay 应为有限的秒数")
    if options.max_pages < 1 or options.concurrency < 1 or options.delay < 0 or options.retry_gap < 0:
        raise UsageError("max-pages、concurrency 至少为 1,delay 不能为负数")
    return options


def _convert(name: str, kind: str, value: object) -> object:
    try:
        if kind == "int":
            return int(str(value))
        if kind == "float":
            return float(str(value))
    except ValueError as error:
        raise UsageError(f"参数 {name} 应为数字,而不是「{value}」") from error
    if kind == "bool":
        return value if isinstance(value, bool) else str(value).lower() in {"1", "true", "on", "yes"}
    if kind.startswith("tuple"):
        return tuple(str(value).replace(",", " ").split()) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]
    return str(value)


def _kind(annotation: object) -> str:
    return annotation.__name__ if isinstance(annotation, type) else str(annotation)
