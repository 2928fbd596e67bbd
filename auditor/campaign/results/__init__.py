"""Results that come as files: earlier quarters, superiors' findings, statistics as somebody printed them."""
