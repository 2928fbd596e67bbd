"""Templates and the planting of links: how a page of the main site is put together."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from demo import forms, office, tree
from demo.model import Answer, Piece, Plant, Reply, Truth
from demo.office import Page

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), undefined=StrictUndefined, autoescape=True
)
Route = tuple[str, Answer]


def template(file: str, /, **values: object) -> str:
    """One rendered template."""
    return _ENVIRONMENT.get_template(file).render(**values)


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the 当前位置 line."""

    name: str
    href: str


class Site:
    """The main site while it is being built: knows what is planted on which path."""

    def __init__(self, truth: Truth) -> None:
        self._by_path: dict[str, list[Plant]] = {}
        for plant in truth.plants:
            for slot in plant.on:
                self._by_path.setdefault(tree.place(slot), []).append(plant)

    def planted(self, path: str) -> forms.Planted:
        """HTML of what is planted on one page."""
        return forms.write(self._by_path.get(path, ()))

    def own(self, path: str) -> list[Plant]:
        """Plants whose links the page writes by itself (form ``self``)."""
        return [plant for plant in self._by_path.get(path, ()) if plant.form == "self"]

    def whole(self, place: str) -> Iterator[tuple[str, Plant, str]]:
        """(path, plant, HTML) of the pages that exist only because a truth file says so: ``frame`` or ``page``."""
        for path, plants in self._by_path.items():
            for plant in plants:
                yield from ((path, plant, piece.html) for piece in plant.markup if piece.place == place)

    def shell(self, path: str, title: str, body: str, crumbs: tuple[Crumb, ...] = (), page: Page | None = None) -> str:
        """A full page in the common frame; ``body`` is trusted HTML. ``page`` says more of it than its crumbs do."""
        planted, footer = self.planted(path), self.planted("*")
        city, changes = office.offices()[tree.HOST], self._changes(path)
        page = page or (Page(crumbs[-1].name, tree.kind_of(path)) if crumbs else Page())
        return template(
            "shell.html", site=tree.SITE_NAME, tops=tree.tops(), title=title, path=path, crumbs=crumbs,
            body=body, head=planted.head, extra=planted.body, footer_extra=footer.body,
            tags=office.tags(city, page, changes), parts=office.parts(city, changes),
        )  # fmt: skip

    def _changes(self, path: str) -> list[Piece]:
        return [piece for plant in self._by_path.get(path, ()) for piece in plant.markup]


def html(text: Callable[[], str], encoding: str = "utf-8", declared: str = "") -> Answer:
    """An answer that renders its page once, when first asked for."""
    cache: list[Reply] = []
    content_type = f"text/html; charset={declared}" if declared else "text/html"

    def answer(request: object) -> Reply:
        if not cache:
            cache.append(Reply(200, text().encode(encoding), content_type))
        return cache[0]

    return answer
