"""Which sites are inspected: everything, or a stratified random sample that anybody can draw again from its seed."""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from auditor.campaign.availability.ruling import home_days, rule_of
from auditor.campaign.circular.history import before
from auditor.campaign.quarters import quarter
from auditor.crawl.listfile import read_entries
from auditor.model.campaign import Sample, Stratum, Why, Window
from auditor.model.office import LEVELS_ZH, Site, SiteState
from auditor.model.options import UsageError, parse_options
from auditor.model.result import Conclusion, Kind
from auditor.policy.load import DEFAULT, load
from auditor.policy.table import PackError
from auditor.store.office import campaigns, register, results
from auditor.store.office.database import Office

KEYS = ("region", "level", "platform", "organiser")
"""What strata can be made by."""
SCOPES = ("all", "sample")
_NAME = re.compile(r"[\w-]{1,40}")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a campaign is to be, as it was asked for."""

    name: str
    window: Window
    scope: str = "all"
    ratio: Fraction = Fraction(3, 10)
    by: tuple[str, ...] = ("region", "level")
    seed: int = 0
    include: tuple[str, ...] = ()
    """Numbers, codes or addresses of sites."""
    exclude: tuple[str, ...] = ()
    portals: bool = True
    """Portals are always in."""
    failed: bool = True
    """Last quarter's failures are always in."""
    pack: str = ""
    limits: Mapping[str, object] | None = None
    """Options of the site runs: max_pages, delay, profile …"""


def open_campaign(office: Office, wish: Wish, operator: str) -> Sample:
    """Draw the sites and open the campaign; raises UsageError, or OfficeError when somebody else has opened it."""
    _check(wish)
    sites = list(register.sites(office))
    excluded, included = _named(sites, wish.exclude), _named(sites, wish.include)
    if twice := excluded & included:
        number = next(site.number for site in sites if site.id in twice)
        raise UsageError(f"网站 {number} 同时在 --include 和 --exclude 里")
    # A site that somebody names is in whatever its state.
    pool = [
        site for site in sites if site.id not in excluded and (site.state is SiteState.RUNNING or site.id in included)
    ]
    if not pool:
        raise UsageError("登记表里没有可以检查的网站,请先用 auditor register import 导入")
    failed = _failed_before(office, wish.name, sites) if wish.failed else frozenset()
    sample = draw(pool, wish, failed, included)
    plan = {
        "scope": wish.scope, "ratio": f"{float(wish.ratio * 100):g}%", "by": list(wish.by), "seed": wish.seed,
        "window": [wish.window.first.isoformat(), wish.window.last.isoformat()], "pool": len(pool),
        "portals": wish.portals, "failed": wish.failed, "strata": [asdict(one) for one in sample.strata],
        "options": dict(wish.limits or {}),
    }  # fmt: skip
    campaigns.create(office, campaigns.Opening(wish.name, plan, wish.pack, sample.chosen), operator)
    return sample


