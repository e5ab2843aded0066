"""Drafting: the ladder for each kind of engine, codes put back, every unit given out once and as soon as final."""

import re
from collections import Counter
from collections.abc import Callable

import pytest
from draft_scripted import Scripted
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workflow.constraints.base import Context
from workflow.constraints.unit import find, unmet
from workflow.draft import Drafted, Job, draft
from workflow.engines.base import Constraining, Draft, Request
from workflow.errors import EngineError, InputError
from workflow.glossary.termbase import Termbase
from workflow.model import Concept, TermSet, Unmet
from workflow.text.chars import has_han
from workflow.text.inline import parse

MASK, PROMPT, NONE = Constraining.MASK, Constraining.PROMPT, Constraining.NONE


def concept(name: str, zh: str, en: str) -> Concept:
    return Concept(id=name, terms={"zh": TermSet(zh), "en": TermSet(en)})


TERMBASE = Termbase(
    [
        concept("triad", "走出去、走进去、走上去", "go out, enter, and go up"),
        concept("out", "走出去", "go global"),
        concept("hqd", "高质量发展", "high-quality development"),
        concept("moe", "教育部", "Ministry of Education"),
        concept("ai", "人工智能", "artificial intelligence"),
    ]
)
CONTEXT = Context(termbase=TERMBASE)


def table(answers: dict[str, str], default: str = "Something else was said.") -> Callable[[Request], str]:
    return lambda request: answers.get(request.text, default)


def one(engine: Scripted, source: str) -> Drafted:
    [drafted] = draft([Job("u1", source)], engine, CONTEXT)
    assert parse(drafted.text) is not None
    return drafted


# --- Without an engine -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "expected", "rungs"),
    [
        ("https://a.example/x?y=1,2", "https://a.example/x?y=1,2", "copy"),
        (
            '<a href="https://a.example/">https://a.example/</a>',
            '<a href="https://a.example/">https://a.example/</a>',
            "copy",
        ),
        ("2024，（<strong>GDP</strong>）", "2024, (<strong>GDP</strong>)", "copy"),
        ("高质量发展", "High-quality development", "term"),
        ("“走出去、走进去、走上去”", "“Go out, enter, and go up”", "term"),
        (
            "<strong>高质量发展、人工智能</strong>",
            "<strong>High-quality development, artificial intelligence</strong>",
            "term",
        ),
        ("", "", ""),
        ("<br/>", "<br/>", ""),
        ('<img src="a.png"/>', '<img src="a.png"/>', ""),
        ('<a href="/big.png"><img src="a.png"/></a>', '<a href="/big.png"><img src="a.png"/></a>', ""),
    ],
)
@pytest.mark.parametrize("kind", list(Constraining))
def test_what_needs_no_engine_is_not_sent_to_one(kind: Constraining, source: str, expected: str, rungs: str) -> None:
    engine = Scripted(kind, table({}))
    assert one(engine, source) == Drafted("u1", expected, (), rungs)
    assert engine.calls == []


def test_terms_that_touch_are_a_phrase_for_the_engine() -> None:
    engine = Scripted(PROMPT, table({"人工智能高质量发展": "High-quality development of artificial intelligence"}))
    assert one(engine, "人工智能高质量发展").text == "High-quality development of artificial intelligence"


# --- PROMPT ----------------------------------------------------------------------------------------------------------


def test_a_prompted_engine_is_told_the_unit_s_own_terms_once_each() -> None:
    engine = Scripted(PROMPT, lambda request: "High-quality development is high-quality development.")
    drafted = one(engine, "高质量发展就是高质量发展。")
    assert engine.calls == [[Request("高质量发展就是高质量发展。", (("高质量发展", "high-quality development"),))]]
    assert (drafted.unmet, drafted.rungs) == ((), "prompt")


def test_a_missed_term_is_written_into_the_chinese() -> None:
    engine = Scripted(PROMPT, table({"推动 high-quality development。": "Promote high-quality development."}))
    drafted = one(engine, "推动高质量发展。")
    assert drafted == Drafted("u1", "Promote high-quality development.", (), "prompt>inline")
    assert engine.calls[1] == [Request("推动 high-quality development。")]


def test_then_sentence_by_sentence() -> None:
    answers = {
        "推动 high-quality development。": "Promote high-quality development.",
        "发展 artificial intelligence。": "Develop artificial intelligence.",
    }
    drafted = one(Scripted(PROMPT, table(answers)), "推动高质量发展。发展人工智能。")
    assert drafted.text == "Promote high-quality development. Develop artificial intelligence."
    assert drafted.rungs == "prompt>inline>sentences"


