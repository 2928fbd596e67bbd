"""Chinese text: dates."""
