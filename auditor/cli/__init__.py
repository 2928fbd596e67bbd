"""The command line: one file per command, no logic."""

from auditor.cli.app import main

__all__ = ["main"]
