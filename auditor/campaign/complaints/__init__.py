"""Ledgers of complaints: read, kept, and counted by working days."""
