"""What becomes of an item that comes back from another program: taken, kept, refused, or for a person to decide.

Three texts are compared: the one that left (its version stands in the file), the one that came back, and the one on the
desk now. Only what the other program changed is taken, and only where the desk did not change it too.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from workflow.exchange.handoff import Item, ReturnedItem, canonical, digest
from workflow.jobs.handoff import METADATA
from workflow.model import Comment, State
from workflow.text.inline import Code, MarkupError, compare, parse


class Outcome(StrEnum):
    """What became of an item."""

    SAME = "same"  # nothing new came back
    TAKEN = "taken"
    KEPT = "kept"  # a conflict, decided for the desk
    CONFLICT = "conflict"  # not decided yet
    REFUSED = "refused"
    UNKNOWN = "unknown"  # the article has no such unit

    @property
    def open(self) -> bool:
        """Whether something that came back is not on the desk, and nobody decided so."""
        return self in (Outcome.CONFLICT, Outcome.REFUSED, Outcome.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What came back for one item, and what is to be done.

    `text` says whether the English is to be written, `state` the state to give (None: as it is), `comments` those that
    are new. `says` are sentences for people, each beginning in small letters. `local` is the item as it is on the desk.
    """

    outcome: Outcome
    back: ReturnedItem
    local: Item | None = None
    text: bool = False
    state: State | None = None
    comments: tuple[Comment, ...] = ()
    says: tuple[str, ...] = ()

    @property
    def outdated(self) -> bool:
        """Whether the Chinese on the desk is no longer the one that left."""
        return self.local is not None and digest(self.back.source) != digest(self.local.source)


def judge(back: ReturnedItem, local: Item | None) -> Change:
    """Compare an item that came back with the one on the desk."""
    if local is None:
        return Change(outcome=Outcome.UNKNOWN, back=back, says=("the article has no such unit",))
    known = {comment.text for comment in local.comments}
    new = tuple(comment for comment in back.comments if comment.text not in known)
    change = Change(outcome=Outcome.TAKEN if new else Outcome.SAME, back=back, local=local, comments=new)
    refusal = _refusal(back, local)
    if refusal:
        return replace(change, outcome=Outcome.REFUSED, says=(refusal,))
    asked = _asked(back, local)
    if _edited(back, local):
        return _with_text(change, local, asked)
    return _with_state(change, local, asked) if asked else change


def _with_text(change: Change, local: Item, asked: State | None) -> Change:
    says = [reason] if (reason := _rival(change.back, local)) else []
    if change.outdated:
        says.append("the Chinese has changed since the export, and it translates the earlier one")
        asked = None if asked and asked.approved else asked
    outcome = Outcome.CONFLICT if reason else Outcome.TAKEN
    return replace(change, outcome=outcome, text=True, state=asked, says=tuple(says))


def _rival(back: ReturnedItem, local: Item) -> str:
    """What the desk did with the text meanwhile; '' for nothing. Who cannot know has to ask, where there is one."""
    sent = back.version
    if digest(local.target) != (sent.target if sent else ""):
        return "its English was changed on the desk as well" if sent else "the file does not say which English it had"
    return "it was approved on the desk meanwhile" if sent and local.state.approved > sent.state.approved else ""


def _with_state(change: Change, local: Item, asked: State) -> Change:
    """The same text with another state. Of a stale text that says: it is right for the new Chinese too."""
    if change.outdated:
        refusal = f"the Chinese has changed since the export, so it cannot be {asked}"
        return replace(change, outcome=Outcome.REFUSED, says=(refusal,))
    sent = change.back.version
    moved = sent is not None and sent != local.version
    says = ("it was changed on the desk as well",) if moved else ()
    confirmed = local.stale and asked is not State.INITIAL
    outcome = Outcome.CONFLICT if moved else Outcome.TAKEN
    return replace(change, outcome=outcome, text=confirmed, state=asked, says=says)


def _edited(back: ReturnedItem, local: Item) -> bool:
    """Whether another text came back than left and than the desk has."""
    unchanged = back.version is not None and digest(back.target) == back.version.target
    return bool(back.target) and not unchanged and back.target != canonical(local.target)


def _asked(back: ReturnedItem, local: Item) -> State | None:
    """The state that the other program gave, None where it left it alone or the desk has it already."""
    if back.state is None or back.version is None or back.state is back.version.state:
        return None
    if local.id.startswith(METADATA):  # a field has none
        return None
    return None if back.state is local.state else back.state


def _refusal(back: ReturnedItem, local: Item) -> str:
    """Why the English of an item cannot be taken; '' where it can."""
    if back.damage:
        return f"its English {back.damage}"
    if back.version and digest(back.source) != back.version.source:
        return "its Chinese was altered in the other program"
    if not back.target.strip():
        sent = back.version.target if back.version else local.target
        return "it came back without English" if sent else ""
    if not _edited(back, local):
        return ""
    if local.id.startswith(METADATA) and parse(back.target).codes:
        return "it holds inline codes, where only text can stand"
    lost = _lost(back, local)
    return f"lost {', '.join(map(_named, lost))}" if lost else ""


def _lost(back: ReturnedItem, local: Item) -> list[Code]:
    """Codes of the Chinese that the English which came back lacks, and the English on the desk does not lack."""
    source = parse(back.source)
    try:
        before = compare(source, parse(local.target)).missing if local.target else ()
    except MarkupError:
        before = ()
    excused = Counter(code.key for code in before)
    lost: list[Code] = []
    for code in compare(source, parse(back.target)).missing:
        if excused[code.key]:
            excused[code.key] -= 1
        else:
            lost.append(code)
    return lost


def _named(code: Code) -> str:
    tag, address = code.key
    return f"the link {address}" if tag == "a" else f"the picture {address}" if tag == "img" else f"<{tag}>"


def once(items: Sequence[ReturnedItem]) -> tuple[list[ReturnedItem], list[Change]]:
    """Part the items that stand once in a file from later ones with the same id, which are refused."""
    seen: set[str] = set()
    first: list[ReturnedItem] = []
    again: list[Change] = []
    for item in items:
        if item.id in seen:
            again.append(Change(outcome=Outcome.REFUSED, back=item, says=("it stands in the file a second time",)))
        else:
            first.append(item)
        seen.add(item.id)
    return first, again
