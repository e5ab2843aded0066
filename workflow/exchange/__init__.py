"""Formats of other programs: each module turns bytes into the model and, where the program writes it, back."""
