"""Wire formats of the IPTC."""
