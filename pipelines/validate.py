"""Refuses results that are not what a worker may say, before they can reach the bundle."""

from dataclasses import fields
from typing import Any

from scrapy.exceptions import DropItem

from auditor.model.target import FetchAttempt

_ATTEMPT_FIELDS = len(fields(FetchAttempt))


class Validate:
    """A result has an id and at least one attempt of the right shape; a broken pull is dropped whole and fetched again."""

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        """Return the item, or raise DropItem naming what is wrong."""
        for result in item["results"]:
            attempts = result["attempts"]
            if not isinstance(result["id"], int) or not attempts:
                raise DropItem(f"result without attempts: {result['id']!r}")
            if any(len(attempt) != _ATTEMPT_FIELDS for attempt in attempts):
                raise DropItem(f"attempt of another shape: {result['id']!r}")
        return item
