"""Forms that are filled in; they are slow to load, and only their format loads them."""
