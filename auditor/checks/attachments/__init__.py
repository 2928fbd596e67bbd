"""Documents offered for download: do they open, can they be read, are they safe, where do they lead."""
