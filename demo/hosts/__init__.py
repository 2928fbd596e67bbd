"""Every host name of the demo: who lives there, and names that only exist (or not) in DNS."""

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from demo import answers, columned, graft, retrofit, services
from demo.hosts import main, offices, outside
from demo.hosts.places import pages_of, stands_on, target_of
from demo.model import Host, Plant, Truth


def build(truth: Truth) -> dict[str, Host]:
    """All hosts by name, with what the truth wants its targets to answer and its pages to carry."""
    everyone = (
        *main.hosts(truth),
        *outside.hosts(),
        *offices.hosts(truth.plants),
        *retrofit.hosts(),
        *services.hosts(truth.plants),
        *columned.hosts(),
    )
    world = {host.name: host for host in everyone}
    for plant in truth.plants:
        if plant.markup or plant.when:
            for host in sorted({urlsplit(page).hostname or "" for page in pages_of(plant)}):
                _graft(world[host], plant)
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
