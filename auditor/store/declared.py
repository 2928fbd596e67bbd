"""Names under which a bundle keeps the pages that a site is known to have before anything is asked (a built folder)."""

DECLARED = "declared"
"""All its pages, as URLs; absent where they are not known, which is the usual case."""
UNREACHED = "unreached"
"""Those of them that no link led to from the home page; crawled once the crawl from home had ended."""
