"""A site as it was seen from elsewhere: another network, the extranet, its own office's run."""
