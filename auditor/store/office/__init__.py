"""The office's own database: register, campaigns, what was accused, answered, sent. One file, one schema file a topic."""
