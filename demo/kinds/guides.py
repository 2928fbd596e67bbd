"""Service guides, site information pages and the page of assorted services that carries many plants."""

from collections.abc import Iterator
from functools import partial
from html import escape

from demo import tree, words
from demo.answers import fixed
from demo.files import pdf
from demo.render import Crumb, Route, Site, html

GUIDES = (
    "居住证申领", "不动产登记", "生育登记", "残疾人证办理", "城乡居民养老保险参保", "食品经营许可", "个体工商户设立",
    "城镇污水排入排水管网许可", "建筑工程施工许可", "公共场所卫生许可", "道路运输从业资格证换证", "临时救助申请",
)  # fmt: skip
_PLAIN = {
    "/gywm/": "关于我们", "/lxwm/": "联系我们", "/bsfw/lianjie/": "常用服务", "/ztzl/gallery/": "图说云泽",
    "/ztzl/jiuzhan/": "历史专题", "/bsfw/zhandian/": "服务站点导航", "/hdjl/anniu/": "互动工具", "/zwgk/muban/": "模板示例",
}  # fmt: skip
_WHERE = {"办理地点": "云泽市政务服务中心三楼", "办理时间": "工作日 9:00-17:00", "联系电话": "0899-2126001"}


def routes(site: Site) -> Iterator[Route]:
    """Guides with sections to jump to, plain pages, and any other path that a truth file plants on."""
    yield "/bsfw/bszn/", html(partial(_index, site))
    for number, name in enumerate(GUIDES, 1):
        yield f"/bsfw/bszn/{number}.html", html(partial(_guide, site, number, name))
    for path, name in _PLAIN.items():
        yield path, html(partial(_plain, site, path, name))
    yield "/bsfw/bszn/form.pdf", fixed(pdf("Application form"), "application/pdf")


def _index(site: Site) -> str:
    rows = "".join(f'<li><a href="{i}.html">{name}</a></li>' for i, name in enumerate(GUIDES, 1))
    jump = '<p><a href="1.html#cailiao">居住证所需材料</a> <a href="?page=1">刷新</a></p>'
    return site.shell("/bsfw/bszn/", f"办事指南_{tree.SITE_NAME}", f"<h1>办事指南</h1><ul>{rows}</ul>{jump}", _crumbs())


def _guide(site: Site, number: int, name: str) -> str:
    sections = (("tiaojian", "受理条件"), ("cailiao", "申请材料"), ("liucheng", "办理流程"), ("shixian", "办理时限"))
    menu = "".join(f'<li><a href="#{key}">{label}</a></li>' for key, label in sections)
    texts = words.paragraphs("guide", number, "2025-06-01")
    parts = "".join(
        f'<h2 id="{key}">{label}</h2><p>{escape(texts[i % len(texts)])}</p>' for i, (key, label) in enumerate(sections)
    )
    facts = {"设定依据": "《云泽市政务服务条例》第十二条", **_WHERE}
    rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in facts.items())
    body = (
        f"<h1>{name}</h1><table>{rows}</table><ul class='menu'>{menu}<li><a href='#常见问题'>常见问题</a></li></ul>{parts}"
        "<h2><a name='常见问题'></a>常见问题</h2><p>办理过程中如有疑问,可拨打咨询电话。</p>"
        "<p>申请表:<a href='/bsfw/bszn/form.pdf'>下载</a> <a href='./'>返回列表</a></p>"
    )
    return site.shell(f"/bsfw/bszn/{number}.html", f"{name}_办事指南_{tree.SITE_NAME}", body, _crumbs())


def _plain(site: Site, path: str, name: str) -> str:
    texts = "".join(f"<p>{escape(text)}</p>" for text in words.paragraphs("plain", path, "2025-05-20"))
    links = "".join(f'<li><a href="{other}">{label}</a></li>' for other, label in _PLAIN.items())
    body = f"<h1>{name}</h1>{texts}<ul>{links}</ul>"
    return site.shell(path, f"{name}_{tree.SITE_NAME}", body, (Crumb(name, path),))


def _crumbs() -> tuple[Crumb, ...]:
    return Crumb("办事服务", "/bsfw/"), Crumb("办事指南", "/bsfw/bszn/")
