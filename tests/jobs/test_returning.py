"""What comes back from another program: taken where only it changed something, else told, decided or refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from text.unit_markup import MARKUP

from workflow import skeleton
from workflow.errors import InputError
from workflow.exchange import xliff12, xliff21, xliffreturn
from workflow.exchange.handoff import Handoff, Item, Returned, ReturnedItem, canonical
from workflow.jobs.add import AddOptions, add
from workflow.jobs.decisions import set_state
from workflow.jobs.edits import add_comment, set_metadata, set_text
from workflow.jobs.handoff import handoff
from workflow.jobs.judging import Change, Outcome, judge
from workflow.jobs.returning import Errand, TakenBack, take_back
from workflow.model import Comment, State, Unit
from workflow.store.desk import Desk
from workflow.text.inline import parse

PLAN = '<a href="https://site.example/plan.html">the page</a>'
FIRST = "The port and a university set up a laboratory."
SECOND = "It will be at work this year."
THIRD = f"Details are on {PLAN}."
ERRAND = Errand(place="port.xlf", origin="import:xliff", by="Li Na")


@pytest.fixture
def translated(desk: Desk, article_id: str) -> str:
    for unit, english in (("u1", FIRST), ("u2", SECOND), ("u3", THIRD)):
        set_text(desk, article_id, unit, english, by="Chen Yu")
    set_metadata(desk, article_id, "title", "Port & university", by="Chen Yu")
    return article_id


def sent(desk: Desk, article_id: str, **edits: Callable[[ReturnedItem], ReturnedItem]) -> Returned:
    """The article as a file that left now and came back, with what `edits` did to its items."""
    left = handoff(desk, article_id)
    return came_back(left, {name.replace("__", "."): edit for name, edit in edits.items()})


def came_back(left: Handoff, edits: dict[str, Callable[[ReturnedItem], ReturnedItem]]) -> Returned:
    items = (edits[item.id](untouched(item)) if item.id in edits else untouched(item) for item in left.items)
    return Returned(article=left.article, items=tuple(items), source_language="zh-CN", target_language="en-GB")


def untouched(item: Item) -> ReturnedItem:
    return ReturnedItem(
        id=item.id,
        source=item.source,
        target=canonical(item.target),
        state=item.state,
        comments=item.comments,
        version=item.version,
    )


def says(english: str, state: State | None = None) -> Callable[[ReturnedItem], ReturnedItem]:
    return lambda item: replace(item, target=english, state=state or item.state)


def change_of(taken: TakenBack, unit: str) -> Change:
    (found,) = [change for change in taken.changes if change.back.id == unit]
    return found


def unit_of(desk: Desk, article_id: str, unit: str) -> Unit:
    found = desk.reproduction(article_id, "en")
    assert found is not None
    return next(one for one in found.units if one.id == unit)


def test_nothing_is_written_when_nothing_changed(desk: Desk, translated: str) -> None:
    before = desk.path_of(translated, "en").read_bytes()
    taken = take_back(desk, sent(desk, translated), ERRAND)
    assert {change.outcome for change in taken.changes} == {Outcome.SAME}
    assert not taken.open
    assert desk.path_of(translated, "en").read_bytes() == before


def test_a_changed_text_is_taken_and_the_old_one_kept(desk: Desk, translated: str) -> None:
    taken = take_back(desk, sent(desk, translated, u1=says("A new laboratory.")), ERRAND)
    target = unit_of(desk, translated, "u1").target
    assert (target.text, target.state, target.origin) == ("A new laboratory.", State.TRANSLATED, "import:xliff")
    assert [past.text for past in target.history] == [FIRST]
    assert target.steps[-1].by == "Li Na"
    assert not taken.open
    again = take_back(desk, sent(desk, translated), ERRAND)
    assert {change.outcome for change in again.changes} == {Outcome.SAME}


def test_a_first_text_needs_no_earlier_one(desk: Desk, article_id: str) -> None:
    take_back(desk, sent(desk, article_id, u2=says("At work soon.", State.REVIEWED)), ERRAND)
    unit = unit_of(desk, article_id, "u2")
    assert (unit.target.text, unit.target.state) == ("At work soon.", State.REVIEWED)
    found = desk.reproduction(article_id, "en")
    assert found is not None
    assert found.reviewers == ("Li Na",)


def test_states_and_comments_alone_are_taken(desk: Desk, translated: str) -> None:
    add_comment(desk, translated, "u1", "Which one?", by="Chen Yu")
    note = Comment("The first.", "Wang Lei")

    def edit(item: ReturnedItem) -> ReturnedItem:
        return replace(item, state=State.REVIEWED, comments=(*item.comments, note))

    taken = take_back(desk, sent(desk, translated, u1=edit), ERRAND)
    unit = unit_of(desk, translated, "u1")
    assert (unit.target.text, unit.target.state, unit.target.origin) == (FIRST, State.REVIEWED, "human")
    assert [(comment.text, comment.by) for comment in unit.comments] == [
        ("Which one?", "Chen Yu"),
        ("The first.", "Wang Lei"),
    ]
    assert change_of(taken, "u1").outcome is Outcome.TAKEN


@pytest.mark.parametrize(
    ("answer", "outcome", "english"),
    [("", Outcome.CONFLICT, "Ours."), ("ours", Outcome.KEPT, "Ours."), ("theirs", Outcome.TAKEN, "Theirs.")],
)
def test_two_new_texts_are_a_conflict_that_a_person_decides(
    desk: Desk, translated: str, answer: str, outcome: Outcome, english: str
) -> None:
    file = sent(desk, translated, u1=says("Theirs."), u2=says("It runs."))
    set_text(desk, translated, "u1", "Ours.", by="Chen Yu")
    asked: list[Change] = []

    def decide(change: Change) -> str:
        asked.append(change)
        return answer

    taken = take_back(desk, file, replace(ERRAND, decide=decide))
    assert [(change.local and change.local.target, change.back.target) for change in asked] == [("Ours.", "Theirs.")]
    assert change_of(taken, "u1").outcome is outcome
    assert unit_of(desk, translated, "u1").target.text == english
    assert unit_of(desk, translated, "u2").target.text == "It runs."
    assert taken.open == (outcome is Outcome.CONFLICT)
    assert FIRST in [past.text for past in unit_of(desk, translated, "u1").target.history]


def test_a_change_of_the_desk_alone_stays(desk: Desk, translated: str) -> None:
    file = sent(desk, translated)
    set_text(desk, translated, "u1", "Ours.", by="Chen Yu")
    taken = take_back(desk, file, replace(ERRAND, decide=lambda _: "theirs"))
    assert change_of(taken, "u1").outcome is Outcome.SAME
    assert unit_of(desk, translated, "u1").target.text == "Ours."


def test_an_edit_of_what_was_approved_meanwhile_is_a_conflict(desk: Desk, translated: str) -> None:
    file = sent(desk, translated, u1=says("Theirs."))
    set_state(desk, translated, State.REVIEWED, ["u1"], by="Wang Lei")
    found = change_of(take_back(desk, file, ERRAND), "u1")
    assert (found.outcome, found.says) == (Outcome.CONFLICT, ("it was approved on the desk meanwhile",))


def test_two_new_states_are_a_conflict(desk: Desk, translated: str) -> None:
    file = sent(desk, translated, u1=says(FIRST, State.REVIEWED))
    set_state(desk, translated, State.INITIAL, ["u1"], by="Wang Lei")
    assert change_of(take_back(desk, file, ERRAND), "u1").outcome is Outcome.CONFLICT


def test_what_changes_while_a_person_decides_is_not_overwritten(desk: Desk, translated: str) -> None:
    file = sent(desk, translated, u1=says("Theirs."))
    set_text(desk, translated, "u1", "Ours.", by="Chen Yu")

    def decide(_: Change) -> str:
        set_text(desk, translated, "u1", "Newest.", by="Wang Lei")
        return "theirs"

    taken = take_back(desk, file, replace(ERRAND, decide=decide))
    found = change_of(taken, "u1")
    assert (found.outcome, found.local and found.local.target) == (Outcome.CONFLICT, "Newest.")
    assert unit_of(desk, translated, "u1").target.text == "Newest."


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (says("Details are on the page."), "it lost the link https://site.example/plan.html around “专题网页”"),
        (lambda item: replace(item, damage="its inline codes are damaged: x"), "its inline codes are damaged: x"),
        (lambda item: replace(item, source="别的", target="Else"), "its Chinese was altered in the other program"),
        (says("  "), "it came back without English"),
    ],
)
def test_what_is_damaged_is_refused_and_the_rest_taken(
    desk: Desk, translated: str, edit: Callable[[ReturnedItem], ReturnedItem], told: str
) -> None:
    taken = take_back(desk, sent(desk, translated, u1=says("New."), u3=edit), ERRAND)
    found = change_of(taken, "u3")
    assert (found.outcome, found.says) == (Outcome.REFUSED, (told,))
    assert unit_of(desk, translated, "u3").target.text == THIRD
    assert unit_of(desk, translated, "u1").target.text == "New."
    assert taken.open


def test_a_comment_on_a_refused_unit_is_taken(desk: Desk, translated: str) -> None:
    def edit(item: ReturnedItem) -> ReturnedItem:
        return replace(item, target="No link.", comments=(Comment("Is the link needed?"),))

    take_back(desk, sent(desk, translated, u3=edit), ERRAND)
    (comment,) = unit_of(desk, translated, "u3").comments
    assert (comment.text, comment.by) == ("Is the link needed?", "Li Na")


def test_a_code_that_the_desk_lacks_too_is_not_missed(desk: Desk, translated: str) -> None:
    set_text(desk, translated, "u3", "Without a link.", by="Chen Yu")
    take_back(desk, sent(desk, translated, u3=says("Still without.")), ERRAND)
    assert unit_of(desk, translated, "u3").target.text == "Still without."


def update(desk: Desk, page: Path, old: str, new: str) -> None:
    page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    add(desk, str(page), AddOptions(id="2024-01-24-port", update=True))


def test_english_of_an_earlier_chinese_is_taken_as_such(desk: Desk, translated: str, page: Path) -> None:
    file = sent(desk, translated, u1=says("New.", State.REVIEWED), u2=says(SECOND, State.REVIEWED))
    earlier = {unit.id: unit.source for unit in skeleton.units(desk.body(translated))}
    update(desk, page, "智慧港口", "绿色港口")
    update(desk, page, "今年年底", "明年年底")
    taken = take_back(desk, file, ERRAND)
    first, second = change_of(taken, "u1"), change_of(taken, "u2")
    assert first.says == ("the Chinese has changed since the export, and it translates the earlier one",)
    assert second.says == ("the Chinese has changed since the export, so it cannot be reviewed",)
    assert (first.outcome, second.outcome) == (Outcome.TAKEN, Outcome.REFUSED)
    unit = unit_of(desk, translated, "u1")
    assert (unit.target.text, unit.target.state, unit.source) == ("New.", State.TRANSLATED, earlier["u1"])


def test_a_stale_text_that_is_called_right_translates_the_new_chinese(desk: Desk, translated: str, page: Path) -> None:
    update(desk, page, "智慧港口", "绿色港口")
    left = handoff(desk, translated)
    item = next(item for item in left.items if item.id == "u1")
    assert (item.stale, item.state, item.target) == (True, State.INITIAL, FIRST)
    assert "智慧港口" in item.remarks[0]
    take_back(desk, sent(desk, translated, u1=says(FIRST, State.REVIEWED)), ERRAND)
    unit = unit_of(desk, translated, "u1")
    assert (unit.source, unit.target.text, unit.target.state) == (item.source, FIRST, State.REVIEWED)


def test_units_nobody_knows_and_units_twice_are_told(desk: Desk, translated: str) -> None:
    file = sent(desk, translated, u1=says("New."))
    more = ReturnedItem(id="u99", source="甲", target="A"), replace(file.items[-1], target="Again")
    taken = take_back(desk, replace(file, items=(*file.items, *more)), ERRAND)
    assert [change.outcome for change in taken.changes[-2:]] == [Outcome.UNKNOWN, Outcome.REFUSED]
    assert taken.open
    assert unit_of(desk, translated, "u3").target.text == THIRD


def test_without_a_version_another_text_is_a_conflict(desk: Desk, translated: str) -> None:
    def edit(item: ReturnedItem) -> ReturnedItem:
        return replace(item, target="Theirs.", version=None)

    same = sent(desk, translated, u1=edit, u2=lambda item: replace(item, version=None))
    taken = take_back(desk, same, ERRAND)
    assert [change_of(taken, unit).outcome for unit in ("u1", "u2")] == [Outcome.CONFLICT, Outcome.SAME]


def test_it_is_told_when_only_links_or_looks_changed(desk: Desk, translated: str) -> None:
    edits = {"u1": says(FIRST.replace("university", "<em>university</em>")), "u2": says("Another sentence.")}
    taken = take_back(desk, sent(desk, translated, **edits), ERRAND)
    assert change_of(taken, "u1").says == ("its words are the same; links or looks are not",)
    assert change_of(taken, "u2").says == ()


def test_metadata_come_back_too(desk: Desk, translated: str) -> None:
    edits = {"metadata__title": says("Port &amp; College"), "metadata__authors": says("Zhou Mingyuan;  Li Na")}
    take_back(desk, sent(desk, translated, **edits), ERRAND)
    found = desk.reproduction(translated, "en")
    assert found is not None
    assert (found.metadata.title, found.metadata.authors) == ("Port & College", ("Zhou Mingyuan", "Li Na"))
    assert found.origins["title"] == "human"


def test_metadata_take_neither_codes_nor_comments(desk: Desk, translated: str) -> None:
    def remark(item: ReturnedItem) -> ReturnedItem:
        return replace(item, comments=(Comment("Shorter?"),))

    edits = {"metadata__title": says("A <em>port</em>"), "metadata__authors": remark}
    taken = take_back(desk, sent(desk, translated, **edits), ERRAND)
    assert change_of(taken, "metadata.title").says == ("it holds inline codes, where only text can stand",)
    assert change_of(taken, "metadata.authors").says == ("a field of the metadata takes no comment: Shorter?",)
    tried = take_back(desk, sent(desk, translated, **edits), replace(ERRAND, dry=True))
    assert change_of(tried, "metadata.authors") == change_of(taken, "metadata.authors")
    assert taken.open


@pytest.mark.parametrize("written", ["", "0-00-00T00:00:00Z", "yesterday"])
def test_a_comment_without_a_time_has_that_of_the_import(desk: Desk, translated: str, written: str) -> None:
    def remark(item: ReturnedItem) -> ReturnedItem:
        return replace(item, comments=(Comment("Shorter?", "Li Na", written),))

    take_back(desk, sent(desk, translated, u1=remark), ERRAND)
    found = desk.reproduction(translated, "en")
    assert found is not None
    (comment,) = found.units[0].comments
    assert datetime.fromisoformat(comment.at) > datetime(2020, 1, 1, tzinfo=UTC)


def test_a_title_changed_on_both_sides_is_a_conflict(desk: Desk, translated: str) -> None:
    file = sent(desk, translated, metadata__title=says("Theirs"))
    set_metadata(desk, translated, "title", "Ours", by="Chen Yu")
    assert change_of(take_back(desk, file, ERRAND), "metadata.title").outcome is Outcome.CONFLICT
    assert take_back(desk, file, replace(ERRAND, decide=lambda _: "theirs")).changes
    found = desk.reproduction(translated, "en")
    assert found is not None
    assert found.metadata.title == "Theirs"


def people(desk: Desk, text: str) -> Desk:
    with desk.settings_path.open("a", encoding="utf-8") as file:
        file.write(text)
    return Desk(desk.root)


def test_roles_hold_for_what_comes_back(desk: Desk, translated: str) -> None:
    desk = people(desk, "people: {roles: {Li Na: [translator], Chen Yu: [reviewer]}}\n")
    taken = take_back(desk, sent(desk, translated, u1=says("New.", State.REVIEWED)), ERRAND)
    found = change_of(taken, "u1")
    assert found.outcome is Outcome.REFUSED
    assert found.says[0].startswith("its English was taken, but not as reviewed: Li Na may not do this")
    assert unit_of(desk, translated, "u1").target.state is State.TRANSLATED
    refused = take_back(desk, sent(desk, translated, u2=says("New.")), replace(ERRAND, by="Stranger"))
    assert change_of(refused, "u2").outcome is Outcome.REFUSED
    assert unit_of(desk, translated, "u2").target.text == SECOND


def test_four_eyes_hold_unit_by_unit(desk: Desk, translated: str) -> None:
    desk = people(desk, "people: {four_eyes: true}\n")
    set_text(desk, translated, "u2", "It is at work.", by="Li Na")
    both = sent(desk, translated, u1=says(FIRST, State.REVIEWED), u2=says("It is at work.", State.REVIEWED))
    taken = take_back(desk, both, ERRAND)
    assert [change_of(taken, unit).outcome for unit in ("u1", "u2")] == [Outcome.TAKEN, Outcome.REFUSED]
    assert unit_of(desk, translated, "u1").target.state is State.REVIEWED


def test_a_dry_run_says_the_same_and_writes_nothing(desk: Desk, translated: str) -> None:
    before = desk.path_of(translated, "en").read_bytes()
    file = sent(desk, translated, u1=says("New."))
    taken = take_back(desk, file, replace(ERRAND, dry=True))
    assert change_of(taken, "u1").outcome is Outcome.TAKEN
    assert desk.path_of(translated, "en").read_bytes() == before


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        (("2024-01-24-other", "en"), "is of the article '2024-01-24-other', which is not on this desk"),
        (("", "en"), "does not say of which article it is"),
        (("2024-01-24-port", "fr"), "is from zh-CN to fr, which this desk is not"),
    ],
)
def test_files_of_others_are_refused(desk: Desk, translated: str, told: tuple[str, str], problem: str) -> None:
    file = replace(sent(desk, translated), article=told[0], target_language=told[1])
    with pytest.raises(InputError) as caught:
        take_back(desk, file, ERRAND)
    assert (caught.value.problem, caught.value.place) == (problem, "port.xlf")


@pytest.mark.parametrize("kind", ["alt", "title"])
def test_attributes_take_no_codes(kind: str) -> None:
    item = Item(id="u1", source="甲", target="A", kind=kind)
    assert judge(replace(untouched(item), target="<em>B</em>"), item).outcome is Outcome.REFUSED
    assert judge(replace(untouched(item), target="B"), item).outcome is Outcome.TAKEN


@given(sent_english=MARKUP, back=MARKUP, now=MARKUP)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_no_text_is_lost_whatever_the_three_are(sent_english: str, back: str, now: str) -> None:
    left = Item(id="u1", source="甲", target=sent_english, state=State.TRANSLATED)
    found = judge(replace(untouched(left), target=canonical(back)), replace(left, target=now))
    sent_, back_, now_ = map(canonical, (sent_english, back, now))
    if not back_.strip():
        assert found.outcome is (Outcome.REFUSED if sent_ else Outcome.SAME)
    elif back_ in (sent_, now_):
        assert (found.outcome, found.text) == (Outcome.SAME, False)
    else:
        assert found.outcome is (Outcome.TAKEN if sent_ == now_ else Outcome.CONFLICT)


@pytest.mark.parametrize("files", [(xliff21.serialize, xliffreturn.parse), (xliff12.serialize, xliffreturn.parse)])
@given(markup=MARKUP.filter(lambda markup: bool(parse(markup).codes)), number=st.integers(0, 9))
def test_a_code_taken_out_in_a_file_is_never_taken_in_silence(
    files: tuple[Callable[[Handoff], bytes], Callable[[bytes, str], tuple[Returned, ...]]], markup: str, number: int
) -> None:
    write, read = files
    item = Item(id="u1", source=f"甲{markup}", target=f"A{markup}", state=State.TRANSLATED)
    left = Handoff(article="a", source_language="zh", target_language="en", items=(item,))
    root = etree.fromstring(write(left))
    (target,) = root.iter("{*}target")
    codes = list(target.iter())[1:]
    chosen = codes[number % len(codes)]
    chosen.tag = "{x}gone"
    etree.strip_tags(target, "{x}gone")
    ((back,),) = [returned.items for returned in read(etree.tostring(root), "port.xlf")]
    found = judge(back, item)
    assert found.outcome is Outcome.REFUSED
    assert found.says[0].startswith("it lost ")
