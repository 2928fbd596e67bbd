"""Availability: spaced visits to home pages over a week, and what they come to."""
