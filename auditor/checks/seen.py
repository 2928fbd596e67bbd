"""What other visitors of a page are shown: words of the spam trade, strangers' domains, and where they are sent."""

from auditor.checks.strangers import is_stranger
from auditor.model.target import SiteContext
from auditor.model.view import View
from auditor.text.spam import lexicon
from auditor.urls.hosts import host_of
from auditor.urls.resolve import join
from auditor.urls.scope import registrable

_HEAD = ("keywords", "description")


def is_readable(view: View) -> bool:
    """Return True when the view got a whole web page that can be compared."""
    return view.page is not None and view.hidden is not None and view.status == 200 and not view.wall


def destination(view: View) -> str:
    """Return where the visitor ends up: by redirects, or by a page that does nothing but send him on."""
    if view.page is not None and view.page.refresh:
        return join(view.final_url, view.page.refresh) or view.final_url
    return view.final_url


def diverted(view: View, site: SiteContext) -> str:
    """Return the address of a stranger that the visitor is sent to, or an empty string."""
    target = destination(view)
    host = host_of(target)
    return target if host and registrable(host) != registrable(site.host) and is_stranger(host, site) else ""


def spam_words(view: View) -> frozenset[str]:
    """Return the words that official text never has, in title, keywords, description and outside links."""
    if view.hidden is None:
        return frozenset()
    head = view.hidden.head
    texts = [head.title, *(meta.content for meta in head.metas if meta.name in _HEAD)]
    hits = [hit for text in texts for hit in lexicon().find(text)]
    hits += [hit for link in view.hidden.spam for hit in (*lexicon().find(link.text), *lexicon().find_in_url(link.url))]
    return frozenset(hit.word for hit in hits if hit.strong)


def shown_words(view: View) -> frozenset[str]:
    """Return such words in headings and in the beginning of the text."""
    if view.page is None:
        return frozenset()
    hits = [hit for text in (*view.page.headings, view.page.opening) for hit in lexicon().find(text)]
    return frozenset(hit.word for hit in hits if hit.strong)


def address_words(url: str) -> frozenset[str]:
    """Return such words in an address."""
    return frozenset(hit.word for hit in lexicon().find_in_url(url) if hit.strong)


def strange_domains(view: View, site: SiteContext) -> frozenset[str]:
    """Return the strangers' domains that the page links to or loads from."""
    found = view.hidden.domains if view.hidden is not None else frozenset()
    return frozenset(domain for domain in found if is_stranger(domain, site))


def card(view: View) -> dict[str, object]:
    """Return what the evidence card says of a view."""
    page = view.page
    last = view.attempts[-1] if view.attempts else None
    return {
        "view": view.name, "status": view.status, "chain": list(view.chain), "title": page.title if page else "",
        "opening": page.opening[:200] if page else "", "error": str(last.error) if last and last.error else None,
        "wall": view.wall,
    }  # fmt: skip
