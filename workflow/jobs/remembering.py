"""Drafting from the memory: what was translated already comes before the engine, what is like it is shown to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from workflow.constraints.base import Context
from workflow.draft import Drafted, Job
from workflow.jobs.proposals import Proposal, proposal
from workflow.memory import search
from workflow.memory.database import Memory
from workflow.memory.search import Sought
from workflow.model import MatchKind
from workflow.text.inline import plain

ORIGIN = "tm:"
"""What the origin of such a draft begins with; the place that it comes from follows."""

_OFFERED = 3  # proposals for a unit
_LONGEST = 240  # characters of an example: small models have to read it before every text


@dataclass(frozen=True, slots=True)
class Remembered:
    """Drafts from the memory, the jobs that are left for an engine, and what the memory offers for those, by unit."""

    drafts: tuple[Drafted, ...] = ()
    jobs: tuple[Job, ...] = ()
    offered: Mapping[str, tuple[Proposal, ...]] = field(default_factory=dict)


def remember(
    memory: Memory, jobs: Sequence[Job], wanted: Mapping[str, Sought], context: Context, bar: float
) -> Remembered:
    """Look units up.

    A translation of the same text is taken if a person vouched for it and it fails nothing that the unit owes; the best
    one. Of the like ones that a person vouched for, the best is an example for the engine.

    Args:
        memory: the memory.
        jobs: the units.
        wanted: what to ask for each; one that is not among them is left to the engine.
        context: what the units owe is judged by it.
        bar: the least score of what is offered, 0 to 1.
    """
    drafts, left, offered = [], [], {}
    for job in jobs:
        asked = wanted.get(job.unit_id)
        taken = next(_taken(memory, job, asked, context), None) if asked else None
        if taken is not None:
            drafts.append(taken)
            continue
        found = search.matches(memory, asked, bar=bar, most=_OFFERED) if asked else []
        if found:
            offered[job.unit_id] = tuple(proposal(job.source, match, context) for match in found)
        like = [match.entry for match in found if match.kind is MatchKind.FUZZY and match.entry.reviewed]
        texts = ((plain(entry.source), plain(entry.target)) for entry in like)
        examples = next(((pair,) for pair in texts if len(pair[0]) <= _LONGEST), ())
        left.append(replace(job, examples=examples))
    return Remembered(tuple(drafts), tuple(left), offered)


def _taken(memory: Memory, job: Job, asked: Sought, context: Context) -> Iterator[Drafted]:
    for match in search.exact(memory, asked):
        if match.entry.reviewed:
            made = proposal(job.source, match, context)
            if not made.unmet:
                yield Drafted(job.unit_id, made.target, rungs="memory", origin=ORIGIN + made.place)
