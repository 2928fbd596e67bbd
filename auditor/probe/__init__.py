"""Measurements below HTTP: names, addresses, certificates."""
