"""Running a campaign: every planned site is one site run in a process of its own; one scheduler keeps the peace."""
