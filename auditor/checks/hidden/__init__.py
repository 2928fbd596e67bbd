"""Checks of what an intruder leaves in a page."""
