"""XML parts of documents that others made, read element by element."""

import io
import re
from collections.abc import Iterator

from lxml import etree

_DIGITS = re.compile(r"\d+")


def elements(data: bytes, name: str) -> Iterator[etree._Element]:
    """Every element of a local name, one after the other: what was seen is let go. Entities and outside parts are left alone."""
    if not data:
        return
    events = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        tag=f"{{*}}{name}",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    for _, element in events:
        yield element
        element.clear()


def number(name: str) -> int:
    """The last number in the name of a part, by which pages, sheets and slides are ordered."""
    return int(_DIGITS.findall(name)[-1])
