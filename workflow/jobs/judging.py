"""What becomes of an item that comes back from another program: taken, kept, refused, or for a person to decide.

Three texts are compared: the one that left (its version stands in the file), the one that came back, and the one on the
desk now. Only what the other program changed is taken, and only where the desk did not change it too.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from workflow.exchange.handoff import EXACT, Form, Item, ReturnedItem
from workflow.jobs.handoff import METADATA
from workflow.model import Comment, State
from workflow.text.inline import Code, compare, parse, plain

_PLAIN = ("alt", "title")  # kinds of units that are attributes


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
    are new. `says` are sentences for people, each beginning in small letters. `local` is the item as it is on the desk,
    whose Chinese, if `outdated`, is no longer the one that left.
    """

    outcome: Outcome
    back: ReturnedItem
    local: Item | None = None
    outdated: bool = False
    text: bool = False
    state: State | None = None
    comments: tuple[Comment, ...] = ()
    says: tuple[str, ...] = ()


def judge(back: ReturnedItem, local: Item | None, form: Form = EXACT) -> Change:
    """Compare an item that came back, from a file of this form, with the one on the desk."""
    if local is None:
        return Change(outcome=Outcome.UNKNOWN, back=back, says=("the article has no such unit",))
    models = [text for text in (local.target, local.source) if text]
    if not back.damage:
        back = replace(back, source=form.restored(back.source, models), target=form.restored(back.target, models))
    return _Judge(back, local, form).judge()


@dataclass(frozen=True, slots=True)
class _Judge:
    """One item that came back, the one on the desk, and how texts of the file are compared."""

    back: ReturnedItem
    local: Item
    form: Form

    def judge(self) -> Change:
        new = tuple(comment for comment in self.back.comments if self._is_new(comment))
        outcome = Outcome.TAKEN if new else Outcome.SAME
        change = Change(outcome=outcome, back=self.back, local=self.local, comments=new, outdated=self._outdated())
        refusal = self._refusal()
        if refusal:
            return replace(change, outcome=Outcome.REFUSED, says=(refusal, *self.back.remarks))
        asked = self._asked()
        if self._edited():
            return self._with_text(change, asked)
        return self._with_state(change, asked) if asked else change

    def _with_text(self, change: Change, asked: State | None) -> Change:
        rival = self._rival()
        says = [rival] if rival else []
        if plain(self.back.target) == plain(self.local.target):
            says.append("its words are the same; links or looks are not")
        if change.outdated:
            says.append("the Chinese has changed since the export, and it translates the earlier one")
            asked = None if asked and asked.approved else asked
        outcome = Outcome.CONFLICT if rival else Outcome.TAKEN
        return replace(change, outcome=outcome, text=True, state=asked, says=(*says, *self.back.remarks))

    def _with_state(self, change: Change, asked: State) -> Change:
        """The same text with another state. Of a stale text that says: it is right for the new Chinese too."""
        if change.outdated:
            refusal = f"the Chinese has changed since the export, so it cannot be {asked}"
            return replace(change, outcome=Outcome.REFUSED, says=(refusal,))
        moved = self.back.version != self.form.version(self.local)
        says = ("it was changed on the desk as well",) if moved else ()
        confirmed = self.local.stale and asked is not State.INITIAL
        outcome = Outcome.CONFLICT if moved else Outcome.TAKEN
        return replace(change, outcome=outcome, text=confirmed, state=asked, says=says)

    def _rival(self) -> str:
        """What the desk did with the text meanwhile; '' for nothing. Who cannot know has to ask, where there is one."""
        sent, local = self.back.version, self.local
        if self.form.digest(local.target) != (sent.target if sent else ""):
            return (
                "its English was changed on the desk as well" if sent else "the file does not say which English it had"
            )
        return "it was approved on the desk meanwhile" if sent and local.state.approved > sent.state.approved else ""

    def _is_new(self, comment: Comment) -> bool:
        return comment.text.split() not in [known.text.split() for known in self.local.comments]

    def _outdated(self) -> bool:
        return self.form.digest(self.back.source) != self.form.digest(self.local.source)

    def _edited(self) -> bool:
        """Whether another text came back than left and than the desk has."""
        came = self.form.digest(self.back.target)
        unchanged = self.back.version is not None and came == self.back.version.target
        return bool(self.back.target) and not unchanged and came != self.form.digest(self.local.target)

    def _asked(self) -> State | None:
        """The state that the other program gave, None where it left it alone or the desk has it already."""
        state, sent = self.back.state, self.back.version
        if state is None or sent is None or state in (sent.state, self.local.state):
            return None
        return None if self.local.id.startswith(METADATA) else state  # a field has none

    def _refusal(self) -> str:
        """Why the English cannot be taken; '' where it can."""
        back, sent = self.back, self.back.version
        if back.damage:
            return back.damage
        if sent and self.form.digest(back.source) != sent.source:
            return "its Chinese was altered in the other program"
        if not back.target.strip():
            return "it came back without English" if (sent.target if sent else self.local.target) else ""
        if not self._edited():
            return ""
        if (self.local.id.startswith(METADATA) or self.local.kind in _PLAIN) and parse(back.target).codes:
            return "it holds inline codes, where only text can stand"
        lost = self._lost()
        return f"it lost {', '.join(lost)}" if lost else ""

    def _lost(self) -> list[str]:
        """Codes of the Chinese that the English which came back lacks, and the English on the desk does not lack."""
        source = parse(self.form.normal(self.back.source))
        target = self.local.target
        before = compare(source, parse(self.form.normal(target))).missing if target else ()
        excused = Counter(code.key for code in before)
        lost: list[str] = []
        for code in compare(source, parse(self.form.normal(self.back.target))).missing:
            if excused[code.key]:
                excused[code.key] -= 1
            else:
                lost.append(_named(code, source.text[code.start : code.end]))
        return lost


def _named(code: Code, words: str) -> str:
    tag, address = code.key
    name = f"the link {address}" if tag == "a" else f"the picture {address}" if tag == "img" else f"<{tag}>"
    return f"{name} around “{words}”" if words else name


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
