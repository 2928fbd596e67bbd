"""Renderers of a finished bundle; they read its files and nothing else."""
