"""What one page offers of services and of interaction."""

from auditor.html.guide import guide
from auditor.model.service import ServiceFacts


def service_facts(text: str, url: str) -> ServiceFacts:
    """The facts of a document at ``url`` (where its redirects ended)."""
    return ServiceFacts(guide(text, url))
