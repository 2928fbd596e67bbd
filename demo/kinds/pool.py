"""What an intruder makes the server itself do: directories in which every name exists, and a search that says anything."""

from collections.abc import Iterator
from functools import partial
from html import escape
from urllib.parse import parse_qs, quote

from demo import disguise, tree, words
from demo.model import Answer, Reply, Request
from demo.render import Crumb, Route, Site

POOL = "/news/"
SCRIPT = "/app/contents.php/"
SEARCH = "/so/"
_WAYS = 12
ENTRIES = (
    f"{POOL}20260118.html",
    f"{SCRIPT}article/2026022366288716.shtml",
    f"{SEARCH}?q={quote('星河娱乐城注册送彩金 www.xinghe-ylc8812.com')}",
    f"/lxwm/?topi=4&fun={quote('博彩平台大全', encoding='gbk')}",
)
"""Addresses that search engines were told; no page of the site links them openly."""


def routes(site: Site) -> Iterator[Route]:
    """The search; ``prefixed`` answers the directories."""
    yield SEARCH, partial(_search, site)


def prefixed() -> dict[str, Answer]:
    """Path prefixes below which every path exists."""
    return {POOL: _foreign, SCRIPT: _foreign}


def _foreign(request: Request) -> Reply:
    """Another text for every name, and links to more names: what spider pools are made of."""
    dice = words.seeded("pool", request.path)
    subject = dice.choice(disguise.CASINO)
    near = [f"{POOL}202601{way + 10}.html" for way in dice.sample(range(_WAYS), 2)]
    links = "".join(f'<li><a href="{path}">{dice.choice(disguise.CASINO)}</a></li>' for path in near)
    texts = "".join(f"<p>{subject}{dice.choice(_PHRASES)}{dice.choice(_PHRASES)}</p>" for _ in range(12))
    title = f"{subject}-{dice.choice(disguise.CASINO)}-官方入口"
    return Reply(
        200,
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title><meta name="keywords" content="{title}">'
        f'<link rel="canonical" href="http://{tree.HOST}{escape(request.path)}"></head>'
        f"<body><h1>{title}</h1>{texts}<ul>{links}</ul></body></html>".encode(),
    )


def _search(site: Site, request: Request) -> Reply:
    """The words asked for come back in title and heading, and nothing keeps search engines out."""
    asked = parse_qs(request.query).get("q", [""])[0]
    title = f"{asked}_搜索结果_{tree.SITE_NAME}" if asked else f"智能搜索_{tree.SITE_NAME}"
    body = (
        f"<h1>智能搜索</h1><p>您搜索的是:{escape(asked) or '(请输入检索词)'}</p><p>热门:<a href='{SEARCH}?q={quote('公积金')}'>公积金</a>"
        f" <a href='{SEARCH}?q={quote('医保')}'>医保</a></p>"
    )
    return Reply(200, site.shell(SEARCH, title, body, (Crumb("智能搜索", SEARCH),)).encode())


_PHRASES = (
    "全新上线,注册即送彩金,", "真人棋牌在线对战,", "客服全天在线,提现秒到账,", "手机版下载安装,", "备用网址长期有效,",
    "老玩家推荐的老字号平台,", "每日首充返利,", "最新活动请认准官网,", "赛事直播与比分同步更新,", "支持多种支付方式,",
)  # fmt: skip
