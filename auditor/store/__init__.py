"""The bundle on disk: evidence, bodies and the frontier, one writer."""
