"""Scrapy glue and the fetching workers under it."""
