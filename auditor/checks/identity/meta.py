"""The page tags (SiteName, ColumnName, ArticleTitle …): those of the page's kind, filled, well formed, without contradiction.

**Why** Search, archives and the national monitoring read them; a wrong code or domain assigns the page to another site.
**Not this** Optional tags, article tags left empty on list pages, articles without ColumnDescription and ColumnKeywords (ministries
leave them out), spelling in other letter case, seconds in PubDate. Where only the address tells a page's kind a person looks.
**Fix** Fill the tags in the templates from the fields of the column and the article.
**Source** 指引 page tags: home 3 tags A, columns 7 tags A, articles 10 tags B (practice differs: that
an article lacks the tags of its column is for a person, its own and the site's are not); PubDate ``YYYY-MM-DD HH:MM`` A;
SiteDomain is the bare host A.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.footers import is_home
from auditor.checks.sitecodes import is_code, is_unfilled
from auditor.model.finding import Judgement, Spot
from auditor.model.identity import MetaTag
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.urls.order import HOME, url_class
from auditor.urls.owners import belongs
from auditor.urls.scope import registrable

ZH = Texts(
    title="页面标签",
    why="搜索、归档和全国监测都要读取页面标签;标识码或域名写错,页面就被归到别的网站。",
    not_this="选填标签、列表页上空着的文章标签、文章页没有栏目描述和关键词、大小写不同、发布时间带秒不算;只凭网址推断页面类型的由人工判断。",
    fix="在模板中用栏目和文章的字段填写标签。",
    reasons={
        "missing": "{kind}缺少页面标签:{names}",
        "empty": "{kind}的页面标签没有内容:{names}",
        "residue": "页面标签 {name} 的内容“{value}”是没有替换的模板文字",
        "contradicting": "页面标签 {name} 出现多次,内容不同:{value};{other}",
        "code-malformed": "页面标签 SiteIDCode 的内容“{value}”不是网站标识码",
        "domain-differs": "页面标签 SiteDomain 是 {value},与网站域名 {host} 不符",
        "domain-malformed": "页面标签 SiteDomain 的内容“{value}”不是域名",
        "domain-spelling": "页面标签 SiteDomain 应只写域名,现写作“{value}”",
        "pubdate": "页面标签 PubDate 的内容“{value}”不是“年-月-日 时:分”的形式",
    },
)

_SITE = ("SiteName", "SiteDomain", "SiteIDCode")
_COLUMN = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
_ARTICLE = ("ArticleTitle", "PubDate", "ContentSource")
_ASKED = {
    "home": _SITE,
    "column": _SITE + _COLUMN,
    "article": (*_SITE, "ColumnName", "ColumnType", *_ARTICLE),
}
_DISPUTED = {"article": frozenset(_COLUMN)}
"""Kind of page -> tags that half of the practice leaves out there."""
_KINDS = {"home": "首页", "column": "栏目页", "article": "文章页"}
_RESIDUE = re.compile(
    r"(?:政府)?网站(?:名称|域名|标识码)|栏目(?:名称|描述|关键[词字]|类[别型])|文章(?:标题|来源)|(?:发布|发文)(?:时间|日期)|(?:内容|信息|稿件)来源"
    r"|[#?*]{2,}|.{0,40}(?:\{\{|\$\{|<%|\[!--|undefined).{0,200}|null",
    re.I,
)
_PUBDATE = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]) (?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?")
_ARTICLE_URL = re.compile(r"/(?:t\d{8}_\d+|art_\d+_\d+|content_\d+|post_\d+)\.s?html?$|/art/(?:19|20)\d\d/", re.I)
_COLUMN_URL = re.compile(r"(?:/col/col\d+)?/(?:(?:index|list)(?:_\d+)?\.(?:s?html?|jsp|php|aspx?))?$", re.I)
_BETWEEN = re.compile(r"[,;,;、\s|]+")
_DOMAIN = re.compile(r"(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}")


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, refs=("ind:fn.tags",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge which tags are there, then what they say."""
    if page.status not in (None, 200):
        yield Judgement(Outcome.NA)
        return
    kind, certain = _kind(page, site)
    found = [*_complete(page, kind, certain), *_values(page, site)]
    if kind == "article":
        found += _dated(page)
    yield from found or (PASS,)


def _kind(page: PageFacts, site: SiteContext) -> tuple[str, bool]:
    """The kind of a page, and whether more than its address tells it."""
    if is_home(page, site):
        return "home", True
    tag, path = page.identity.tag, urlsplit(page.final_url).path
    if tag("ArticleTitle") or tag("PubDate"):
        return "article", True
    if _ARTICLE_URL.search(path):
        return "article", False
    if tag("ColumnName"):
        return "column", True
    if url_class(page.final_url, 0) == HOME:
        return "home", False  # The home page under its second address.
    return ("column", False) if _COLUMN_URL.search(path) else ("", False)


