"""When is an outside site certainly in the hands of gamblers or pornographers? When title and text say so together."""

import re

from auditor.model.page import PageText
from auditor.text.spam import Hit, lexicon

_GROUPS = frozenset({"gambling", "adult"})
_CERTAIN = 3
"""Distinct words of the trade, one of them such as official and lawful sites never have; one alone may be a quotation."""
_AGAINST = re.compile(
    "禁赌|反赌|拒赌|打击|整治|查处|抓获|严惩|破获|涉赌|赌博罪|警惕|防范|举报|扫黄|通报|反诈|诈骗|判处|法院|检察|警方|公安|曝光|危害"
)


def trade_words(page: PageText) -> tuple[str, ...]:
    """Return the words by which a page advertises gambling or pornography, sorted; empty when it is not certain.

    One of them stands in the title, there are several, and nothing says that the page speaks against it.
    """
    texts = (page.title, *page.headings, page.opening)
    if any(_AGAINST.search(text) for text in texts) or not _words(page.title):
        return ()
    hits = frozenset().union(*map(_words, texts))
    if len(hits) < _CERTAIN or not any(hit.strong for hit in hits):
        return ()
    return tuple(sorted(hit.word for hit in hits))


def _words(text: str) -> frozenset[Hit]:
    return frozenset(hit for hit in lexicon().find(text) if hit.group in _GROUPS)
