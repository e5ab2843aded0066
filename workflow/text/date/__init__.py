"""Dates: what Chinese and English text says of days, months and years, and whether it agrees."""