def _complete(page: PageFacts, kind: str, certain: bool) -> Iterator[Judgement]:
    asked = _ASKED.get(kind, ())
    missing = [name for name in asked if not page.identity.tags(name)]
    empty = [name for name in asked if page.identity.tags(name) and not page.identity.tag(name).strip()]
    disputed = _DISPUTED.get(kind, frozenset())
    sure, doubted = (Outcome.FAIL, Confidence.CERTAIN), (Outcome.REVIEW, Confidence.LIKELY)
    guessed = (Outcome.REVIEW, Confidence.GUESS)
    for reason, lacking in (("missing", missing), ("empty", empty)):
        for verdict, names in (
            (sure, [name for name in lacking if name not in disputed]),
            (doubted, [name for name in lacking if name in disputed]),
        ):
            if names:
                yield _lacks(page, kind, reason, names, verdict if certain else guessed)


def _lacks(
    page: PageFacts, kind: str, reason: str, names: Sequence[str], verdict: tuple[Outcome, Confidence]
) -> Judgement:
    places = [tag for name in names for tag in page.identity.tags(name)]
    return Judgement(
        verdict[0], reason, verdict[1], cause=f"{reason}:{kind}:{','.join(names)}",
        args={"kind": _KINDS[kind], "names": "、".join(names)}, evidence={"kind": kind, "names": names},
        spots=tuple(map(_spot, places)), impact=Impact.MINOR if reason == "empty" else None,
    )  # fmt: skip


def _values(page: PageFacts, site: SiteContext) -> Iterator[Judgement]:
    for name in (*_SITE, *_COLUMN, *_ARTICLE):
        tags = [tag for tag in page.identity.tags(name) if tag.content.strip()]
        if not tags:
            continue
        bad = next((tag for tag in tags if _RESIDUE.fullmatch(tag.content.strip())), None)
        if bad is not None:
            yield _said("residue", bad, name=name)
            continue
        other = next((tag for tag in tags if _folded(tag) != _folded(tags[0])), None)
        if other is not None:
            weight = None if name in _SITE else Impact.MINOR
            yield _said("contradicting", tags[0], weight, name=name, other=other.content.strip())
        if name == "SiteIDCode":
            yield from _code(tags)
        elif name == "SiteDomain":
            yield from _domain(tags[0], site)


def _code(tags: Sequence[MetaTag]) -> Iterator[Judgement]:
    for tag in tags:
        text = tag.content.strip()
        if not is_code(text) or is_unfilled(text):
            yield _said("code-malformed", tag, Impact.SERIOUS)


def _domain(tag: MetaTag, site: SiteContext) -> Iterator[Judgement]:
    """Several domains in one tag and a scheme are tolerated as long as one of them is the site's."""
    words = [word for word in _BETWEEN.split(tag.content.strip().lower()) if word]
    names = [host for word in words if (host := _host_of(word))]
    if not names:
        yield _said("domain-malformed", tag)
    elif not (site.private or site.nameless) and not any(_is_own(name, site) for name in names):
        yield _said("domain-differs", tag, Impact.SERIOUS, host=site.host)
    elif words != names:
        yield _said("domain-spelling", tag, Impact.MINOR)


def _host_of(word: str) -> str:
    rest = word.partition("//")[2] or word
    name = re.split(r"[/:?#]", rest, maxsplit=1)[0].rstrip(".")
    return name if _DOMAIN.fullmatch(name) else ""


def _is_own(name: str, site: SiteContext) -> bool:
    try:
        name = name if name.isascii() else name.encode("idna").decode()
    except UnicodeError:
        return False
    return registrable(name) == registrable(site.host) or belongs(name, site.operators)


def _dated(page: PageFacts) -> Iterator[Judgement]:
    tag = next((tag for tag in page.identity.tags("PubDate") if tag.content.strip()), None)
    if tag is None or _PUBDATE.fullmatch(tag.content.strip()) or _RESIDUE.fullmatch(tag.content.strip()):
        return
    shape = re.sub(r"\d", "0", tag.content.strip())[:40]
    yield Judgement(
        Outcome.FAIL, "pubdate", cause=f"pubdate:{shape}", args={"value": tag.content.strip()},
        evidence={"name": tag.name, "value": tag.content, "shape": shape}, spots=(_spot(tag),), impact=Impact.MINOR,
    )  # fmt: skip


def _said(reason: str, tag: MetaTag, impact: Impact | None = None, **args: str) -> Judgement:
    value = tag.content.strip()
    return Judgement(
        Outcome.FAIL, reason, cause=f"{reason}:{tag.key}:{value}"[:200], args={"name": tag.name, "value": value, **args},
        evidence={"name": tag.name, "value": tag.content, **args}, spots=(_spot(tag),), impact=impact,
    )  # fmt: skip


def _spot(tag: MetaTag) -> Spot:
    return Spot(tag.offset, f'<meta name="{tag.name}" content="{tag.content}">'[:500])


def _folded(tag: MetaTag) -> str:
    return " ".join(tag.content.split()).lower()