@pytest.mark.parametrize(("comma", "asked"), [("，", "，"), (",", " ,")])
def test_then_clause_by_clause_whatever_the_width_of_the_commas(comma: str, asked: str) -> None:
    answers = {
        f"推动 high-quality development{asked}": "Promote high-quality development.",
        "发展 1,200 个 artificial intelligence 项目。": "And 1,200 artificial intelligence projects.",
    }
    drafted = one(Scripted(PROMPT, table(answers)), f"推动高质量发展{comma}发展1,200个人工智能项目。")
    assert drafted.text == "Promote high-quality development, and 1,200 artificial intelligence projects."
    assert drafted.rungs == "prompt>inline>clauses"


def test_the_candidate_that_meets_most_is_kept_and_the_rest_recorded() -> None:
    def answer(request: Request) -> str:
        return "Promote artificial intelligence well." if request.terms else "Nothing of it."

    drafted = one(Scripted(PROMPT, answer), "推动人工智能的高质量发展。")
    assert drafted.text == "Promote artificial intelligence well."
    assert drafted.unmet == (Unmet("term.missing", "高质量发展", "high-quality development"),)


def test_a_name_is_spelt_as_in_the_draft_before() -> None:
    answers = {
        "岚海综合保税区开放。": "The Lanhai Bonded Zone opens.",
        "岚海综合保税区扩大。": "It is the Lanyu Bonded Zone that grows.",
        "海洋研究所成立。": "The Marine Research Institute is founded.",
        "海洋研究所扩大。": "The Ocean Research Institute grows.",
    }
    jobs = [Job(text, text) for text in answers]
    texts = [drafted.text for drafted in draft(jobs, Scripted(PROMPT, table(answers)), CONTEXT)]
    assert texts[1] == "It is the Lanhai Bonded Zone that grows."
    assert texts[3] == "The Ocean Research Institute grows."  # nobody knows which is right


def test_a_rung_that_would_ask_the_same_again_is_left_out() -> None:
    engine = Scripted(PROMPT, table({}, default=""))
    drafted = one(engine, "天气很好。")
    assert engine.asked == ["天气很好。"]
    assert (drafted.text, drafted.unmet) == ("", (Unmet("text.untranslated", "天气很好。", ""),))


def test_a_silent_engine_is_an_empty_answer() -> None:
    drafted = one(Scripted(PROMPT, lambda request: None), '推动高质量发展，见<a href="/x">名单</a>。')
    assert drafted.text == '(<a href="/x">/x</a>)'
    assert [unmet.check for unmet in drafted.unmet] == ["term.missing", "structure.tags", "text.untranslated"]


def test_an_engine_that_answers_twice_changes_nothing() -> None:
    class Twice(Scripted):
        def translate(self, requests):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
            for index, answer in super().translate(requests):
                yield index, answer
                yield index, Draft("Again.")

    assert one(Twice(PROMPT, table({"天气很好。": "Fine weather."})), "天气很好。").text == "Fine weather."


@pytest.mark.parametrize(
    "bad",
    [
        "The weather 很好.",
        "Translation: the weather is fine.",
        "fine day, fine day, fine day, fine day",
        Draft("The weather", cut=True),
    ],
)
def test_a_defective_draft_is_asked_for_again(bad: str | Draft) -> None:
    def answer(request: Request) -> str | Draft:
        return {"天气很好。": "The weather is fine.", "我们走。": "We go."}.get(request.text, bad)

    drafted = one(Scripted(PROMPT, answer), "天气很好。我们走。")
    assert drafted == Drafted("u1", "The weather is fine. We go.", (), "prompt>sentences")


def test_chinese_that_stays_is_recorded() -> None:
    drafted = one(Scripted(PROMPT, table({}, default="The weather 很好.")), "天气很好。")
    assert drafted.unmet == (Unmet("text.han", "很好", ""),)


def test_cells_pass_and_fail_independently_and_results_stream() -> None:
    events: list[str] = []

    def answer(request: Request) -> str:
        events.append(f"ask {request.text}")
        return "High-quality development." if "high-quality" in request.text else "A sentence."

    jobs = [Job("u1", "高质量发展吧。"), Job("u2", "天气。"), Job("u3", "再见。")]
    engine = Scripted(PROMPT, answer)
    results = draft(jobs, engine, CONTEXT, lambda done, total: events.append(f"{done}/{total}"))
    events.extend(drafted.unit_id for drafted in results)
    assert events == [
        "ask 高质量发展吧。",
        "ask 天气。",
        "1/3",
        "u2",
        "ask 再见。",
        "2/3",
        "u3",
        "ask high-quality development 吧。",
        "3/3",
        "u1",
    ]


