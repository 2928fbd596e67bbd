"""Refuses results that are not what a worker may say, before they can reach the bundle."""

from dataclasses import fields
from typing import Any

from scrapy.exceptions import DropItem

from auditor.model.target import FetchAttempt

_ATTEMPT_FIELDS = len(fields(FetchAttempt)) - 1
"""Without the last, which says for which other site of the campaign an attempt was made, and which no worker says."""


class Validate:
    """A result has an id and at least one attempt of the right shape; a broken pull is dropped whole and fetched again."""

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        """Return the item, or raise DropItem naming what is wrong."""
        for result in item["results"]:
            attempts = result["attempts"]
            if not isinstance(result["id"], int) or not attempts:
                raise DropItem(f"result without attempts: {result['id']!r}")
            if not all(map(_is_attempt, attempts)):
                raise DropItem(f"attempt of another shape: {result['id']!r}")
        return item


def _is_attempt(values: list[Any]) -> bool:
    return len(values) == _ATTEMPT_FIELDS or (len(values) == _ATTEMPT_FIELDS + 1 and isinstance(values[-1], str))
