"""Links that name one body and lead to another.

**Why** A visitor looking for an office arrives at somebody else's site; a lapsed name may lead to a stranger.
**Not this** Sub-domains of the body's own site, addresses that are redirected to it, its column on the audited site. What
body a name means is known from the register (``--register``) or else from the majority of the site's own links; a person always decides.
**Fix** Link the body's own site.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from auditor.checks.api import PASS, NoConfig, Texts, check, targets
from auditor.checks.homes import bare, is_home
from auditor.model.error import ErrorKind
from auditor.model.finding import Judgement
from auditor.model.link import Link, TargetKind
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.target import SiteContext, Target
from auditor.urls.scope import is_government

ZH = Texts(
    title="链接名称与去向不符",
    why="访问者要找的是一个单位,打开的却是另一个网站;失效域名还可能已被他人使用。",
    not_this="该单位网站的子站、会跳转到该单位网站的地址、本站内为该单位设的栏目不算;一律由人工核实。",
    fix="改为该单位网站的正确地址。",
    reasons={
        "wrong-body": "链接名称是「{name}」,指向的 {host} 与其网站 {known} 不一致",
        "wrong-non-government": "链接名称是「{name}」,指向的 {host} 不是政府网站域名(其网站为 {known})",
        "interrupted": "检查中断,未访问",
    },
)


@check(
    shape=targets(TargetKind.EXTERNAL, TargetKind.PAGE),
    impact=Impact.SERIOUS,
    zh=ZH,
    refs=("ind:link.no-wrong",),
)
def judge(target: Target, links: Sequence[Link], site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Compare the text of each link with the hosts known by that name."""
    if not site.names:
        yield Judgement(Outcome.NA)
    elif target.internal and not is_home(target.url, site):
        yield PASS
    else:
        yield from _compared(target, links, site)


def _compared(target: Target, links: Sequence[Link], site: SiteContext) -> Iterator[Judgement]:
    known, accused = _known(site.names), dict[str, list[int]]()
    hosts = [urlsplit(url).hostname or "" for url in (target.url, target.final_url)]
    for index, link in enumerate(links):
        name = "".join(link.text.split())
        own = known.get(name)
        if own is not None and not any(_belongs(host, own) for host in hosts):
            accused.setdefault(name, []).append(index)
    if not accused:
        yield PASS
    elif target.error is ErrorKind.INTERRUPTED:
        # A redirect to the body's own site may not have been seen.
        yield Judgement(Outcome.UNMEASURED, str(ErrorKind.INTERRUPTED))
    else:
        yield from (_accusation(target, name, known[name], indices) for name, indices in sorted(accused.items()))


def _accusation(target: Target, name: str, own: str, indices: Sequence[int]) -> Judgement:
    host = urlsplit(target.url).hostname or ""
    stranger = is_government(own) and not is_government(host)
    return Judgement(
        Outcome.REVIEW, "wrong-non-government" if stranger else "wrong-body", Confidence.LIKELY, cause=f"{name} {target.url}",
        links=tuple(indices), args={"name": name, "host": host, "known": own},
    )  # fmt: skip


def _belongs(host: str, own: str) -> bool:
    """The host itself, www. left out, or one below it."""
    host, own = bare(host), bare(own)
    return host == own or host.endswith("." + own)


@lru_cache(maxsize=4)
def _known(names: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {"".join(name.split()): host for name, host in names}
