"""Quantities: the numbers of Chinese and English text as values with units, and whether they agree."""
