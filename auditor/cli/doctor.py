"""``auditor doctor``: what is installed, what is missing and the command that mends it."""

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pycurl
from packaging.requirements import InvalidRequirement, Requirement

from auditor.urls.guard import networks

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
BROWSER_REMEDY = (
    "make setup(或 sudo apt-get install -y chromium chromium-driver;也可用 CHROMIUM= 与 CHROMEDRIVER= 指定)"
)
ANSWER_SECONDS = 20
"""How long a browser may take to print its version."""


class State(StrEnum):
    """How one item stands; the value is the mark printed before it."""

    OK = "✓"
    LACKING = "–"
    """Not there, and only some checks need it."""
    BROKEN = "✗"
    """Nothing can be audited without it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the examination; ``remedy`` is the command that mends it, empty when nothing is amiss."""

    name: str
    state: State
    detail: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to look: the checkout, the working directory, and the environment variables."""

    root: Path
    work: Path
    environ: Mapping[str, str]


def run() -> int:
    """Print every item in Chinese; 0 when an audit can run, 1 when something needed is broken."""
    items = list(examine(Place(ROOT, Path.cwd(), os.environ)))
    for item in items:
        print(f"{item.state.value} {item.name}:{item.detail}")
        if item.remedy:
            print(f"    解决办法:{item.remedy}")
    broken = sum(item.state is State.BROKEN for item in items)
    lacking = sum(item.state is State.LACKING for item in items)
    if broken:
        print(f"结论:有 {broken} 项必须先解决,否则不能检查网站。")
        return 1
    print("结论:可以检查网站" + (f",另有 {lacking} 项缺失只影响部分检查。" if lacking else ",一切齐备。"))
    return 0


def examine(place: Place) -> Iterator[Item]:
    """Look at everything once; touches the file system and starts the browsers, never the network."""
    looks: tuple[Callable[[Place], Item], ...] = (
        python,
        packages,
        libcurl,
        chromium,
        fonts,
        axe,
        writable,
        confinement,
    )
    for look in looks:
        yield look(place)


def python(_: Place) -> Item:
    """The interpreter; requires 3.11."""
    good = sys.version_info >= (3, 11)
    return Item(
        "Python", _state(good), platform.python_version(), "" if good else "安装 Python 3.11 以上,再运行 make setup"
    )


def packages(place: Place) -> Item:
    """Installed packages against the versions pinned in the lock."""
    lock = place.root / "requirements.lock"
    if not lock.is_file():
        return Item("Python 包", State.LACKING, f"没有 {lock.name},无从比对", "从完整的代码目录运行")
    pins = list(_pins(lock.read_text("utf-8")))
    wrong = [text for pin in pins if (text := _mismatch(pin))]
    if wrong:
        more = f" 等 {len(wrong)} 个" if len(wrong) > 5 else ""
        return Item("Python 包", State.BROKEN, "与 requirements.lock 不符:" + "、".join(wrong[:5]) + more, "make setup")
    return Item("Python 包", State.OK, f"{len(pins)} 个,与 requirements.lock 一致")


def libcurl(_: Place) -> Item:
    """What the fetching library can do: HTTP and TLS are needed."""
    info = pycurl.version_info()
    number, tls, protocols = str(info[1]), str(info[5] or ""), set(info[8])
    lacking = sorted({"http", "https"} - protocols)
    detail = f"{number},{tls or '无 TLS'}"
    if lacking or not tls:
        return Item(
            "libcurl", State.BROKEN, f"{detail},不支持 {'、'.join(lacking) or 'https'}", "make clean && make setup"
        )
    return Item("libcurl", State.OK, f"{detail},支持 http、https")


def chromium(place: Place) -> Item:
    """The browser and its driver, which must be of the same build."""
    browser = _command(place.environ.get("CHROMIUM", ""), BROWSERS)
    driver = _command(place.environ.get("CHROMEDRIVER", ""), ("chromedriver",))
    absent = [name for name, path in (("Chromium", browser), ("ChromeDriver", driver)) if not path]
    if absent:
        return Item("浏览器", State.LACKING, f"没有找到 {'、'.join(absent)},渲染类检查不可用", BROWSER_REMEDY)
    versions = [_version_of(browser), _version_of(driver)]
    if not all(versions):
        return Item("浏览器", State.LACKING, f"{browser if not versions[0] else driver} 不能运行", BROWSER_REMEDY)
    if versions[0].split(".")[:3] != versions[1].split(".")[:3]:
        detail = f"Chromium {versions[0]} 与 ChromeDriver {versions[1]} 版本不同"
        return Item("浏览器", State.LACKING, detail, BROWSER_REMEDY)
    return Item("浏览器", State.OK, f"Chromium {versions[0]},ChromeDriver {versions[1]}")


def fonts(place: Place) -> Item:
    """A Chinese font, for screenshots and PDF."""
    fc_list = shutil.which("fc-list", path=place.environ.get("PATH"))
    found = _output([fc_list, ":lang=zh", "family"]) if fc_list else ""
    names = sorted({line.split(",")[0] for line in found.splitlines() if line.strip()})
    if names:
        return Item("中文字体", State.OK, "、".join(names[:3]))
    return Item(
        "中文字体", State.LACKING, "没有找到,截图和 PDF 中的汉字会成为方框", "sudo apt-get install -y fonts-noto-cjk"
    )


def axe(place: Place) -> Item:
    """axe-core as pinned in ``scripts/axe.sha256``."""
    pinned = place.root / "scripts" / "axe.sha256"
    lines = pinned.read_text("ascii").split("\n") if pinned.is_file() else []
    wrong = [name for digest, name in (line.split() for line in lines if line) if _sha256(place.root, name) != digest]
    if wrong or not lines:
        return Item("axe-core", State.LACKING, "缺少或与校验值不符,无障碍检查不可用", "make setup")
    return Item("axe-core", State.OK, "已安装,校验值相符")


def writable(place: Place) -> Item:
    """Whether results can be written below the working directory."""
    var = place.work / "var"
    try:
        var.mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=var):
            free = shutil.disk_usage(var).free / 2**30
    except OSError as error:
        return Item(
            "结果目录", State.BROKEN, f"{var} 不能写入({error.strerror})", "换一个可写的目录运行,或用 --out 指定"
        )
    return Item("结果目录", State.OK, f"{var} 可写,剩余 {free:.1f} GiB")


def confinement(place: Place) -> Item:
    """What ``AUDITOR_ONLY`` allows."""
    text = place.environ.get("AUDITOR_ONLY", "").strip()
    if not text:
        return Item("AUDITOR_ONLY", State.OK, "未设置,可检查公网网站")
    try:
        allowed = networks(text.split(","))
    except ValueError as error:
        return Item("AUDITOR_ONLY", State.BROKEN, f"不能理解:{error}", "改为逗号分隔的网段,或 unset AUDITOR_ONLY")
    return Item("AUDITOR_ONLY", State.OK, "只允许访问 " + "、".join(map(str, allowed)))


def _state(good: bool) -> State:
    return State.OK if good else State.BROKEN


def _pins(lock: str) -> Iterator[Requirement]:
    for line in lock.splitlines():
        if not line or line[0] in " #":
            continue
        try:
            pin = Requirement(line.rstrip("\\ "))
        except InvalidRequirement:
            continue
        if pin.marker is None or pin.marker.evaluate():
            yield pin


def _mismatch(pin: Requirement) -> str:
    """The pin in words if it is not what is installed, else empty."""
    try:
        installed = version(pin.name)
    except PackageNotFoundError:
        return f"{pin.name}(没有安装)"
    return (
        "" if pin.specifier.contains(installed, prereleases=True) else f"{pin.name} {installed}(应为 {pin.specifier})"
    )


def _command(chosen: str, names: tuple[str, ...]) -> str:
    """The path of the chosen command, or of the first of the names that is there; empty if none is."""
    found = (shutil.which(name) for name in ((chosen,) if chosen else names))
    return next((path for path in found if path), "")


def _version_of(command: str) -> str:
    match = re.search(r"\d+(?:\.\d+){3}", _output([command, "--version"]))
    return match.group() if match else ""


def _output(command: list[str]) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=ANSWER_SECONDS, stdin=subprocess.DEVNULL, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")


def _sha256(root: Path, name: str) -> str:
    path = root / ".tools" / "axe" / name
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
