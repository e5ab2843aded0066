"""The errors a person may meet. Each says what is wrong, where, and how to mend it."""


class WorkflowError(Exception):
    """An expected failure, told in one sentence.

    Args:
        problem: what is wrong, without a full stop.
        place: the file (with ``:line:column`` where known), address or option it concerns.
        mend: what to do about it, an imperative without a full stop.
    """

    exit_status = 70

    def __init__(self, problem: str, *, place: str = "", mend: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.place = place
        self.mend = mend

    def __str__(self) -> str:
        head = f"{self.place}: {self.problem}" if self.place else self.problem
        return f"{head}; {self.mend}" if self.mend else head


class InputError(WorkflowError):
    """Bad usage or bad input: a file, an option, an address (exit status 2)."""

    exit_status = 2


class OutputError(InputError):
    """What stops every page alike: a template that fails, a folder that cannot be written (exit status 2)."""


class EngineError(WorkflowError):
    """An engine or its model is missing, or failed (exit status 3)."""

    exit_status = 3
