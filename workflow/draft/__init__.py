"""Drafting: units go to an engine, what must survive is verified on what comes back, and repaired rung by rung."""

from workflow.draft.run import Drafted, Job, draft

__all__ = ["Drafted", "Job", "draft"]
