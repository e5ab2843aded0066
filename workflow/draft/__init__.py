"""Drafting: units go to an engine, what must survive is verified on what comes back, and repaired rung by rung."""

from workflow.draft.ladder import names
from workflow.draft.run import Drafted, Job, draft
from workflow.draft.tally import Tally

__all__ = ["Drafted", "Job", "Tally", "draft", "names"]
