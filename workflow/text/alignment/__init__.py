"""Alignment: blocks of a Chinese text paired with blocks of its English."""
