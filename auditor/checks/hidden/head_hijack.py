"""Titles, keywords and descriptions that an intruder put in for search engines.

**Why** The search results of a government site then advertise gambling, while visitors see nothing unusual.
**Not this** Titles in numeric references alone (some frameworks write every page so), news about gambling and lotteries,
titles that a script completes for everybody.
**Fix** Look for a foreign module in the web server, not only for changed files; remove it, then ask the search engines to
forget the pages.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check, verdict
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.text.spam import Hit, lexicon, reports, sold

ZH = Texts(
    title="标题、关键词被劫持",
    why="搜索结果中本站页面显示为赌博、色情等内容,而访问者打开时看不出异常,是网站被入侵的典型表现。",
    not_this="仅用数字编码书写的标题(部分框架如此输出)、报道或宣传禁赌反诈的文章、彩票管理机构的信息、对所有人一样的动态标题不算。",
    fix="除检查文件外,重点检查 Web 服务器中的陌生模块和数据库,清除后更换口令,并向搜索引擎提交删除快照。",
    reasons={
        "title-by-agent": "脚本按访问者是否为搜索引擎更换网页标题",
        "title-by-referrer": "脚本按访问者是否来自搜索引擎更换网页标题",
        "coded-spam": "{where}用数字编码写成,解码后含有“{word}”等违规推广词语",
        "spam-head": "{where}含有“{word}”等违规推广词语",
        "spam-head-doubtful": "{where}含有“{word}”,请核实是否为正常报道",
    },
)

_WHERE = {"title": "网页标题", "keywords": "关键词", "description": "描述"}


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:veto.tampered",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge scripts that ask who is looking, then the words."""
    found = [*_by_script(page), *_by_words(page)]
    yield from found or (PASS,)


def _by_script(page: PageFacts) -> Iterator[Judgement]:
    for script in page.hidden.scripts:
        for branch, reason in (("spider-title", "title-by-agent"), ("referrer-title", "title-by-referrer")):
            if branch in script.branches:
                card = {
                    "techniques": ["title-by-" + branch.partition("-")[0]],
                    "decoded": page.hidden.head.title,
                    "layers": list(script.layers),
                }
                yield Judgement(
                    Outcome.FAIL, reason, cause=script.key, evidence=card, spots=(Spot(script.offset, script.raw),), urgent=True,
                )  # fmt: skip
                break


def _by_words(page: PageFacts) -> Iterator[Judgement]:
    """One judgement for the whole head: the most telling text of it."""
    texts = sorted(_texts(page), key=lambda item: (-len(item[3]), not item[2]))
    if not texts:
        return
    where, text, coded, hits, spot = texts[0]
    words = {hit.word for item in texts for hit in item[3]}
    only_sold = {hit.word for item in texts for hit in sold(item[3])}
    # A list of forbidden brands fills one field; who sells fills title, keywords and description alike.
    proven = bool(sold(hits)) if coded else len(only_sold) >= 2 and len({item[0] for item in texts}) >= 2
    certain = proven and not any(reports(text) for text in _spoken(page))
    reason = ("coded-spam" if coded else "spam-head") if certain else "spam-head-doubtful"
    yield Judgement(
        *verdict(certain, reason, Confidence.GUESS),
        cause=f"head:{text[:80]}", args={"where": _WHERE[where], "word": hits[0].word},
        evidence={"techniques": ["coded-head" if coded else "plain-head"], "decoded": text, "words": sorted(words)},
        spots=(spot,), urgent=certain,
    )  # fmt: skip


def _spoken(page: PageFacts) -> Iterator[str]:
    head = page.hidden.head
    yield head.title
    yield from (meta.content for meta in head.metas if meta.name in _WHERE)


def _texts(page: PageFacts) -> Iterator[tuple[str, str, bool, tuple[Hit, ...], Spot]]:
    head = page.hidden.head
    hits = _strong(head.title)
    if hits:
        yield "title", head.title, head.title_coded, hits, Spot(head.title_offset, head.title_raw)
    for meta in head.metas:
        if meta.name in _WHERE and (hits := _strong(meta.content)):
            yield meta.name, meta.content, meta.coded, hits, Spot(meta.offset, meta.raw)


def _strong(text: str) -> tuple[Hit, ...]:
    return tuple(hit for hit in lexicon().find(text) if hit.strong)
