"""Before the crawl: can the site be measured at all, where does its home page really live, what does robots.txt say?"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from auditor.crawl.destination import Destination, Destinations
from auditor.crawl.lease import Lease, Mode
from auditor.crawl.robots import Robots
from auditor.html.charset import decode
from auditor.model.error import ErrorKind
from auditor.model.limits import Limits
from auditor.model.options import RunOptions
from auditor.urls.guard import is_private
from auditor.urls.resolve import join
from auditor.urls.scope import origin

Fetch = Callable[[Lease], Awaitable[dict[str, Any]]]
_STATUS, _ERROR, _TYPE, _SNIFFED, _WALL = 6, 7, 9, 10, 11


class NotMeasurable(Exception):
    """The site cannot be measured; the message is a sentence for the user.

    ``kind`` is a stable code: an ErrorKind, ``wall:<name>``, ``http-<status>``, or empty for what is of another nature.
    """

    def __init__(self, message: str, kind: str = "") -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Site:
    """What preflight found. ``notes`` are sentences for the user about detours taken."""

    home: str
    origins: tuple[str, ...]
    robots: Robots
    address: str
    mapped: bool
    verify: bool
    notes: tuple[str, ...]


@dataclass
class Preflight:
    """One look at one site before its crawl."""

    options: RunOptions
    limits: Limits
    destinations: Destinations
    fetch: Fetch

    async def run(self) -> Site:
        """Find the home page and the rules; raises NotMeasurable."""
        self.notes: list[str] = []
        self.verify = True
        start = await self._starting_point(self.options.url)
        home, destination = await self._home(start)
        self._check_robots_wish(destination)
        origins = [origin(home), *await self._aliases(home)]
        robots = await self._robots(home)
        if not robots.checker().allowed(home):
            raise NotMeasurable(
                f"robots.txt 不允许抓取首页 {home}。如有检查授权,请用 --mandate 加 --ignore-robots。", ErrorKind.ROBOTS
            )
        return Site(
            home,
            tuple(dict.fromkeys(origins)),
            robots,
            destination.address,
            destination.mapped,
            self.verify,
            tuple(self.notes),
        )

    async def _starting_point(self, url: str) -> str:
        """The start URL; when a bare name does not answer but www does, the www address."""
        host = urlsplit(url).hostname or ""
        destination = await self.destinations.find(host)
        error = await self._failure(url, destination)
        if error is None:
            return url
        reason = ERRORS_ZH.get(error, str(error))
        other = _with_host(url, f"www.{host}")
        if not host.startswith("www.") and not await self._failure(other, await self.destinations.find(f"www.{host}")):
            self.notes.append(f"{host} 无法访问({reason}),但 www.{host} 可以访问,已改为检查 {other}")
            return other
        raise NotMeasurable(f"无法访问 {url}:{reason}。未作任何判断。", error)

    async def _failure(self, url: str, destination: Destination) -> ErrorKind | None:
        if destination.error is not None:
            return destination.error
        attempt = (await self._get(url, destination, Mode.LOOK))["attempts"][-1]
        return ErrorKind(attempt[_ERROR]) if attempt[_ERROR] else None

    async def _home(self, url: str) -> tuple[str, Destination]:
        """Follow redirects of the start URL to the page where the crawl begins."""
        seen = [url]
        while True:
            destination = await self.destinations.find(urlsplit(url).hostname or "")
            if destination.error is not None:
                raise NotMeasurable(
                    f"首页 {self.options.url} 跳转到 {url},而该地址无法访问:{ERRORS_ZH.get(destination.error, destination.error)}。",
                    destination.error,
                )
            result = await self._get(url, destination, Mode.LOOK)
            target = self._onward(url, result)
            if target is None:
                return url, destination
            if target in seen or len(seen) > self.limits.redirects:
                raise NotMeasurable(
                    f"首页 {self.options.url} 陷入循环跳转({' → '.join([*seen, target][:4])} …),无法检查。"
                )
            if not _same_site(url, target):
                raise NotMeasurable(
                    f"首页 {self.options.url} 跳转到了另一个网站 {target}。如要检查该网站,请直接给出它的网址。"
                )
            self.notes.append(f"{url} 跳转到 {target}")
            seen.append(target)
            url = target

    def _onward(self, url: str, result: dict[str, Any]) -> str | None:
        """Where the home page sends its visitors, or None when this is it; raises NotMeasurable when it is none."""
        attempt, page = result["attempts"][-1], result["page"]
        if attempt[_ERROR] is not None:
            said = ERRORS_ZH.get(ErrorKind(attempt[_ERROR]), attempt[_ERROR])
            raise NotMeasurable(f"无法访问 {url}:{said}。", attempt[_ERROR])
        if attempt[_WALL]:
            raise NotMeasurable(
                f"{url} 的防护系统拦截了检查({attempt[_WALL]}),无法检查;这不说明网站有问题。", f"wall:{attempt[_WALL]}"
            )
        if result["location"]:
            return str(result["location"])
        status = attempt[_STATUS]
        if status >= 400:
            raise NotMeasurable(f"首页 {url} 返回 HTTP {status},无法检查。", f"http-{status}")
        if attempt[_SNIFFED] == "empty":
            raise NotMeasurable(f"首页 {url} 是空白页(没有任何内容),无法检查。")
        if page is None:
            raise NotMeasurable(f"首页 {url} 不是网页(内容类型为 {attempt[_TYPE] or '未声明'}),无法检查。")
        if "sealed" in page:
            raise NotMeasurable(f"首页 {url} 带有密级或内部资料标志,已停止检查,没有保存任何内容;请按保密规定线下处置。")
        refresh, by = page["text"][6], page["text"][7]
        target = join(page["url"], refresh) if refresh else None
        if target is None or target == url:
            return None
        self.notes.append(f"首页只含{'脚本' if by == 'script' else ' meta refresh '}跳转")
        return target

    async def _get(self, url: str, destination: Destination, mode: Mode) -> dict[str, Any]:
        result = await self.fetch(self._lease(url, destination, mode))
        if result["attempts"][-1][_ERROR] == ErrorKind.TLS_CERTIFICATE and self.verify:
            self.verify = False
            self.notes.append(f"{url} 的证书不被信任,检查将不校验该站证书")
            result = await self.fetch(self._lease(url, destination, mode))
        return result

    def _lease(self, url: str, to: Destination, mode: Mode) -> Lease:
        return Lease(0, url, mode, 0, to.address, to.port, to.mapped, to.server, self.verify, True)

    async def _aliases(self, home: str) -> list[str]:
        """Origins that redirect to the home page's: the other scheme, and www or the bare name."""
        parts = urlsplit(home)
        host = parts.hostname or ""
        if parts.port is not None or not any(c.isalpha() for c in host):
            return []
        other_host = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
        other_scheme = "http" if parts.scheme == "https" else "https"
        found: list[str] = []
        if host in self.destinations.maps and other_host not in self.destinations.maps:
            return []  # A mapped site is staging: public DNS knows nothing of it.
        known = {name: await self.destinations.find(name) for name in (host, other_host)}
        for scheme, name in ((other_scheme, host), (parts.scheme, other_host), (other_scheme, other_host)):
            url = f"{scheme}://{name}/"
            destination = known[name]
            if destination.error is not None or destination.port:  # A mapped port speaks one scheme only.
                continue
            result = await self.fetch(self._lease(url, destination, Mode.LOOK))
            if result["location"] and origin(result["location"]) in {origin(home), *found}:
                found.append(origin(url))
        return found

    async def _robots(self, home: str) -> Robots:
        url = join(home, "/robots.txt") or home
        destination = await self.destinations.find(urlsplit(home).hostname or "")
        for _ in range(self.limits.redirects):
            result = await self._get(url, destination, Mode.DOCUMENT)
            if not result["location"] or not _same_site(url, result["location"]):
                break
            url = result["location"]
        attempt = result["attempts"][-1]
        if attempt[_STATUS] == 200 and not attempt[_ERROR]:
            text, _ = decode(result["document"], "text/plain; charset=utf-8")
            return Robots(text if "<html" not in text[:2000].lower() else None, self.options.ignore_robots)
        if attempt[_ERROR] or (attempt[_STATUS] or 0) >= 500:
            if self.options.ignore_robots:
                return Robots(None, True)
            reason = attempt[_ERROR] or f"HTTP {attempt[_STATUS]}"
            raise NotMeasurable(
                f"无法读取 {url}({reason}),按 RFC 9309 视为不允许抓取。如有检查授权,请用 --mandate 加 --ignore-robots。",
                attempt[_ERROR] or f"http-{attempt[_STATUS]}",
            )
        return Robots(None, self.options.ignore_robots)

    def _check_robots_wish(self, destination: Destination) -> None:
        if self.options.ignore_robots and not self.options.mandate and not is_private(destination.address):
            raise NotMeasurable("--ignore-robots 需要授权文件(--mandate FILE),或只用于本机、内网地址。")


