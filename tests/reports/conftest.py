"""Bundles made up for the reports: only the files a renderer may read."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

Rows = Iterable[Mapping[str, Any]]

TITLES = {
    "links.dead": SimpleNamespace(
        title="失效链接",
        why="点击后打不开网页,群众办不成事、看不到信息。",
        not_this="需要登录、访问受限或被防护拦截的网址。",
        fix="更正为有效网址;目标已取消的,删除该链接。",
        reasons={"never-seen": "从未见过的原因", "of-one": "第 {n} 处没有查看"},
    ),
    "links.wrong_target": SimpleNamespace(
        title="错链",
        why="文字与去向不符,容易误导群众。",
        not_this="简称、曾用名一致的机构。",
        fix="核对文字所指的单位,改为其现行官方网址。",
        reasons={},
    ),
}


def finding(number: int = 0, **changed: Any) -> dict[str, Any]:
    """A complete record of findings.jsonl; keyword arguments replace fields."""
    page = f"http://www.anhe.gov.cn/zwgk/art/2026/9/{number % 28 + 1}/art_{number}.html"
    record: dict[str, Any] = {
        "check": "links.dead",
        "outcome": "fail",
        "impact": "serious",
        "confidence": "certain",
        "page": page,
        "target": f"http://www.anhe.gov.cn/zcfg/t2019_{number}.shtml",
        "reason": "http-404",
        "message": f"链接打不开:目标网页不存在(HTTP 404),第 {number} 号",
        "text": "关于印发《安和市政务公开工作要点》的通知",
        "place": "第 120 行,正文",
        "occurrences": 1,
        "pages": 1,
        "sample_pages": [page],
        "fingerprint": f"{number:016x}",
        "refs": [],
        "page_title": "政务公开 - 安和市人民政府",
        "column_path": "首页 > 政务公开 > 政策法规",
        "unit": "市政府办公室",
        "first_seen": "2026-11-21T22:15:30+08:00",
        "last_checked": "2026-11-21T22:31:02+08:00",
        "evidence": {
            "excerpt": f'<a href="/zcfg/t2019_{number}.shtml"\n   target="_blank">关于印发《安和市政务公开工作要点》的通知</a>',
            "attempts": [attempt(404, "HEAD"), attempt(404, "GET"), attempt(404, "GET", client="python")],
        },
    }
    return record | changed


def attempt(status: int | None, method: str, error: str | None = None, client: str = "curl") -> dict[str, Any]:
    """One attempt as it stands in the evidence of a finding."""
    return {
        "at": "2026-11-21T22:15:30+08:00",
        "method": method,
        "client": client,
        "status": status,
        "error": error,
        "ms": 41,
        "address": "127.0.0.2",
    }


SUMMARY: dict[str, Any] = {
    "site": "http://www.anhe.gov.cn/",
    "started": "2026-11-21T22:15:30+08:00",
    "finished": "2026-11-21T22:41:02+08:00",
    "profile": "links",
    "pages": 1312,
    "targets": 4821,
    "findings": {"links.dead": {"pass": 4700, "fail": 1, "review": 0, "na": 12, "unmeasured": 3}},
    "coverage": {
        "seen": 2140,
        "fetched": 1312,
        "skipped": {"max_pages": 640, "calendar": 180, "big5": 8},
        "robots_decision": "遵守 robots.txt",
        "sitemaps": ["http://www.anhe.gov.cn/sitemap.xml"],
    },
    "verdict": None,
}


def write_bundle(
    folder: Path, findings: Rows, occurrences: Rows = (), summary: Mapping[str, Any] | None = None
) -> Path:
    """Write the files of a bundle into a folder and return it; ``summary`` replaces keys of the usual one."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "summary.json").write_text(json.dumps(SUMMARY | dict(summary or {}), ensure_ascii=True), "utf-8")
    for name, rows in (("findings.jsonl", findings), ("occurrences.jsonl", occurrences)):
        with (folder / name).open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=True) + "\n" for row in rows)
    return folder


def occurrence(fingerprint: str, page: str, line: int = 7, raw: str = "<a href='/x'>甲</a>") -> dict[str, Any]:
    """A record of occurrences.jsonl."""
    return {"fingerprint": fingerprint, "page": page, "line": line, "column": 3, "raw": raw}


@pytest.fixture
def made() -> SimpleNamespace:
    """The makers above, for tests (a conftest cannot be imported)."""
    makers: dict[str, Callable[..., Any]] = {
        "finding": finding,
        "attempt": attempt,
        "occurrence": occurrence,
        "bundle": write_bundle,
    }
    return SimpleNamespace(**makers, titles=TITLES, summary=SUMMARY)