def draw(pool: Sequence[Site], wish: Wish, failed: Collection[int], included: Collection[int]) -> Sample:
    """Choose sites: who must be in, and in every stratum at least the ratio. Nothing but seed and addresses decides."""
    must: dict[int, Why] = {site.id: Why.INCLUDED for site in pool if site.id in included}
    must |= {site.id: Why.FAILED_BEFORE for site in pool if site.id in failed}
    must |= {site.id: Why.PORTAL for site in pool if site.portal and wish.portals}
    strata: dict[tuple[str, ...], list[Site]] = {}
    for site in pool:
        strata.setdefault(tuple(str(getattr(site, key)) for key in wish.by), []).append(site)
    chosen, sizes = dict(must), []
    for key, sites in sorted(strata.items()):
        quota = -(-len(sites) * wish.ratio // 1) if wish.scope == "sample" else len(sites)
        ranked = sorted((site for site in sites if site.id not in must), key=lambda site: _rank(wish.seed, site.url))
        inside = len(sites) - len(ranked)
        drawn = ranked[: max(0, int(quota) - inside)]
        chosen |= {site.id: Why.SAMPLED for site in drawn}
        sizes.append(Stratum(key, len(sites), inside + len(drawn)))
    return Sample(tuple((site.id, chosen[site.id]) for site in pool if site.id in chosen), tuple(sizes))


def _rank(seed: int, url: str) -> bytes:
    """A place in the draw: a hash is the same on every machine and release, and no site's place depends on another's."""
    return hashlib.sha256(f"{seed}\n{url}".encode()).digest()


def watching(window: Window, pack: str, today: date) -> list[str]:
    """Sentences: by when watching has to begin by a pack (its id), or that it is too late; raises UsageError."""
    try:
        rules = load(pack or DEFAULT)
        visits, home = rule_of(rules).days, home_days(rules)
    except PackError as error:
        raise UsageError(str(error)) from error
    return [
        _by(f"可用性监测({visits} 天)", window.begin_by(visits), today),
        _by(f"首页更新监测({home} 天)", window.begin_by(home), today),
    ]


def _by(what: str, day: date, today: date) -> str:
    if today > day:
        return f"{what}最迟应在 {day} 开始,已经来不及:本批次内测不满,该项将写作未能检测"
    left = (day - today).days
    return f"{what}最迟 {day} 开始" + ("(就是今天)" if not left else f"(还有 {left} 天)")


def stratum_zh(key: Sequence[str], by: Sequence[str]) -> str:
    """A stratum as people call it."""
    return " ".join(
        LEVELS_ZH.get(text, text) if name == "level" else text or "未登记" for name, text in zip(by, key, strict=True)
    )


def read_names(path: Path | None) -> tuple[str, ...]:
    """The lines of a list of sites; raises UsageError."""
    return () if path is None else tuple(entry for _, entry in read_entries(path, "名单"))


def run_options(words: Mapping[str, object]) -> dict[str, object]:
    """Options that every site run of a campaign gets, checked now and not on the night of the run; raises UsageError."""
    parse_options({**words, "url": "http://localhost/"})
    return dict(words)


def parse_ratio(text: str) -> Fraction:
    """``30%``, ``0.3`` or ``3/10``; raises UsageError."""
    try:
        ratio = Fraction(text.strip().rstrip("%％")) / (100 if text.strip()[-1:] in ("%", "％") else 1)
    except (ValueError, ZeroDivisionError) as error:
        raise UsageError(f"--ratio 应写成 30% 或 0.3,而不是「{text}」") from error
    if not 0 < ratio <= 1:
        raise UsageError(f"--ratio 应大于 0、不超过 100%,而不是「{text}」")
    return ratio


def parse_window(text: str) -> Window:
    """``2026-10-01..2026-10-20``; raises UsageError."""
    try:
        first, last = (date.fromisoformat(day.strip()) for day in text.split(".."))
    except ValueError as error:
        raise UsageError(f"--window 应写成 2026-10-01..2026-10-20,而不是「{text}」") from error
    if last < first:
        raise UsageError(f"--window 的结束日期 {last} 早于开始日期 {first}")
    return Window(first, last)


def parse_by(text: str) -> tuple[str, ...]:
    """``region,level``; raises UsageError."""
    keys = tuple(key.strip() for key in text.split(",") if key.strip())
    if unknown := sorted(set(keys) - set(KEYS)):
        raise UsageError(f"--by 不认识 {'、'.join(unknown)}(可用:{'、'.join(KEYS)})")
    return keys


def _failed_before(office: Office, name: str, sites: Iterable[Site]) -> frozenset[int]:
    """Sites that failed in the quarter before, by our own inspection or by results that were imported."""
    earlier = before(name, results.campaigns(office))
    if not earlier:
        return frozenset()
    last = quarter(office, earlier)
    failed = {one.key for one in last.results if one.kind is Kind.SITE and one.conclusion is Conclusion.FAIL}
    failed |= {one.name for one in last.named if one.kind is Kind.SITE}
    return frozenset(site.id for site in sites if site.url in failed or site.name in failed)


def _check(wish: Wish) -> None:
    if not _NAME.fullmatch(wish.name):
        raise UsageError(f"批次名称只能用文字、数字、_ 和 -,最长 40 字,而不是「{wish.name}」")
    watching(wish.window, wish.pack, wish.window.first)
    if wish.scope not in SCOPES:
        raise UsageError(f"--scope 应为 all 或 sample,而不是「{wish.scope}」")


def _named(sites: Iterable[Site], names: Sequence[str]) -> frozenset[int]:
    """The sites that a list names by number, code or address; raises UsageError naming the first it does not know."""
    if not names:
        return frozenset()
    by_word: dict[str, int] = {}
    for site in sites:
        for word in (site.code, site.url, site.url.rstrip("/"), site.url.partition("://")[2].rstrip("/"), site.number):
            by_word[word] = site.id
    if unknown := [name for name in names if name not in by_word]:
        more = f"等 {len(unknown)} 个" if len(unknown) > 1 else ""
        raise UsageError(f"登记表里没有名单上的「{unknown[0]}」{more}(每行一个编号、标识码或网址)")
    return frozenset(by_word[name] for name in names)
