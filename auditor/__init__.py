"""Xunwang: inspects government websites and keeps the evidence."""

__version__ = "0.1.0"
