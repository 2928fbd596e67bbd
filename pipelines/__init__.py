"""From a worker's results to committed evidence."""
