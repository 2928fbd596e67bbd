"""Links to strangers in elements that no visitor sees (暗链, 黑链).

**Why** Intruders sell such links; they lend the site's good name to gambling and fraud, and prove that the site was entered.
**Not this** Menus, tabs and dialogues that open on a click, links of the site's operator, counters, credit links of the CMS
maker, friend links in lists, text for screen readers. Hiding alone proves nothing: nearly every page hides something.
**Fix** Take the site off the network path of the intruder first: find how he came in, remove the block from template,
database or module, change all passwords, and check every page that carries it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check, verdict
from auditor.checks.looked import REASONS, Doubt, settled
from auditor.checks.strangers import domains, evidence, is_hacked_target, neighbours, readable, spam, strangers
from auditor.model.finding import Judgement, Spot
from auditor.model.hidden import HiddenBlock, Method, Origin, OutsideLink, Place
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.model.want import Want
from auditor.text.spam import reports, speaks_against
from auditor.text.vendors import UNTRUSTED, vendor

ZH = Texts(
    title="暗链",
    why="访问者看不见的链接指向与本单位无关的网站,多为入侵者植入,说明网站已被侵入,且会使搜索引擎降低对本站的信任。",
    not_this="点击后展开的菜单、选项卡和弹窗,本单位及其主管部门的网站,统计代码,建站厂商署名,友情链接列表,供读屏软件使用的文字不算。",
    fix="先查明入侵途径并封堵,再从模板、数据库或服务器模块中清除该代码,更换全部口令,并检查所有带有同样代码的页面。",
    reasons={
        "spam-words": "隐藏的链接含有“{word}”等违规推广词语,指向 {domains}",
        "anonymous-block": "一段没有名称的隐藏代码中有 {count} 个链接,指向 {domains} 等互不相关的网站",
        "offscreen-links": "用移出屏幕、透明或极小的方式隐藏了 {count} 个文字链接,指向 {domains}",
        "outside-document": "网页正文之外有隐藏的链接,指向 {domains}",
        "hacked-targets": "隐藏的链接指向其他单位网站的程序目录:{domains}",
        "script-wrapper": "由脚本隐藏起来的链接,指向 {domains}",
        "transparent-cover": "一个透明的链接盖住了整个页面,指向 {domains}",
        "shortened-target": "隐藏的链接指向短网址,看不出真正的去处:{domains}",
        "spam-links": "页面上有多个指向不同网站的违规推广链接,含有“{word}”等词语",
        "spam-links-doubtful": "页面上有多个指向不同网站的链接含有“{word}”等词语,请核实是否为正常报道",
        "unnamed-link": "没有名称的隐藏代码中有指向 {domains} 的链接,请核实是否为本单位所加",
        "many-strangers": "隐藏的内容中有指向 {count} 个互不相关网站的链接,请核实",
        "near-white": "文字颜色与底色几乎相同的链接,指向 {domains},请核实",
        "links-apart": "网页正文之外(文档声明之前或结束标记之后)有指向 {domains} 的链接",
        "too-large": "页面过大,没有全部检查",
        **REASONS,
        "empty-shell": "残留着用来隐藏链接的代码(极小的滚动区),链接已不在,请查明来历",
    },
)

_STRONG = frozenset(
    [
        Method.OFFSCREEN,
        Method.OPACITY,
        Method.TINY_BOX,
        Method.TINY_TEXT,
        Method.TINY_MARQUEE,
        Method.SCALE,
        Method.CLIP,
        Method.INDENT,
    ]
)
"""Ways of hiding that menus do not use on bare text links."""
_DOUBT = Doubt(
    by_sight=frozenset({"near-white", "script-wrapper"}),
    whatever=frozenset({"spam-words", "transparent-cover", "hacked-targets"}),
)
_SEVERAL = 3
_MANY = 8
_LISTS = ("ul", "ol", "nav", "select", "form", "li", "dl")
_INSERTED = frozenset(
    "div span p font b strong i em u center marquee code a small h1 h2 h3 h4 h5 h6 address pre big tt ins "
    "blockquote article".split()
)
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Group:
    """Blocks of one insertion, with their links to strangers."""

    blocks: tuple[HiddenBlock, ...]
    links: tuple[OutsideLink, ...]

    @property
    def methods(self) -> frozenset[Method]:
        """By what the blocks are hidden."""
        return frozenset(method for block in self.blocks for method in block.methods)

    @property
    def anonymous(self) -> bool:
        """Nothing names the wrapper, nothing is designed inside, and it is no entry of a list: nobody can show it again."""
        return all(
            block.bare and block.tag in _INSERTED and block.origin in (Origin.INLINE, Origin.SCRIPT) and not block.dressed
            and not block.controls and not _in_list(block)
            for block in self.blocks
        )  # fmt: skip


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:veto.tampered",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement | Want]:
    """Judge each insertion by who could have made it, and by whether a browser shows it; one judgement for each."""
    found: list[Judgement | Want] = []
    for blocks in neighbours(page.hidden.blocks):
        group = _Group(blocks, strangers((link for block in blocks for link in block.links), site))
        if judgement := _judged(group, site):
            found += settled(judgement, group.links, page, site, _DOUBT) if group.links else (judgement,)
    found += [*_visible(page, site), *_apart(page, site)]
    if page.hidden.truncated and not found:
        yield Judgement(Outcome.UNMEASURED, "too-large", cause="too-large")
    else:
        yield from found or (PASS,)


def _judged(group: _Group, site: SiteContext) -> Judgement | None:
    if not group.links:
        return _shell(group)
    return _by_words(group) or _by_wrapper(group, site) or _by_number(group)


def _by_words(group: _Group) -> Judgement | None:
    bad = list(spam(group.links))
    strong = [(link, hit) for link, hit in bad if hit.strong]
    in_host = [(link, hit) for link, hit in bad if hit.word in link.host]
    if not strong and _unseen(group):
        strong = in_host or (bad if len(bad) >= _SEVERAL else [])
    if not strong:
        return None
    links, hits = zip(*strong, strict=True)
    designed = any(block.named or (block.origin is Origin.SHEET and block.dressed) for block in group.blocks)
    certain = (not designed or len(links) >= _SEVERAL) and not all(reports(link.text) for link in links)
    return _judgement(group, "spam-words", certain, links, {"word": hits[0].word})


def _by_wrapper(group: _Group, site: SiteContext) -> Judgement | None:
    links, first = readable(group.links), group.blocks[0]
    hidden_inline = first.origin in (Origin.INLINE, Origin.SCRIPT)
    if _is_cover(first) and group.links:
        return _judgement(group, "transparent-cover", True, group.links)
    if not links or not hidden_inline or not group.anonymous:
        return None
    unrelated = domains(links)
    if sum(is_hacked_target(link, site) for link in links) >= 2:
        return _judgement(group, "hacked-targets", True, links)
    if first.place in (Place.AFTER_HTML, Place.BEFORE_DOCTYPE):
        return _judgement(group, "outside-document", len(unrelated) >= 2 or len(links) >= _SEVERAL, links)
    if group.methods & _STRONG:
        return _judgement(group, "offscreen-links", len(unrelated) >= 2 or len(links) >= _SEVERAL, links)
    if len(unrelated) >= _SEVERAL:
        return _judgement(group, "anonymous-block", True, links)
    if all((known := vendor(link.host)) is not None and known.kind in UNTRUSTED for link in links):
        return _judgement(group, "shortened-target", True, links)
    if all(link.account for link in links):
        return None
    return _judgement(group, "script-wrapper" if first.origin is Origin.SCRIPT else "unnamed-link", False, links)


def _by_number(group: _Group) -> Judgement | None:
    """A named or designed wrapper accuses nobody; many unrelated homes in one that nothing shows again are for a person."""
    first, links = group.blocks[0], readable(group.links)
    unrelated = domains(links)
    if Method.COLOUR in group.methods and first.origin is Origin.SHEET and len(group.methods) == 1:
        return _judgement(group, "near-white", False, links) if len(unrelated) >= 2 and not first.named else None
    loose = not any(block.named or block.controls or _in_list(block) or block.tag in _LISTS for block in group.blocks)
    if first.origin is Origin.SCRIPT and loose and links and not first.dressed:
        return _judgement(group, "script-wrapper", False, links)
    if loose and len(unrelated) >= _MANY and not any(block.dressed for block in group.blocks):
        return _judgement(group, "many-strangers", False, links)
    return None


def _shell(group: _Group) -> Judgement | None:
    """A marquee of a few pixels that runs too fast to read is only ever made to hide; without links it is a remnant."""
    first = group.blocks[0]
    if Method.TINY_MARQUEE not in group.methods or first.text_length > 40:
        return None
    return _judgement(group, "empty-shell", False, ())


def _visible(page: PageFacts, site: SiteContext) -> Iterator[Judgement]:
    """Spam that stands openly: the hiding rule may lie in a file we have not, or the intruder did not care to hide it."""
    bad = [(link, hit) for link, hit in spam(strangers(page.hidden.spam, site)) if hit.strong]
    if len(bad) < _SEVERAL or len(domains(link for link, _ in bad)) < _SEVERAL:
        return
    links = tuple(link for link, _ in bad)
    key = blake2b("\n".join(sorted({link.url for link in links})).encode(), digest_size=8).hexdigest()
    spot = Spot(page.hidden.spam_offset, links[0].text[:500])
    certain = not any(map(reports, (page.hidden.head.title, *(link.text for link in page.hidden.spam))))
    yield Judgement(
        *verdict(certain, "spam-links" if certain else "spam-links-doubtful", Confidence.GUESS), cause=key, args={"word": bad[0][1].word},
        evidence=evidence(["visible-spam"], links), spots=(spot,), target=links[0].url, urgent=certain,
    )  # fmt: skip


def _apart(page: PageFacts, site: SiteContext) -> Iterator[Judgement]:
    """Links in the open, but before the doctype or behind the end of the document, where no template writes."""
    for part in page.hidden.outside:
        links = readable(strangers(part.links, site))
        blocks = [block for block in page.hidden.blocks if part.offset <= block.offset]
        concealed = {link for block in blocks if block.place is part.place for link in block.links}
        links = tuple(link for link in links if link not in concealed)
        if not links:
            continue
        silent = not any(speaks_against(link.text) for link in links)
        certain = silent and (len(domains(links)) >= _SEVERAL or any(hit.strong for _, hit in spam(links)))
        key = blake2b("\n".join(sorted({link.url for link in links})).encode(), digest_size=8).hexdigest()
        yield Judgement(
            *verdict(certain, "links-apart"),
            cause=key, args={"domains": "、".join(domains(links)[:_SHOWN])}, evidence=evidence([str(part.place)], links, part.text),
            spots=(Spot(part.offset, part.raw),), target=links[0].url, urgent=certain,
        )  # fmt: skip


def _judgement(
    group: _Group, reason: str, certain: bool, links: Sequence[OutsideLink], args: dict[str, str] | None = None
) -> Judgement:
    named = domains(links)
    shown = "、".join(named[:_SHOWN])
    techniques = sorted(str(method) for method in group.methods)
    origin = (str(group.blocks[0].origin), str(group.blocks[0].place))
    card = evidence([*techniques, *origin], group.links, group.blocks[0].text)
    return Judgement(
        *verdict(certain, reason), cause=_cause(group),
        args={"domains": shown, "count": str(len(links)), **(args or {})},
        evidence={**card, "style": group.blocks[0].style, "ancestors": list(group.blocks[0].ancestors)},
        spots=tuple(Spot(block.offset, block.raw) for block in group.blocks[:20]), target=links[0].url if links else "", urgent=certain,
    )  # fmt: skip


def _cause(group: _Group) -> str:
    keys = list(dict.fromkeys(block.key for block in group.blocks))
    return keys[0] if len(keys) == 1 else blake2b("\n".join(keys).encode(), digest_size=8).hexdigest()


def _unseen(group: _Group) -> bool:
    return group.anonymous or all(block.origin is Origin.SCRIPT and not block.named for block in group.blocks)


def _in_list(block: HiddenBlock) -> bool:
    return any(name.partition("#")[0].partition(".")[0] in _LISTS for name in block.ancestors[:4])


def _is_cover(block: HiddenBlock) -> bool:
    return block.tag == "a" and Method.COVER in block.methods and not block.text_length and bool(block.links)
