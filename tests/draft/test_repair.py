"""Mending without an engine: where a term was rendered otherwise, and the owed form put there."""

from collections.abc import Iterator, Sequence

import pytest
from draft_scripted import Scripted
from hypothesis import given
from hypothesis import strategies as st

from workflow.constraints.base import TERM, Constraint, Context
from workflow.draft import Job, draft, names
from workflow.draft.fitting import fitted, indefinite, pluralised, replaced
from workflow.draft.plan import Cell
from workflow.draft.repair import beginnings, mended
from workflow.engines.base import Constraining, Draft, Request
from workflow.glossary.termbase import Termbase
from workflow.model import Concept, MatchRule, TermSet
from workflow.text.term.match import occurrences

SOURCE = "甲乙丙丁戊己庚辛壬癸"
CELL = Cell(SOURCE)


def owed(*forms: str, at: int = 0) -> Constraint:
    return Constraint(TERM, SOURCE[at : at + 2], at, at + 2, forms[0], forms, key=forms[0])


@pytest.mark.parametrize(
    ("form", "draft", "expected"),
    [
        (
            "full revitalization of Northeast China",
            "Breakthroughs in Northeast China's full revitalization are made.",
            "Breakthroughs in full revitalization of Northeast China are made.",
        ),
        ("industry-education integration", "The integration of industry and education grows.", "The industry-education integration grows."),
        ("little giant enterprise", "There are 286 giant little enterprises.", "There are 286 little giant enterprises."),
        ("industry-education integration", "An integration of industry and education.", "An industry-education integration."),
    ],
)  # fmt: skip
def test_the_same_words_in_another_order_are_put_right(form: str, draft: str, expected: str) -> None:
    assert mended(owed(form), CELL, draft, bold=False) == expected


@pytest.mark.parametrize(
    "draft",
    [
        "The country should modernize its system and capacity for governance.",  # a verb is no place for a noun
        "Nothing of the kind is said.",
        "The modernization of the system and capacity for governance goes on.",  # it is there
    ],
)
def test_nothing_else_is_touched(draft: str) -> None:
    form = "modernization of the system and capacity for governance"
    assert mended(owed(form), CELL, draft, bold=False) is None


def test_boldly_relatives_are_replaced_too_and_a_verb_is_given_to_a_noun_in_its_place() -> None:
    form = "modernization of the system and capacity for governance"
    draft = "The country should modernize its system and capacity for governance, and improve life."
    assert mended(owed(form), CELL, draft, bold=True) == (
        "The country should promote modernization of the system and capacity for governance, and improve life."
    )
    assert (
        mended(owed("high-standard opening-up"), CELL, "We expand high-level opening-up.", bold=True)
        == "We expand high-standard opening-up."
    )


def test_what_is_only_half_alike_may_be_something_else() -> None:
    draft = "The basic medical insurance covers all."
    assert mended(owed("basic old-age insurance"), CELL, draft, bold=True) is None


def test_of_two_places_the_one_that_stands_where_the_source_has_it() -> None:
    draft = "A giant little firm first, and in the end another giant little firm."
    assert mended(owed("little giant firm", at=8), CELL, draft, bold=False) == (
        "A giant little firm first, and in the end another little giant firm."
    )


def test_a_draft_begins_anew_at_its_first_place_that_fails() -> None:
    missing = [owed("rural revitalization", at=6), owed("digital trade", at=2)]
    begins = beginnings(CELL, "We trade digitally, and we revitalize rural places.", missing)
    assert begins == ("We promote digital trade", "We trade digitally, and we promote rural revitalization")
    assert not beginnings(CELL, "We do neither.", missing)


@pytest.mark.parametrize(
    ("before", "english", "expected"),
    [
        ("It is a ", "education plan", "It is an education plan"),
        ("It is an ", "university", "It is a university"),
        ("It is an ", "European plan", "It is a European plan"),
        ("It is a ", "SME", "It is an SME"),
        ("It is a ", "hourly rate", "It is an hourly rate"),
        ("In the ", "the Hague", "In the Hague"),
        ("", "go out", "Go out"),
        ("One. ", "go out", "One. Go out"),
    ],
)
def test_articles_spaces_and_capitals_agree(before: str, english: str, expected: str) -> None:
    assert fitted(before, english) == expected


