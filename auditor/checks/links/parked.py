"""Outside links whose domain is for sale, expired or in strange hands.

**Why** A government page that sends visitors to gambling or advertising is what the press writes about.
**Not this** News that mention the sale of domains or gambling, government domains, lotteries; where only the title tells that a
domain changed hands, a person looks; where the text leaves no doubt, ``hidden.lapsed_domain`` accuses.
**Fix** Remove the link at once, or link the body's new site.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from auditor.checks.answers import TEXTS, answer_of, unanswered
from auditor.checks.api import PASS, NoConfig, Texts, check, targets
from auditor.checks.lapsed import trade_words
from auditor.checks.phrases import any_says, dominates, says
from auditor.model.finding import Judgement
from auditor.model.link import Link, TargetKind
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.page import PageText
from auditor.model.target import SiteContext, Target
from auditor.urls.scope import is_government

ZH = Texts(
    title="域名已出售、停放或易主",
    why="链接把访问者带到广告、赌博等网站,极易引发舆情。",
    not_this="报道域名买卖、打击赌博的文章和政府网站域名不算;疑似易主的由人工核实。",
    fix="立即删除该链接,或改为该单位的新网址。",
    reasons={
        **TEXTS,
        "domain-parked": "目标网站的域名正在出售、停放或空间已到期",
        "domain-changed": "目标网站疑似已易主,标题含有赌博或色情内容",
    },
)

_SALE = re.compile(
    r"(?:该|此|本|这个|您访问的)?(?:精品|优质)?(?:域名|网站|空间|主机|虚拟主机)(?:正在|可以|现|已经?|可)?(?:出售|转让|停靠|停放|到期|过期|欠费|一口价)中?"
    r"|正在(?:出售|转让)中?|(?:出售|转让)(?:该|此|本)?域名|购买(?:该|此|本)?域名"
    r"|[\w.-]{0,40}(?:this)?domain(?:name)?(?:is|maybe|may be)?(?:for ?sale|parked|expired)|domain(?:is|maybe)forsale"
    r"|buythisdomain|parkedfree|parkeddomain|sedo(?:domainparking|\.com)?|dan\.com|afternic(?:\.com)?",
    re.IGNORECASE,
)
_STRANGE = re.compile(
    r"博彩|娱乐城|棋牌|彩票平台|体育投注|网上投注|真人荷官|老虎机|百家乐|六合彩|赌(?:场|球|博)|澳门(?:新?葡京|金沙|威尼斯)"
    r"|色情|成人(?:视频|电影|影片|网站|小说|直播|在线)|(?<![a-z])(?:av|a片)(?:在线|女优|电影|视频)|无码|一本道|黄色网站",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"禁赌|反赌|拒赌|打击|整治|查处|抓获|严惩|破获|涉赌|警惕|防范|举报|扫黄|通报|宣传|案")
_LONG = 3000
_SHORT = 800
_START = 60


@check(shape=targets(TargetKind.EXTERNAL), impact=Impact.SERIOUS, zh=ZH, refs=("ind:link.no-wrong",))
def judge(target: Target, links: Sequence[Link], site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge by what the page says of itself; a government domain is never accused."""
    absent = unanswered(answer_of(target, site))
    if absent is not None:
        yield absent
    elif target.page is None:
        yield Judgement(Outcome.NA)
    elif is_government(urlsplit(target.final_url).hostname or ""):
        yield PASS
    elif _is_for_sale(target.page):
        yield Judgement(Outcome.FAIL, "domain-parked", Confidence.LIKELY)
    elif trade_words(target.page):
        yield PASS  # No doubt is left: hidden.lapsed_domain says so.
    elif _STRANGE.search(target.page.title) and not _AGAINST.search(target.page.title):
        yield Judgement(Outcome.REVIEW, "domain-changed", Confidence.LIKELY)
    else:
        yield PASS


def _is_for_sale(page: PageText) -> bool:
    if page.visible >= _LONG:
        return False
    if says(_SALE, page.title) or any_says(_SALE, page.headings[:3]):
        return True
    return page.visible < _SHORT and dominates(_SALE, page.opening[:_START])
