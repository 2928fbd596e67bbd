"""One module for each way in which functions of a toolbar are exercised."""
