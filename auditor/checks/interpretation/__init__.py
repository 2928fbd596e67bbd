"""Checks of policy interpretation: that there is a column for it, and that documents and interpretations name each other."""
