"""Cutting blocks into sentences."""
