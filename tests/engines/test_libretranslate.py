"""Engine `libretranslate` against a stand-in that answers as the server's own source does."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from loopback import Call, Reply, Site, serving

from workflow.engines import libretranslate
from workflow.engines.base import Constraining, Draft, Request
from workflow.errors import EngineError

LANGUAGES = [
    {"code": "en", "name": "English", "targets": ["zh-Hans", "en"]},
    {"code": "zh-Hans", "name": "Chinese", "targets": ["en", "zh-Hans"]},
]


@pytest.fixture(autouse=True)
def _no_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "all_proxy", "WORKFLOW_LIBRETRANSLATE_URL", "WORKFLOW_LIBRETRANSLATE_KEY"):
        monkeypatch.delenv(name, raising=False)


def _json(content: object, status: int = 200) -> Reply:
    return Reply(json.dumps(content).encode(), status, (("Content-Type", "application/json"),))


@dataclass
class StandIn:
    """The parts of LibreTranslate's API that the engine uses, with its limits, errors and rate limit."""

    languages: object = field(default_factory=lambda: LANGUAGES)
    char_limit: int = -1
    batch_limit: int = -1
    keys: tuple[str, ...] = ()
    slow_downs: int = 0
    settings: bool = True

    def __call__(self, call: Call) -> Reply:
        if call.path == "/languages":
            return _json(self.languages)
        if call.path == "/frontend/settings":
            return (
                _json({"charLimit": self.char_limit, "apiKeys": bool(self.keys)}) if self.settings else _json({}, 404)
            )
        assert (call.method, call.path) == ("POST", "/translate")
        return self._translate(json.loads(call.body))

    def _translate(self, asked: dict[str, object]) -> Reply:
        texts = asked["q"]
        assert isinstance(texts, list)
        if self.keys and asked.get("api_key") not in self.keys:
            return _json({"error": "Invalid API key"}, 403)
        if self.slow_downs:
            self.slow_downs -= 1
            return _json({"error": "Slowdown: 60 per 1 minute"}, 429)
        if self.batch_limit != -1 and len(texts) > self.batch_limit:
            problem = f"Invalid request: request ({len(texts)}) exceeds text limit ({self.batch_limit})"
            return _json({"error": problem}, 400)
        longest = max(map(len, texts))
        if self.char_limit != -1 and longest > self.char_limit:
            return _json({"error": f"Invalid request: request ({longest}) exceeds text limit ({self.char_limit})"}, 400)
        return _json({"translatedText": [f"{asked['source']}>{asked['target']}:{text} " for text in texts]})


Run = Callable[..., Site]


@pytest.fixture
def running() -> Iterator[Run]:
    """Starts stand-ins and ends them."""
    begun = []

    def begin(**options: object) -> Site:
        context = serving(StandIn(**options))  # type: ignore[arg-type]
        begun.append(context)
        return context.__enter__()

    yield begin
    for context in begun:
        context.__exit__(None, None, None)


def _sent(site: Site) -> list[list[str]]:
    return [json.loads(call.body)["q"] for call in site.calls if call.path == "/translate"]


def test_a_batch_is_translated_in_few_requests(running: Run) -> None:
    site = running()
    engine = libretranslate.load("zh", "en", {"url": f"{site.url}/"})
    assert (engine.name, engine.constraining) == ("libretranslate", Constraining.MASK)
    assert engine.signature == "libretranslate/zh-Hans-en"
    drafts = dict(engine.translate([Request(f"文{n}") for n in range(70)]))
    assert drafts == {n: Draft(f"zh-Hans>en:文{n}") for n in range(70)}
    assert sorted(map(len, _sent(site))) == [6, 32, 32]
    assert json.loads(site.calls[-1].body)["format"] == "text"
    assert list(engine.translate([Request("再")])) == [(0, Draft("zh-Hans>en:再"))]
    engine.close()
    engine.close()


