"""When is an outside site certainly in the hands of gamblers or pornographers? When title and text say so together."""

from auditor.model.page import PageText
from auditor.text.spam import Hit, lexicon, speaks_against

_GROUPS = frozenset({"gambling", "adult"})
_CERTAIN = 3
"""Distinct words of the trade, in title and text together."""
_STRONG = 2
"""Of them such as official and lawful sites never have; one alone may be a quotation."""


def trade_words(page: PageText) -> tuple[str, ...]:
    """Return the words by which a page advertises gambling or pornography, sorted; empty when it is not certain.

    One of them stands in the title, there are several, and nothing says that the page speaks against it.
    """
    texts = (page.title, *page.headings, page.opening)
    if any(speaks_against(text) for text in texts) or not _hits(page.title):
        return ()
    hits = frozenset().union(*map(_hits, texts))
    certain = len(hits) >= _CERTAIN and sum(hit.strong for hit in hits) >= _STRONG
    return tuple(sorted(hit.word for hit in hits)) if certain else ()


def _hits(text: str) -> frozenset[Hit]:
    return frozenset(hit for hit in lexicon().find(text) if hit.group in _GROUPS)
