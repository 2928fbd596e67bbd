"""What the bytes of a page say about which faults a browser may find on it: for choosing pages, never for judging."""
