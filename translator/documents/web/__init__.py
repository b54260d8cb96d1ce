"""Web pages, feeds and JSON-LD, and HTML within other formats."""
