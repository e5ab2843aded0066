"""Verified English reproductions of Chinese articles."""

__version__ = "0.1.0"
