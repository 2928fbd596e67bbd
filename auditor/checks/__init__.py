"""Checks: pure functions over evidence. One file is one check; its path is its id."""
