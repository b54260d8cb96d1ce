"""XML with the exact place of everything in it."""
