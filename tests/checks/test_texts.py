"""What every check owes its readers: a full docstring, Chinese texts, and a sentence for each reason it can give."""

import ast
import re
from pathlib import Path

import pytest

from auditor.checks import answers
from auditor.checks.api import CheckInfo, Shape
from auditor.checks.catalogue import discover
from auditor.model.error import ErrorKind

CHECKS = discover()
FOLDER = Path(__file__).resolve().parents[2] / "auditor" / "checks"
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
CHINESE = re.compile(r"[一-鿿]")


def ids(check: CheckInfo) -> str:
    return check.id


JUDGING = ("Judgement", "_fail", "fault", "unmeasured")


def reasons_in(path: Path) -> set[str]:
    """Hyphenated literals a module hands to Judgement, at any depth of its call, or to a function of its own that does."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in JUDGING:
            for inner in (part for argument in node.args for part in ast.walk(argument)):
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str) and CODE.fullmatch(inner.value):
                    found.add(inner.value)
    return found


def test_discovery_finds_the_checks_of_links_in_order() -> None:
    names = "dead empty fragment internal_address malformed orphan parked redirect_home residue soft_404 wrong_target wrong_type"
    assert [check.id for check in CHECKS if check.id.startswith("links.")] == [
        f"links.{name}" for name in names.split()
    ]
    assert [check.id for check in CHECKS] == sorted(check.id for check in CHECKS)


@pytest.mark.parametrize("check", CHECKS, ids=ids)
def test_docstring_says_why_what_not_and_how_to_mend(check: CheckInfo) -> None:
    assert [part for part in ("**Why**", "**Not this**", "**Fix**") if part in check.document] == [
        "**Why**",
        "**Not this**",
        "**Fix**",
    ]


@pytest.mark.parametrize("check", CHECKS, ids=ids)
def test_texts_are_chinese_sentences(check: CheckInfo) -> None:
    texts = check.texts
    assert all(
        CHINESE.search(text) for text in (texts.title, texts.why, texts.not_this, texts.fix, *texts.reasons.values())
    )
    assert all(text.endswith("。") for text in (texts.why, texts.not_this, texts.fix))
    source = FOLDER.joinpath(*check.id.split(".")).with_suffix(".py").read_text("utf-8")
    assert check.refs or re.search(r"\b(?:wcag|act|axe):", source)  # of the check, or of each of its answers
    assert bool(check.kinds) is (check.shape is Shape.TARGET)


@pytest.mark.parametrize("check", CHECKS, ids=ids)
def test_every_reason_in_the_code_has_a_sentence(check: CheckInfo) -> None:
    path = FOLDER.joinpath(*check.id.split(".")).with_suffix(".py")
    assert {reason for reason in reasons_in(path) if not check.texts.template(reason)} == set()


@pytest.mark.parametrize("kind", [kind for kind in ErrorKind if kind not in answers._NAMES | answers._CHAIN_FAULTS])
def test_every_error_an_unmeasured_target_can_have_has_a_sentence(kind: ErrorKind) -> None:
    asking = [
        check for check in CHECKS if answers.TEXTS.items() <= check.texts.reasons.items() or check.id == "links.dead"
    ]
    assert asking
    assert all(check.texts.template(str(kind)) for check in asking)
