"""Glossaries to and from the formats of other programs and services; see ``registry``."""
