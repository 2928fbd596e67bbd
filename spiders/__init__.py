"""Scrapy spiders: one per profile of a site run."""
