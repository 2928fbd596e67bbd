"""``python -m demo``: serve, audit, compare. ``python -m demo serve``: serve only and say how to audit."""

import os
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from auditor.browser.launch import programs
from auditor.browser.trouble import BrowserTrouble
from demo import columned, office, register, retrofit, services, tree, truth
from demo.compare import Comparison, compare
from demo.model import Truth
from demo.serve import Demo

_PACE = ["--delay", "0.02", "--concurrency", "8", "--retry-gap", "1"]
_OPTIONS = ["--profile", "full", "--checks", "links,hidden,identity,transport,content,privacy,attachments", *_PACE]
_OFFICES = ["--profile", "footer", "--browser", "off", *_PACE]
_LOOKED = ["--profile", "full", "--checks", "hidden,identity", *_PACE]
_RENDERED = ["--profile", "accessibility", "--sample", "all", *_PACE]
_SERVED = ["--profile", "full", "--checks", "service,interaction,search", "--browser", "off", *_PACE]
_COLUMNED = ["--profile", "full", "--checks", "freshness,interpretation", *_PACE]
_ACCESS, _LOOKS, _SERVICE, _FRESHNESS = "access", "looks", "service", "freshness"
"""The capabilities that are shown on sites of their own; the first two take a browser."""
_BROWSED = (_ACCESS, _LOOKS)
_BEFORE = ["--external", "off", "--browser", "off"]
"""The run before is only there to be compared with."""
_FENCE = {"AUDITOR_ONLY": "127.0.0.0/8,::1/128"}
_CHECKS = "检查项", "应报", "已报", "漏报"


def main(arguments: list[str]) -> int:
    """Run one of the two commands; the exit code of the process."""
    if arguments not in ([], ["serve"]):
        print("用法:python -m demo [serve]", file=sys.stderr)
        return 2
    with Demo.start() as demo:
        return _serve(demo) if arguments else _audit(demo)


def _serve(demo: Demo) -> int:
    command = shlex.join([sys.executable, "-m", "auditor.cli", "audit", demo.url, *_OPTIONS, *demo.options()])
    fence = " ".join(f"{name}={value}" for name, value in _FENCE.items())
    # A shell that starts this in the background has SIGINT ignored; an interrupt must still end it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        print(f"示例网站已启动,共 {len(demo.hosts)} 个主机名。另开一个终端运行:\n\n{fence} {command}\n")
        print("按 Ctrl-C 结束。", flush=True)
        threading.Event().wait()
    except KeyboardInterrupt:
        print()
    return 0


def _audit(demo: Demo) -> int:
    started = time.monotonic()
    print(f"示例网站:{tree.SITE_NAME}({demo.url}),{len(demo.hosts)} 个主机名,全部在本机回环地址上。", flush=True)
    out = Path(tempfile.mkdtemp(prefix="demo-", dir=_runs()))
    shown = _has_browser()
    began = _audited(demo, out) and _served(demo, out) and _twice(demo, out)
    if not began or (shown and not _rendered(demo, out)):
        return 1
    city = sorted((out / "city").rglob("findings.jsonl"))[-1].parent
    bundles = [city, *(found.parent for found in sorted((out / "offices").rglob("findings.jsonl")))]
    own = (*_BROWSED, _SERVICE)
    apart = {name: [found.parent for found in sorted((out / name).rglob("findings.jsonl"))] for name in own}
    apart[_FRESHNESS] = [sorted(site.iterdir())[-1] for site in sorted((out / _FRESHNESS).iterdir())]
    names = [name for name in truth.capabilities() if shown or name not in _BROWSED]
    results = [
        (known, compare(apart.get(name, bundles), known))
        for name, known in zip(names, map(truth.load, names), strict=True)
    ]
    for known, result in results:
        show(known, result)
    for name in () if shown else _BROWSED:
        print(f"\n{truth.load(name).title}:本机没有浏览器,未能演示(安装方法见 docs/setup.md)。")
    forbidden = [target for host, target in demo.hits if host == tree.HOST and target.startswith(_DISALLOWED)]
    if forbidden:
        print(f"robots.txt 禁止的地址被访问:{', '.join(forbidden)}")
    print(f"用时 {time.monotonic() - started:.0f} 秒。报告:{city / 'report.html'};其他网站的报告在 {out}")
    return 0 if all(result.clean for _, result in results) and not forbidden else 1