@pytest.mark.parametrize(
    ("text", "old", "english", "expected"),
    [
        ("It has 46 tiny firms.", "tiny firms", "small enterprise", "It has 46 small enterprises."),
        ("It has 1 tiny firm.", "tiny firm", "small enterprise", "It has 1 small enterprise."),
        ("Many an old town grows.", "old town", "city cluster", "Many an city cluster grows.".replace("an c", "a c")),
        ("These towns grow.", "towns", "city cluster", "These city clusters grow."),
        ("The policies help.", "policies", "public policy", "The public policies help."),
        ("It has 46 arts.", "arts", "cultural heritage", "It has 46 cultural heritage."),
    ],
)
def test_number_agrees(text: str, old: str, english: str, expected: str) -> None:
    start = text.index(old)
    assert replaced(text, (start, start + len(old)), english) == expected


@pytest.mark.parametrize(
    ("text", "old", "english", "expected"),
    [
        ("It rose by nearly 25 percent.", "25 percent", "nearly 20 percent", "It rose by nearly 20 percent."),
        ("Over 9 came.", "9", "more than 90", "More than 90 came."),
        ("It exceeded 9 units.", "9", "more than 90", "It exceeded 90 units."),
        ("It cost 430 billion yuan.", "430 billion yuan", "43 billion yuan", "It cost 43 billion yuan."),
        ("It cost over 430 yuan.", "430 yuan", "43 yuan", "It cost over 43 yuan."),
    ],
)
def test_how_exactly_a_number_is_meant_is_said_once(text: str, old: str, english: str, expected: str) -> None:
    start = text.index(old)
    assert replaced(text, (start, start + len(old)), english, inflect=False) == expected


def test_plurals() -> None:
    words = ["policy", "day", "branch", "country", "enterprises", "governance", "SME"]
    assert [pluralised(word) for word in words] == [
        "policies", "days", "branches", "countries", "enterprises", "governance", "SME",
    ]  # fmt: skip
    assert pluralised("captain with a licence for the port") == "captains with a licence for the port"
    assert pluralised("build a port") == "build a port"
    assert [indefinite(word) for word in ("one-stop service", "umbrella", "union", "X-ray", "MRI")] == [
        "a", "an", "a", "an", "an",
    ]  # fmt: skip


WORDS = st.lists(st.sampled_from("the rural revitalization of growth plan plans a and 286 with".split()), max_size=12)


@given(WORDS, st.sampled_from(["rural revitalization", "growth plan", "plan of rural growth"]), st.booleans())
def test_what_is_mended_holds_the_form(said: list[str], form: str, bold: bool) -> None:  # noqa: FBT001
    text = mended(owed(form), CELL, " ".join(said), bold=bold)
    assert text is None or occurrences(form, text, MatchRule())


TERMBASE = Termbase(
    [
        Concept(id="ne", terms={"zh": TermSet("东北振兴"), "en": TermSet("revitalization of the northeast")}),
        Concept(id="road", terms={"zh": TermSet("道路"), "en": TermSet("road")}),
    ]
)


def test_a_ladder_mends_before_it_asks_again_and_says_so() -> None:
    engine = Scripted(Constraining.PROMPT, lambda request: "The northeast's revitalization goes on.")
    [drafted] = draft([Job("u", "东北振兴不断推进。")], engine, Context(termbase=TERMBASE))
    assert drafted.text == "The revitalization of the northeast goes on."
    assert (drafted.rungs, drafted.unmet, len(engine.asked)) == ("prompt>repair", (), 1)


@pytest.mark.parametrize(
    ("source", "draft_", "expected"),
    [
        ("总投资430亿元。", "The total investment is 430 billion yuan.", "The total investment is 43 billion yuan."),
        ("数量下降了三成半。", "The number fell by 30 percent.", "The number fell by 35 percent."),
        ("学位增加1.5万个。", "Places grew by 1.5 million.", "Places grew by 15,000."),
        ("增长近两成。", "It grew by nearly 25 percent.", "It grew by nearly 20 percent."),
        ("2024年5月3日开幕。", "It opened on May 13, 2024.", "It opened on May 3, 2024."),
        ("接待游客186万人次。", "It received 186,000 tourists.", "It received 1.86 million tourists."),
    ],
)
def test_a_wrong_number_or_date_is_put_right_in_its_place(source: str, draft_: str, expected: str) -> None:
    engine = Scripted(Constraining.PROMPT, lambda request: draft_)
    [drafted] = draft([Job("u", source)], engine, Context(date="2024-11-20"))
    assert (drafted.text, drafted.rungs, drafted.unmet, len(engine.asked)) == (expected, "prompt>repair", (), 1)


