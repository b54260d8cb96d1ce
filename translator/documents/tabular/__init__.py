"""Tables and records of articles."""
