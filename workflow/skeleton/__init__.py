"""The skeleton: an article's body, cleaned, with one unit id per translatable block; and the way back.

``body.html`` is a fragment of a few block elements. One that holds text carries ``data-unit="u7"`` and, as its content,
the unit's markup (`workflow.text.inline`); a picture carries ``data-unit-alt`` and ``data-unit-title`` for its
attributes, a link ``data-unit-title``. Ids are given in document order when an original is first taken in, and stay
with their blocks afterwards.
"""

from workflow.skeleton.body import images, links, merge, units
from workflow.skeleton.build import Skeleton, build
from workflow.skeleton.persist import carry

__all__ = ["Skeleton", "build", "carry", "images", "links", "merge", "units"]
