"""Translations that need not be made twice."""
