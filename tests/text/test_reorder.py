"""Other orders of a term's words."""

import pytest

from workflow.text.term.reorder import inverted, mixed, nominal, reordered


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("medical and health services", ("health and medical services", "medical services and health services")),
        ("modernization of education", ("education modernization",)),
        (
            "integration of industry and education",
            ("industry and education integration", "industry education integration"),
        ),
        ("reform and opening up", ()),
        ("go out, enter, and go up", ()),
        ("development", ()),
        ("Ministry of Science in China", ()),
    ],
)
def test_orders_that_say_the_same(form: str, expected: tuple[str, ...]) -> None:
    assert reordered(form) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("consumer rights", ("rights of consumer", "rights to consumer")),
        ("regional cooperation", ("cooperation of regional", "cooperation to regional")),
        ("green development", ()),
        (
            "state-owned harbour",
            (
                "harbour of state owned",
                "harbour to state owned",
                "owned harbour of state",
                "owned harbour to state",
                "harbour owned by state",
            ),
        ),
        ("opening up", ()),
        ("community with a shared future", ()),
        ("reform and development", ()),
    ],
)
def test_a_compound_may_have_its_head_first(form: str, expected: tuple[str, ...]) -> None:
    assert inverted(form) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("inspect ships", ((0, "inspect of ships"), (-1, "ships inspect"))),
        ("open harbours to ships", ((0, "open of harbours to ships"),)),
        ("ship inspection", ((0, "ship of inspection"), (-1, "inspection ship"))),
        ("inspection plan", ()),
        ("green harbour", ()),
        ("carry on work", ()),
        ("inspect", ()),
        ("inspect, repair", ()),
    ],
)
def test_a_verb_with_its_object_becomes_a_noun(form: str, expected: tuple[tuple[int, str], ...]) -> None:
    assert nominal(form) == expected


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (("smart port", "intelligent harbour"), ("smart harbour", "intelligent port")),
        (("state-owned port", "public harbour"), ("state owned harbour", "public port")),
        (("smart port",), ()),
        (("smart port", "port", "port of call", "opening up"), ()),
    ],
)
def test_renderings_may_be_mixed(forms: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert mixed(forms) == expected