def test_a_failing_unit_climbs_long_before_a_long_run_ends() -> None:
    engine = Scripted(PROMPT, lambda request: "High-quality development." if "high" in request.text else "A sentence.")
    order = [
        d.unit_id
        for d in draft(
            [Job("bad", "高质量发展吧。")] + [Job(f"u{n}", f"第{n}句。") for n in range(200)], engine, CONTEXT
        )
    ]
    assert order.index("bad") < 40
    assert sorted(order) == sorted(["bad", *(f"u{n}" for n in range(200))])


def test_what_was_drafted_before_a_failure_stands() -> None:
    def answer(request: Request) -> str:
        if "坏" in request.text:
            raise EngineError("the engine broke down")
        return "Fine."

    results = draft([Job("u1", "好。"), Job("u2", "坏。")], Scripted(PROMPT, answer), Context())
    assert next(results).unit_id == "u1"
    with pytest.raises(EngineError):
        next(results)


# --- MASK ------------------------------------------------------------------------------------------------------------


def masking(request: Request) -> str:
    """A model that copies placeholders of the form X1 and knows a few words."""
    words = {
        "推动": "Promote ",
        "，": ", ",
        "支持": "support ",
        "。": ". ",
        "见": "see ",
        "名单": "the list",
        "天气": "weather",
    }
    return re.sub("|".join(words), lambda found: words[found[0]], request.text)


def test_terms_are_masked_and_come_back_as_owed() -> None:
    engine = Scripted(MASK, masking)
    drafted = one(engine, "推动高质量发展，支持人工智能。")
    assert engine.asked == ["推动X1，支持X2。"]
    assert drafted == Drafted("u1", "Promote high-quality development, support artificial intelligence.", (), "mask-1")


def test_sentences_climb_apart() -> None:
    engine = Scripted(MASK, lambda request: masking(request) if "X1" not in request.text else "Lost.")
    drafted = one(engine, "天气。推动高质量发展。")
    assert engine.asked == ["天气。", "推动X1。", "推动[1]。"]
    assert (drafted.text, drafted.rungs) == ("Weather. Promote high-quality development.", "mask-1, mask-1>mask-2")


def test_then_clause_by_clause_then_bare_then_unmet() -> None:
    answers = {"推动X1，": "Promote X1.", "支持X1。": "The support for X1."}
    engine = Scripted(MASK, table(answers, default="Lost."))
    drafted = one(engine, "推动高质量发展，支持人工智能。")
    assert drafted.text == "Promote high-quality development, the support for artificial intelligence."
    assert drafted.rungs == "mask-1>mask-2>clauses"

    lost = one(Scripted(MASK, table({}, default="Lost.")), "推动高质量发展。")
    assert (lost.text, lost.rungs) == ("Lost.", "mask-1>mask-2>plain")
    assert lost.unmet == (Unmet("term.missing", "高质量发展", "high-quality development"),)


def test_a_placeholder_that_comes_back_twice_is_asked_for_in_another_form() -> None:
    engine = Scripted(MASK, table({"推动X1。": "Promote X1 and X1.", "推动[1]。": "Promote [1]."}))
    assert one(engine, "推动高质量发展。").text == "Promote high-quality development."


def test_an_engine_may_name_the_placeholders_it_copies_best() -> None:
    engine = Scripted(MASK, lambda request: "Promote <1>.", placeholders=["<{n}>"])
    assert one(engine, "推动高质量发展。").rungs == "mask-1"
    assert engine.asked == ["推动<1>。"]


def test_a_link_is_masked_by_its_own_translation() -> None:
    engine = Scripted(MASK, masking)
    drafted = one(engine, '见<a href="/x">名单</a>。')
    assert engine.calls == [[Request("名单")], [Request("见X1。")]]
    assert drafted == Drafted("u1", 'See the <a href="/x">list</a>.', (), "mask-1")


# --- NONE ------------------------------------------------------------------------------------------------------------


def test_an_engine_that_cannot_be_told_is_verified() -> None:
    engine = Scripted(NONE, table({"推动高质量发展。": "Promote development."}))
    assert one(engine, "推动高质量发展。") == Drafted(
        "u1", "Promote development.", (Unmet("term.missing", "高质量发展", "high-quality development"),), "plain"
    )
    assert engine.calls == [[Request("推动高质量发展。", sought=((2, 7),))]]


