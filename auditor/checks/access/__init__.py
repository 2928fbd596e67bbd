"""Accessibility: what stands between a page and somebody who cannot see, hear or use a mouse."""