def _audited(demo: Demo, out: Path) -> bool:
    """Audit the city twice and the offices meanwhile; False when something did not end well."""
    options = [*demo.options(), "--register", str(register.write(out / "register.xlsx", truth.everything().plants))]
    audit = [sys.executable, "-m", "auditor.cli", "audit"]
    urls = [one.home for one in office.offices().values() if one.host != tree.HOST and one.layout != "elsewhere"]
    city = [*audit, demo.url, *_OPTIONS, *options, "--out", str(out / "city")]
    offices = [*audit, *urls, *_OFFICES, *options, "--out", str(out / "offices")]
    environment = os.environ | _FENCE
    with (out / "offices.log").open("w", encoding="utf-8") as log:
        print(f"同时检查 {len(urls)} 个部门网站的页脚标识,过程记录在 {log.name}", flush=True)
        meanwhile = subprocess.Popen(offices, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            # What is new since the last run can only be told when there was one; some plants appear on the second visit.
            for title, extra in (("上一次检查(只看本站):", _BEFORE), ("本次检查:", [])):
                print(title, flush=True)
                code = subprocess.run([*city, *extra], env=environment, check=False).returncode
                if code != 0:
                    break
            code = code or meanwhile.wait()
        finally:
            meanwhile.terminate()
            meanwhile.wait()
    if code != 0:
        print(f"检查没有完成(退出码 {code})。", file=sys.stderr)
    return code == 0


def _served(demo: Demo, out: Path) -> bool:
    """Audit the sites with guides, messages and searches."""
    homes = [site.home for site in services.sites()]
    print(f"{truth.load(_SERVICE).title}:{len(homes)} 个网站", flush=True)
    return _ended_well([*homes, *_SERVED, *demo.options(), "--out", str(out / _SERVICE)])


def _twice(demo: Demo, out: Path) -> bool:
    """Audit the sites with columns two times: what is emptied or dated otherwise is seen by who was there before."""
    homes = [site.home for site in columned.sites()]
    print(f"{truth.load(_FRESHNESS).title}:{len(homes)} 个网站,各检查两次", flush=True)
    audit = [*homes, *_COLUMNED, *_BEFORE, *demo.options(), "--out", str(out / _FRESHNESS)]
    return _ended_well(audit) and _ended_well(audit)


def _ended_well(arguments: list[str]) -> bool:
    audit = [sys.executable, "-m", "auditor.cli", "audit", *arguments]
    code = subprocess.run(audit, env=os.environ | _FENCE, check=False).returncode
    if code != 0:
        print(f"检查没有完成(退出码 {code})。", file=sys.stderr)
    return code == 0


def _has_browser() -> bool:
    try:
        programs()
    except BrowserTrouble:
        return False
    return True


def _rendered(demo: Demo, out: Path) -> bool:
    """Audit the sites that take a browser, after all others: they share few cores."""
    sites = {_ACCESS: [site.home for site in retrofit.sites()]}
    sites[_LOOKS] = [one.home for one in office.offices().values() if one.layout == "elsewhere"]
    for name, options in ((_ACCESS, _RENDERED), (_LOOKS, _LOOKED)):
        print(f"{truth.load(name).title}:{len(sites[name])} 个网站", flush=True)
        if not _ended_well([*sites[name], *options, *demo.options(), "--out", str(out / name)]):
            return False
    return True


_DISALLOWED = ("/search/result", "/admin/")


def _runs() -> Path:
    folder = Path(__file__).parent.parent / "var" / "runs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def show(known: Truth, result: Comparison) -> None:
    """Print what was found of one capability, check by check, and what went wrong."""
    due = Counter(_row(plant.check, plant.outcomes) for plant in (*known.faults, *known.unmeasured))
    found = Counter(_row(plant.check, plant.outcomes) for plant in result.found)
    print(f"\n{known.title}\n{_pad(_CHECKS[0], 34)}" + "".join(_pad(name, 8) for name in _CHECKS[1:]))
    for name in sorted(due):
        print(_pad(name, 34) + "".join(_pad(str(n), 8) for n in (due[name], found[name], due[name] - found[name])))
    print(
        f"合计:应报 {due.total()},已报 {found.total()},漏报 {len(result.missed)},误报 {len(result.false_alarms)}"
        f"(另有 {len(known.innocents)} 处易误判的正常内容);页面 {result.pages},链接目标 {result.targets}"
    )
    for plant, said in result.missed:
        print(f"  漏报 {plant.id}:{plant.check} {plant.what or repr(plant.raw)} —— {said}")
    for alarm in result.false_alarms:
        print(f"  误报 {alarm}")
    for plant in result.unseen:
        print(f"  正常链接未能检测 {plant.id}:{plant.raw!r}")


def _row(check: str, outcomes: tuple[str, ...]) -> str:
    return f"{check}(无法判定)" if outcomes == ("unmeasured",) else check


def _pad(text: str, width: int) -> str:
    """``text`` filled to ``width`` columns; a Chinese character takes two."""
    return text + " " * max(1, width - sum(2 if ord(char) > 0x2E80 else 1 for char in text))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
