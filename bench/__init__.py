"""Side-by-side benchmarks of the link audit against its peers; never part of ``make test``."""
