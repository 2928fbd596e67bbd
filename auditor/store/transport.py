"""Everything that a run measured of the site's transport, read back as one model."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from auditor.model.error import ErrorKind
from auditor.model.transport import Certificate, Route, TlsFacts, TransportFacts
from auditor.store import names6
from auditor.store.bundle import Bundle
from auditor.store.probes import Purpose, answers
from auditor.store.reader import Reader


def transport_facts(reader: Reader) -> TransportFacts | None:
    """The facts, or None for a run that did not measure them."""
    bundle = reader.bundle
    if not bundle.get("transport_looked"):
        return None
    home = str(bundle.get("site")["home"])
    resolver = bundle.get("resolver") or {}
    return TransportFacts(
        host=urlsplit(home).hostname or "",
        home=home,
        names=names6.names(bundle),
        route=_route(bundle.get("ipv6_route") or {}),
        homes=tuple(answers(reader, Purpose.HOME4, Purpose.HOME6)),
        links=tuple(answers(reader, Purpose.LINK6)),
        link_totals=tuple((level, len(names6.links(bundle, level))) for level in names6.ASKED),
        resources=tuple(answers(reader, Purpose.RESOURCE6)),
        tls=tuple(_tls(one) for one in bundle.get("tls", ())),
        redirects_to_https=_redirects(bundle, home, reader),
        resolver_proven=bool(resolver.get("resolved") and resolver.get("denied")),
        pages_with=names6.Loading(bundle),
    )


def _route(saved: dict[str, Any]) -> Route:
    return Route(saved.get("works"), tuple((where, end) for where, end in saved.get("tried", ())))


def _tls(saved: dict[str, Any]) -> TlsFacts:
    chain = tuple(Certificate(**{**one, "names": tuple(one["names"])}) for one in saved["chain"])
    error = ErrorKind(saved["error"]) if saved["error"] else None
    return TlsFacts(**{**saved, "chain": chain, "error": error})


def _redirects(bundle: Bundle, home: str, reader: Reader) -> bool | None:
    """A home page under http:// does not lead to https://; one under https:// may be where http:// leads."""
    parts = urlsplit(home)
    if parts.scheme == "http":
        return False
    if f"http://{parts.hostname}:80" in bundle.get("site")["origins"]:
        return True
    plain = next((one for one in answers(reader, Purpose.HOME4) if one.scheme == "http"), None)
    return None if plain is None or plain.status is None else urlsplit(plain.final_url).scheme == "https"


def summary(facts: TransportFacts | None) -> dict[str, object] | None:
    """The facts in short, for ``summary.json``; None when they were not measured."""
    if facts is None:
        return None
    own = facts.own
    return {
        "ipv6": {
            "addresses": list(own.addresses) if own else [],
            "route": facts.route.works,
            "hosts": len(facts.names),
            "hosts_with_ipv6": sum(bool(name.addresses) for name in facts.names),
            "home": {f"{one.scheme}/{one.family}": one.status for one in facts.homes},
            "links": {
                str(level): {
                    "asked": sum(one.level == level for one in facts.links),
                    "good": sum(one.level == level and one.good for one in facts.links),
                    "of": total,
                }
                for level, total in facts.link_totals
            },
        },
        "tls": [_tls_summary(one) for one in facts.tls],
        "http_to_https": facts.redirects_to_https,
    }


def _tls_summary(facts: TlsFacts) -> dict[str, object]:
    leaf = facts.chain[0] if facts.chain else None
    return {
        "host": facts.host,
        "state": facts.state,
        "protocol": facts.protocol,
        "cipher": facts.cipher,
        "alert": facts.alert,
        "legacy": facts.legacy,
        "trusted": facts.trusted,
        "name_matches": facts.name_matches,
        "names": list(leaf.names[:20]) if leaf else [],
        "issuer": leaf.issuer if leaf else "",
        "not_before": leaf.not_before if leaf else "",
        "not_after": leaf.not_after if leaf else "",
        "key": leaf.key if leaf else "",
        "chain": [one.subject for one in facts.chain],
    }
