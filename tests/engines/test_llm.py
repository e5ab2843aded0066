import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from threading import Event

import markov_gguf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.engines import llm, packages
from workflow.engines.base import Constraining, Draft, Request
from workflow.errors import EngineError, InputError

pytest.importorskip("xllamacpp", reason="the extra llm is not installed")
LINE_END = 10
Speaking = Callable[..., llm.LlmEngine]


@pytest.fixture
def speaking(tmp_path: Path) -> Iterator[Speaking]:
    """Engines on models whose transitions the test writes."""
    engines: list[llm.LlmEngine] = []

    def load(transitions: dict[int, dict[int, float]], source: str = "zh", target: str = "en") -> llm.LlmEngine:
        file = markov_gguf.write(tmp_path / f"{len(engines)}.gguf", transitions)
        engines.append(llm.LlmEngine(file, "llm/test@00000000", source, target, threads=1))
        return engines[-1]

    yield load
    for engine in engines:
        engine.close()


def drafts(engine: llm.LlmEngine, *texts: str) -> list[Draft]:
    answers = dict(engine.translate([Request(text) for text in texts]))
    return [answers[index] for index in range(len(texts))]


# --- Answers ---------------------------------------------------------------------------------------------------------


def test_every_request_is_answered_in_order_as_soon_as_it_is_ready(speaking: Speaking) -> None:
    engine = speaking(markov_gguf.chain("The cats"))
    answers = engine.translate([Request("猫"), Request("狗", (("狗", "dog"),)), Request(""), Request("猫")])
    assert next(answers) == (0, Draft("The cats"))
    assert list(answers) == [(1, Draft("The cats")), (2, Draft("")), (3, Draft("The cats"))]
    assert engine.constraining is Constraining.PROMPT


def test_the_same_text_twice_is_asked_once(speaking: Speaking) -> None:
    engine = speaking(markov_gguf.chain("The cats"))
    asked: list[object] = []
    handle = engine._server.handle_chat_completions

    class Counting:
        def handle_chat_completions(self, question: object, take: object) -> object:
            asked.append(question)
            return handle(question, take)

    engine._server = Counting()
    assert len(drafts(engine, "猫", "猫", "狗", "猫")) == 4
    assert len(asked) == 2


def test_a_draft_goes_on_from_what_it_shall_begin_with(speaking: Speaking) -> None:
    transitions = markov_gguf.chain("The cats")
    transitions[ord("D")] = {ord("o"): 5.0}
    transitions[ord("o")] = {ord("g"): 5.0}
    transitions[ord("g")] = {ord("s"): 5.0}
    engine = speaking(transitions)
    (answer,) = dict(engine.translate([Request("猫", begin="D")])).values()
    assert answer == Draft("Dogs")
    assert engine.continues


def test_a_draft_tells_where_the_model_was_near_to_a_term_that_it_lacks(speaking: Speaking) -> None:
    transitions = markov_gguf.chain("The cats")
    transitions[LINE_END][ord("D")] = 0.9
    engine = speaking(transitions)
    (draft,) = dict(engine.translate([Request("猫", (("猫", "D cat"), ("狗", "dog")))])).values()
    assert draft.text == "The cats"
    ((place, chance),), none = draft.leads
    assert (place, none) == (0, ())
    assert -5 < chance < -1


@pytest.mark.parametrize("refused", ["你", "。", "，", "Ａ", "あ", "한", "\n", "\x07"])
def test_the_grammar_keeps_east_asian_characters_and_line_ends_out(speaking: Speaking, refused: str) -> None:
    first, *rest = refused.encode()
    transitions = markov_gguf.chain("The cats")
    transitions[LINE_END][first] = 5.0
    for last, following in zip([first, *rest], [*rest, markov_gguf.END], strict=True):
        transitions.setdefault(last, {})[following] = 5.0
    assert drafts(speaking(transitions), "猫") == [Draft("The cats")]


