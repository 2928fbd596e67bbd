"""The home page and its friend-link menus."""

from collections.abc import Iterator

from demo import tree, words
from demo.render import Route, Site, html, template

PARTNERS = (
    ("http://www.gov.cn/", "中国政府网"),
    ("http://www.lanjiang.gov.cn/", "岚江市人民政府"),
    ("http://www.yunze-daily.cn/", "云泽日报"),
    ("http://www.yunze-tv.cn/", "云泽网络电视台"),
)
QUICK = (
    ("/bsfw/bszn/", "办事指南"), ("/hdjl/rili/", "接访日历"), ("/wsbs/query.jsp", "办件查询"), ("/sjkf/cx/", "数据查询"),
    ("/old/", "旧版栏目"), ("/col/col1203/index.html", "政府公报"), ("/ztzl/gallery/", "图说云泽"), ("/bsfw/lianjie/", "常用服务"),
    ("/gate/big5/www.yunze.gov.cn/", "繁體版"), ("/xwzx/frames.html", "网上直播"), ("/search/", "站内搜索"),
    ("/ztzl/xunhuan/", "专题循环"), ("/ztzl/zonghe/", "专栏汇总"), ("/so/", "智能搜索"),
)  # fmt: skip


def routes(site: Site) -> Iterator[Route]:
    """``/`` and ``/index.html`` are the same page."""
    page = html(lambda: _home(site))
    yield "/", page
    yield "/index.html", page


def _home(site: Site) -> str:
    blocks = [
        (column.name, column.path, [(row.path, row.title, row.date) for row in column.articles[:4]])
        for column in tree.columns()
        if column.top in ("xwzx", "zwgk", "ztzl")
    ]
    bureaus = [(f"http://{key}.yunze.gov.cn/", name) for key, name in words.BUREAUS.items()]
    body = template("home.html", blocks=blocks, quick=QUICK, bureaus=bureaus, partners=PARTNERS)
    return site.shell("/", f"{tree.SITE_NAME}门户网站", body)