def test_an_engine_that_can_goes_on_from_the_owed_form() -> None:
    def answer(request: Request) -> str:
        return f"{request.begin} for all." if request.begin else "We will revitalize places in the northeast for all."

    engine = Scripted(Constraining.PROMPT, answer)
    engine.continues = True
    [drafted] = draft([Job("u", "推进东北振兴吧。")], engine, Context(termbase=TERMBASE))
    assert drafted.text == "We will promote revitalization of the northeast for all."
    assert (drafted.rungs, drafted.unmet) == ("prompt>continue", ())


class TestWhereTheEngineWasNear:
    """The engine says where it might have written what the draft lacks."""

    def test_a_draft_goes_on_from_there(self) -> None:
        leads = {"东北振兴": ((4, -6.0), (23, -2.0), (30, -2.5))}

        def answer(request: Request) -> Draft:
            if request.begin:
                return Draft(f"{request.begin} matters to all.")
            near = tuple(leads.get(source, ()) for source, _ in request.terms)
            return Draft("What people say is that it all matters.", leads=near)

        engine = Scripted(Constraining.PROMPT, answer)
        engine.continues = True
        [drafted] = draft([Job("u", "大家说的就是东北振兴要紧。")], engine, Context(termbase=TERMBASE))
        assert drafted.text == "What people say is that revitalization of the northeast matters to all."
        assert (drafted.rungs, drafted.unmet) == ("prompt>continue", ())

    def test_never_inside_what_renders_another_term(self) -> None:
        both = [owed("digital trade", at=2), owed("trade fair", at=6)]
        leads = {(both[1].source, "trade fair"): [(10, -0.1), (16, -3.0)]}
        cell = Cell(SOURCE, tuple(both))
        begins = beginnings(cell, "We digital trade in all the world.", [both[1]], leads)
        assert begins == ("We digital trade trade fair",)

    def test_of_two_places_the_one_where_the_source_has_it(self) -> None:
        term = owed("digital trade", at=8)
        leads = {(term.source, "digital trade"): [(0, -1.0), (27, -1.5)]}
        text = "Trade is one, and there is business too."
        assert beginnings(CELL, text, [term], leads) == ("Trade is one, and there is digital trade",)

    @pytest.mark.parametrize(
        ("text", "form", "before", "expected"),
        [
            (
                "In the harbour report it says so.",
                "Report on the Harbour",
                "In the harbour",
                "In the Report on the Harbour",
            ),
            (
                "Trade and forest roads grow.",
                "Forest Road Fund",
                "Trade and forest",
                "Trade and forest Forest Road Fund",
            ),
            ("We like reports.", "Report on the Harbour", "We like", "We like Report on the Harbour"),
        ],
    )
    def test_words_of_the_form_before_the_place_go_with_it(
        self, text: str, form: str, before: str, expected: str
    ) -> None:
        term = owed(form, at=2)
        leads = {(term.source, form): [(len(before), -1.0)]}
        assert beginnings(CELL, text, [term], leads)[0] == expected

    @pytest.mark.parametrize(
        ("text", "before", "expected"),
        [
            ("They made specific gains.", "They made", "They made interim"),
            ("The gains are specific.", "The gains are", "The gains are specific to a stage"),
        ],
    )
    def test_before_a_noun_no_phrase_takes_the_place_of_an_adjective(
        self, text: str, before: str, expected: str
    ) -> None:
        term = owed("specific to a stage", "interim", at=4)
        assert beginnings(CELL, text, [term], {(term.source, term.owed): [(len(before), -1.0)]}) == (expected,)

    def test_what_replaces_a_plural_of_its_word_is_one(self) -> None:
        term = owed("adult person", at=4)
        leads = {(term.source, term.owed): [(12, -1.0)]}
        assert beginnings(CELL, "Citizens are adults by law.", [term], leads)[0] == "Citizens are adult persons"

    def test_when_one_place_brings_nothing_the_next_is_tried(self) -> None:
        def answer(request: Request) -> Draft:
            if not request.begin:
                return Draft("It is here and that is by the river bank.", leads=(((5, -1.0),), ((22, -1.0),), ()))
            return Draft(f"{request.begin} by the river bank." if "and" in request.begin else f"{request.begin}.")

        pairs = {"甲事": "harbour fair", "乙事": "forest road", "河岸": "river bank"}
        concepts = [Concept(id=en, terms={"zh": TermSet(zh), "en": TermSet(en)}) for zh, en in pairs.items()]
        engine = Scripted(Constraining.PROMPT, answer)
        engine.continues = True
        [drafted] = draft([Job("u", "甲事在此而乙事在河岸。")], engine, Context(termbase=Termbase(concepts)))
        begins = [request.begin for call in engine.calls for request in call if request.begin]
        assert begins == ["It is harbour fair", "It is here and that is forest road"]
        assert drafted.text == "It is here and that is forest road by the river bank."
        assert [unmet.source for unmet in drafted.unmet] == ["甲事"]


