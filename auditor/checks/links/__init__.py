"""Dead, wrong and misleading links."""
