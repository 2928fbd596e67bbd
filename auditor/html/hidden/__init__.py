"""What a page hides: blocks, head, scripts, frames and marks, as facts (``auditor.model.hidden``)."""

from auditor.html.css import Stylesheets
from auditor.html.hidden.facts import Reader, facts

__all__ = ["Reader", "Stylesheets", "facts"]
