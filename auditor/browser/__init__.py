"""A real browser: what pages are like once they are rendered, measured within hard budgets."""
