"""The official rules as data, and what they make of findings. Knows checks by their ids only."""
