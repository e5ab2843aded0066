"""The termbase: finding terms in a source and their renderings in a target."""
