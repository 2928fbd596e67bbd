"""What the ledgers that offices keep have in common: headings anywhere, dates in every form, rows refused by name."""
