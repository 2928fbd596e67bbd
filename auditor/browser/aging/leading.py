"""Where a control leads that does nothing in the page: to a program, an extension, an application, settings of the browser."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from auditor.browser.aging.scene import Heard, Item, Run
from auditor.browser.aging.vocabulary import beyond_the_page, sends_away
from auditor.model.aging import Departure

_LONGEST = 200


def departure(items: Sequence[Item], heard: Sequence[Heard], fresh: Iterable[str] = ()) -> Departure | None:
    """Tell by the address that the control carries or the page was sent to, else by what was said: in a window, in the page."""
    if saved := [address for told in heard for address in told.downloads]:
        return Departure("program", saved[0][:_LONGEST])
    addresses = [one.href for one in items]
    for told in heard:
        addresses += [*told.going, *told.windows]
    for address in addresses:
        if kind := beyond_the_page(address):
            return Departure(kind, address[:_LONGEST])
    asked = [text for told in heard for text in told.dialogs if sends_away(text, asked=True)]
    said = asked or [text for text in fresh if sends_away(text)]
    return Departure("words", said[0][:_LONGEST]) if said else None


def fresh_words(texts: Mapping[str, Run], known: Collection[str]) -> list[str]:
    """Text that is seen and was not before."""
    return [key.rpartition("|")[0] for key, run in texts.items() if run.shown and key not in known]
