"""Where a plant stands: the pages that a truth entry names."""

from functools import cache

from ada_url import join_url

from demo import tree
from demo.model import Plant


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
    return tuple(path if "://" in path else f"http://{tree.HOST}{'/' if path == '*' else path}" for path in paths)


def stands_on(plant: Plant, page: str) -> bool:
    """True when the plant is on ``page``; ``*`` alone means every page of the city's site, ``…/*`` every page below."""
    if "*" in plant.on and page.startswith(tree.HOME):
        return True
    return any(page == url or (url[-1] == "*" and page.startswith(url[:-1])) for url in pages_of(plant))
