"""One call of the gate: collect, judge against the baseline, say it in the formats asked for, and decide."""

import shutil
import sys
import tempfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from auditor.checks.catalogue import discover
from auditor.gate import text
from auditor.gate.article import Article, collect_article, judged_article
from auditor.gate.baseline import Baseline
from auditor.gate.collected import Collected
from auditor.gate.desk import serve
from auditor.gate.request import BASELINE, NO_SITE, GateError, Request, is_address
from auditor.gate.result import CLEAN, UNMEASURED, Result
from auditor.gate.scope import article_scope, gaps, read_pages, release_scope
from auditor.gate.verdict import GateView, Rules, mended, tally
from auditor.gate.waivers import Waiver, read_waivers
from auditor.model.outcome import Impact
from auditor.store.bundle import BEIJING
from reports import github, junit, sarif
from reports.texts import CheckTexts
from reports.view import ReportView

_FILES = {"sarif": (sarif.render, "gate.sarif"), "junit": (junit.render, "gate.junit.xml")}
FORMATS = ("text", "github", *_FILES)


def gate(request: Request) -> int:
    """Judge what the request names and print what was found; returns the exit code.

    Raises:
        GateError: the request cannot be understood, or what it names cannot be read.
    """
    _check(request)
    waivers = read_waivers(request.waivers) if request.waivers else ()
    if not is_address(request.source) and not Path(request.source).is_dir():
        return _article(request, waivers)
    from auditor.gate.release import collect_folder, collect_site  # Scrapy is heavy: no article must wait for it.

    collected = collect_site(request) if is_address(request.source) else collect_folder(request)
    if collected.unmeasurable:
        print(f"巡网发布前检查:{collected.what}\n结论:无法检查。{collected.unmeasurable}")
        return UNMEASURED
    result = _judged(request, collected, waivers)
    _say(result)
    return result.code


def _check(request: Request) -> None:
    unknown = [name for name in request.formats if name not in FORMATS]
    if unknown:
        raise GateError(f"还不支持的格式:{'、'.join(unknown)}(可用:{'、'.join(FORMATS)})")
    if request.base_url and not is_address(request.base_url):
        raise GateError(f"--base-url 应以 http:// 或 https:// 开头,而不是「{request.base_url}」")


def _article(request: Request, waivers: tuple[Waiver, ...]) -> int:
    if request.baseline or request.update_baseline:
        raise GateError("单篇稿件没有存量,不用基线;请去掉 --baseline 和 --update-baseline")
    with collect_article(request) as article:
        result = _of_article(request, article, waivers)
        _say(result)
        return result.code


def desk(request: Request) -> int:
    """Serve the page for editors until it is interrupted; raises GateError."""
    _check(request)
    waivers = read_waivers(request.waivers) if request.waivers else ()
    titles = {check.id: check.texts for check in discover()}

    def answer(data: bytes, name: str) -> Mapping[str, object]:
        try:
            with judged_article(data, name, request) as article:
                return text.for_page(_of_article(request, article, waivers), titles)
        except GateError as error:
            return {"code": UNMEASURED, "lines": [f"结论:无法检查。{error}"], "found": []}

    serve(answer, lambda url: print(f"请在本机浏览器中打开:{url}\n按 Ctrl+C 结束。", flush=True))
    return CLEAN


def _of_article(request: Request, article: Article, waivers: tuple[Waiver, ...]) -> Result:
    view = _view(article.collected)
    limit = request.fail_on or Impact.MINOR
    view.rules = Rules(
        limit, None, waivers, _today(), article_scope, reviews_stop=True, unit=article.unit,
        article=article.name, nowhere=_nowhere(request),
    )  # fmt: skip
    return Result(request, article.collected, view, tally(view), article=True)


def _judged(request: Request, collected: Collected, waivers: tuple[Waiver, ...]) -> Result:
    view = _view(collected)
    home = str(view.summary["site"])
    base, path = request.base_url or home, request.baseline or BASELINE
    if request.baseline and not path.is_file() and not request.update_baseline:
        raise GateError(f"没有基线文件 {path};第一次请加 --update-baseline 生成")
    had = Baseline.read(path, base) if path.is_file() else None
    view.rules = Rules(
        request.fail_on or Impact.SERIOUS, had, waivers, _today(), release_scope(home, request.external),
        folder=collected.folder, shown_as=Path(request.source) if collected.folder else None,
        nowhere=_nowhere(request),
    )  # fmt: skip
    counted, read = tally(view), read_pages(collected.bundle)
    missing = tuple(gaps(view, read, collected.folder, request.max_pages is not None))
    fixed = {} if had is None else mended(had, counted, read)
    result = Result(request, collected, view, counted, False, missing, fixed, had, None)
    if not result.complete:
        return result  # Nothing is recorded from data that are missing.
    if request.update_baseline:
        kept = Baseline(base, counted.current)
    elif had is not None and fixed:
        kept = had.without(fixed)
    else:
        return result
    kept.write(path)
    return Result(request, collected, view, counted, False, missing, fixed, had, path)


def _view(collected: Collected) -> GateView:
    opened = ReportView.open(collected.bundle)
    return GateView(opened.bundle, opened.summary)


def _nowhere(request: Request) -> str:
    return "" if request.base_url or is_address(request.source) else NO_SITE.rstrip("/")


def _today() -> date:
    return datetime.now(BEIJING).date()


def _say(result: Result) -> None:
    """Text and GitHub commands are printed; a file format too when it is the only one, else it becomes a file."""
    titles = {check.id: check.texts for check in discover()}
    for name in result.request.formats:
        if name in _FILES:
            _write(result, name, titles)
            continue
        for line in text.lines(result, titles) if name == "text" else github.commands(result.view, titles):
            print(line)


def _write(result: Result, name: str, titles: Mapping[str, CheckTexts]) -> None:
    render, file = _FILES[name]
    if len(result.request.formats) > 1:
        print(f"{name}:{render(result.view, Path(file), titles)}", file=sys.stderr)
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        render(result.view, Path(folder), titles).open(encoding="utf-8") as written,
    ):
        shutil.copyfileobj(written, sys.stdout)
