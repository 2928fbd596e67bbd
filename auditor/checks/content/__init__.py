"""Words: slips of the pen that a person should look at."""
