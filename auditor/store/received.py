"""What was received from one address, for whoever disputes it: every attempt on it and on its redirects, and the body's hash."""

from pathlib import Path
from urllib.parse import urlsplit

from auditor.model.received import Received
from auditor.store.bundle import Bundle, BundleError
from auditor.store.reader import Reader


def received(path: Path, *urls: str) -> Received | None:
    """The answers of the first of these addresses that was asked; None when none was, or there is no evidence to read."""
    try:
        bundle = Bundle.open(path)
    except BundleError:
        return None
    try:
        reader = Reader(bundle)
        for url in urls:
            row = reader.row(url.partition("#")[0]) if url else None
            hops = reader.target(row).chain if row is not None else ()
            if any(hop.attempts for hop in hops):
                return Received(
                    url, hops, *_body(reader, hops[-1].url), mapped=_mapped(bundle, row.host if row else ""),
                    outlets=tuple(bundle.get("mandated_addresses") or ()),
                )  # fmt: skip
        return None
    finally:
        bundle.close()


def _body(reader: Reader, url: str) -> tuple[str, int]:
    row = reader.row(url)
    found = row and reader.db.execute("SELECT sha256, size FROM page WHERE url = ?", (row.id,)).fetchone()
    return (str(found[0]), int(found[1])) if found else ("", 0)


def _mapped(bundle: Bundle, host: str) -> str:
    site = bundle.get("site") or {}
    own = host == urlsplit(str(site.get("home"))).hostname
    return str(site.get("address") or "") if own and site.get("mapped") else ""
