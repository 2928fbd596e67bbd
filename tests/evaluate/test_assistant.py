"""Judging with another process that reads ahead: nobody can tell from the outputs, even when it is killed."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.evaluate import pages
from auditor.evaluate.asking import Said as Answers
from auditor.evaluate.assistant import Assistant
from auditor.siterun import judge
from tests.sites.paper import HOME, Paper, Said

PAGES = 60
BLOCK = '<div style="position:absolute;left:-9999px">' + "".join(
    f'<a href="http://www.casino-{n}.top/">澳门赌场 {n}</a>' for n in range(5)
)


def html(number: int) -> Said:
    links = "".join(f'<a href="/{n}.html">第{n}页</a>' for n in range(PAGES))
    block = BLOCK + "</div>" if number % 7 == 0 else ""
    return Said(
        200,
        f"<html><head><title>{number}</title></head><body>{links}<p>{'正文' * 99}</p>{block}</body></html>".encode(),
    )


@pytest.fixture
def bundle(tmp_path: Path) -> Iterator[Paper]:
    answers = {HOME: html(1), **{f"{HOME}{number}.html": html(number) for number in range(PAGES)}}
    yield Paper(tmp_path, answers).crawl()


def outputs(run: Paper) -> dict[str, bytes]:
    judge(run.bundle)
    return {path.name: path.read_bytes() for path in sorted(run.bundle.path.glob("*.json*"))}


def test_outputs_are_the_same_with_and_without(bundle: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "WORTH", 10**9)
    alone = outputs(bundle)
    assert b"hidden.hidden_link" in alone["findings.jsonl"]
    monkeypatch.setattr(pages, "WORTH", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    heard = []

    class Heard(Assistant):
        def said(self, page: int) -> Answers | None:
            found = super().said(page)
            heard.append(found is not None)
            return found

    monkeypatch.setattr(pages, "Assistant", Heard)
    assert outputs(bundle) == alone
    assert len(heard) >= PAGES * 3 // 4 and all(heard)


def test_one_that_is_killed_is_not_missed(bundle: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = outputs(bundle)
    started = []

    class Doomed(Assistant):
        def __init__(self) -> None:
            super().__init__()
            started.append(self._process.pid)
            os.kill(self._process.pid, signal.SIGKILL)

    monkeypatch.setattr(pages, "WORTH", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(pages, "Assistant", Doomed)
    assert outputs(bundle) == alone
    assert started
