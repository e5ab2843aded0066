"""What must survive translation, and whether it did: the one truth that drafting, checking and exporting all ask.

`unit.find` reads constraints off a source unit, `unit.unmet` says which of them a target unit fails. Nobody else
decides whether a term is rendered or a link is kept. One module a family: `terms`, `numbers`, `codes`.
"""
