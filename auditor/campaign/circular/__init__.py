"""The quarter's circular: results become statistics that are checked against everything printed elsewhere."""
