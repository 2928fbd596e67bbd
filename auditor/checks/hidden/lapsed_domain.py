"""Outside links whose domain is now in the hands of gamblers or pornographers.

**Why** Domains that lapsed are bought for the links that government sites still have to them; visitors are led straight there.
**Not this** Domains that are for sale or parked, and those where only the title makes one wonder (``links.parked``); reports and
warnings about gambling, lawful lotteries, government domains.
**Fix** Remove the link at once on all pages, or link the body's new site; look through the other friend links as well.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from auditor.checks.answers import TEXTS, answer_of, unanswered
from auditor.checks.api import PASS, NoConfig, Texts, check, targets
from auditor.checks.lapsed import trade_words
from auditor.model.finding import Judgement
from auditor.model.link import Link, TargetKind
from auditor.model.outcome import Impact, Outcome
from auditor.model.target import SiteContext, Target
from auditor.urls.scope import is_government, registrable

ZH = Texts(
    title="链接的域名已变成赌博、色情网站",
    why="原单位的域名到期后被人抢注,政府网站上的链接直接把访问者带到赌博、色情网站,后果严重。",
    not_this="域名出售、停放和仅标题可疑的情形(见“域名已出售、停放或易主”),报道或打击赌博的网页,合法彩票网站,政府网站域名不算。",
    fix="立即在所有网页上删除该链接,或改为该单位的新网址,并逐一核查其他友情链接。",
    reasons={**TEXTS, "trade-words": "目标网站的标题和正文含有“{words}”等内容,域名已易主"},
)
_SHOWN = 3


@check(shape=targets(TargetKind.EXTERNAL), impact=Impact.SERIOUS, zh=ZH, refs=("ind:veto.bad-content",))
def judge(target: Target, links: Sequence[Link], site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge by what the page says of itself; all links to one domain are one finding."""
    absent = unanswered(answer_of(target, site))
    host = urlsplit(target.final_url).hostname or ""
    if absent is not None:
        yield absent
    elif target.page is None:
        yield Judgement(Outcome.NA)
    elif is_government(host) or not (words := trade_words(target.page)):
        yield PASS
    else:
        yield Judgement(
            Outcome.FAIL, "trade-words", cause=f"lapsed:{registrable(host)}", args={"words": "、".join(words[:_SHOWN])},
            evidence={"words": list(words)},
        )  # fmt: skip
