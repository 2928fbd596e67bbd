"""Pages that exist only because a truth file wants them: in the common frame, or foreign from the first byte."""

from collections.abc import Iterator
from functools import partial
from html import escape

from demo import disguise, tree
from demo.model import Plant
from demo.render import Crumb, Route, Site, html

INDEX = "/ztzl/zonghe/"
"""Links every page in the common frame. The foreign ones are left to the site map and to hidden blocks."""


def routes(site: Site) -> Iterator[Route]:
    """The index, the framed pages and the foreign ones."""
    yield INDEX, html(partial(_index, site))
    for path, plant, text in site.whole("frame"):
        yield path, html(partial(_framed, site, path, plant, text))
    for path, _, text in site.whole("page"):
        yield path.partition("?")[0], html(partial(disguise.render, text))


def unlinked(site: Site) -> Iterator[str]:
    """Paths of the pages that no page of the site links openly."""
    yield from (path for path, _, _ in site.whole("page"))


def _index(site: Site) -> str:
    rows = "".join(f'<li><a href="{path}">{escape(plant.text)}</a></li>' for path, plant, _ in site.whole("frame"))
    return site.shell(INDEX, f"专栏汇总_{tree.SITE_NAME}", f"<h1>专栏汇总</h1><ul>{rows}</ul>", (_crumb(),))


def _framed(site: Site, path: str, plant: Plant, text: str) -> str:
    body = f"<h1>{escape(plant.text)}</h1>{disguise.render(text)}"
    return site.shell(path, f"{plant.text}_{tree.SITE_NAME}", body, (_crumb(), Crumb(plant.text, path)))


def _crumb() -> Crumb:
    return Crumb("专栏汇总", INDEX)
