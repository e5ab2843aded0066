"""The engine `argos` on the small trained package: every draft here was made by a real model."""

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.engines import argos, packages
from workflow.engines.argos import ArgosEngine
from workflow.engines.argos_package import Package
from workflow.engines.base import Constraining, Draft, Request
from workflow.errors import EngineError, InputError
from workflow.text.segment import sentences

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests" / "data" / "zh_en_tiny.argosmodel"
PARAGRAPHS = (ROOT / "benchmarks" / "drafting_paragraphs.txt").read_text("utf-8").splitlines()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked package."""
    unpacked = tmp_path_factory.mktemp("package")
    with zipfile.ZipFile(TINY) as archive:
        archive.extractall(unpacked)
    return next(unpacked.iterdir())


@pytest.fixture(scope="module")
def engine(folder: Path) -> Iterator[ArgosEngine]:
    loaded = argos.load("zh", "en", {"package": str(folder)})
    yield loaded
    loaded.close()


@pytest.fixture
def variant(folder: Path, tmp_path: Path) -> Callable[..., Path]:
    """A copy of the package with other metadata."""

    def make(**metadata: object) -> Path:
        copy = tmp_path / f"variant{len(list(tmp_path.iterdir()))}"
        shutil.copytree(folder, copy)
        place = copy / "metadata.json"
        place.write_text(json.dumps({**json.loads(place.read_text("utf-8")), **metadata}), encoding="utf-8")
        return copy

    return make


def drafts(engine: ArgosEngine, *texts: str) -> list[Draft]:
    found = dict(engine.translate([Request(text) for text in texts]))
    assert sorted(found) == list(range(len(texts)))
    return [found[index] for index in range(len(texts))]


def texts(engine: ArgosEngine, *sources: str) -> list[str]:
    return [draft.text for draft in drafts(engine, *sources)]


# --- What it says ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        (
            "校长表示，要推动高水平对外开放。",
            "The president of the university said that we must promote high-level opening-up.",
        ),
        ("国际论坛将于2024年5月18日在大连举行。", "The international forum will be held in Dalian on May 18, 2024."),
        (
            "学校不仅加强了国际合作，还深化了人文交流。",
            "The university not only strengthened international cooperation but also deepened people-to-people exchanges.",
        ),
        ("如何保障粮食安全？", "How can we ensure food security?"),
        ("国际合作", "International cooperation"),
    ],
)
def test_sentences_of_its_grammar_come_out_in_english(engine: ArgosEngine, chinese: str, english: str) -> None:
    assert drafts(engine, chinese) == [Draft(english)]


@pytest.mark.parametrize("form", ["X{}", "[{}]", "Z{}Q", "⟦{}⟧"])
def test_placeholders_are_copied_to_their_new_places(engine: ArgosEngine, form: str) -> None:
    place, event, day = (form.format(number) for number in (3, 1, 2))
    (text,) = texts(engine, f"{event}将于{day}在{place}举行。")
    assert text == f"{event} will be held in {place} on {day}."


def test_sentences_of_a_request_are_joined_by_a_space(engine: ArgosEngine) -> None:
    one, other = "如何保障粮食安全？", "院长表示，要重视科技创新。"
    assert texts(engine, one + other) == [" ".join(texts(engine, one, other))]


def test_a_request_without_words_gives_an_empty_draft(engine: ArgosEngine) -> None:
    assert drafts(engine, "", "  \n", "国际合作") == [Draft(""), Draft(""), Draft("International cooperation")]


def test_no_requests_give_no_drafts(engine: ArgosEngine) -> None:
    assert list(engine.translate([])) == []


def test_a_sentence_that_stands_twice_is_translated_once(engine: ArgosEngine, calls: list[int]) -> None:
    assert len(set(texts(engine, *["国际合作"] * 5))) == 1
    assert calls == [1]


def test_it_names_package_and_version(engine: ArgosEngine) -> None:
    assert (engine.name, engine.signature, engine.constraining) == ("argos", "argos/zh_en-0.1", Constraining.MASK)


# --- Batches ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def calls(engine: ArgosEngine, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Sizes of the batches that went to the model."""
    sizes: list[int] = []
    translator = engine._translator

    class Recorder:
        def translate_batch(self, batch: list[list[str]], **options: Any) -> Any:
            sizes.append(len(batch))
            return translator.translate_batch(batch, **options)

    monkeypatch.setattr(engine, "_translator", Recorder())
    return sizes


