"""Sites that treat their visitors differently, one short handler each: intruders' and honest ones."""

import itertools

from tests.sites.server import Handler, Visit, links

OWN = "云泽市人民政府发布工作动态、政策文件和办事指南,欢迎公众监督和来信来访。" * 8
SPAM_TITLE = "皇冠体育-百家乐-真人荷官在线娱乐城"
SPAM = '<p>皇冠体育官方网站</p><a href="http://www.bet-crown.example.com/">皇冠体育</a><a href="http://slot-one.example.net/">老虎机</a>'
_VISITS = itertools.count(1)


def is_spider(visit: Visit) -> bool:
    """As intruders ask: any of the big search engines' agents."""
    agent = visit.headers.get("user-agent", "").lower()
    return any(name in agent for name in ("baiduspider", "sogou", "360spider"))


def is_phone(visit: Visit) -> bool:
    return "iphone" in visit.headers.get("user-agent", "").lower()


def is_referred(visit: Visit) -> bool:
    return "baidu.com" in visit.headers.get("referer", "")


def honest(title: str, *targets: str) -> Handler:
    """An ordinary page."""
    return lambda visit: visit.page(title, f"<p>{OWN}</p>{links(*targets)}")


async def for_spiders(visit: Visit) -> None:
    """Another page altogether for search engines."""
    await (visit.page(SPAM_TITLE, SPAM) if is_spider(visit) else honest("工作动态")(visit))


async def links_for_spiders(visit: Visit) -> None:
    """The same page with a few strangers more, in neutral words."""
    farm = links(*(f"http://www.stranger-{n}.example{n}.com/" for n in range(4))) if is_spider(visit) else ""
    await visit.page("政策文件", f"<p>{OWN}</p>{farm}")


async def for_the_referred(visit: Visit) -> None:
    """Sends on whoever comes from a search engine."""
    if is_referred(visit):
        await visit.send(302, Location="http://www.bet-crown.example.com/?from=gov")
    else:
        await honest("办事指南")(visit)


async def for_phones(visit: Visit) -> None:
    """Sends phones to a stranger that advertises gambling."""
    if is_phone(visit):
        await visit.send(302, Location="http://m.bet365-vip.example.com/")
    else:
        await honest("公告公示")(visit)


async def once_per_cookie(visit: Visit) -> None:
    """A frame for everybody's first visit; who brings the cookie back is shown nothing."""
    frame = (
        ""
        if "seen=1" in visit.headers.get("cookie", "")
        else '<iframe src="http://trap.example.com/" width=0 height=0></iframe>'
    )
    await visit.page("通知公告", f"<p>{OWN}</p>{frame}", Set_Cookie="seen=1; Path=/")


async def restless(visit: Visit) -> None:
    """Time, a counter, and one of three banners of as many advertisers, all by themselves."""
    number = next(_VISITS)
    banner = (
        f'<a href="http://ad{number % 3}.banner{number % 3}.com/"><img src="/b{number % 3}.png">第 {number % 3} 幅</a>'
    )
    await visit.page("云泽概况", f"<p>今天是 12:{number:02d},您是第 {number * 37} 位访问者。</p>{banner}<p>{OWN}</p>")


async def application(visit: Visit) -> None:
    """A script application that renders itself for search engines."""
    if is_spider(visit):
        body = f"<p>{OWN}</p>" + links(
            "http://www.partner-a.com/", "http://www.partner-b.com/", "http://www.partner-c.com/"
        )
        await visit.page("网上办事大厅 - 首页", body)
    else:
        await visit.send(
            200,
            '<!DOCTYPE html><title>网上办事大厅</title><div id="app"></div><script src="/app.js"></script>'.encode(),
        )


async def own_phone_site(visit: Visit) -> None:
    """The operator's own version for phones, below its own domain."""
    if is_phone(visit):
        await visit.send(302, Location="http://m.yunze.gov.cn/")
    else:
        await honest("市政服务")(visit)


async def leaner_for_phones(visit: Visit) -> None:
    await (visit.page("民生实事", "<p>手机版</p>") if is_phone(visit) else honest("民生实事", "/", "/gk.html")(visit))


async def walled_for_spiders(visit: Visit) -> None:
    """A wall that believes no search engine."""
    await (visit.send(403, b"<html>Forbidden</html>") if is_spider(visit) else honest("数据开放")(visit))


async def spider_pool(visit: Visit) -> None:
    """A page for whatever is asked, linked to more of the kind; its visitors are search engines only."""
    if not is_spider(visit):
        await visit.send(404, b"<html><title>404</title>Not Found</html>")
        return
    number = next(_VISITS)
    more = links(*(f"/news/{number * 7 + step}.html" for step in range(5)), "http://www.bet-crown.example.com/")
    await visit.page(f"百家乐第{number}期-皇冠体育", f"<p>真人荷官 {visit.path}</p>{more}")


async def soft_404(visit: Visit) -> None:
    """Says 200 and repeats the address: badly done, but honest."""
    await visit.page(f"您访问的 {visit.path} 不存在", "<p>页面不存在</p>")
