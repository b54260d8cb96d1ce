"""Finding models and preparing them for their engine."""