def test_a_batch_says_what_one_by_one_says(engine: ArgosEngine) -> None:
    assert texts(engine, *PARAGRAPHS) == [texts(engine, paragraph)[0] for paragraph in PARAGRAPHS]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(PARAGRAPHS), max_size=6))
def test_company_and_order_change_nothing(engine: ArgosEngine, chosen: list[str]) -> None:
    alone = {paragraph: texts(engine, paragraph)[0] for paragraph in chosen}
    assert texts(engine, *chosen) == [alone[paragraph] for paragraph in chosen]


def test_sentences_of_all_requests_share_batches_longest_first(engine: ArgosEngine, calls: list[int]) -> None:
    texts(engine, *PARAGRAPHS)
    count = sum(len(sentences(paragraph, "zh")) for paragraph in PARAGRAPHS)
    assert sum(calls) == count
    assert len(calls) <= 4
    assert calls[:-1] == sorted(calls[:-1])


def test_a_short_text_is_parted_evenly_among_the_processors(
    engine: ArgosEngine, calls: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_workers", 2)
    few = PARAGRAPHS[:6]
    tokens = sum(len(engine._tokenizer.encode(paragraph)) for paragraph in few)
    assert 2 * argos.FEW_TOKENS < tokens < argos.BATCH_TOKENS
    texts(engine, *few)
    assert len(calls) == 2
    calls.clear()
    texts(engine, few[0])
    assert len(calls) == 1


def test_drafts_come_while_later_batches_are_not_yet_started(
    engine: ArgosEngine, calls: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(argos, "BATCH_TOKENS", 1)
    running = engine.translate([Request(paragraph) for paragraph in PARAGRAPHS])
    assert isinstance(running, Generator)
    next(running)
    assert 0 < len(calls) < len(PARAGRAPHS)
    running.close()
    assert texts(engine, "国际合作") == ["International cooperation"]


# --- Limits ----------------------------------------------------------------------------------------------------------


def test_a_draft_that_ran_into_its_limit_is_marked(engine: ArgosEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(argos, "LIMIT_RATIO", 0)
    monkeypatch.setattr(argos, "LIMIT_FLOOR", 4)
    long, short = drafts(engine, "校长表示，要推动高水平对外开放。", "国际合作")
    assert long.cut
    assert "The president of the university".startswith(long.text)
    assert short == Draft("International cooperation")


def test_a_sentence_that_ran_into_its_limit_is_tried_again(
    engine: ArgosEngine, calls: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(argos, "LIMIT_RATIO", 0)
    monkeypatch.setattr(argos, "LIMIT_FLOOR", 4)
    drafts(engine, "校长表示，要推动高水平对外开放。", "国际合作", "语言服务")
    assert calls == [3, 1]


def test_no_loop_survives_text_it_never_saw(engine: ArgosEngine) -> None:
    for draft in drafts(engine, "啊" * 40, "1" * 40, "哈哈哈哈哈哈，呵呵呵呵呵呵。"):
        words = draft.text.split()
        runs = [tuple(words[at : at + 4]) for at in range(len(words) - 11)]
        assert not any(words[at : at + 12] == list(run) * 3 for at, run in enumerate(runs))


@pytest.mark.parametrize(
    ("draft", "circles"),
    [
        ("the " * 9, True),
        ("the " * 8, False),
        ("a b c d " * 3, True),
        ("a b c d " * 2, False),
        ("go out , enter , and go up , out , enter , and go up .", False),
        ("1 0 0 0 0 0 0 0 yuan", False),
        ("so it was that x y z x y z x y z x y z x y z", True),
        ("", False),
    ],
)
def test_a_run_that_stands_three_times_is_a_circle(draft: str, circles: bool) -> None:  # noqa: FBT001
    assert argos._circles(draft.split()) is circles


def test_a_draft_in_circles_is_tried_again(
    engine: ArgosEngine, calls: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(argos, "_circles", lambda tokens: len(tokens) > 12)
    found = texts(engine, "校长表示，要推动高水平对外开放。", "国际合作")
    assert calls == [2, 1]
    assert found[1] == "International cooperation"
    assert found[0].startswith("The president")


def test_an_overlong_sentence_is_cut_at_a_comma(engine: ArgosEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(argos, "LONGEST", 8)
    one, other = "工作组讨论了医疗改革", "市长表示要加强学科建设"
    assert texts(engine, f"{one}，{other}。") == [" ".join(texts(engine, f"{one}，", f"{other}。"))]


def test_an_overlong_sentence_without_commas_is_cut_all_the_same(
    engine: ArgosEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(argos, "LONGEST", 2)
    (draft,) = drafts(engine, "国际合作" * 20)
    assert draft.text.lower().count("cooperation") >= 10


# --- Options and packages --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("beam", ["0", "-1", "wide", "4.5", "33", ""])
def test_a_wrong_beam_is_refused(folder: Path, beam: str) -> None:
    with pytest.raises(InputError, match=r"engines\.argos\.beam"):
        argos.load("zh", "en", {"package": str(folder), "beam": beam})


def test_the_beam_can_be_chosen(folder: Path) -> None:
    greedy = argos.load("zh", "en", {"package": str(folder), "beam": "1"})
    assert texts(greedy, "国际合作") == ["International cooperation"]
    greedy.close()


def test_a_missing_package_is_told_with_its_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKFLOW_DATA", str(tmp_path))
    assert "workflow models install zh-en" in argos.available("zh", "en", {})
    with pytest.raises(EngineError, match="workflow models install zh-en") as caught:
        argos.load("zh-CN", "en-GB", {})
    assert caught.value.exit_status == 3


def test_an_installed_package_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKFLOW_DATA", str(tmp_path))
    packages.install(str(TINY))
    assert argos.available("zh", "en", {}) == ""
    loaded = argos.load("zh-Hans-CN", "en-US", {})
    assert texts(loaded, "国际合作") == ["International cooperation"]
    loaded.close()
    assert argos.available("ja", "en", {})


def test_traditional_chinese_takes_its_own_package_when_there_is_one(
    variant: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKFLOW_DATA", str(tmp_path / "data"))
    packages.install(str(TINY))
    assert argos.load("zh-Hant", "en", {}).signature == "argos/zh_en-0.1"
    packages.install(str(zipped(variant(from_code="zt", package_version="2.0"))))
    assert argos.load("zh-TW", "en", {}).signature == "argos/zt_en-2.0"
    assert argos.load("zh-Hans-TW", "en", {}).signature == "argos/zh_en-0.1"
    assert argos.load("zh", "en", {}).signature == "argos/zh_en-0.1"


def zipped(folder: Path) -> Path:
    return Path(shutil.make_archive(str(folder), "zip", folder.parent, folder.name)).rename(f"{folder}.argosmodel")


def test_a_target_prefix_leads_the_model_and_is_taken_off(variant: Callable[..., Path]) -> None:
    source, prefix = "校长表示，要推动高水平对外开放。", "▁of"
    led = argos.load("zh", "en", {"package": str(variant(target_prefix=prefix))})
    tokens = led._tokenizer.encode(source)
    (result,) = led._translator.translate_batch([tokens], [[prefix]], beam_size=4, length_penalty=0.2)
    assert result.hypotheses[0][0] == prefix
    assert texts(led, source) == [led._tokenizer.decode(result.hypotheses[0][1:]).strip()]
    led.close()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"type": "sbd"}', "not json"])
def test_a_package_with_wrong_metadata_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "metadata.json").write_text(content, encoding="utf-8")
    with pytest.raises(EngineError, match="Argos package"):
        argos.load("zh", "en", {"package": str(tmp_path)})
    assert "Argos package" in argos.available("zh", "en", {"package": str(tmp_path)})


def test_a_folder_that_is_no_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"metadata\.json"):
        argos.load("zh", "en", {"package": str(tmp_path / "nowhere")})


def test_a_package_without_tokenizer_is_refused(variant: Callable[..., Path]) -> None:
    broken = variant()
    (broken / "sentencepiece.model").unlink()
    with pytest.raises(EngineError, match="no tokenizer"):
        argos.load("zh", "en", {"package": str(broken)})


@pytest.mark.parametrize(
    "file", ["model/model.bin", "model/shared_vocabulary.json", "model/config.json", "sentencepiece.model"]
)
def test_a_damaged_package_is_refused_at_once(variant: Callable[..., Path], file: str) -> None:
    broken = variant()
    (broken / file).write_bytes(b"\x06garbage")
    with pytest.raises(EngineError, match="install it again") as caught:
        argos.load("zh", "en", {"package": str(broken)})
    assert "\n" not in str(caught.value)


def test_packages_with_byte_pair_merges_have_a_tokenizer(variant: Callable[..., Path]) -> None:
    merged = variant()
    (merged / "sentencepiece.model").unlink()
    (merged / "bpe.model").write_text("#version: 0.2\nt h\nth e</w>\n", encoding="utf-8")
    tokenizer = Package.read(merged).tokenizer()
    assert tokenizer.encode("the sea") == ["the", "s@@", "e@@", "a"]
    assert tokenizer.decode(["the", "s@@", "e@@", "a", "."]) == "the sea."


def test_old_models_end_with_the_usual_token(variant: Callable[..., Path]) -> None:
    old = variant()
    (old / "model" / "config.json").unlink()
    assert Package.read(old).end_token() == "</s>"


def test_a_missing_library_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflow.engines.argos_package.find_spec", lambda name: None)
    assert "workflow[argos]" in argos.available("zh", "en", {"package": str(folder)})
    with pytest.raises(EngineError, match="ctranslate2 is not installed"):
        argos.load("zh", "en", {"package": str(folder)})


def test_a_closed_engine_says_so(folder: Path) -> None:
    closed = argos.load("zh", "en", {"package": str(folder)})
    closed.close()
    closed.close()
    with pytest.raises(EngineError, match="closed"):
        texts(closed, "国际合作")


@pytest.mark.parametrize("failure", [RuntimeError("out of memory"), ValueError("bad option")])
def test_a_failure_of_the_model_is_told(
    engine: ArgosEngine, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    class Failing:
        def translate_batch(self, batch: object, **options: object) -> object:
            raise failure

    monkeypatch.setattr(engine, "_translator", Failing())
    with pytest.raises(EngineError, match="the model failed"):
        texts(engine, "国际合作")


def test_a_failure_in_the_middle_is_told(engine: ArgosEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    class Late:
        def result(self) -> object:
            raise RuntimeError("out of memory")

    class Failing:
        def translate_batch(self, batch: list[object], **options: object) -> list[Late]:
            return [Late() for _ in batch]

    monkeypatch.setattr(engine, "_translator", Failing())
    with pytest.raises(EngineError, match="out of memory"):
        texts(engine, "国际合作")


def test_neither_the_translation_of_argos_nor_its_splitter_is_loaded(folder: Path) -> None:
    program = (
        "import sys\n"
        "from workflow.engines import argos\n"
        "from workflow.engines.base import Request\n"
        f"engine = argos.load('zh', 'en', {{'package': {str(folder)!r}}})\n"
        "print(list(engine.translate([Request('国际合作')]))[0][1].text)\n"
        "print(sorted({'argostranslate.translate', 'argostranslate.settings', 'minisbd', 'onnxruntime'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines() == ["International cooperation", "[]"]
