"""What a browser shows of a page as the last source of its identity, asked only where another one stayed unread."""

from dataclasses import replace

from auditor.html.identity.reader import facts
from auditor.model.identity import IdentityFacts, OpenSource, Source
from auditor.model.look import Looked


def with_rendered(known: IdentityFacts, look: Looked, url: str) -> IdentityFacts:
    """Add the elements of which the page's own sources give no value, and close the sources that the browser has run.

    A source stays open where the browser did not reach it either, or the page never came to rest.
    """
    if look.error or not look.markup or not known.open_sources:
        return known
    valued = {item.element for item in known.found if item.value}
    added = (
        replace(item, source=Source.RENDERED, offset=0)
        for item in facts(look.markup, url).found
        if item.element not in valued and item.source is Source.OWN
    )
    return replace(
        known,
        found=(*known.found, *dict.fromkeys(added)),
        open_sources=tuple(source for source in known.open_sources if not _was_run(source, look)),
    )


def _was_run(source: OpenSource, look: Looked) -> bool:
    if source.kind == "image" or not look.settled:
        return False
    return source.url not in look.unloaded if source.url else not look.unloaded
