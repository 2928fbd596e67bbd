"""Tables that people send back: workbooks and comma-separated texts, read as rows of cell texts."""
