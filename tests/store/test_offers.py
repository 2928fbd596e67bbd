"""What pages offer is read once and is the same afterwards."""

from pathlib import Path

import pytest

from auditor.html import service as html
from auditor.store import offers
from auditor.store.offers import Offers
from auditor.store.openpage import open_pages
from auditor.store.reader import Reader
from tests.html.test_guide import VALUES, document, rows
from tests.sites.paper import HOME, Paper, Said, page


def test_offers_are_read_once_and_kept_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = Said(200, document(rows(VALUES)).encode())
    bundle = (
        Paper(tmp_path, {HOME: page("首页", "/1.html", "/2.html"), f"{HOME}1.html": guide, f"{HOME}2.html": page("乙")})
        .crawl()
        .bundle
    )
    reader = Reader(bundle)
    kept, read = Offers(reader), []

    def counted(text: str, url: str) -> object:
        read.append(url)
        return html.service_facts(text, url)

    monkeypatch.setattr(offers, "service_facts", counted)
    first = {one.url: kept.of(one) for one in open_pages(reader)}
    assert len(read) == len(first) == 3
    assert {one.url: kept.of(one) for one in open_pages(reader)} == first
    assert len(read) == 3
    found = first[f"{HOME}1.html"].guide
    assert found is not None and found.name == "居住证申领"
    assert first[HOME].guide is None
