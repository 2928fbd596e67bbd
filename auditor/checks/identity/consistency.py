"""Pages whose identity is not that of the site: copied templates, clones, another unit's numbers.

**Why** A page that shows another site's code or filing was taken over with its template, or was put there by somebody else.
**Not this** Spelling and suffixes, numbers of another city, pages with the site's own value besides another, a site inside the site
that the register lists with its own code, pages whose footer was not read.
**Fix** Correct the template that these pages share; pages that nobody knows are to be treated as an intrusion.
**Source** ``guide.footer.everywhere`` M; a page with another code or ICP number is a copied template or a clone (footer standard,
section 3, measured).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check, noting
from auditor.checks.footers import CONAC, ICP, ORGANISER, POLICE, SITE_CODE, Wanted, spot, stated
from auditor.checks.registered import entry_of
from auditor.checks.sitecodes import filing, is_code, meta_code
from auditor.model.finding import Judgement, Spot
from auditor.model.identity import Found
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.siteview import SiteView
from auditor.model.target import SiteContext

ZH = Texts(
    title="全站身份信息一致",
    why="个别页面的标识码、备案号与全站不同,往往是照抄了别的网站的模板,或者页面由他人放入。",
    not_this="写法和后缀不同、市县代码不同、除本站信息外还列出其他单位、基本信息表中另有登记的子站、没有读到页脚的页面不算。",
    fix="更正这些页面共用的模板;无人认领的页面按入侵处理。",
    reasons={
        "few-pages": "带有身份信息的页面太少,无法比较",
        "differs": "这些页面的身份信息与全站不同:{differences}",
        "organiser-differs": "这些页面的主办单位与全站不同:{differences},请核实",
        "no-footer": "全站绝大多数页面都有页脚,这些页面却没有任何身份信息,请核实",
    },
)

_FEWEST = 3
"""Pages that must agree before one that differs is accused. Our own choice: two of two may be the two that are wrong."""
_SHARE = 0.6
"""Of the pages that state a field: so many make a value the site's. Our own choice, clearly more than half."""
_NEARLY_ALL = 0.9
"""Of all pages: where so many have a footer, one without any is worth a look. Our own choice."""


def _code(found: Found) -> str:
    return found.value.lower() if is_code(found.value) else ""


def _number(found: Found) -> str:
    return filing(found.value)


def _plain(found: Found) -> str:
    return found.value if found.form != "script" else ""


def _name(found: Found) -> str:
    return "".join(found.value.split())


_FIELDS: tuple[tuple[Wanted, Callable[[Found], str]], ...] = (
    (SITE_CODE, _code), (ICP, _number), (POLICE, _plain), (CONAC, _plain), (ORGANISER, _name),
)  # fmt: skip
_DECISIVE = {SITE_CODE.name, ICP.name, POLICE.name}

Signature = tuple[frozenset[str], ...]
"""The values of each field."""
Variant = tuple[tuple[str, str], ...]
"""(field, value) for every field in which pages differ from the site; empty = no identity at all."""


@dataclass(slots=True)
class _Pages:
    """The places of one variant."""

    spots: list[Spot] = field(default_factory=list)
    urls: set[str] = field(default_factory=set)


def _signature(page: PageFacts, site: SiteContext) -> Signature:
    values = [
        frozenset(value for item in stated(page, site, wanted) if (value := read(item))) for wanted, read in _FIELDS
    ]
    if not values[0] and (tagged := meta_code(page)):
        values[0] = frozenset({tagged})
    return tuple(values)


@noting(_signature)
@check(shape=Shape.SITE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:guide.footer.everywhere",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Count what the pages say, then, only where they differ, look for the places."""
    counts = cast(Counter[Signature], view.noted(_signature))
    usual = _usual(counts)
    if not usual:
        yield Judgement(Outcome.NA, "few-pages")
        return
    variants = {signature: _variant(signature, usual) for signature in counts}
    bare: Signature = tuple(frozenset[str]() for _ in _FIELDS)
    nearly_all = counts.total() - counts[bare] >= _NEARLY_ALL * counts.total()
    wanted = {
        signature: variant for signature, variant in variants.items() if variant or (signature == bare and nearly_all)
    }
    found = _places(view, wanted) if wanted else {}
    yield from [_judgement(variant, pages, usual) for variant, pages in sorted(found.items())] or (PASS,)


def _usual(counts: Counter[Signature]) -> dict[str, str]:
    """Field → what most pages say that say anything."""
    usual: dict[str, str] = {}
    for at, (wanted, _) in enumerate(_FIELDS):
        said: Counter[str] = Counter()
        pages = 0
        for signature, number in counts.items():
            pages += number if signature[at] else 0
            for value in signature[at]:
                said[value] += number
        value, most = min(said.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
        if most >= _FEWEST and most >= _SHARE * pages:
            usual[wanted.name] = value
    return usual


def _variant(signature: Signature, usual: Mapping[str, str]) -> Variant:
    named = zip((wanted.name for wanted, _ in _FIELDS), signature, strict=True)
    return tuple((name, min(said)) for name, said in named if said and name in usual and usual[name] not in said)


def _places(view: SiteView, wanted: Mapping[Signature, Variant]) -> dict[Variant, _Pages]:
    found: dict[Variant, _Pages] = {}
    for page in view.pages():
        variant = wanted.get(_signature(page, view.context))
        if variant is None or _excused(page, variant, view.context):
            continue
        pages = found.setdefault(variant, _Pages())
        pages.urls.add(page.url)
        pages.spots += [_spot(page, view.context, name, value) for name, value in variant] or [Spot(0, "", page.url)]
    return found


def _excused(page: PageFacts, variant: Variant, site: SiteContext) -> bool:
    """Its footer was not read, or it belongs to a site that the register lists with this code."""
    if not variant:
        return bool(page.identity.open_sources) or page.status not in (None, 200)
    entry = entry_of(page.url, site.register) if site.register is not None else None
    return entry is not None and bool(entry.code) and entry.code == dict(variant).get(SITE_CODE.name)


def _spot(page: PageFacts, site: SiteContext, name: str, value: str) -> Spot:
    wanted, read = next(pair for pair in _FIELDS if pair[0].name == name)
    item = next((item for item in stated(page, site, wanted) if read(item) == value), None)
    if item is not None:
        return spot(item, page.url)
    tag = page.identity.tags("SiteIDCode")[0]
    return Spot(tag.offset, f'<meta name="{tag.name}" content="{tag.content}">'[:500], page.url)


def _judgement(variant: Variant, pages: _Pages, usual: Mapping[str, str]) -> Judgement:
    if not variant:
        return Judgement(
            Outcome.REVIEW,
            "no-footer",
            Confidence.GUESS,
            cause="no-footer",
            spots=tuple(pages.spots),
            impact=Impact.MINOR,
        )
    decisive = any(name in _DECISIVE for name, _ in variant)
    differences = ";".join(f"{name} {value}(全站为 {usual[name]})" for name, value in variant)
    return Judgement(
        Outcome.FAIL if decisive else Outcome.REVIEW, "differs" if decisive else "organiser-differs",
        Confidence.CERTAIN if decisive else Confidence.LIKELY, cause="variant:" + ";".join(map("=".join, variant)),
        args={"differences": differences}, evidence={"variant": dict(variant), "site": dict(usual), "pages": len(pages.urls)},
        spots=tuple(pages.spots), impact=None if decisive else Impact.MODERATE,
    )  # fmt: skip
