"""robots.txt, sitemap.xml, search, style sheets, scripts and images shared by all pages."""

from collections.abc import Iterator
from functools import partial
from html import escape

from demo import files, office, tree, words
from demo.answers import fixed
from demo.kinds import planted, pool
from demo.render import Crumb, Route, Site, html

ORPHAN = "/zwgk/gudao/yizhi.html"
"""A page that only sitemap.xml knows."""
_ROBOTS = f"User-agent: *\nDisallow: /search/result\nDisallow: /admin/\nSitemap: http://{tree.HOST}/sitemap.xml\n"
_PICTURES = {
    "logo.png": (360, 80, (178, 34, 34)), "banner.png": (600, 90, (40, 110, 160)), "banner2x.png": (1200, 180, (40, 110, 160)),
    "red.png": (80, 100, (200, 20, 20)), "jiucuo.png": (120, 60, (20, 80, 200)), "map.png": (300, 200, (120, 170, 90)),
    "bg.png": (8, 8, (240, 244, 250)), "pics/图 1.png": (60, 40, (90, 90, 180)),
}  # fmt: skip
_JS = "function AddFavorite(){} function SetHome(){} function zh_tran(){} function doZoom(){} function Link(){}\n"


def routes(site: Site) -> Iterator[Route]:
    """Everything that is not content."""
    yield "/robots.txt", fixed(_ROBOTS.encode(), "text/plain")
    yield "/sitemap.xml", fixed(_sitemap(site).encode(), "application/xml")
    yield "/css/common.css", fixed(b"body{background:url(/images/bg.png)} .w1200{width:1200px}\n", "text/css")
    yield "/css/theme.css", fixed(b".list li{line-height:28px} .swcode{position:absolute;left:-5000px}\n", "text/css")
    script = _JS + office.parts(office.offices()[tree.HOST])["prompt"]
    yield "/js/common.js", fixed(script.encode(), "application/javascript")
    yield "/favicon.ico", fixed(files.png(16, 16, (178, 34, 34)), "image/x-icon")
    for name, (width, height, colour) in _PICTURES.items():
        path = f"/images/{name}".replace("图", "%E5%9B%BE").replace(" ", "%20")
        yield path, fixed(files.png(width, height, colour), "image/png")
    yield "/wzdt/", html(partial(_map, site))
    yield "/search/", html(partial(_search, site))
    yield "/search/result", html(partial(_search, site))
    yield ORPHAN, html(partial(_orphan, site))


def _sitemap(site: Site) -> str:
    """Whoever breaks in adds his pages to the site map, since nothing else leads a search engine to them."""
    paths = ["/", *(f"/{key}/" for key, _ in tree.tops()), *(column.path for column in tree.columns()), ORPHAN]
    paths += [*planted.unlinked(site), *pool.ENTRIES]
    urls = "".join(f"<url><loc>http://{tree.HOST}{escape(path)}</loc></url>" for path in paths)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def _map(site: Site) -> str:
    parts = []
    for key, name in tree.tops():
        leaves = "".join(f'<li><a href="{leaf.path}">{leaf.name}</a></li>' for leaf in tree.columns(key))
        parts.append(f'<h2><a href="/{key}/">{name}</a></h2><ul>{leaves}</ul>')
    return site.shell("/wzdt/", "网站地图_云泽市人民政府", "".join(parts), (Crumb("网站地图", "/wzdt/"),))


def _search(site: Site) -> str:
    body = "<h1>站内搜索</h1><p>热门:<a href='/search/result?q=%E5%85%AC%E7%A7%AF%E9%87%91'>公积金</a></p>"
    return site.shell("/search/", "站内搜索_云泽市人民政府", body, (Crumb("站内搜索", "/search/"),))


def _orphan(site: Site) -> str:
    text = "".join(f"<p>{part}</p>" for part in words.paragraphs("orphan", 1, "2024-04-04"))
    return site.shell(
        ORPHAN, "历史遗址名录_云泽市人民政府", f"<h1>历史遗址名录</h1>{text}", (Crumb("政务公开", "/zwgk/"),)
    )
