"""The files of a desk: reading, checking and writing them."""
