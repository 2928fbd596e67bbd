"""The identity elements of a page: who it says it is, read off markup, scripts, script files and frames."""

from auditor.html.identity.reader import Reader, facts

__all__ = ["Reader", "facts"]
