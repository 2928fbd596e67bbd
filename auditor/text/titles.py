"""The names of which a title or a breadcrumb is made: of the page, of its column, of the site."""

import re

_BETWEEN = re.compile(r"[_|｜>»›]|\s[-–—]\s|[-–—]{2,}|(?<=[一-鿿])[-–—](?=[一-鿿])")


def names(title: str) -> list[str]:
    """The names in their order, without what separates them."""
    return [name for name in map(str.strip, _BETWEEN.split(title)) if name]
