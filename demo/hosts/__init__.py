"""Every host name of the demo: who lives there, and names that only exist (or not) in DNS."""

from functools import cache
from urllib.parse import urlsplit

from ada_url import join_url

from demo import answers, tree
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


def build(truth: Truth) -> dict[str, Host]:
    """All hosts by name, with what the truth wants its targets to answer."""
    world = {host.name: host for host in (*main.hosts(truth), *outside.hosts())}
    for plant in truth.plants:
        if plant.answer:
            parts = urlsplit(target_of(plant, pages_of(plant)[0]))
            world[parts.hostname or ""].routes[parts.path] = answers.named(plant.answer)
    return world


__all__ = ["build", "pages_of", "target_of"]
