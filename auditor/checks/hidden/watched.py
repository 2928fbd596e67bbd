"""Words and domains that the office itself wants to be told of (``--watch-list``).

**Why** Names of gambling brands live for days; whoever watches many sites knows them before any program does.
**Not this** Anything without a list; words in the ordinary text of an article. A hit is for a person to look at.
**Fix** Look at the place; treat it as an intrusion if nobody of the body put it there.
"""

from collections.abc import Iterator
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="关注清单中的词语或网站",
    why="推广词语和网站更换很快,检查单位自己掌握的名单最及时。",
    not_this="没有提供清单时不检查;文章正文里的普通提及不算。",
    fix="到现场核实;不是本单位所加的,按入侵处理。",
    reasons={
        "watched-word": "{where}有关注清单中的词语“{word}”",
        "watched-domain": "页面链接到关注清单中的网站 {domain}",
        "no-list": "没有提供关注清单",
    },
)


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, refs=("ind:veto.tampered",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """One judgement for each entry of the list that is met on the page."""
    if not site.watched:
        yield Judgement(Outcome.NA, "no-list")
        return
    yield from [*_domains(page, site.watched), *_words(page, _finder(site.watched))] or [PASS]


def _domains(page: PageFacts, watched: tuple[str, ...]) -> Iterator[Judgement]:
    for name in sorted(page.hidden.domains.intersection(watched)):
        yield _judgement("watched-domain", f"domain:{name}", {"domain": name}, None)


def _words(page: PageFacts, finder: AhoCorasick) -> Iterator[Judgement]:
    told: set[str] = set()
    for where, text, spot in _texts(page):
        for word in sorted(set(finder.find_matches_as_strings(text.lower())) - told):
            told.add(word)
            yield _judgement("watched-word", f"word:{word}", {"where": where, "word": word}, spot)


def _texts(page: PageFacts) -> Iterator[tuple[str, str, Spot]]:
    """Where a word says that somebody put it there: the head, whatever is hidden, and what stands outside the document."""
    hidden = page.hidden
    yield "网页标题", hidden.head.title, Spot(hidden.head.title_offset, hidden.head.title_raw)
    for meta in hidden.head.metas:
        yield "关键词或描述", meta.content, Spot(meta.offset, meta.raw)
    for block in hidden.blocks:
        links = " ".join(f"{link.text} {link.url}" for link in block.links)
        yield "隐藏的内容里", f"{block.text} {links}", Spot(block.offset, block.raw)
    for part in hidden.outside:
        yield "网页正文之外", part.text, Spot(part.offset, part.raw)


def _judgement(reason: str, cause: str, args: dict[str, str], spot: Spot | None) -> Judgement:
    return Judgement(
        Outcome.REVIEW, reason, Confidence.LIKELY, cause=cause, args=args, spots=(spot,) if spot else (),
        evidence={"techniques": ["watched"]},
    )  # fmt: skip


@lru_cache(maxsize=4)
def _finder(watched: tuple[str, ...]) -> AhoCorasick:
    return AhoCorasick(watched)
