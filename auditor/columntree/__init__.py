"""The columns of a site, put together from its crawled pages; a pure function of the bundle."""

from auditor.columntree.tree import Gathering, column_tree

__all__ = ["Gathering", "column_tree"]
