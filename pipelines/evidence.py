"""Writes what one pull brought into the bundle: evidence and frontier state in one transaction."""

from typing import Any


class Evidence:
    """The last stage: when ``process_item`` returns, the results are committed."""

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        """Commit the results."""
        item["session"].commit(item["worker"], item["results"])
        return item
