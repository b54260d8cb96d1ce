"""Checks on every translated segment."""