# --- Codes -----------------------------------------------------------------------------------------------------------


def test_a_link_s_english_is_asked_for_once_and_located() -> None:
    answers = {
        "教育部网站": "Website of the Ministry of Education",
        "详见教育部网站。": "See the website of the Ministry of Education.",
    }
    engine = Scripted(PROMPT, table(answers))
    jobs = [Job("u1", '详见<a href="/x">教育部网站</a>。'), Job("u2", '详见<a href="/y">教育部网站</a>。')]
    drafted = {d.unit_id: d for d in draft(jobs, engine, CONTEXT)}
    assert drafted["u1"].text == 'See the <a href="/x">website of the Ministry of Education</a>.'
    assert drafted["u2"].text == 'See the <a href="/y">website of the Ministry of Education</a>.'
    assert engine.asked.count("教育部网站") == 1


def test_a_link_that_is_a_term_is_the_owed_form() -> None:
    engine = Scripted(PROMPT, table({"见教育部。": "See the Ministry of Education."}))
    assert one(engine, '见<a href="/x">教育部</a>。').text == 'See the <a href="/x">Ministry of Education</a>.'
    assert engine.asked == ["见教育部。"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('来源：<a href="/x">某日报</a>', 'Source: <a href="/x">Some Daily</a>'),
        ("<strong>来源：</strong>某日报", "<strong>Source:</strong> Some Daily"),
        ("<strong>来源</strong>：某日报", "<strong>Source</strong>: Some Daily"),
        ('来源：<a href="/x">某日报</a>。', 'Source: <a href="/x">Some Daily</a>.'),
    ],
)
def test_a_label_and_what_it_labels_are_drafted_apart_when_a_code_divides_them(source: str, expected: str) -> None:
    answers = {"来源：": "Source.", "某日报": "Some Daily.", "某日报。": "Some Daily."}
    assert one(Scripted(PROMPT, table(answers)), source) == Drafted("u1", expected, (), "prompt")


def test_a_link_without_a_place_is_written_in_then_appended() -> None:
    engine = Scripted(PROMPT, table({"名单": "List"}, default="It is known."))
    drafted = one(engine, '见<a href="/x">名单</a>。')
    assert engine.asked == ["名单", "见名单。", "见 List。"]
    assert drafted.text == 'It is known (<a href="/x">List</a>).'
    assert drafted.unmet == (Unmet("structure.tags", "名单", "/x"),)


def test_a_note_s_mark_without_a_place_is_appended_bare() -> None:
    drafted = one(Scripted(PROMPT, table({}, default="It is known.")), "众所周知<sup>[1]</sup>。")
    assert (drafted.text, drafted.unmet) == ("It is known<sup>[1]</sup>.", (Unmet("structure.tags", "[1]", "<sup>"),))


def test_emphasis_without_a_place_is_recorded() -> None:
    drafted = one(Scripted(PROMPT, table({"名单": "List"}, default="It is known.")), "见<em>名单</em>。")
    assert (drafted.text, drafted.unmet) == ("It is known.", (Unmet("structure.tags", "名单", "<em>"),))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<strong>今天天气。</strong>", "<strong>Fine weather today.</strong>"),
        ('<a href="/x"><em>今天天气</em></a>。', '<a href="/x"><em>Fine weather today</em></a>.'),
        ("今天天气。<br/>今天天气。", "Fine weather today.<br/> Fine weather today."),
        ("<strong>今天天气。<br/>今天天气。</strong>", "<strong>Fine weather today.<br/> Fine weather today.</strong>"),
        ("<br/>今天天气。<br/><br/>今天天气。", "<br/>Fine weather today.<br/><br/> Fine weather today."),
        ('<img src="a.png"/>今天天气。', '<img src="a.png"/>Fine weather today.'),
        ('今天天气。<img src="a.png"/>', 'Fine weather today.<img src="a.png"/>'),
        ('今天<img src="a.png"/>天气。', 'Fine weather<img src="a.png"/> today.'),
        ('今天天气。<a href="/x"><img src="a.png"/></a>', 'Fine weather today.<a href="/x"><img src="a.png"/></a>'),
        ("<em></em>今天天气。", "<em></em>Fine weather today."),
    ],
)
@pytest.mark.parametrize("kind", list(Constraining))
def test_codes_come_back_where_they_were(kind: Constraining, source: str, expected: str) -> None:
    drafted = one(Scripted(kind, table({}, default="Fine weather today.")), source)
    assert (drafted.text, drafted.unmet) == (expected, ())


