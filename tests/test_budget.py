"""The style budget of DESIGN section 8 binds the tail: no file, function, signature or nesting grows beyond it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("auditor", "spiders", "pipelines", "reports", "demo", "bench")
FILE_LINES, FUNCTION_LINES, PARAMETERS, NESTING = 400, 40, 5, 3
Function = ast.FunctionDef | ast.AsyncFunctionDef
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.Match)


def sources() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def functions(tree: ast.Module) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def parameters(function: Function) -> int:
    args = function.args
    names = [arg.arg for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs)]
    return len([name for name in names if name not in {"self", "cls"}])


def nesting(node: ast.AST, depth: int = 0) -> int:
    """How deep blocks stand in each other; ``elif`` goes no deeper, functions inside are counted on their own."""
    deepest = depth
    for name, value in ast.iter_fields(node):
        children = [child for child in (value if isinstance(value, list) else [value]) if isinstance(child, ast.AST)]
        chained = name == "orelse" and len(children) == 1 and isinstance(children[0], ast.If)
        for child in children:
            if not isinstance(child, Function):
                deeper = depth + (isinstance(child, BLOCKS) and not chained)
                deepest = max(deepest, nesting(child, deeper))
    return deepest


def over_budget(path: Path) -> Iterator[str]:
    text = path.read_text("utf-8")
    lines = len(text.splitlines())
    if lines > FILE_LINES:
        yield f"{lines} lines"
    for function in functions(ast.parse(text)):
        # A command has one parameter per option: that is how typer reads a command line, whose help stands there too.
        command = path.parent.name == "cli"
        first = function.body[0].lineno if command else function.lineno
        length = (function.end_lineno or first) - first + 1
        for name, value, limit in (
            ("lines", length, FUNCTION_LINES),
            ("parameters", parameters(function), PARAMETERS),
            ("deep", nesting(function), NESTING),
        ):
            exempt = name == "parameters" and command
            if value > limit and not exempt:
                yield f"{function.name}: {value} {name} > {limit}"


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_stays_within_the_budget(path: Path) -> None:
    assert list(over_budget(path)) == []


def test_the_budget_bites(tmp_path: Path) -> None:
    nested = "def f(a, b, c, d, e, g):\n if a:\n  for b in c:\n   while d:\n    if e:\n     pass\n"
    (tmp_path / "long.py").write_text(nested + "x = 1\n" * 400, "utf-8")
    assert list(over_budget(tmp_path / "long.py")) == ["406 lines", "f: 6 parameters > 5", "f: 4 deep > 3"]
