"""Personal data and marks of secrecy: what must not stand on a public page."""
