"""New-media accounts, judged from what an office can get: feeds, exported lists, what a person saw. No platform is asked."""
