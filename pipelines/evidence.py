"""Writes what one pull brought into the bundle: evidence and frontier state in one transaction."""

from typing import Any

from scrapy.exceptions import DropItem

from auditor.store.bundle import WriteError


class Evidence:
    """The last stage: when ``process_item`` returns, the results are committed."""

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        """Commit the results; when they cannot be written the spider is told by a dropped item, and stops."""
        try:
            item["session"].commit(item["worker"], item["results"])
        except WriteError as error:
            raise DropItem(str(error), log_level="DEBUG") from error
        return item
