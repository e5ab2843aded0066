"""What the memory of a desk proposes for a unit."""

from pathlib import Path

import pytest

from workflow.errors import InputError
from workflow.exchange import tmx
from workflow.jobs.add import AddOptions, add
from workflow.jobs.decisions import set_state
from workflow.jobs.edits import set_metadata, set_text
from workflow.jobs.memory import opened
from workflow.jobs.proposals import Proposal, proposals
from workflow.model import MemoryEntry, Metadata, State
from workflow.store.desk import Desk

PLAN = 'Details of the plan are on the <a href="https://site.example/plan.html">website</a>.'


@pytest.fixture
def another(desk: Desk, article_id: str, page: Path) -> str:
    """A second article that has two units of the first, in another order."""
    first, second, _ = [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("<p>")]
    text = page.read_text(encoding="utf-8").replace(
        first, "<p>昨天，港口举行了开工仪式，各方代表出席了仪式并致辞。</p>"
    )
    page.write_text(
        text.replace(second, f"{second}{first}").replace("2024-01-24 08:15", "2024-02-01 08:15"), encoding="utf-8"
    )
    return add(
        desk, str(page), AddOptions(id="2024-02-01-port", metadata=Metadata(url="https://site.example/2.html"))
    ).id


def told(found: list[Proposal]) -> list[tuple[int, str, str]]:
    return [(one.score, one.kind, one.place) for one in found]


def write(desk: Desk, article_id: str, unit: str, text: str, state: State = State.REVIEWED) -> None:
    set_text(desk, article_id, unit, text, by="Chen Yu")
    set_state(desk, article_id, state, [unit], by="Li Wen")


def test_the_same_text_of_another_article_is_proposed(desk: Desk, article_id: str, another: str) -> None:
    write(desk, article_id, "u3", PLAN)
    (found,) = proposals(desk, another, "u4")
    assert (found.target, found.score, found.kind, found.reviewed) == (PLAN, 100, "exact", True)
    assert (found.place, found.by) == (f"{article_id} u3", "Li Wen")
    assert proposals(desk, another, "u1") == []


def test_a_unit_is_not_proposed_to_itself_and_a_draft_to_nobody(desk: Desk, article_id: str, another: str) -> None:
    set_text(desk, article_id, "u3", PLAN, by="", origin="mt:llm/model")
    assert proposals(desk, another, "u4") == []
    write(desk, article_id, "u3", PLAN)
    assert proposals(desk, article_id, "u3") == []


def test_what_is_edited_is_proposed_as_it_is_now(desk: Desk, article_id: str, another: str) -> None:
    write(desk, article_id, "u2", "Both sides said so.", State.TRANSLATED)
    assert told(proposals(desk, another, "u2")) == [(95, "exact", f"{article_id} u2")]
    write(desk, article_id, "u2", "Both sides agreed.")
    (found,) = proposals(desk, another, "u2")
    assert (found.target, found.score) == ("Both sides agreed.", 100)


def test_titles_are_proposed_too(desk: Desk, article_id: str, another: str) -> None:
    set_metadata(desk, article_id, "title", "A joint laboratory", by="Chen Yu")
    assert [(one.target, one.place) for one in proposals(desk, another, "title")] == [
        ("A joint laboratory", f"{article_id} title")
    ]


def test_a_like_text_is_adjusted_to_what_the_unit_owes(desk: Desk, article_id: str, page: Path) -> None:
    text = page.read_text(encoding="utf-8").replace("今年年底以前投入运行", "2026年3月1日投入运行，投资7650亿元")
    page.write_text(text.replace("2024-01-24 08:15", "2026-01-24 08:15"), encoding="utf-8")
    stated = Metadata(url="https://site.example/3.html")
    later = add(desk, str(page), AddOptions(id="2026-01-24-port", metadata=stated)).id
    text = text.replace("2026年3月1日", "2027年5月1日").replace("7650亿元", "7000亿元")
    page.write_text(text.replace("2024-01-24 08:15", "2027-01-24 08:15"), encoding="utf-8")
    stated = Metadata(url="https://site.example/4.html")
    another = add(desk, str(page), AddOptions(id="2027-01-24-port", metadata=stated)).id
    write(desk, later, "u2", "It opens on March 1, 2026, costs 765 billion yuan, and welcomes scholars.")
    (found,) = proposals(desk, another, "u2")
    assert found.target == "It opens on May 1, 2027, costs 700 billion yuan, and welcomes scholars."
    assert [(one.family, one.was, one.now) for one in found.adjustments] == [
        ("date", "March 1, 2026", "May 1, 2027"),
        ("number", "765 billion yuan", "700 billion yuan"),
    ]
    assert (found.score, found.kind, found.unmet) == (99, "fuzzy", ())


def test_an_unknown_unit_is_told(desk: Desk, article_id: str) -> None:
    with pytest.raises(InputError, match="no unit u9"):
        proposals(desk, article_id, "u9")


def test_the_settings_name_further_memories(desk: Desk, article_id: str) -> None:
    source = "双方表示，实验室将在今年年底以前投入运行，并向各国学者开放，欢迎他们前来工作。"
    entry = MemoryEntry(source=source, target="They said it.", state=State.FINAL, unit="7")
    (desk.root / "old.tmx").write_bytes(tmx.serialize([entry]))
    settings = desk.root / "workflow.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\nmemories: [old.tmx]\n", encoding="utf-8")
    desk = Desk.open(desk.root)
    assert told(proposals(desk, article_id, "u2")) == [(98, "exact", "old.tmx 7")]
    (desk.root / "old.tmx").unlink()
    with pytest.raises(InputError, match=r"old\.tmx: cannot be read"):
        proposals(desk, article_id, "u2")


def test_an_article_whose_file_is_broken_does_not_stop_the_others(desk: Desk, article_id: str, another: str) -> None:
    write(desk, article_id, "u3", PLAN)
    desk.path_of(another, "en").write_text("units: [", encoding="utf-8")
    with opened(desk) as memory:
        assert [(entry.article, entry.unit) for entry in memory.entries()] == [(article_id, "u3")]


def test_reading_the_memory_does_not_hide_what_somebody_else_wrote(desk: Desk, article_id: str) -> None:
    write(desk, article_id, "u3", PLAN)
    read = desk.reproduction(article_id, "en")
    assert read is not None
    write(Desk.open(desk.root), article_id, "u2", "Somebody else's text.")
    opened(desk).close()
    with pytest.raises(InputError, match="changed by someone else"):
        desk.save(read)
