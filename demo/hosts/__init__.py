"""Every host name of the demo: who lives there, and names that only exist (or not) in DNS."""

from functools import cache
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from ada_url import join_url

from demo import answers, graft, tree
from demo.hosts import main, outside
from demo.model import Host, Plant, Truth


def target_of(plant: Plant, page: str) -> str:
    """The absolute target of a plant on ``page`` (absolute URL), fragment included; empty when nothing is meant."""
    if plant.target:
        return plant.target
    try:
        return join_url(page, plant.raw)
    except ValueError:
        return ""


@cache
def pages_of(plant: Plant) -> tuple[str, ...]:
    """Absolute URLs of the pages a plant stands on; ``*`` (every page) yields the home page."""
    paths = (tree.place(slot) for slot in plant.on)
    return tuple(f"http://{tree.HOST}{'/' if path == '*' else path}" for path in paths)


def stands_on(plant: Plant, page: str) -> bool:
    """True when the plant is on ``page``; ``*`` alone means every page, ``/folder/*`` every page below."""
    if "*" in plant.on:
        return True
    return any(page == url or (url[-1] == "*" and page.startswith(url[:-1])) for url in pages_of(plant))


def build(truth: Truth) -> dict[str, Host]:
    """All hosts by name, with what the truth wants its targets to answer and its pages to carry."""
    world = {host.name: host for host in (*main.hosts(truth), *outside.hosts())}
    for plant in truth.plants:
        if plant.markup or plant.when:
            _graft(world[tree.HOST], plant)
        elif plant.answer:
            parts = urlsplit(target_of(plant, pages_of(plant)[0]))
            world[parts.hostname or ""].routes[parts.path] = answers.named(plant.answer)
    return world


def _graft(host: Host, plant: Plant) -> None:
    for path, answer in host.routes.items():
        if _is_page(path) and stands_on(plant, f"http://{host.name}{path}"):
            host.routes[path] = graft.grafted(answer, plant)


def _is_page(path: str) -> bool:
    return path.endswith("/") or PurePosixPath(path).suffix in (".html", ".asp")


__all__ = ["build", "pages_of", "stands_on", "target_of"]