def test_in_the_end_the_form_is_put_in_boldly() -> None:
    engine = Scripted(Constraining.NONE, lambda request: "The northeast is revitalized.")
    [drafted] = draft([Job("u", "东北振兴了。")], engine, Context(termbase=TERMBASE))
    assert drafted.text == "The northeast is revitalized."  # without its verb it would be no sentence
    assert drafted.unmet == ()  # and no check asks for more
    engine = Scripted(Constraining.NONE, lambda request: "To revitalize the northeast is good.")
    [drafted] = draft([Job("u", "东北振兴好。")], engine, Context(termbase=TERMBASE))
    assert drafted.text == "To promote revitalization of the northeast is good."
    assert (drafted.rungs, drafted.unmet) == ("plain>repair", ())


def test_numbers_of_a_later_cell_are_verified_too() -> None:
    """Cells of `MASK` engines are sentences: offsets of what they owe are their own."""
    engine = Scripted(Constraining.MASK, lambda request: "The number fell by 30 percent.")
    [drafted] = draft([Job("u", "数量下降了三成。数量下降了三成半。")], engine, Context())
    assert drafted.text == "The number fell by 30 percent. The number fell by 35 percent."
    assert drafted.tally.after("number.missing", names(engine))["mask-1"] == 1
    assert drafted.tally.unmet == {}


@pytest.mark.parametrize(
    ("source", "draft_", "expected"),
    [
        ("新建300多个站点。", "It built 300 new stations.", "It built more than 300 new stations."),
        ("投入近2800万元。", "It spent 28 million yuan.", "It spent nearly 28 million yuan."),
        ("新建300多个站点。", "It built well over 300 stations.", "It built well over 300 stations."),
        ("新建300多个站点。", "Stations: 300-plus.", "Stations: 300-plus."),
        ("新建300多个站点。", "Stations now exceed 300.", "Stations now exceed 300."),
        ("新建300个站点。", "It built 300 stations.", "It built 300 stations."),
        (
            "60多个县新建300多个站点。",
            "In 60 counties, 300 stations.",
            "In more than 60 counties, more than 300 stations.",
        ),
    ],
)
def test_how_exactly_a_number_is_meant_is_not_lost(source: str, draft_: str, expected: str) -> None:
    [drafted] = draft([Job("u", source)], Scripted(Constraining.NONE, lambda request: draft_), Context())
    assert (drafted.text, drafted.unmet) == (expected, ())


def test_an_engine_is_told_how_exactly_a_number_is_meant() -> None:
    engine = Scripted(Constraining.PROMPT, lambda request: "It built more than 300 stations in 12 towns.")
    list(draft([Job("u", "在12个镇新建300多个站点。")], engine, Context()))
    assert engine.calls[0][0].terms == (("300多", "more than 300"),)


def test_a_number_is_never_put_where_no_number_stands() -> None:
    class Pointing(Scripted):
        def translate(self, requests: Sequence[Request]) -> Iterator[tuple[int, Draft]]:
            for index, answer in super().translate(requests):
                yield index, Draft(answer.text, found=((0, 3),) * len(requests[index].sought))

    engine = Pointing(Constraining.NONE, lambda request: "The number fell.")
    [drafted] = draft([Job("u", "数量下降了三成。")], engine, Context())
    assert drafted.text == "The number fell."
    assert [unmet.owed for unmet in drafted.unmet] == ["30 percent"]
