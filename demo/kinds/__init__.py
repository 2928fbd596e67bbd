"""One module per kind of page of the main site; each has ``routes(site)``. A new kind is a new file here."""

import importlib
import pkgutil
from collections.abc import Iterator

from demo.render import Route, Site


def routes(site: Site) -> Iterator[Route]:
    """(path, answer) of every page of every kind, in module order."""
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
        yield from importlib.import_module(f"{__name__}.{module.name}").routes(site)
