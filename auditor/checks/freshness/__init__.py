"""Checks of whether the columns of a site live: what is stale, blank, misplaced, or dated wrongly."""
