"""Which English of a reproduction a memory takes."""

from dataclasses import replace

import pytest

from workflow.memory.gathering import gather
from workflow.memory.keys import neighbour
from workflow.model import DOUBTFUL, Article, Metadata, Reproduction, State, Step, Target, Unit, Unmet, text_digest

TEXT = "The laboratory opens."
ARTICLE = Article(id="a", language="zh", metadata=Metadata(title="标题", subtitle="副题"), digest="sha256:1")


def reproduction(*units: Unit, **values: object) -> Reproduction:
    known = {"article": "a", "language": "en", "digest": "sha256:1", "units": units} | values
    return Reproduction(**known)  # type: ignore[arg-type]


def unit(state: State, origin: str, *, name: str = "u1", source: str = "实验室启用。", text: str = TEXT) -> Unit:
    return Unit(name, source, target=Target(text, state, origin))


@pytest.mark.parametrize(
    ("state", "origin", "taken"),
    [
        (State.FINAL, "mt:llm/model", True),
        (State.REVIEWED, "tm:b u1", True),
        (State.TRANSLATED, "human", True),
        (State.TRANSLATED, "adopted", True),
        (State.TRANSLATED, "mt:llm/model", False),
        (State.TRANSLATED, "tm:b u1", False),
    ],
)
def test_what_a_person_wrote_or_approved_is_taken(state: State, origin: str, *, taken: bool) -> None:
    found = list(gather(ARTICLE, reproduction(unit(state, origin))))
    assert [(entry.source, entry.target, entry.state) for entry in found] == [("实验室启用。", TEXT, state)] * taken


@pytest.mark.parametrize(("state", "taken"), [(State.TRANSLATED, False), (State.REVIEWED, True)])
def test_doubtful_english_is_taken_once_somebody_has_looked_at_it(state: State, *, taken: bool) -> None:
    doubtful = unit(state, "adopted")
    doubtful = replace(doubtful, target=replace(doubtful.target, unmet=(Unmet(DOUBTFUL, "", "a decision"),)))
    assert bool(list(gather(ARTICLE, reproduction(doubtful)))) is taken


@pytest.mark.parametrize("text", ["", "<em>not closed", "—"])
def test_what_is_no_english_is_left_out(text: str) -> None:
    assert list(gather(ARTICLE, reproduction(unit(State.FINAL, "human", text=text)))) == []


def test_an_entry_knows_its_neighbours_and_who_signed_it_last() -> None:
    signed = unit(State.REVIEWED, "human", name="u2")
    step = Step("reviewed", "2024-01-24T09:30:00Z", "Chen Yu", text_digest(TEXT))
    signed = replace(signed, target=replace(signed.target, steps=(step, replace(step, by="Li", digest="other"))))
    first, last = Unit("u1", "前。"), Unit("u3", "后。")
    (found,) = gather(ARTICLE, reproduction(first, signed, last))
    assert (found.before, found.behind) == (neighbour("前。"), neighbour("后。"))
    assert (found.by, found.at, found.unit) == ("Chen Yu", "2024-01-24T09:30:00Z", "u2")


def test_titles_are_reviewed_with_the_units_below_them() -> None:
    stated = {"metadata": Metadata(title="The R&D title", subtitle="Drafted"), "origins": {"subtitle": "mt:llm/model"}}
    made = reproduction(unit(State.REVIEWED, "human"), **stated)
    found = [(entry.unit, entry.target, entry.state) for entry in gather(ARTICLE, made)]
    title = ("title", "The R&amp;D title", State.REVIEWED)
    assert found == [title, ("subtitle", "Drafted", State.REVIEWED), ("u1", TEXT, State.REVIEWED)]
    made = reproduction(unit(State.TRANSLATED, "human"), **stated)
    assert [(entry.unit, entry.state) for entry in gather(ARTICLE, made)] == [
        ("title", State.TRANSLATED),
        ("u1", State.TRANSLATED),
    ]


def test_the_title_of_another_original_is_no_pair() -> None:
    made = reproduction(unit(State.REVIEWED, "human"), metadata=Metadata(title="Title"), digest="sha256:2")
    assert [entry.unit for entry in gather(ARTICLE, made)] == ["u1"]