def test_requests_stay_within_the_characters_a_server_states(running: Run) -> None:
    site = running(char_limit=100)
    engine = libretranslate.load("zh", "en", {"url": site.url})
    texts = ["长" * 60, "长" * 60, "短", "长" * 101, " "]
    drafts = dict(engine.translate([Request(text) for text in texts]))
    assert [draft.cut for _, draft in sorted(drafts.items())] == [False, False, False, True, False]
    assert drafts[3].text == ""
    assert drafts[4].text == " "
    assert all(sum(map(len, batch)) <= 100 for batch in _sent(site))
    assert sorted(map(len, _sent(site))) == [1, 2]


def test_the_size_of_a_batch_can_be_stated(running: Run) -> None:
    site = running(batch_limit=2, settings=False)
    engine = libretranslate.load("zh", "en", {"url": site.url, "batch": "2"})
    assert len(dict(engine.translate([Request("文")] * 5))) == 5
    with pytest.raises(EngineError, match=r"exceeds text limit \(2\)"):
        list(libretranslate.load("zh", "en", {"url": site.url}).translate([Request("文")] * 5))
    with pytest.raises(EngineError, match=r"engines\.libretranslate\.batch: 'many' is no whole number"):
        libretranslate.load("zh", "en", {"url": site.url, "batch": "many"})


def test_a_key_is_taken_from_the_environment_and_its_lack_told(running: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    site = running(keys=("k1",))
    with pytest.raises(EngineError, match=r"Invalid API key.*set WORKFLOW_LIBRETRANSLATE_KEY"):
        list(libretranslate.load("zh", "en", {"url": site.url}).translate([Request("文")]))
    monkeypatch.setenv("WORKFLOW_LIBRETRANSLATE_KEY", "k1")
    assert len(list(libretranslate.load("zh", "en", {"url": site.url}).translate([Request("文")]))) == 1


def test_a_rate_limit_is_waited_for(running: Run) -> None:
    site = running(slow_downs=1)
    engine = libretranslate.load("zh", "en", {"url": site.url})
    assert list(engine.translate([Request("文")])) == [(0, Draft("zh-Hans>en:文"))]
    assert len(_sent(site)) == 2


@pytest.mark.parametrize(
    ("languages", "source", "signature"),
    [
        ([{"code": "zh", "targets": ["en"]}, {"code": "en", "targets": ["zh"]}], "zh", "libretranslate/zh-en"),
        ([{"code": "zh"}, {"code": "en"}], "zh-CN", "libretranslate/zh-en"),
        ([{"code": "zt", "targets": ["en"]}], "zh-Hant", "libretranslate/zt-en"),
        ([{"code": "ja", "targets": ["en"]}], "ja-JP", "libretranslate/ja-en"),
    ],
)
def test_a_server_may_name_the_languages_its_own_way(
    running: Run, languages: object, source: str, signature: str
) -> None:
    assert libretranslate.load(source, "en", {"url": running(languages=languages).url}).signature == signature


def test_a_pair_without_a_model_is_told(running: Run) -> None:
    site = running(languages=[{"code": "fr", "targets": ["en"]}, {"code": "zh", "targets": ["fr"]}])
    with pytest.raises(EngineError, match="has no model from zh to en; install it there"):
        libretranslate.load("zh", "en", {"url": site.url})


@contextmanager
def _answering(translation: object) -> Iterator[Site]:
    def answer(call: Call) -> Reply:
        return _json(LANGUAGES if call.path == "/languages" else translation)

    with serving(answer) as site:
        yield site


@pytest.mark.parametrize(
    "translation", [{}, [], {"translatedText": "one"}, {"translatedText": []}, {"translatedText": [1]}]
)
def test_an_answer_that_does_not_fit_the_question_is_told(translation: object) -> None:
    with _answering(translation) as site:
        engine = libretranslate.load("zh", "en", {"url": site.url})
        with pytest.raises(EngineError, match="one translation for each text"):
            list(engine.translate([Request("文")]))


def test_availability_is_a_sentence_or_nothing(running: Run) -> None:
    assert libretranslate.available("zh", "en", {"url": running().url}) == ""
    assert "has no model from de to en" in libretranslate.available("de", "en", {"url": running().url})
    assert "WORKFLOW_LIBRETRANSLATE_URL" in libretranslate.available("zh", "en", {})
    assert "does not answer like" in libretranslate.available("zh", "en", {"url": running(languages={"a": 1}).url})
