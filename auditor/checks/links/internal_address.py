"""Links that only work inside somebody's own network or computer.

**Why** The public cannot open them, and they give away how the inner network is built.
**Not this** A site that is itself audited on a private address (staging), hosts that were mapped or allowed on purpose;
a public name that resolves to a private address here may be known differently elsewhere, so a person looks.
**Fix** Replace the address by the public one, or remove the link.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from auditor.checks.api import PASS, NoConfig, Texts, check, targets
from auditor.model.error import ErrorKind
from auditor.model.finding import Judgement
from auditor.model.link import Link, TargetKind
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.target import SiteContext, Target

ZH = Texts(
    title="内网或本机地址",
    why="公众无法打开,还会暴露单位内部网络的结构。",
    not_this="对测试环境(本身就在内网)的检查、检查时特意指定或放行的地址不算。",
    fix="换成公众可以访问的正式地址,或删除该链接。",
    reasons={
        "internal-address": "链接指向内网 IP 地址,公众无法访问",
        "loopback": "链接指向本机地址(localhost、127.0.0.1),公众无法访问",
        "local-file": "链接指向编辑人员电脑上的本地文件,公众无法访问",
        "intranet-name": "链接指向单位内部的主机名,公众无法访问",
        "redirect-private": "链接打开后跳转到内网地址 {address},公众无法访问",
        "resolves-private": "链接的域名解析到内网地址,请从公网核实",
        "interrupted": "检查中断,未访问",
    },
)

_REASONS = {"private-address": "internal-address"}


@check(
    shape=targets(TargetKind.PRIVATE, TargetKind.EXTERNAL, TargetKind.PAGE, TargetKind.ASSET),
    impact=Impact.SERIOUS,
    zh=ZH,
    refs=("ind:link.no-internal",),
)
def judge(target: Target, links: Sequence[Link], site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge an address written as private by its note, another by where its redirects were stopped."""
    if target.kind is TargetKind.PRIVATE:
        yield _written(target, links, site)
    elif target.error is ErrorKind.PRIVATE_ADDRESS:
        yield _reached(target, site)
    elif target.error is ErrorKind.INTERRUPTED:
        yield Judgement(Outcome.UNMEASURED, str(ErrorKind.INTERRUPTED))
    else:
        yield PASS


def _written(target: Target, links: Sequence[Link], site: SiteContext) -> Judgement:
    note = next((link.note for link in links), None)
    if note is None or (note != "local-file" and _exempt(target.url, site)):
        return Judgement(Outcome.NA)
    reason = _REASONS.get(note, note)
    return Judgement(Outcome.FAIL, reason if reason in ZH.reasons else "internal-address")


def _reached(target: Target, site: SiteContext) -> Judgement:
    if _exempt(target.final_url, site):
        return Judgement(Outcome.NA)
    address = urlsplit(target.final_url).netloc
    if len(target.chain) > 1:
        return Judgement(Outcome.FAIL, "redirect-private", args={"address": address})
    return Judgement(Outcome.REVIEW, "resolves-private", Confidence.LIKELY, args={"address": address})


def _exempt(url: str, site: SiteContext) -> bool:
    return site.private or (urlsplit(url).hostname or "") in site.exempt_hosts
