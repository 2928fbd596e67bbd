"""Before a release: a built folder, a staging site or one article is judged, and only what is new stops it."""
