"""Concepts, finding them in a source and holding translations to them."""
