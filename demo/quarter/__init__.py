"""The demo as a campaign: 12 made-up sites in three regions on two platforms, inspected, accused, mended and inspected again."""