def test_an_answer_is_never_empty(speaking: Speaking) -> None:
    transitions = markov_gguf.chain("The cats")
    transitions[LINE_END][markov_gguf.END] = 5.0
    assert drafts(speaking(transitions), "猫") == [Draft("The cats")]


def test_a_target_in_those_characters_may_use_them(speaking: Speaking) -> None:
    engine = speaking(markov_gguf.chain("猫"), "en", "zh-Hans")
    assert drafts(engine, "cat") == [Draft("猫")]


def test_an_answer_that_does_not_end_is_cut_at_the_limit(speaking: Speaking) -> None:
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    (draft,) = drafts(speaking(markov_gguf.chain(letters)), "猫")
    assert draft.cut
    assert letters.startswith(draft.text)
    assert len(draft.text) <= llm.limit(Request("猫"))


def test_an_answer_that_goes_round_in_circles_is_stopped_long_before_the_limit(
    speaking: Speaking, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken = [0]
    take = llm._Answer.take

    def counting(answer: llm._Answer, chunk: Mapping[str, object]) -> bool:
        spoken[0] += "prompt_progress" not in chunk
        return take(answer, chunk)

    monkeypatch.setattr(llm._Answer, "take", counting)
    transitions = markov_gguf.chain("abcdefghijklm")
    transitions[ord("m")] = {ord("b"): 1.0}
    request = Request("猫狗" * 190)
    first = speaking(transitions)._ask(request, {}, Event())
    assert first == Draft("abcdefghijklm", cut=True)
    assert spoken[0] < 60 < llm.limit(request)


def test_circles_make_it_try_again_with_repetition_made_dear(speaking: Speaking) -> None:
    transitions = markov_gguf.chain("abcdefghijklm")
    transitions[ord("m")] = {ord("b"): 1.0}
    for following in transitions.values():
        following.setdefault(markov_gguf.END, 0.5)
    (draft,) = drafts(speaking(transitions), "猫狗" * 20)
    assert not draft.cut
    assert draft.text.startswith("abcdefghijklm")
    assert llm.loop(draft.text) is None


def test_a_long_text_is_translated_in_pieces(speaking: Speaking) -> None:
    (draft,) = drafts(speaking(markov_gguf.chain("Cats.")), "猫来了。" * 150)
    assert draft == Draft("Cats. Cats.")


def test_a_request_too_long_for_the_model_is_one_clear_error(
    speaking: Speaking, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = speaking(markov_gguf.chain("Cats."))
    monkeypatch.setattr(llm, "LONGEST", 10**6)
    with pytest.raises(EngineError, match="the model failed") as caught:
        drafts(engine, "猫" * 5000)
    assert caught.value.exit_status == 3
    assert drafts(engine, "猫") == [Draft("Cats.")]


# --- Manners ---------------------------------------------------------------------------------------------------------


def test_nothing_is_written_to_the_terminal(tmp_path: Path) -> None:
    file = markov_gguf.write(tmp_path / "m.gguf", markov_gguf.chain("The cats"))
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"GGUF" + bytes(500))
    script = f"""
from pathlib import Path
from workflow.engines.llm import LlmEngine
from workflow.engines.base import Request
from workflow.errors import EngineError
engine = LlmEngine(Path({str(file)!r}), "s", "zh", "en", threads=1)
assert next(engine.translate([Request("猫"), Request("狗")]))[1].text == "The cats"
try:
    LlmEngine(Path({str(broken)!r}), "s", "zh", "en")
except EngineError as error:
    assert "cannot be loaded; remove it with `workflow models remove " in str(error)
else:
    raise SystemExit(9)
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_an_interrupt_ends_the_program_at_once(tmp_path: Path) -> None:
    file = markov_gguf.write(tmp_path / "m.gguf", markov_gguf.chain("The cats"))
    script = f"""
from pathlib import Path
from workflow.engines.llm import LlmEngine
from workflow.engines.base import Request
engine = LlmEngine(Path({str(file)!r}), "s", "zh", "en", threads=1)
for index, _ in engine.translate([Request(str(n)) for n in range(100000)]):
    print(index, flush=True)
"""
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "0\n"
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        _, said = process.communicate(timeout=120)
        assert time.monotonic() - began < 5
    assert process.returncode == -signal.SIGINT
    assert said.strip().endswith("KeyboardInterrupt")


def test_leaving_the_iterator_stops_the_model(speaking: Speaking) -> None:
    engine = speaking(markov_gguf.chain("The cats"))
    answers = engine.translate([Request(str(number)) for number in range(100_000)])
    next(answers)
    answers.close()  # type: ignore[attr-defined]
    assert drafts(engine, "猫") == [Draft("The cats")]


def test_a_closed_engine_says_so(speaking: Speaking) -> None:
    for _ in range(5):  # at once after loading, when llama.cpp has hardly begun
        engine = speaking(markov_gguf.chain("The cats"))
        engine.close()
    engine.close()
    with pytest.raises(EngineError, match="closed"):
        drafts(engine, "猫")


def test_nobody_gets_in_by_the_port_that_llama_cpp_opens(speaking: Speaking) -> None:
    import httpx2

    address = speaking(markov_gguf.chain("The cats"))._server.listening_address
    answer = httpx2.post(f"{address}/v1/chat/completions", json={"messages": [{"role": "user", "content": "x"}]})
    assert answer.status_code == 401


# --- Loading ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WORKFLOW_DATA", str(tmp_path / "data"))
    return tmp_path


def test_what_is_missing_is_told_with_the_command_that_installs_it(data: Path) -> None:
    said = llm.available("zh", "en", {})
    assert "workflow models install qwen2.5-coder-1.5b" in said
    assert "workflow models install mine" in llm.available("zh", "en", {"model": "mine"})
    with pytest.raises(EngineError, match="workflow models install qwen2") as caught:
        llm.load("zh", "en", {})
    assert str(caught.value) == said


def test_an_installed_model_is_found_and_named_in_the_signature(data: Path) -> None:
    model = packages.install(str(markov_gguf.write(data / "mine-q4.gguf", markov_gguf.chain("The cats"))))
    assert llm.available("zh", "en", {}) == llm.available("zh", "en", {"model": "mine-q4"}) == ""
    engine = llm.load("zh", "en", {"threads": "1"})
    assert engine.signature == f"llm/mine-q4@{model.sha256[:8]}"
    assert drafts(engine, "猫") == [Draft("The cats")]
    engine.close()


@pytest.mark.parametrize("value", ["many", "-1", "1.5", "1000"])
def test_a_wrong_number_of_threads_is_bad_input(data: Path, value: str) -> None:
    with pytest.raises(InputError, match="threads is"):
        llm.load("zh", "en", {"threads": value})


def test_without_the_library_the_command_that_installs_it_is_named(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(llm, "find_spec", lambda _: None)
    assert "pip install" in llm.available("zh", "en", {})
    with pytest.raises(EngineError, match="pip install"):
        llm.load("zh", "en", {})


def test_the_policy_for_threads_does_not_leak_into_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OMP_WAIT_POLICY", "GOMP_SPINCOUNT"):
        monkeypatch.delenv(name, raising=False)
    before = dict(os.environ)
    llm._library()
    assert dict(os.environ) == before
    monkeypatch.setenv("GOMP_SPINCOUNT", "7")
    llm._library()
    assert os.environ["GOMP_SPINCOUNT"] == "7"


# --- Pure parts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a plain sentence without any loop in it", None),
        ("He said yes, yes, yes.", None),
        ("The plan covers ports. " + "We will build more. " * 4, "The plan covers ports. We will build more"),
        ("Total: " + "-" * 40, "Total: -"),
        ("", None),
    ],
)
def test_circles_are_found(text: str, kept: str | None) -> None:
    start = llm.loop(text)
    assert (None if start is None else text[:start]) == kept


@given(st.text("ab ", max_size=8), st.text("abc ", min_size=1, max_size=30), st.integers(0, 6))
def test_what_is_kept_of_a_loop_holds_one_round(head: str, body: str, more: int) -> None:
    text = head + body * (36 // len(body) + 3 + more)
    start = llm.loop(text)
    assert start is not None
    assert len(text[:start]) <= len(head) + len(body)
    period = next(size for size in range(1, len(body) + 1) if text.endswith(text[-size:] * 3))
    assert set(text[start - period : start]) == set(text[-period:])


def test_pieces_hold_everything_and_their_own_terms() -> None:
    ports, schools = "港口建设提速。" * 40, "学校扩大开放。" * 40
    terms = (("港口", "port"), ("学校", "school"), ("不在", "elsewhere"))
    first, second = llm.pieces(Request(ports + schools, terms), "zh")
    assert first.text + second.text == ports + schools
    assert len(first.text) <= llm.LONGEST >= len(second.text)
    assert ("港口", "port") in first.terms
    assert ("港口", "port") not in second.terms
    assert ("不在", "elsewhere") in first.terms


def test_a_sentence_longer_than_a_piece_is_cut_at_a_clause() -> None:
    request = Request("港口建设提速，" * 100 + "完。")
    parts = llm.pieces(request, "zh")
    assert "".join(part.text for part in parts) == request.text
    assert all(part.text.endswith(("，", "。")) and len(part.text) <= llm.LONGEST for part in parts)


def test_a_text_without_any_place_to_cut_is_cut_all_the_same() -> None:
    parts = llm.pieces(Request("港" * 1000), "zh")
    assert "".join(part.text for part in parts) == "港" * 1000
    assert all(len(part.text) <= llm.LONGEST for part in parts)


def test_short_and_empty_texts_are_one_piece_or_none() -> None:
    assert llm.pieces(Request("港口。" * 5), "zh") == [Request("港口。" * 5)]
    assert llm.pieces(Request("  "), "zh") == []


def test_english_sentences_stay_apart_in_a_piece() -> None:
    parts = llm.pieces(Request("The port grows. " * 60), "en")
    assert all("grows. The" in part.text for part in parts)


# --- The model that `workflow models install` fetches ------------------------------------------------------------------


@pytest.fixture(scope="module")
def real() -> Iterator[llm.LlmEngine]:
    if said := llm.available("zh", "en", {"model": packages.DEFAULT_LLM}):
        pytest.skip(said)
    engine = llm.load("zh", "en", {"model": packages.DEFAULT_LLM})
    yield engine
    engine.close()


PORT = Request("滨海港去年完成集装箱吞吐量1286万标箱，同比增长6.5%。", (("滨海港", "Binhai Port"), ("标箱", "TEU")))
NAMES = Request("（本报记者 周晓岚）", (("周晓岚", "Zhou Xiaolan"),))
LAB = Request("双方将共建联合实验室。", (("联合实验室", "joint laboratory"),))


@pytest.mark.llm
@pytest.mark.slow
def test_the_real_model_translates_and_keeps_terms(real: llm.LlmEngine) -> None:
    port, names, lab = (draft for _, draft in real.translate([PORT, NAMES, LAB]))
    assert not any(draft.cut for draft in (port, names, lab))
    assert "Binhai Port" in port.text
    assert "6.5" in port.text
    assert "Zhou Xiaolan" in names.text
    assert "joint laborator" in lab.text.lower()
    assert all(ord(character) < 0x2E80 for character in port.text + names.text + lab.text)


@pytest.mark.llm
@pytest.mark.slow
def test_a_draft_does_not_depend_on_what_was_drafted_before(real: llm.LlmEngine) -> None:
    forward = dict(zip((PORT, NAMES, LAB), (draft for _, draft in real.translate([PORT, NAMES, LAB])), strict=True))
    for request in (LAB, LAB, PORT, NAMES):
        assert list(real.translate([request])) == [(0, forward[request])]
