"""Reads documents that others made: PDF and Office files. Never in a process that has anything to lose (``__main__``)."""
