"""Checks of the aging-friendly retrofit (适老化) as it was used in a browser."""
