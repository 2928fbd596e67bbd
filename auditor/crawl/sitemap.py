"""Sitemaps (sitemaps.org protocol): read as a page whose every ``loc`` is a link."""

import hashlib
import zlib
from array import array

from lxml import etree

from auditor.html.scanner import Definition, Scan
from auditor.model.limits import Limits
from auditor.model.link import Link, LinkForm, TargetKind
from auditor.model.page import PageText
from auditor.urls.classify import classify
from auditor.urls.scope import Scope

_LOCAL_ID_BASE = 1 << 31
"""Local ids of sitemap links live above those of the scanner: both feed the same table."""


def read_sitemap(body: bytes, url: str, scope: Scope, limits: Limits) -> Scan:
    """Read a sitemap or a sitemap index, gzip included; broken XML yields what could be read.

    Entries of an index come as links of the tag ``sitemap``, page entries as ``loc``.
    """
    if body[:2] == b"\x1f\x8b":
        body = _gunzip(body, limits.page_bytes)
    definitions = []
    for number, (tag, raw) in enumerate(_locations(body)):
        if number >= limits.sitemap_urls:
            break
        found = classify(raw, url, "utf-8", scope)
        if found is None or found.kind not in (TargetKind.PAGE, TargetKind.ASSET):
            continue
        link = Link(raw, tag, "", "", found.kind, found.target, found.fragment, LinkForm.PLAIN)
        key = hashlib.blake2b(
            f"sitemap\0{tag}\0{found.target}".encode("utf-8", "surrogatepass"), digest_size=16
        ).digest()
        definitions.append(Definition(_LOCAL_ID_BASE + number, key, (link,)))
    refs = array("I", [definition.id for definition in definitions])
    page = PageText(title="sitemap.xml", headings=(), template="sitemap", visible=0, simhash=0, opening="")
    return Scan(refs=refs, new=definitions, reset=False, page=page, base=url)


def _locations(body: bytes) -> list[tuple[str, str]]:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(body.strip() or b"<urlset/>", parser)
    except etree.XMLSyntaxError:
        return []
    if root is None:
        return []
    tag = "sitemap" if etree.QName(root).localname == "sitemapindex" else "loc"
    return [(tag, (node.text or "").strip()) for node in root.iter("{*}loc") if (node.text or "").strip()]


def _gunzip(body: bytes, cap: int) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(body, cap)
    except zlib.error:
        return b""
