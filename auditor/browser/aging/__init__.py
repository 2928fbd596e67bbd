"""Uses the aging-friendly retrofit of a site as a visitor would, and measures what it does."""
