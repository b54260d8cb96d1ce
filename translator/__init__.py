"""News translation on your own machine that keeps names straight."""

__version__ = "0.1.0"
