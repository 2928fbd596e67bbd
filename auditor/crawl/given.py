"""What runs are given: an address each, and lists, a register and a mandate, read once for all sites of a command."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from auditor.crawl.chosen_limits import chosen_limits
from auditor.crawl.destination import is_address, parse_map
from auditor.crawl.lexiconfile import read_lexicon
from auditor.crawl.mandate import Mandate, read_mandate
from auditor.crawl.operatorfile import read_operator_domains
from auditor.crawl.registerfile import read_register
from auditor.crawl.watchlist import read_watch_list
from auditor.model.lexicon import Lexicon
from auditor.model.options import RunOptions, UsageError
from auditor.model.register import Register
from auditor.store.bundle import BEIJING, Bundle
from auditor.urls.guard import networks
from auditor.urls.resolve import join


@dataclass(frozen=True, slots=True)
class Files:
    """The user's files, as they were when the command began; empty or None without one."""

    operator_domains: tuple[str, ...]
    watch_list: tuple[str, ...]
    register: Register | None
    mandate: Mandate | None
    lexicon: Lexicon | None


@dataclass(frozen=True, slots=True)
class Given:
    """What one run is given."""

    options: RunOptions
    """With the address as a browser reads it: a Chinese host name is what DNS knows, without a fragment."""
    files: Files
    limits: dict[str, float]
    """Fields of ``Limits`` that were chosen for this run."""

    def keep(self, bundle: Bundle) -> None:
        """Write everything into the bundle: it may be judged again where none of the files is. In a transaction."""
        files = self.files
        bundle.set("limits", self.limits)
        bundle.set("operator_domains", files.operator_domains)
        bundle.set("watch_list", files.watch_list)
        bundle.set("register", None if files.register is None else asdict(files.register))
        bundle.set("lexicon", None if files.lexicon is None else asdict(files.lexicon))
        if files.mandate is not None:
            bundle.set("mandated", files.mandate.hosts)
            bundle.set("mandated_until", files.mandate.valid_until.isoformat())
            bundle.set("mandated_addresses", files.mandate.addresses)


def read_given(several: Sequence[RunOptions]) -> list[Given]:
    """Read what the runs of one command are given, options that differ in their address alone.

    Raises UsageError, in the user's words, for the first address, option or file that cannot be used. Nothing is
    written and nobody is asked.
    """
    parts = [_parts(options.url) for options in several]
    _check_addresses(several[0])
    files = _read_files(several[0])
    for one in parts:
        _check_mandate(several[0].mandate, files.mandate, one.hostname or "")
    limits = chosen_limits()
    return [Given(replace(options, url=_understood(options.url)), files, limits) for options in several]


def check_still_mandated(bundle: Bundle) -> None:
    """Raise UsageError when the mandate that a run began with has run out, by the calendar of Beijing."""
    until = bundle.get("mandated_until")
    if until is not None and date.fromisoformat(until) < datetime.now(BEIJING).date():
        raise UsageError(f"这次检查的授权已于 {until} 到期,不能继续;请取得新的授权后重新检查")


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UsageError(f"网址「{url}」无法识别") from error
    if parts.scheme not in ("http", "https"):
        raise UsageError(f"只能检查 http:// 或 https:// 开头的网址,而不是「{url}」")
    if not parts.hostname:
        raise UsageError(f"网址「{url}」里没有主机名")
    if port is not None and not 0 < port < 65536:
        raise UsageError(f"网址「{url}」的端口不正确")
    return parts


def _understood(url: str) -> str:
    read = join(url, url)
    if read is None:
        raise UsageError(f"网址「{url}」无法识别")
    return read.partition("#")[0]


def _check_addresses(options: RunOptions) -> None:
    for text in options.map:
        parse_map(text)
    for text in options.resolver:
        address, colon, port = text.rpartition(":") if text.count(":") == 1 else (text, "", "")
        if not is_address(address) or (colon and not port.isdigit()):
            raise UsageError(f"--resolver 应写成 地址[:端口],而不是「{text}」")
    for text in options.allow_address:
        try:
            networks([text])
        except ValueError as error:
            raise UsageError(f"--allow-address 应写成网段,例如 10.1.0.0/16,而不是「{text}」") from error


def _read_files(options: RunOptions) -> Files:
    return Files(
        read_operator_domains(Path(options.operator_domains)) if options.operator_domains else (),
        read_watch_list(Path(options.watch_list)) if options.watch_list else (),
        read_register(Path(options.register)) if options.register else None,
        read_mandate(Path(options.mandate)) if options.mandate else None,
        read_lexicon(Path(options.lexicon), datetime.now(BEIJING).date()) if options.lexicon else None,
    )


def _check_mandate(path: str, mandate: Mandate | None, host: str) -> None:
    if mandate is not None and not mandate.covers(host, datetime.now(BEIJING).date()):
        raise UsageError(f"授权文件 {path} 不包括 {host},或已不在有效期内")
