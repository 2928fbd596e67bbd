"""The look ahead of a campaign: what stands in the way of each site, and the letters that get it out of the way."""
