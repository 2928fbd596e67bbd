"""An accusation's life in a campaign: collected from bundles, put to inspectors, confirmed, looked at again, frozen."""
