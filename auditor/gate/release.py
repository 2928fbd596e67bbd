"""Collects the evidence of a folder or a staging site with the ordinary audit, and says what of it was not measured."""

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from auditor.crawl.given import read_given
from auditor.crawl.preflight import Site
from auditor.crawl.process import run_sessions
from auditor.crawl.robots import Robots
from auditor.crawl.session import Session
from auditor.evaluate.assistant import WORTH, Assistant
from auditor.gate.collected import FAMILIES, Collected
from auditor.gate.folder import Folder
from auditor.gate.request import NO_SITE, GateError, Request, is_address
from auditor.gate.server import serving
from auditor.model.options import PROFILES, UsageError, parse_options
from auditor.store.bundle import BundleError
from auditor.store.declared import DECLARED
from auditor.urls.scope import origin

_OF_A_SITE = frozenset({"identity"})
"""Families that make no sense of a folder as long as nobody says which site it is."""
_OF_A_BROWSER = frozenset({"access"})
_MOST_BEYOND = 1_000
"""Addresses with a query that a folder may show besides its files."""


def collect_folder(request: Request) -> Collected:
    """Audit a folder as the site that it will be; raises GateError."""
    base = request.base_url or NO_SITE
    folder = Folder.read(Path(request.source), base if base.endswith("/") else base.rpartition("/")[0] + "/")
    pages = list(folder.pages())
    with _assistant(len(pages)) as assistant, serving(folder) as port:
        host = urlsplit(base).hostname or ""
        options: dict[str, Any] = {
            "url": folder.base, "delay": 0.0, "concurrency": 8, "ignore_robots": True, "retry_gap": 0.2,
            "max_pages": len(pages) * 2 + _MOST_BEYOND,
            "map": (*request.map, *(f"{name}=127.0.0.1:{port}" for name in _names(host))),
        }  # fmt: skip
        session = _session(request, options)
        session.assistant = assistant
        with session.bundle.transaction():
            session.bundle.set("site", asdict(_site(folder.base)))
            session.bundle.set("allowed", [])
            session.bundle.set(DECLARED, pages)
        said = _run(session)
    what = f"文件夹 {request.source},网页 {len(pages):,} 个、文件共 {len(folder.files):,} 个"
    return Collected(session.bundle.path, what, folder, said)


@contextlib.contextmanager
def _assistant(pages: int) -> Iterator[Assistant | None]:
    """One that waits for the judge, where there will be enough to read for two."""
    if pages < WORTH or (os.cpu_count() or 1) < 2:
        yield None
        return
    with contextlib.closing(Assistant.copied()) as assistant:
        yield assistant


def collect_site(request: Request) -> Collected:
    """Audit a staging site; raises GateError."""
    options: dict[str, Any] = {"url": request.source, "delay": request.delay, "ignore_robots": request.ignore_robots}
    options["map"] = request.map
    if request.max_pages is not None:
        options["max_pages"] = request.max_pages
    session = _session(request, options)
    said = _run(session)
    return Collected(session.bundle.path, f"网站 {request.source}", None, said)


def _session(request: Request, own: Mapping[str, Any]) -> Session:
    known = bool(request.base_url) or is_address(request.source)
    families = [
        name
        for name in FAMILIES
        if name in PROFILES["full"]
        and (known or name not in _OF_A_SITE)
        and (request.browser != "off" or name not in _OF_A_BROWSER)
    ]
    common = {
        "profile": "full", "checks": ",".join(families), "out": str(request.out), "external": request.external,
        "browser": request.browser, "allow_address": request.allow_address, "resolver": request.resolver,
        "lexicon": request.lexicon,
    }  # fmt: skip
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "auditor.crawl.settings")
    try:
        (given,) = read_given([parse_options({**common, **own})])
        return Session.start(given)
    except (UsageError, BundleError) as error:
        raise GateError(str(error)) from error


def _run(session: Session) -> str:
    """Crawl, judge and report; what the audit says goes to the error output. Returns why nothing could be judged."""
    with contextlib.redirect_stdout(sys.stderr):
        run_sessions([session])
    if session.exit_code == 0:
        return ""
    return session.message or "检查被中断"


def _names(host: str) -> Iterator[str]:
    """The host, and the same with or without www: a server answers for both."""
    yield host
    if any(character.isalpha() for character in host):
        yield host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"


def _site(base: str) -> Site:
    """What the first look at a site would find: the folder's server is known and need not be asked."""
    parts = urlsplit(base)
    schemes = (parts.scheme, "http" if parts.scheme == "https" else "https")
    names = [*_names(parts.netloc)] if parts.port is None else [parts.netloc]
    origins = tuple(origin(f"{scheme}://{name}/") for name in names for scheme in schemes)
    return Site(base, origins, Robots(None, True), "127.0.0.1", True, False, ())
