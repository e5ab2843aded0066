"""Which placeholders a model copies: measured once, kept beside the model."""

import json
import re
from pathlib import Path

from draft_scripted import Scripted

from workflow.draft.forms import SENTENCES, ranked, survival
from workflow.draft.masking import FORMS
from workflow.engines.base import Constraining, Request


def copying(pattern: str) -> Scripted:
    """An engine that copies what a pattern describes, and nothing else."""
    return Scripted(Constraining.MASK, lambda request: " and ".join(re.findall(pattern, request.text)) or "Nothing.")


def test_a_form_survives_where_all_its_placeholders_come_back_once() -> None:
    assert survival(copying(r"Z\dQ"), "Z{n}Q") == 1
    assert survival(copying(r"Z\dQ"), "X{n}") == 0
    single = sum(sentence.count("{}") == 1 for sentence in SENTENCES) / len(SENTENCES)
    assert survival(copying("Z1Q"), "Z{n}Q") == single
    assert survival(Scripted(Constraining.MASK, lambda request: f"{request.text} {request.text}"), "X{n}") == 0


def test_what_was_measured_is_kept_and_not_measured_again(tmp_path: Path) -> None:
    engine = copying(r"\[\d\]")
    engine.notes = tmp_path / "placeholders.json"
    assert ranked(engine)[0] == "[{n}]"
    assert set(json.loads(engine.notes.read_text("utf-8"))) == set(FORMS)
    asked = len(engine.calls)
    assert ranked(engine)[0] == "[{n}]"
    assert len(engine.calls) == asked


def test_damaged_notes_and_notes_on_other_forms_are_measured_anew(tmp_path: Path) -> None:
    for text in ("{", "[]", '{"Y{n}": 1.0}', json.dumps(dict.fromkeys(FORMS))):
        engine = copying(r"X\d")
        engine.notes = tmp_path / "placeholders.json"
        engine.notes.write_text(text, encoding="utf-8")
        assert ranked(engine)[0] == "X{n}"


def test_an_engine_that_names_its_forms_or_has_no_place_for_notes_is_not_measured() -> None:
    named = Scripted(Constraining.MASK, lambda request: "x", placeholders=("<{n}>",))
    assert ranked(named) == ("<{n}>",)
    plain = Scripted(Constraining.MASK, lambda request: "x")
    assert ranked(plain) == FORMS
    assert not named.calls
    assert not plain.calls


def test_an_engine_is_asked_for_plain_texts() -> None:
    engine = copying(r"X\d")
    survival(engine, "X{n}")
    assert engine.calls[0][0] == Request("X1不断推进。")