def _same_site(url: str, other: str) -> bool:
    ours, theirs = urlsplit(url).hostname or "", urlsplit(other).hostname or ""
    return ours.removeprefix("www.") == theirs.removeprefix("www.")


def _with_host(url: str, host: str) -> str:
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return urlunsplit((parts.scheme, host + port, parts.path or "/", parts.query, ""))


ERRORS_ZH = {
    ErrorKind.DNS_NXDOMAIN: "域名不存在",
    ErrorKind.DNS_UNPROVEN: "域名解析失败(解析服务器没有给出可信的答复)",
    ErrorKind.DNS_RESERVED: "这不是公网上可能存在的域名",
    ErrorKind.CONNECT_REFUSED: "服务器拒绝连接",
    ErrorKind.CONNECT_TIMEOUT: "连接超时",
    ErrorKind.CONNECT_UNREACHABLE: "网络不可达",
    ErrorKind.CONNECTION_RESET: "连接被中断",
    ErrorKind.EMPTY_REPLY: "服务器没有返回任何内容",
    ErrorKind.READ_TIMEOUT: "服务器在规定时间内没有应答",
    ErrorKind.SLOW_BODY: "内容传输过慢",
    ErrorKind.TLS_HANDSHAKE: "HTTPS 握手失败",
    ErrorKind.TLS_CERTIFICATE: "HTTPS 证书无效",
    ErrorKind.PROTOCOL: "应答不符合 HTTP 协议(该端口可能不是网站服务)",
    ErrorKind.HEADERS_TOO_LARGE: "应答头过大",
    ErrorKind.DECOMPRESSION: "压缩内容异常膨胀",
    ErrorKind.BAD_ENCODING: "压缩内容损坏",
    ErrorKind.TRUNCATED_BODY: "内容没有传完",
    ErrorKind.PRIVATE_ADDRESS: "该地址是内网或本机地址,未经允许不访问(可用 --allow-address 放行)",
    ErrorKind.GUARD: "该地址不在允许访问的范围内(AUDITOR_ONLY)",
}
