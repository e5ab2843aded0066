"""The ladder with a real model: the small trained package, masking and all."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from workflow.constraints.base import Context
from workflow.draft import Drafted, Job, draft, run
from workflow.draft.ladder import rungs
from workflow.engines import load
from workflow.engines.base import Engine, Request
from workflow.glossary.termbase import Termbase
from workflow.model import Concept, TermSet
from workflow.text.inline import parse

PACKAGE = Path(__file__).resolve().parent.parent / "data" / "zh_en_tiny.argosmodel"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    for library in ("ctranslate2", "argostranslate", "sentencepiece"):
        pytest.importorskip(library)
    folder = tmp_path_factory.mktemp("package")
    zipfile.ZipFile(PACKAGE).extractall(folder)
    loaded = load("argos", "zh", "en", {"package": str(next(folder.glob("*/metadata.json")).parent)})
    yield loaded
    loaded.close()


# Renderings that the model was not trained on: only enforcement brings them about.
TERMS = {"教育部": "Education Ministry", "辽宁大学": "University of Liaoning", "我国企业": "Chinese enterprises"}
TERMBASE = Termbase([Concept(id=zh, terms={"zh": TermSet(zh), "en": TermSet(en)}) for zh, en in TERMS.items()])
SOURCES = [
    "教育部支持辽宁大学。",
    '<a href="https://a.example/">辽宁大学</a>支持<strong>我国企业</strong>。',
    "研究院支持我国企业，教育部支持研究院。<br/>辽宁大学支持教育部。",
    "我国企业",
    "https://a.example/x",
    '更多内容见<a href="https://b.example/">研究中心</a>。',
]
CONTEXT = Context(termbase=TERMBASE)


@pytest.fixture(scope="module")
def drafts(engine: Engine) -> dict[str, Drafted]:
    jobs = [Job(str(number), source) for number, source in enumerate(SOURCES)]
    return {drafted.unit_id: drafted for drafted in draft(jobs, engine, CONTEXT)}


def test_every_unit_is_drafted(drafts: dict[str, Drafted]) -> None:
    assert sorted(drafts) == [str(number) for number in range(len(SOURCES))]


def test_terms_are_rendered_as_owed_or_recorded(drafts: dict[str, Drafted]) -> None:
    rendered = 0
    for number, source in enumerate(SOURCES):
        drafted = drafts[str(number)]
        for zh, en in TERMS.items():
            owed = source.count(zh)
            recorded = sum(unmet.source == zh for unmet in drafted.unmet if unmet.check == "term.missing")
            found = parse(drafted.text).text.lower().count(en.lower())
            assert found + recorded >= owed
            rendered += min(found, owed)
    assert rendered >= 8  # of 9: masking works on a model that copies its placeholders


def test_without_placeholders_terms_are_put_where_the_model_looked(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "rungs", lambda engine: rungs(engine)[-1:])
    jobs = [Job("a", "我国企业走出去。"), Job("b", "教育部支持学科建设。"), Job("c", "代表团考察了辽宁大学。")]
    texts = {drafted.unit_id: drafted for drafted in draft(jobs, engine, CONTEXT)}
    assert texts["a"].text.startswith("Chinese enterprises")
    assert texts["b"].text.startswith("The Education Ministry")
    assert "University of Liaoning" in texts["c"].text
    assert {drafted.rungs for drafted in texts.values()} == {"plain>repair"}


def test_several_candidates_are_the_model_s_own(engine: Engine) -> None:
    requests = [Request("我国企业走出去。", sample=sample) for sample in range(3)]
    answers = dict(engine.translate(requests))
    assert len({answers[sample].text for sample in range(3)}) == 3
    assert dict(engine.translate(requests[:1]))[0] == dict(engine.translate(requests[:1]))[0]
    [drafted] = draft([Job("u", "教育部支持辽宁大学。")], engine, CONTEXT, candidates=3)
    assert not drafted.unmet


def test_links_and_breaks_are_kept_and_no_placeholder_is_left(drafts: dict[str, Drafted]) -> None:
    for number, source in enumerate(SOURCES):
        target = parse(drafts[str(number)].text)
        kept = [code.key for code in target.codes if code.tag in ("a", "br")]
        assert kept == [code.key for code in parse(source).codes if code.tag in ("a", "br")]
        assert not re.search(r"\b[XT] ?\d|\[ ?\d ?\]|Z ?\d ?Q|# ?\d|⟦", target.text)


def test_what_needs_no_model_is_exact(drafts: dict[str, Drafted]) -> None:
    assert (drafts["3"].text, drafts["3"].rungs) == ("Chinese enterprises", "term")
    assert (drafts["4"].text, drafts["4"].rungs) == ("https://a.example/x", "copy")


def test_the_same_input_gives_the_same_draft(engine: Engine, drafts: dict[str, Drafted]) -> None:
    [again] = draft([Job("0", SOURCES[0])], engine, CONTEXT)
    assert again == drafts["0"]
