"""From the tables of a pack to the pack."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from auditor.model.verdict import Kind, Subject
from auditor.policy.pack import (
    ONE,
    Band,
    Certainty,
    Decidable,
    Exemption,
    Heading,
    Indicator,
    Limit,
    Pack,
    Rule,
    Scoring,
    Selector,
)  # fmt: skip
from auditor.policy.table import Table


def parse(values: Mapping[str, Any]) -> Pack:
    """Return the pack that the merged tables describe; raises PackError."""
    whole = Table(values, "指标包")
    identity = whole.text("id")
    where = f"指标包「{identity}」"
    whole.where = where
    canonical = json.dumps(_plain(values), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    pack = Pack(
        id=identity,
        name=whole.text("name"),
        basis=whole.texts("basis", ()),
        extends=whole.text("extends", ""),
        scoring=_scoring(whole.table("score")),
        headings=tuple(map(_heading, whole.tables("heading"))),
        indicators=tuple(map(_indicator, whole.tables("indicator"))),
        bands=tuple(map(_band, whole.tables("band"))),
        exemptions=tuple(map(_exemption, whole.tables("exemption"))),
        limits=tuple(map(_limit, whole.tables("limit"))),
        filled=_filled(whole.table("filled")),
        canonical=canonical,
        sha256=hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest(),
    )
    whole.done()
    return pack


def _scoring(table: Table) -> Scoring:
    found = Scoring(
        scored=table.words("scored", Subject),
        total=table.needed("total"),
        fail_below=table.needed("fail_below"),
        bonus_above=table.needed("bonus_above"),
        bonus_most=table.needed("bonus_most"),
        decimals=table.needed("decimals"),
        tolerance=table.needed("tolerance"),
        outside_sample=frozenset(table.texts("outside_sample", ())),
    )
    table.done()
    return found


def _heading(table: Table) -> Heading:
    found = Heading(table.text("name"), table.needed("points"))
    table.done()
    return found


def _indicator(table: Table) -> Indicator:
    kind = table.word("kind", Kind)
    decidable = table.word("decidable", Decidable)
    weighs = kind in (Kind.DEDUCT, Kind.BONUS)
    table_name = table.text("id")
    table.where = f"指标「{table_name}」"
    found = Indicator(
        id=table_name,
        name=table.text("name"),
        heading=table.text("heading"),
        kind=kind,
        subjects=table.words("subjects", Subject),
        decidable=decidable,
        certainty=table.word("certainty", Certainty),
        source=table.text("source", ""),
        rules=tuple(_rule(rule, decidable) for rule in table.tables("rule")),
        points=table.needed("points") if weighs else None,
        note=table.text("note", ""),
    )
    table.done()
    return found


def _rule(table: Table, decidable: Decidable) -> Rule:
    auto = decidable is Decidable.AUTO
    found = Rule(
        id=table.text("id", ""),
        text=table.text("text"),
        evidence=tuple(map(_selector, table.tables("evidence"))),
        accuses=bool(table.flag("accuses", default=auto)),
        acquits=bool(table.flag("acquits", default=auto)),
        threshold=table.number("threshold", ONE) or ONE,
        window_days=table.number("window_days"),
        once=table.number("once"),
        each=table.number("each"),
        cap=table.number("cap"),
    )
    table.done()
    return found


def _selector(table: Table) -> Selector:
    where = table.table("where")
    found = Selector(
        check=table.text("check"),
        reasons=frozenset(table.texts("reasons", ())),
        where={name: where.texts(name) for name, _ in where.items()},
        home=table.flag("home", default=None),
    )
    table.done()
    return found


def _band(table: Table) -> Band:
    found = Band(table.text("name"), table.plain("over"), table.plain("from"))
    table.done()
    return found


def _exemption(table: Table) -> Exemption:
    found = Exemption(
        table.text("id"), table.text("text"), table.texts("headings"), table.word("certainty", Certainty), table.text("source", "")
    )  # fmt: skip
    table.done()
    return found


def _limit(table: Table) -> Limit:
    found = Limit(table.text("id"), table.text("name"), table.text("unit"), table.needed("number"))
    table.done()
    return found


def _filled(table: Table) -> Mapping[str, str]:
    return {name: table.text(name) for name, _ in table.items()}


def _plain(value: Any) -> Any:
    """What is hashed: numbers as texts, so that 5 and 5.0 are the same."""
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return f"{Decimal(value).normalize():f}"
    return value if isinstance(value, bool) else str(value)
