"""A campaign whose sites were inspected: bundles as judging leaves them."""

import json
from pathlib import Path
from typing import Any

import pytest

from auditor.store.office import accusations as stored
from auditor.store.office.database import Office

SITES = (("甲网", "甲局", "甲县"), ("乙网", "乙局", "甲县"), ("丙网", "丙局", "乙县"), ("丁网", "丁局", "乙县"))


def finding(fingerprint: str, **more: Any) -> dict[str, Any]:
    """One line of findings.jsonl."""
    return {
        "check": "links.dead", "outcome": "fail", "impact": "moderate", "confidence": "certain", "page": "http://s/p", "page_title": "某页",
        "target": None, "reason": "http-404", "message": "链接打不开", "text": "下载", "column_path": "政务公开",
        "occurrences": 1, "pages": 1,
        "sample_pages": ["http://s/p"], "fingerprint": fingerprint, "refs": [], "last_checked": "2026-11-02T10:00:00+08:00",
        "evidence": {}, **more,
    }  # fmt: skip


def tampered(fingerprint: str = "v", **more: Any) -> dict[str, Any]:
    """A finding that is a veto by the rule it names."""
    known = {"check": "hidden.spam", "impact": "serious", "refs": ["ind:veto.tampered"], "message": "被植入博彩内容"}
    return finding(fingerprint, **{**known, **more})


def bundle(
    folder: Path,
    *findings: dict[str, Any],
    pages: tuple[str, ...] = ("http://s/p",),
    links: tuple[tuple[str, str], ...] = (),
) -> Path:
    """What a judged site leaves, as far as a campaign reads it."""
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "findings.jsonl", list(findings))
    write(folder / "pages.jsonl", [{"url": page, "status": 200} for page in pages])
    write(folder / "links.jsonl", [{"url": url, "outcome": outcome} for url, outcome in links])
    (folder / "summary.json").write_text(json.dumps({"verdict": None}), "utf-8")
    return folder


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Four sites in 2026Q4: the first has a veto and a dead link, the second a dead link, the third nothing, the fourth was not reached."""
    office = Office.open(tmp_path / "office.db")
    with office.transaction() as db:
        db.execute("INSERT INTO campaign (name, opened, plan) VALUES ('2026Q4', '2026-10-01', '{}')")
        for at, (name, unit, region) in enumerate(SITES, 1):
            db.execute("INSERT INTO unit (name, region) VALUES (?, ?)", (unit, region))
            db.execute(
                "INSERT INTO site (number, name, url, unit) VALUES (?, ?, ?, ?)",
                (f"{at:04d}", name, f"http://s{at}.gov.cn/", at),
            )
            db.execute(
                "INSERT INTO campaign_site (campaign, site, number, why, state, bundle) VALUES (1, ?, ?, 'sampled', ?, ?)",
                (at, at, "done" if at < 4 else "unmeasurable", f"runs/s{at}/2026-11-0{at}_220000" if at < 4 else ""),
            )
    bundle(tmp_path / "runs/s1/2026-11-01_220000", finding("d"), tampered())
    bundle(tmp_path / "runs/s2/2026-11-02_220000", finding("d2", confidence="likely"))
    bundle(tmp_path / "runs/s3/2026-11-03_220000")
    return office


def numbers(office: Office) -> list[str]:
    return [one.number for one in stored.accusations(office, "2026Q4")]
