"""The domain: what the program knows about an article and its reproduction.

Pure data, no input or output, standard library only. Words follow XLIFF 2.1 (unit, state, target) and TBX
(concept, term). Offsets are indices into Python strings (code points).
"""

from workflow.model.desk import Finding, People, Role, Settings, Severity
from workflow.model.memory import MatchKind, MemoryEntry, MemoryMatch
from workflow.model.termbase import Concept, MatchRule, TermSet
from workflow.model.texts import (
    DOUBTFUL,
    DRAFTED,
    PUBLISHED,
    REOPENED,
    Article,
    Candidate,
    Comment,
    Image,
    Link,
    Metadata,
    Past,
    Publication,
    Record,
    Reproduction,
    State,
    Step,
    Target,
    Unit,
    Unmet,
    Waiver,
    text_digest,
)
from workflow.model.values import Bound, Dated, Measure, Quantity

__all__ = [
    "DOUBTFUL",
    "DRAFTED",
    "PUBLISHED",
    "REOPENED",
    "Article",
    "Bound",
    "Candidate",
    "Comment",
    "Concept",
    "Dated",
    "Finding",
    "Image",
    "Link",
    "MatchKind",
    "MatchRule",
    "Measure",
    "MemoryEntry",
    "MemoryMatch",
    "Metadata",
    "Past",
    "People",
    "Publication",
    "Quantity",
    "Record",
    "Reproduction",
    "Role",
    "Settings",
    "Severity",
    "State",
    "Step",
    "Target",
    "TermSet",
    "Unit",
    "Unmet",
    "Waiver",
    "text_digest",
]
