"""A page on this machine where an editor drops an article and reads what is wrong with it."""

from auditor.gate.desk.server import Desk, serve

__all__ = ["Desk", "serve"]
