"""Nothing unchanged is checked twice, and nothing changed is left unchecked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from workflow.checks import Pair, runner
from workflow.jobs import checkall as job
from workflow.jobs.check import Checked, check
from workflow.model import Article, Metadata, Reproduction, State, Target, Unit, Waiver
from workflow.store.desk import Desk

ZH = ("新港区已经开工。", "市民可以免费参观新港区。", "工程师们昼夜工作。")
EN = (
    "Work on the new port area has begun.",
    "Residents may visit the new port area free.",
    "Engineers work day and night.",
)
GLOSSARY = "version: 1\nterms:\n- id: port\n  zh: {preferred: 新港区}\n  en: {preferred: New Harbour}\n"


def put(desk: Desk, name: str, targets: tuple[str, ...] = EN, sources: tuple[str, ...] = ZH, **target: object) -> str:
    identifier = f"2024-01-24-{name}"
    metadata = Metadata(title="新闻", date="2024-01-24", source="海港日报", url=f"https://news.example.cn/{name}.html")
    article = Article(
        id=identifier, language="zh", metadata=metadata, source_en="Harbour Daily", digest="sha256:" + "0" * 64
    )
    body = "\n".join(f'<p data-unit="u{n}">{zh}</p>' for n, zh in enumerate(sources, start=1))
    desk.add(article, b"<p>", "html", body, {})
    units = tuple(
        Unit(f"u{n}", zh, target=Target(en, State.REVIEWED, "human"))
        for n, (zh, en) in enumerate(zip(sources, targets, strict=True), start=1)
    )
    desk.save(
        Reproduction(
            article=identifier,
            language="en",
            digest=article.digest,
            url=metadata.url,
            metadata=Metadata(title="News", position=("Home",)),
            units=units,
        )
    )
    return identifier


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The units that a check looked at, in their order."""
    seen: list[str] = []
    reports = runner.reports_on

    def watched(groups: Sequence[runner.Group], pair: Pair) -> object:
        seen.append(f"{pair.article[11:]} {pair.unit.id}")
        return reports(groups, pair)

    monkeypatch.setattr(runner, "reports_on", watched)
    return seen


def again(desk: Desk) -> list[Checked]:
    opened = Desk.open(desk.root)
    return job.check_all(opened, opened.ids())


def uncached(desk: Desk) -> list[Checked]:
    opened = Desk.open(desk.root)
    return [check(opened, identifier) for identifier in opened.ids()]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_is_unchanged_is_not_looked_at_again_and_says_the_same(desk: Desk, looked_at: list[str]) -> None:
    put(desk, "a", ("The new port area 开工。", *EN[1:]))
    first = again(desk)
    assert {finding.check for finding in first[0].findings} >= {"text.han"}
    assert looked_at == ["a metadata.title", "a u1", "a u2", "a u3"]
    assert again(desk) == first
    assert len(looked_at) == 4
    assert uncached(desk) == first


def test_one_edited_unit_is_looked_at_alone(desk: Desk, looked_at: list[str]) -> None:
    identifier = put(desk, "a")
    put(desk, "b", sources=("甲。", "乙。", "丙。"), targets=("One.", "Two.", "Three."))
    again(desk)
    looked_at.clear()
    edit(desk.path_of(identifier, "en"), "Engineers work", "Engineers work  hard")
    found = again(desk)
    assert looked_at == ["a u3"]
    assert [finding.check for one in found for finding in one.findings if finding.unit] == ["text.spacing"]


@pytest.mark.parametrize(
    "change",
    [
        lambda desk: edit(desk.folder("2024-01-24-a") / "article.yaml", "example.cn/a.html", "example.cn/b.html"),
        lambda desk: edit(desk.folder("2024-01-24-a") / "body.html", "新港区已经开工。", "新港区已经完工。"),
        lambda desk: edit(desk.path_of("2024-01-24-a", "en"), "state: reviewed", "state: translated"),
        lambda desk: desk.glossary_path.write_text(GLOSSARY, encoding="utf-8"),
        lambda desk: desk.settings_path.write_text("version: 1\nchecks: {metadata: off}\n", encoding="utf-8"),
        lambda desk: desk.settings_path.write_text(
            "version: 1\nchecks:\n  text.length: {spread: 0, short: 0, letters: 0}\n", encoding="utf-8"
        ),
    ],
)
def test_after_any_edit_the_cache_says_what_a_fresh_look_says(desk: Desk, change: Callable[[Desk], object]) -> None:
    put(desk, "a")
    before = again(desk)
    change(desk)
    after = again(desk)
    assert after == uncached(desk)
    assert [one.findings for one in after] != [one.findings for one in before]


def test_another_state_of_the_program_looks_again(
    desk: Desk, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(desk, "a")
    again(desk)
    looked_at.clear()
    monkeypatch.setattr("workflow.jobs.checkrow.program", lambda: "later")
    again(desk)
    assert len(looked_at) == 4


def test_a_row_that_cannot_be_read_is_made_anew(desk: Desk) -> None:
    identifier = put(desk, "a")
    before = again(desk)
    for damaged in ("", "{", "[1,2]", '["x","y",1,[[1]],{}]'):
        desk.cache().put_many({f"check {identifier}": damaged})
        assert again(desk) == before


def test_processes_together_say_what_one_says(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        put(desk, f"n{number}", ("Work has begun on the the port area.", *EN[1:]))
    alone = again(desk)
    desk.cache().close()
    (desk.root / ".workflow" / "cache.sqlite").unlink()
    monkeypatch.setattr(job, "_FEWEST_TO_SHARE", 2)
    monkeypatch.setattr(job, "_AT_ONCE", 2)
    opened = Desk.open(desk.root)
    assert job.check_all(opened, opened.ids(), processes=2) == alone


class TestTogether:
    OTHER = ("Construction of the port is under way.", *EN[1:])

    def found(self, desk: Desk) -> list[tuple[str, str, str, int]]:
        findings = [finding for one in again(desk) for finding in one.findings]
        return [(f.article[11:], f.check, f.unit, f.line) for f in findings if f.check.startswith("consistency")]

    def test_two_articles_with_two_translations_of_one_text(self, desk: Desk) -> None:
        put(desk, "a")
        put(desk, "b")
        put(desk, "c", self.OTHER)
        assert self.found(desk) == [("c", "consistency.target", "u1", 11)]
        assert self.found(desk) == [("c", "consistency.target", "u1", 11)]

    def test_one_article_is_compared_with_no_other(self, desk: Desk) -> None:
        put(desk, "a")
        identifier = put(desk, "b", self.OTHER)
        (alone,) = job.check_all(desk, [identifier])
        assert not [finding for finding in alone.findings if finding.check.startswith("consistency")]

    def test_a_waiver_accepts_it(self, desk: Desk) -> None:
        put(desk, "a")
        put(desk, "b")
        identifier = put(desk, "c", self.OTHER)
        made = desk.reproduction(identifier, "en")
        assert made is not None
        unit = made.units[0]
        given = (Waiver("consistency.target", "a headline", digest=unit.digest),)
        changed = replace(unit, target=replace(unit.target, waived=given))
        desk.save(replace(made, units=(changed, *made.units[1:])))
        assert self.found(desk) == []

    def test_one_english_for_two_texts(self, desk: Desk) -> None:
        put(desk, "a")
        put(desk, "b", sources=("大学图书馆全天开放。", "乙。", "丙。"), targets=(EN[0], "Two.", "Three."))
        assert [item[:2] for item in self.found(desk)] == [("b", "consistency.source")]
