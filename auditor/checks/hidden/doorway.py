"""Pages of a foreign subject on the site's own paths: doorways and reflected search pages.

**Why** They use the site's good name to win searches for gambling and fraud; visitors are sent on from there.
**Not this** Search pages that repeat what an ordinary visitor typed, unfilled templates of the site itself (a person looks).
**Fix** Remove the pages and the rule or program that makes them; let the search page escape what it repeats and forbid its
indexing.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import parse_qsl, urlsplit

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check, verdict
from auditor.html.hidden.marks import placeholder
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.text.spam import lexicon, sold, speaks_against
from auditor.urls.scope import is_government

ZH = Texts(
    title="寄生页面",
    why="借用政府网站的信誉为赌博、诈骗等内容争取搜索排名,访问者会从这里被带往别处。",
    not_this="普通的站内搜索结果页不算;本站自己没有填充的模板只提请人工核实。",
    fix="删除这些页面及生成它们的规则或程序;搜索页对回显内容转义,并禁止搜索引擎收录。",
    reasons={
        "unfilled-doorway": "标题、关键词、描述都是没有填充的标记 {text},是批量生成页面的模板",
        "address-words": "网址的参数里有推广词语“{word}”,请核实谁在为它引流",
        "reflected-spam": "网址中的推广词语“{word}”被回显为页面标题或描述",
        "spam-text": "页面文字中有违规推广内容:{text},请核实",
        "foreign-canonical": "页面声明的规范网址含有不可能的路径,说明任意路径都会返回该页",
        "address-in-head": "标题或描述里写着推广网址 {text}",
    },
)

_FIELDS = 200
_SHORTEST = 6
_TRAVERSAL = re.compile(r"\.\.(?:[/\\]|%5c|%2f)|win\.ini|etc/passwd", re.I)
_NAME = r"[a-z0-9-]{2,40}\.(?:com|net|cc|vip|top|xyz|app|cn|org|info|bet|club|site|live)"
_ADVERTISED = re.compile(rf"[【\[（(:：]\s*((?:www\.)?{_NAME})\s*[】\]）)]", re.I)
_GLUED = re.compile(rf"(?:^|[_|\-—\s])((?:www\.)?{_NAME})(?:$|[_|\-—\s])", re.I)
_CONTACT = re.compile(rf"(?:微信|qq|q群|电报|telegram|飞机|tg|薇信|加v)\s*[:：@]?\s*[a-z0-9_]{{5,20}}|{_NAME}", re.I)


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:veto.tampered",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge by the head and by what the address asked for."""
    found = [*_unfilled(page), *_spoken(page), *_asked(page), *_canonical(page), *_advertised(page)]
    yield from found or (PASS,)


def _unfilled(page: PageFacts) -> Iterator[Judgement]:
    head = page.hidden.head
    texts = [head.title, *(meta.content for meta in head.metas if meta.name in ("keywords", "description"))]
    filled = [text for text in texts if not placeholder(text)]
    if len(texts) >= 3 and not filled:
        yield _judgement(
            "unfilled-doorway", False, head.title, Spot(head.title_offset, head.title_raw), {"text": head.title[:40]}
        )


def _spoken(page: PageFacts) -> Iterator[Judgement]:
    """Lines of the text that name several brands of the trade, glued into official text or in its place."""
    for mark in page.hidden.marks:
        if mark.kind == "spam-text" and not speaks_against(mark.raw):
            yield _judgement("spam-text", False, mark.raw, Spot(mark.offset, mark.raw), {"text": mark.raw[:60]})


def _asked(page: PageFacts) -> Iterator[Judgement]:
    """A query that advertises: shown as the page's own title or description it is proof, alone it is for a person.

    An address or account alone is what people look for; who searches to report or to warn advertises nothing.
    """
    for value in _values(urlsplit(page.url).query):
        hits = () if speaks_against(value) else lexicon().find(value)
        strong = [hit for hit in hits if hit.strong]
        place = _shown(page, value)
        if place is not None and (proof := sold(strong)):
            yield _judgement("reflected-spam", True, value, Spot(place, value[:500]), {"word": proof[0].word})
            return
        if strong or (hits and _CONTACT.search(value)):
            yield _judgement("address-words", False, value, Spot(0, value[:500]), {"word": (strong or hits)[0].word})
            return


def _values(query: str) -> Iterator[str]:
    """The values of a query as UTF-8, or as GB18030 when they are not."""
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            pairs = parse_qsl(query, encoding=encoding, errors="strict", max_num_fields=_FIELDS)
            yield from (" ".join(value.split()) for _, value in pairs)
            return


def _shown(page: PageFacts, value: str) -> int | None:
    head = page.hidden.head
    shown = [(head.title, head.title_offset), *((meta.content, meta.offset) for meta in head.metas)]
    return next((offset for text, offset in shown if len(value) >= _SHORTEST and value in text), None)


def _canonical(page: PageFacts) -> Iterator[Judgement]:
    if _TRAVERSAL.search(page.hidden.head.canonical):
        yield _judgement(
            "foreign-canonical", False, page.hidden.head.canonical, Spot(0, page.hidden.head.canonical), {}
        )


def _advertised(page: PageFacts) -> Iterator[Judgement]:
    """``【aiyoubet79.com】…`` in a head: no body writes an address so, dealers in short-lived domains do."""
    head = page.hidden.head
    texts = [(head.title, Spot(head.title_offset, head.title_raw))]
    texts += [
        (meta.content, Spot(meta.offset, meta.raw)) for meta in head.metas if meta.name in ("description", "keywords")
    ]
    for text, spot in texts:
        found = _ADVERTISED.search(text) or (_GLUED.search(text) if lexicon().find(text) else None)
        if found and found[1].lower() not in page.final_url.lower() and not is_government(found[1]):
            words = bool(sold(lexicon().find(text + head.title))) and not speaks_against(text + head.title)
            yield _judgement("address-in-head", words, text, spot, {"text": found[1]})
            return


def _judgement(reason: str, certain: bool, text: str, spot: Spot, args: dict[str, str]) -> Judgement:
    return Judgement(
        *verdict(certain, reason),
        cause=f"{reason}:{text[:120]}", args=args, evidence={"techniques": [reason], "decoded": text[:500]}, spots=(spot,), urgent=certain,
    )  # fmt: skip
