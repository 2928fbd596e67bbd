"""The files that build the environment: pinned, free of addresses, and a second set-up does nothing."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-bench.lock", "requirements-npm.lock")


def pins(name: str) -> dict[str, int]:
    """Package with version -> how many hashes it has."""
    blocks = re.split(r"\n(?=\S)", (ROOT / name).read_text("utf-8"))
    return {block.split()[0]: block.count("--hash=sha256:") for block in blocks if not block.startswith("#")}


def environment_of(folder: Path) -> dict[str, str]:
    """A PATH with what set-up needs and nothing it could install with."""
    tools = folder / "bin"
    tools.mkdir()
    for name in (
        "bash",
        "cat",
        "dirname",
        "flock",
        "grep",
        "head",
        "id",
        "mkdir",
        "rm",
        "sha256sum",
        "tail",
        "tar",
        "env",
    ):
        found = shutil.which(name)
        if found:
            (tools / name).symlink_to(found)
    return {"HOME": str(folder), "PATH": str(tools)}


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_hashes(name: str) -> None:
    found = pins(name)
    assert found
    assert all("==" in pin for pin in found)
    assert min(found.values()) >= 1


@pytest.mark.parametrize("name", [*LOCKS, "pyproject.toml", "scripts/setup", "Makefile"])
def test_no_index_is_named(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"https?://|index-url|find-links|registry=", text)


def test_the_lock_holds_what_pyproject_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = {re.split(r"[<>=; ]", text)[0].replace(".", "-").lower() for text in asked}
    assert names <= {pin.split("==")[0] for pin in pins("requirements.lock")}


def test_the_lock_serves_both_linux_machines_and_all_pythons() -> None:
    # One wheel per Python and machine at least, for a package that is compiled for each.
    assert next(count for pin, count in pins("requirements.lock").items() if pin.startswith("lxml==")) >= 8


@pytest.mark.parametrize("target", ["demo", "test", "lint", "bench"])
def test_every_target_sets_itself_up(target: str) -> None:
    assert re.search(rf"^{target}: setup$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def test_clean_keeps_the_evidence() -> None:
    recipe = (ROOT / "Makefile").read_text("utf-8").split("\nclean:\n")[1]
    assert "var" not in recipe.split()


def test_without_python_set_up_says_what_to_install(tmp_path: Path) -> None:
    checkout = tmp_path / "检 出"
    (checkout / "scripts").mkdir(parents=True)
    for name in ("requirements.lock", "pyproject.toml", "scripts/setup", "scripts/axe.sha256"):
        shutil.copy(ROOT / name, checkout / name)
    bash = shutil.which("bash") or "bash"
    done = subprocess.run(
        [bash, "scripts/setup"],
        cwd=checkout,
        env={**environment_of(tmp_path), "SYSTEM_PYTHON": "/nowhere/python3"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Python 3.11" in done.stderr
    assert "python3-venv" in done.stderr
    assert not (checkout / ".venv").exists()
