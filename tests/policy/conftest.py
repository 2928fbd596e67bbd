"""Small packs and findings made up for the engine."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from auditor.model.finding import Finding
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.policy.load import load
from auditor.policy.pack import Pack

HOME = "http://www.yunze.gov.cn/"

PACK = """
id = "small"
name = "小指标"
heading = [
  { name = "信息", points = { value = 60, certainty = "A" } },
  { name = "服务", points = { value = 40, certainty = "A" } },
]
band = [{ name = "高", over = 100 }, { name = "中", from = 60 }, { name = "低" }]
exemption = [{ id = "no-service", text = "无服务", headings = ["服务"], certainty = "A" }]
[score]
scored = ["portal"]
total = { value = 100, certainty = "A" }
fail_below = { value = 60, certainty = "A" }
bonus_above = { value = 80, certainty = "A" }
bonus_most = { value = 10, certainty = "A" }
decimals = { value = 2, certainty = "O" }
tolerance = { value = 0.1, certainty = "P" }
outside_sample = ["budget"]

[[indicator]]
id = "veto.columns"
name = "栏目不更新"
heading = "栏目不更新"
kind = "veto"
subjects = ["portal", "site"]
decidable = "auto"
certainty = "A"

[[indicator.rule]]
text = "5 个以上"
evidence = [{ check = "freshness.stale", where = { class = ["news", "policy"] } }]
threshold = { value = 5, certainty = "A" }

[[indicator]]
id = "info.links"
name = "链接"
heading = "信息"
kind = "deduct"
subjects = ["portal"]
decidable = "auto"
certainty = "A"
points = { value = 20, certainty = "A" }

[[indicator.rule]]
id = "home"
text = "首页"
evidence = [{ check = "links.dead", home = true }, { check = "links.soft_404", home = true }]
each = { value = 1, certainty = "A" }

[[indicator.rule]]
id = "other"
text = "其他"
evidence = [{ check = "links.*", home = false }]
each = { value = 0.1, certainty = "A" }
cap = { value = 5, certainty = "A" }

[[indicator]]
id = "info.tags"
name = "标签"
heading = "信息"
kind = "deduct"
subjects = ["portal"]
decidable = "auto"
certainty = "A"
points = { value = 40, certainty = "A" }
rule = [{ text = "齐全", evidence = [{ check = "identity.meta", reasons = ["missing"] }], once = { value = 30, certainty = "A" } }]

[[indicator]]
id = "svc.forms"
name = "表格"
heading = "服务"
kind = "deduct"
subjects = ["portal"]
decidable = "auto"
certainty = "A"
points = { value = 40, certainty = "A" }
rule = [{ text = "下载", evidence = [{ check = "links.wrong_type" }, { check = "service.form" }], each = { value = 25, certainty = "A" } }]

[[indicator]]
id = "bonus.ideas"
name = "创新"
heading = "加分"
kind = "bonus"
subjects = ["portal"]
decidable = "human"
certainty = "A"
points = { value = 10, certainty = "A" }
rule = [{ text = "创新", once = { value = 10, certainty = "A" } }]
"""


def make(folder: Path, text: str = PACK, identity: str = "small", **files: str) -> Path:
    """Write one pack and return the folder of packs."""
    (folder / identity).mkdir(parents=True, exist_ok=True)
    (folder / identity / "pack.toml").write_text(text, "utf-8")
    for name, more in files.items():
        (folder / identity / f"{name}.toml").write_text(more, "utf-8")
    return folder


def finding(check: str, fingerprint: str, **changed: Any) -> Finding:
    """A certain failure on an inner page."""
    values: dict[str, Any] = {
        "check": check, "outcome": Outcome.FAIL, "impact": Impact.SERIOUS, "confidence": Confidence.CERTAIN,
        "page": f"{HOME}a.html", "target": None, "reason": "http-404", "message": "", "text": "", "place": "",
        "occurrences": 1, "pages": 1, "sample_pages": (), "fingerprint": fingerprint, "refs": (), "page_title": "",
        "column_path": "", "unit": "", "first_seen": "", "last_checked": "", "evidence": {},
    }  # fmt: skip
    return Finding(**(values | changed))


@pytest.fixture
def small(tmp_path: Path) -> Pack:
    """The pack above."""
    return load("small", make(tmp_path))


@pytest.fixture
def made() -> SimpleNamespace:
    """The makers above, for tests (a conftest cannot be imported)."""
    makers: dict[str, Callable[..., Any]] = {"pack": make, "finding": finding}
    return SimpleNamespace(**makers, text=PACK, home=HOME)
