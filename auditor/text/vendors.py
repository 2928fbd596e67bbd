"""Outside hosts known for a reason: makers, counters, share buttons … A data file says who and why."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

UNTRUSTED = frozenset(["shortener"])
"""Kinds that are named in the file and yet vouch for nothing."""


@dataclass(frozen=True, slots=True)
class Vendor:
    """A known host or domain: what it is there for, and why it is right."""

    domain: str
    kind: str
    reason: str


@lru_cache(maxsize=1)
def vendors() -> dict[str, Vendor]:
    """Return every known domain."""
    text = files("auditor.text").joinpath("lexicons", "vendors.toml").read_text("utf-8")
    return {
        domain: Vendor(domain, entry["kind"], entry["reason"])
        for entry in tomllib.loads(text)["vendor"]
        for domain in entry["domains"]
    }


@lru_cache(maxsize=10_000)
def vendor(host: str) -> Vendor | None:
    """Return the vendor a host belongs to, by the longest known ending of its name; None for a stranger."""
    known = vendors()
    labels = host.lower().rstrip(".").split(".")
    return next((known[name] for at in range(len(labels)) if (name := ".".join(labels[at:])) in known), None)
