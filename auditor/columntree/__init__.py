"""The columns of a site, put together from its crawled pages; a pure function of the bundle."""

from auditor.columntree.tree import column_tree

__all__ = ["column_tree"]
