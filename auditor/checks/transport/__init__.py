"""How the site is reached: names and pages over IPv6, HTTPS."""
