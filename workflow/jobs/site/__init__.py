"""The site of a desk: pages, lists and feeds, built as far as they changed, served, and proved."""
