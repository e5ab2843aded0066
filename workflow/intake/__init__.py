"""Taking an original in: from bytes to a record."""
