"""Who acts on a desk, when, and whether that person may."""

import os
import subprocess
from datetime import UTC, datetime

from workflow.errors import InputError
from workflow.model import PUBLISHED, People, Role, State, Unit
from workflow.store.desk import Desk

_NEEDED: dict[str, tuple[Role, ...]] = {
    State.TRANSLATED: (Role.TRANSLATOR, Role.REVIEWER, Role.PUBLISHER),
    State.REVIEWED: (Role.REVIEWER, Role.PUBLISHER),
    State.FINAL: (Role.PUBLISHER,),
    PUBLISHED: (Role.PUBLISHER,),
}


def who(desk: Desk, given: str = "") -> str:
    """Return the name of the person who acts, '' when nothing tells it.

    That is `given`, else ``WORKFLOW_NAME``, else ``people.editor`` of ``workflow.yaml``, else git's ``user.name``.
    """
    for name in (given, os.environ.get("WORKFLOW_NAME", ""), desk.settings.people.editor):
        if name.strip():
            return " ".join(name.split())
    return _git_name(desk)


def _git_name(desk: Desk) -> str:
    command = ["git", "-C", str(desk.root), "config", "user.name"]
    try:
        told = subprocess.run(command, capture_output=True, text=True, timeout=5, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return " ".join(told.stdout.split()) if told.returncode == 0 else ""


def now() -> str:
    """Return the time in UTC, to the second, ISO 8601; ``SOURCE_DATE_EPOCH`` (reproducible-builds.org) sets it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def allow(people: People, by: str, act: str) -> None:
    """Refuse an act (a state, or ``published``) that the desk's roles do not give to a person.

    Raises:
        InputError: who acts is not known, has no role, or not the one needed.
    """
    needed = _NEEDED.get(act, _NEEDED[State.TRANSLATED])
    if not people.roles:
        return
    if not by:
        raise InputError("this desk has roles, and nothing says who you are", mend="give your name with --by")
    if not set(people.roles.get(by, ())) & set(needed):
        roles = " or ".join(needed)
        raise InputError(
            f"{by} may not do this: it is for a {roles}", place="workflow.yaml", mend="see people.roles there"
        )


def refuse_own(people: People, unit: Unit, by: str, place: str) -> None:
    """Refuse, under four eyes, that a person approves what the same person drafted or edited.

    A text without a name, edited by hand in the file, has to be signed first by whoever wrote it.

    Raises:
        InputError: it is so, or who approves or wrote the text is not known.
    """
    if not people.four_eyes:
        return
    if not by:
        raise InputError("four eyes are asked for, and nothing says who you are", mend="give your name with --by")
    if not unit.target.signed:
        article, _, name = place.partition(" ")
        mend = f"sign it: workflow state {article} translated --unit {name} --by EDITOR"
        raise InputError("nothing says who wrote this text, and four eyes are asked for", place=place, mend=mend)
    if by in authors(unit):
        raise InputError(
            f"{by} drafted or edited it, so another person has to approve it", place=place, mend="ask a colleague"
        )


def authors(unit: Unit) -> frozenset[str]:
    """Everybody who drafted or edited the text of a unit or one that it came from."""
    target = unit.target
    steps = (*target.steps, *(step for past in target.history for step in past.steps))
    return frozenset(step.by for step in steps if step.by and step.state == State.TRANSLATED)
