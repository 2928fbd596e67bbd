"""Uses a page as its visitors do, and measures how it behaves."""

from auditor.browser.conduct.observe import observe

__all__ = ["observe"]
