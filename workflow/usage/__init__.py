"""How the glossary is used in what was translated: counted, shown, mended, and what it lacks.

`uses` says for one pair of texts how each owed term is rendered; `tally` counts over many; `align` finds the English of
a Chinese phrase by statistics over the pairs themselves. All of it is pure: pairs in, statistics out.
"""
