"""The files a new desk begins with. They explain themselves and load without a change."""

SETTINGS = """\
# Settings of this desk. Lines that begin with # are examples; remove the # to use them.
version: 1

# The newsroom's name, shown in lists and on pages.
name: ""

# Language of the originals and of the reproductions (BCP 47).
languages:
  source: zh
  target: en

# auto takes an installed Argos package, else an installed local model. Or: argos, llm, openai, libretranslate.
engine: auto

# engines:
#   llm:
#     threads: 2
#   openai:
#     url: http://127.0.0.1:8080/v1

# Where a page stands on your site; shown above its title.
# position: [Home, News, Content]

# site:
#   url: https://www.example.org/en/
#   publisher: Example University

# Named in the translation note of every page unless the article says otherwise.
# translators: []

# Who works here. Without roles everybody may do everything; four_eyes: nobody approves a text of their own.
# people:
#   editor: Chen Yu
#   four_eyes: true
#   roles: {Chen Yu: [translator, publisher], Li Na: reviewer}

# How many earlier texts of a unit its file keeps; version control has the rest.
# history: 10

# How like a text has to be for its English to be offered. Further translation memories, which are only read.
# memory:
#   bar: 0.75
# memories: [memories/archive.tmx]

export:
  out: build/pages

# Raise, lower or turn off a check or a family of checks: error, warning, info or off.
# Bounds of a check stand below it; workflow explain text.length names them.
# checks:
#   text.han: warning
#   text.length: {severity: info, spread: 0.8}
"""

GLOSSARY = """\
# The glossary of this desk: one entry a concept, with its terms in each language.
version: 1
terms: []

# An entry looks like this. To begin, remove the [] above and the # of these lines.
# - id: high-quality-development
#   domain: economy
#   zh: {preferred: 高质量发展}
#   en: {preferred: high-quality development, admitted: [], deprecated: [good development]}
#   note: Always with a hyphen.
#   reference: https://www.example.org/
#   match: {case: insensitive, inflect: true, whole_word: true}
"""

GITIGNORE = """\
# Caches of the workflow program; safe to delete.
.workflow/
build/
# What a killed process left behind; the next one clears it away.
.scratch-*
"""
