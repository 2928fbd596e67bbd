"""The register: files as offices keep them become rows of the database; what drifted from reality is told."""
