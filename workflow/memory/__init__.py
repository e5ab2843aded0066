"""The translation memory: what was translated before, found again.

A disposable index in one SQLite file over texts that stand elsewhere. `database` keeps the entries, `grams` finds the
likely ones among them, `search` judges how like they are, `phrases` looks for a phrase in both languages, `gathering`
reads the entries off a reproduction. Paths and files are the caller's.
"""
