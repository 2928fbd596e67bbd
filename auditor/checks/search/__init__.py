"""The site's own search: there, finding what the site has, and not finding what it has not."""
