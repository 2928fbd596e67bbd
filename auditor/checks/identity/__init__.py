"""Checks of who a site says it is: the identity elements of its footer, its page tags, the register."""
