"""Judging with another process that reads pages too: nobody can tell from the outputs, even when it is killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.evaluate import pages
from auditor.evaluate.asking import Told
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
        def told(self) -> list[Told] | None:
            found = super().told()
            heard.extend(found or ())
            return found

    monkeypatch.setattr(pages, "Assistant", Heard)
    assert outputs(bundle) == alone
    assert len(heard) >= 16 and any(told.links for told in heard) and all(told.replies for told in heard)


@pytest.mark.parametrize("batches", [0, 1, 2])
def test_one_that_is_killed_is_not_missed(bundle: Paper, monkeypatch: pytest.MonkeyPatch, batches: int) -> None:
    alone = outputs(bundle)
    killed = []

    class Doomed(Assistant):
        heard = 0

        def told(self) -> list[Told] | None:
            if self.heard == batches:
                os.kill(self._process.pid, signal.SIGKILL)
                self._process.wait()
                killed.append(self._process.pid)
            self.heard += 1
            return super().told() if self.heard <= batches else None

    monkeypatch.setattr(pages, "WORTH", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(pages, "Assistant", Doomed)
    assert outputs(bundle) == alone
    assert len(killed) == 1


COPIED = """
import json, sys
from pathlib import Path
from auditor.checks.catalogue import discover
from auditor.evaluate import Evaluation, assistant, pages
from auditor.store.bundle import Bundle
pages.WORTH, pages.os.cpu_count = 1, lambda: 2
waiting = assistant.Assistant.copied() if sys.argv[2] == "copied" else None
if waiting is None:
    pages.WORTH = 10**9
evaluation = Evaluation(Bundle.open(Path(sys.argv[1])), discover(), waiting)
print(json.dumps([list(evaluation.occurrences()), [str(found) for found in evaluation.findings()]]))
"""


def test_a_copy_of_the_judge_says_the_same(bundle: Paper) -> None:
    def judged(how: str) -> bytes:
        command = [sys.executable, "-c", COPIED, str(bundle.bundle.path), how]
        return subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=120).stdout

    alone = judged("alone")
    assert b"hidden.hidden_link" in alone and judged("copied") == alone