def test_an_emphasis_across_sentences_survives_cutting() -> None:
    answers = {"甲先来。": "First A.", "乙后来。": "Then B.", "先来。": "First.", "乙后": "Then B"}
    drafted = one(Scripted(MASK, table(answers)), "甲<strong>先来。乙后</strong>来。")
    assert (drafted.text, drafted.unmet) == ("<strong>First A. Then B</strong>.", ())


# --- Runs ------------------------------------------------------------------------------------------------------------


def test_equal_sources_are_drafted_once_and_each_job_is_answered() -> None:
    engine = Scripted(PROMPT, table({"天气。": "Weather."}))
    drafted = list(draft([Job("a", "天气。"), Job("b", "天气。"), Job("c", "<em>天气。</em>")], engine, Context()))
    assert {d.unit_id: d.text for d in drafted} == {"a": "Weather.", "b": "Weather.", "c": "<em>Weather.</em>"}


def test_no_jobs_are_no_work() -> None:
    assert list(draft([], Scripted(PROMPT, table({})), Context())) == []


def test_markup_that_is_not_well_formed_is_refused_before_anything_is_asked() -> None:
    engine = Scripted(PROMPT, table({}))
    with pytest.raises(InputError, match="unit u2"):
        list(draft([Job("u1", "天气"), Job("u2", "<b>天气")], engine, Context()))
    assert engine.calls == []


words = st.sampled_from(
    [
        "推动",
        "高质量发展",
        "走出去",
        "教育部",
        "名单",
        "，",
        "。",
        "“走出去”",
        "X1",
        "[1]",
        "2",
        " ",
        "GDP",
        "430亿元",
        "三成",
        "2024年",
    ]
)
markup = st.recursive(
    st.lists(words, max_size=4).map("".join),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["strong", "em", "sub", "sup"]), inner).map(lambda x: f"<{x[0]}>{x[1]}</{x[0]}>"),
        st.lists(inner, min_size=2, max_size=3).map("".join),
        st.sampled_from(["<br/>", '<img src="p.png"/>']),
    ),
    max_leaves=8,
)
linked = st.lists(
    st.one_of(markup, st.tuples(st.sampled_from("xy"), markup).map(lambda x: f'<a href="/{x[0]}">{x[1]}</a>'))
)
answers = st.lists(
    st.sampled_from(
        [
            "X1",
            "X2",
            "[1]",
            "the list",
            "high-quality development",
            "go global",
            "很",
            "",
            ".",
            "go",
            "43 billion yuan",
            "430 billion yuan",
            "2023",
        ]
    )
)


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(linked.map("".join), min_size=1, max_size=3),
    st.lists(answers, min_size=1),
    st.sampled_from(list(Constraining)),
)
def test_whatever_an_engine_says_markup_parses_links_stay_and_no_placeholder_remains(
    sources: list[str], replies: list[list[str]], kind: Constraining
) -> None:
    count = iter(range(10**6))

    def answer(request: Request) -> str:
        """Any words, and any placeholders of the form that was sent."""
        shapes = [shape for shape in ("X", "[") if f"{shape}1" in request.text]
        reply = replies[next(count) % len(replies)]
        return " ".join(word for word in reply if word[:1] in shapes or not re.search(r"\d", word))

    engine = Scripted(kind, answer)
    jobs = [Job(f"u{number}", source) for number, source in enumerate(sources)]
    results = list(draft(jobs, engine, CONTEXT))
    assert sorted(drafted.unit_id for drafted in results) == sorted(job.unit_id for job in jobs)
    for drafted in results:
        source, target = parse(sources[int(drafted.unit_id[1:])]), parse(drafted.text)
        assert sorted(c.key for c in target.codes if c.tag == "a") == sorted(
            c.key for c in source.codes if c.tag == "a"
        )
        points = [c.key for c in source.codes if c.tag in ("br", "img")]
        assert sorted(c.key for c in target.codes if c.tag in ("br", "img")) == sorted(points)
        if kind is MASK and not re.search(r"X1|\[1\]", source.text):
            assert not re.search(r"\bX ?\d|\[\d\]", target.text)
        if has_han(target.text):
            assert any(unmet.check == "text.han" for unmet in drafted.unmet)
        owed = unmet(find(source, CONTEXT), source, target, CONTEXT)
        recorded = Counter((item.check, item.source, item.owed) for item in drafted.unmet)
        assert Counter((item.check, item.source, item.owed) for item in owed) <= recorded
