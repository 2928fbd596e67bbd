"""The audited site itself, under its name with and without ``www.``."""

from collections.abc import Iterator

from demo import answers, kinds, tree
from demo.kinds import pool, traps
from demo.model import Answer, Host, Reply, Request, Truth
from demo.render import Site

APPS = "/bmfw/app/"
"""Below this path an application answers 200 with its own not-found page to anything."""


def hosts(truth: Truth) -> Iterator[Host]:
    """``www.yunze.gov.cn``, and ``yunze.gov.cn`` that redirects to it."""
    site = Site(truth)
    yield Host(tree.HOST, dict(kinds.routes(site)), _fallback(site))
    bare = tree.HOST.removeprefix("www.")
    yield Host(bare, {}, _to_www, shared=tree.HOST)


def _to_www(request: Request) -> Reply:
    query = f"?{request.query}" if request.query else ""
    return answers.redirect(f"http://{tree.HOST}{request.path}{query}", 301)(request)


def _fallback(site: Site) -> Answer:
    below = traps.prefixed(site) | pool.prefixed() | {APPS: _app_missing}
    missing = site.shell("/404", "404_云泽市人民政府", "<h1>404</h1><p>没有找到这个页面。</p>").encode()

    def answer(request: Request) -> Reply:
        for prefix, under in below.items():
            if request.path.startswith(prefix):
                return under(request)
        return Reply(404, missing)

    return answer


def _app_missing(request: Request) -> Reply:
    """The application's own not-found page: status 200, and no tell-tale phrase in its title."""
    return answers.page("便民应用", "<div id='app'><h3>走丢了</h3><p>换个入口试试,或者稍后再来。</p></div>")
