"""What a user may choose for one site run; kept in the bundle so that a resume needs no words."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from math import isfinite

PROFILES = {
    "full": (
        "links",
        "hidden",
        "identity",
        "transport",
        "access",
        "aging",
        "freshness",
        "interpretation",
        "service",
        "interaction",
        "search",
        "content",
        "privacy",
        "attachments",
    ),
    "links": ("links", "hidden"),
    "footer": ("identity", "transport"),
    "accessibility": ("access", "aging"),
}
"""Profile → the families of checks that it judges."""
_RENDERED = frozenset({"access", "aging"})
"""Families that need a browser."""
_LOOKED = frozenset({"hidden", "identity", "freshness"})
"""Families whose doubts a browser settles."""
_COLUMNED = frozenset({"freshness", "interpretation"})
"""Families that ask for the columns of the site."""
_SUBJECTS = ("auto", "portal", "site")
_WORDS = {"browser": ("auto", "off"), "sample": ("auto", "all")}
"""Options that are one of these words, or a number of at least 1."""
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
    watch_list: str = ""
    lexicon: str = ""
    """The office's own list of wrong words."""
    checks: str = ""
    """Families of checks to judge, separated by commas; empty = those of the profile."""
    allow_address: tuple[str, ...] = ()
    map: tuple[str, ...] = ()
    """``HOST=ADDR[:PORT]``, as curl's --connect-to."""
    resolver: tuple[str, ...] = ()
    workers: int = 0
    """Fetching processes; 0 = one per core, at most four."""
    browser: str = "auto"
    """``auto``: as many browsers as the cores carry; ``off``: none; or their number."""
    sample: str = "auto"
    """Pages that see the browser: ``auto`` by template, as many as bring something new; ``all``; or at most a number."""
    like: str = ""
    """A bundle of the same site whose pages are read again in its own order; empty: the usual order."""
    retry_gap: float = 10.0
    """Seconds at least between two attempts on a failing target."""
    contact: str = "webmaster@localhost"
    pack: str = ""
    """Id of the indicator pack of the proposed verdict; empty = the one that comes with the program."""
    subject: str = "auto"
    """``portal`` or ``site``; ``auto``: as the register or the home page says."""

    @property
    def user_agent(self) -> str:
        """The named agent with a contact, sent with every request."""
        return USER_AGENT.format(contact=self.contact)

    @property
    def families(self) -> frozenset[str]:
        """Families of checks to judge."""
        chosen = frozenset(name.strip() for name in self.checks.split(",") if name.strip())
        return chosen or frozenset(PROFILES[self.profile])

    @property
    def sampled(self) -> bool:
        """A few pages are read instead of the site: no more than identity and transport are judged."""
        return self.profile == "footer"

    @property
    def rendered(self) -> bool:
        """Checks are judged that need a browser, whether or not there is one."""
        return bool(self.families & _RENDERED)

    @property
    def looked(self) -> bool:
        """A few pages are looked at in a browser for what their bytes leave open, when there is one."""
        return bool(self.families & _LOOKED) and self.browser != "off"

    @property
    def columned(self) -> bool:
        """The columns of the site are put together and written down."""
        return bool(self.families & _COLUMNED)

    @property
    def pages_only(self) -> bool:
        """Nothing but pages is fetched: neither what they link to outside nor the files they load."""
        return self.families <= _RENDERED

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
    for name, allowed in _WORDS.items():
        chosen = str(getattr(options, name))
        if chosen not in allowed and not (chosen.isascii() and chosen.isdigit() and int(chosen) > 0):
            raise UsageError(f"{name} 应为 {'、'.join(allowed)} 或不小于 1 的整数,而不是「{chosen}」")
    if options.subject not in _SUBJECTS:
        raise UsageError(f"subject 应为 {'、'.join(_SUBJECTS)},而不是「{options.subject}」")
    unknown = sorted(options.families - set(PROFILES[options.profile]))
    if unknown:
        raise UsageError(
            f"检查范围「{options.profile}」没有这些类别:{'、'.join(unknown)}(可用:{'、'.join(PROFILES[options.profile])})"
        )
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
