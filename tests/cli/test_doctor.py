"""``auditor doctor`` names what is wrong and how to mend it, and never stops at the first trouble."""

import hashlib
import os
import stat
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from auditor.cli import doctor
from auditor.cli.doctor import Place, State


def place(root: Path, **environ: str) -> Place:
    return Place(root, root, {"PATH": os.environ["PATH"], **environ})


def program(path: Path, prints: str) -> str:
    path.write_text(f"#!/bin/sh\necho '{prints}'\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def lock(root: Path, *pins: str) -> None:
    (root / "requirements.lock").write_text("".join(f"{pin} \\\n    --hash=sha256:00\n" for pin in pins), "utf-8")


def axe_files(root: Path, pinned: bytes, installed: bytes) -> None:
    (root / "scripts").mkdir()
    (root / "scripts" / "axe.sha256").write_text(f"{hashlib.sha256(pinned).hexdigest()}  axe.min.js\n", "ascii")
    (root / ".tools" / "axe").mkdir(parents=True)
    (root / ".tools" / "axe" / "axe.min.js").write_bytes(installed)


def test_packages_that_match_the_lock_are_fine(tmp_path: Path) -> None:
    lock(tmp_path, f"scrapy=={version('scrapy')}", "nothing-of-the-kind==1 ; python_version < '3'")
    item = doctor.packages(place(tmp_path))
    assert (item.state, item.remedy) == (State.OK, "")
    assert item.detail.startswith("1 个")


@pytest.mark.parametrize(
    ("pin", "words"),
    [
        ("scrapy==0.1", f"scrapy {version('scrapy')}(应为 ==0.1)"),
        ("nothing-of-the-kind==1", "nothing-of-the-kind(没有安装)"),
    ],
)
def test_packages_that_differ_from_the_lock_are_named(tmp_path: Path, pin: str, words: str) -> None:
    lock(tmp_path, pin, f"pytest=={version('pytest')}")
    item = doctor.packages(place(tmp_path))
    assert item.state is State.BROKEN
    assert words in item.detail
    assert "pytest" not in item.detail
    assert item.remedy == "make setup"


def test_packages_without_a_lock_say_so(tmp_path: Path) -> None:
    assert doctor.packages(place(tmp_path)).state is State.LACKING


def test_the_checkout_has_a_lock_and_it_can_be_read() -> None:
    pins = {pin.name for pin in doctor._pins((doctor.ROOT / "requirements.lock").read_text("utf-8"))}
    assert {"scrapy", "pycurl", "ada-url", "pytest"} <= pins


def test_libcurl_speaks_http_and_tls(tmp_path: Path) -> None:
    item = doctor.libcurl(place(tmp_path))
    assert item.state is State.OK
    assert "https" in item.detail


def test_browser_and_driver_of_one_build_are_fine(tmp_path: Path) -> None:
    browser = program(tmp_path / "浏览 器", "Chromium 156.0.8078.73 built on Debian")
    driver = program(tmp_path / "driver", "ChromeDriver 156.0.8078.80 (abc)")
    item = doctor.chromium(place(tmp_path, CHROMIUM=browser, CHROMEDRIVER=driver))
    assert (item.state, item.detail) == (State.OK, "Chromium 156.0.8078.73,ChromeDriver 156.0.8078.80")


@pytest.mark.parametrize(
    ("prints", "words"),
    [("ChromeDriver 155.0.8078.73", "版本不同"), ("what?", "不能运行")],
)
def test_a_driver_that_does_not_fit_is_told(tmp_path: Path, prints: str, words: str) -> None:
    browser = program(tmp_path / "browser", "Chromium 156.0.8078.73")
    driver = program(tmp_path / "driver", prints)
    item = doctor.chromium(place(tmp_path, CHROMIUM=browser, CHROMEDRIVER=driver))
    assert item.state is State.LACKING
    assert words in item.detail
    assert "CHROMEDRIVER=" in item.remedy


def test_a_chosen_browser_that_is_not_there_is_not_replaced_by_another(tmp_path: Path) -> None:
    item = doctor.chromium(place(tmp_path, CHROMIUM=str(tmp_path / "none"), CHROMEDRIVER=sys.executable))
    assert item.state is State.LACKING
    assert "Chromium" in item.detail
    assert "ChromeDriver" not in item.detail


def test_no_font_tool_means_no_font_is_known(tmp_path: Path) -> None:
    item = doctor.fonts(place(tmp_path, PATH=str(tmp_path)))
    assert item.state is State.LACKING
    assert "fonts-noto-cjk" in item.remedy


def test_fonts_are_listed_by_family(tmp_path: Path) -> None:
    program(tmp_path / "fc-list", "Noto Sans CJK SC,Noto Sans CJK SC Bold")
    assert doctor.fonts(place(tmp_path, PATH=str(tmp_path))).detail == "Noto Sans CJK SC"


@pytest.mark.parametrize(("installed", "state"), [(b"axe", State.OK), (b"changed", State.LACKING)])
def test_axe_must_be_the_pinned_bytes(tmp_path: Path, installed: bytes, state: State) -> None:
    axe_files(tmp_path, b"axe", installed)
    assert doctor.axe(place(tmp_path)).state is state


def test_axe_that_was_never_installed_is_lacking(tmp_path: Path) -> None:
    assert doctor.axe(place(tmp_path)).state is State.LACKING


def test_results_can_be_written(tmp_path: Path) -> None:
    item = doctor.writable(place(tmp_path))
    assert item.state is State.OK
    assert list((tmp_path / "var").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_broken(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file in the way", "utf-8")
    item = doctor.writable(place(tmp_path))
    assert item.state is State.BROKEN
    assert "--out" in item.remedy


@pytest.mark.parametrize(
    ("text", "state", "words"),
    [
        ("", State.OK, "未设置"),
        ("127.0.0.0/8,::1/128", State.OK, "127.0.0.0/8、::1/128"),
        ("localhost", State.BROKEN, "localhost"),
    ],
)
def test_confinement_is_spelled_out(tmp_path: Path, text: str, state: State, words: str) -> None:
    item = doctor.confinement(place(tmp_path, AUDITOR_ONLY=text))
    assert item.state is state
    assert words in item.detail


def test_run_tells_everything_in_this_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code = doctor.run()
    out = capsys.readouterr().out
    for name in (
        "Python",
        "Python 包",
        "libcurl",
        "浏览器",
        "中文字体",
        "axe-core",
        "结果目录",
        "AUDITOR_ONLY",
        "结论",
    ):
        assert f"{name}:" in out
    assert code == (1 if "✗" in out else 0)


def test_run_fails_when_something_needed_is_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDITOR_ONLY", "not a network")
    assert doctor.run() == 1
    assert "解决办法" in capsys.readouterr().out
