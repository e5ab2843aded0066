"""Drafting on a desk: what is drafted, what is kept, what is never lost."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from scripted import Scripted

from workflow import skeleton
from workflow.constraints.base import Context
from workflow.errors import EngineError
from workflow.jobs.add import AddOptions, add
from workflow.jobs.translate import Count, TranslateOptions, translate, translate_lines
from workflow.model import Reproduction, State, Target, Unit, Unmet
from workflow.store.desk import Desk

ONCE = TranslateOptions()


def reproduction(desk: Desk, article_id: str) -> Reproduction:
    found = desk.reproduction(article_id, "en")
    assert found is not None
    return found


def unit(desk: Desk, article_id: str, unit_id: str) -> Unit:
    return next(unit for unit in reproduction(desk, article_id).units if unit.id == unit_id)


def edit(desk: Desk, article_id: str, unit_id: str, target: Target) -> None:
    found = reproduction(desk, article_id)
    units = tuple(replace(u, target=target) if u.id == unit_id else u for u in found.units)
    desk.save(replace(found, units=units))


def test_every_unit_and_the_metadata_get_english(desk: Desk, article_id: str) -> None:
    result = translate(desk, article_id, Scripted(), ONCE)
    found = reproduction(desk, article_id)
    assert result.drafted == result.units == len(found.units) == 3
    assert all(u.target.text and u.target.state is State.TRANSLATED for u in found.units)
    assert {u.target.origin for u in found.units} == {"mt:scripted/1"}
    assert found.metadata.title.startswith("English sentence")
    assert found.metadata.authors == ("Zhou Mingyuan",)
    assert found.metadata.editors == ("Shan Lixin",)
    assert found.origins["authors"] == "pinyin"
    assert found.url == "https://site.example/2024/0124/port.html"


def test_the_link_of_the_original_is_in_the_draft(desk: Desk, article_id: str) -> None:
    translate(desk, article_id, Scripted(), ONCE)
    assert 'href="https://site.example/plan.html"' in unit(desk, article_id, "u3").target.text


def test_the_glossary_and_the_settings_come_before_the_engine(desk: Desk, article_id: str) -> None:
    path = desk.root / "glossary.yaml"
    path.write_text(
        "version: 1\nterms:\n"
        "- {id: daily, zh: {preferred: 示例日报}, en: {preferred: Example Daily}}\n"
        "- {id: zhou, zh: {preferred: 周明远}, en: {preferred: Chou Ming-yuan}}\n",
        encoding="utf-8",
    )
    settings = (desk.root / "workflow.yaml").read_text(encoding="utf-8")
    (desk.root / "workflow.yaml").write_text(settings + "\nposition: [Home, News]\n", encoding="utf-8")
    opened = Desk.open(desk.root)
    engine = Scripted()
    translate(opened, article_id, engine, ONCE)
    found = reproduction(opened, article_id)
    assert found.metadata.source == "Example Daily"
    assert found.metadata.authors == ("Chou Ming-yuan",)
    assert found.metadata.position == ("Home", "News")
    assert (found.origins["source"], found.origins["position"]) == ("glossary", "settings")
    assert "示例日报" not in engine.asked


def test_names_yaml_comes_before_the_glossary_and_pinyin(desk: Desk, article_id: str) -> None:
    (desk.root / "names.yaml").write_text("周明远: [Chow Ming Yuen, Zhou Mingyuan]\n", encoding="utf-8")
    translate(desk, article_id, Scripted(), ONCE)
    found = reproduction(desk, article_id)
    assert found.metadata.authors == ("Chow Ming Yuen",)
    assert found.origins["authors"] == "names"


def test_a_second_run_drafts_nothing(desk: Desk, article_id: str) -> None:
    translate(desk, article_id, Scripted(), ONCE)
    before = desk.path_of(article_id, "en").read_bytes()
    engine = Scripted()
    result = translate(desk, article_id, engine, ONCE)
    assert (result.drafted, result.kept, engine.asked) == (0, 3, [])
    assert desk.path_of(article_id, "en").read_bytes() == before


def test_an_engine_that_breaks_down_keeps_what_it_finished(desk: Desk, article_id: str) -> None:
    with pytest.raises(EngineError):
        translate(desk, article_id, Scripted(stop_at="投入运行"), ONCE)
    assert unit(desk, article_id, "u1").target.text
    engine = Scripted()
    result = translate(desk, article_id, engine, ONCE)
    assert result.kept >= 1
    assert not any("研究智慧港口" in asked for asked in engine.asked)


def test_every_unit_is_on_disk_before_the_next_is_asked_for(desk: Desk, article_id: str) -> None:
    """A process killed outright runs no clean-up: what was answered must stand in the file by then."""
    saved: list[int] = []

    class Looking(Scripted):
        def translate(self, requests):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
            for answer in super().translate(requests):
                yield answer
                found = Desk.open(desk.root).reproduction(article_id, "en")
                saved.append(sum(bool(u.target.text) for u in found.units) if found else 0)

    translate(desk, article_id, Looking(), ONCE)
    done = [count for count in saved if count]
    assert done[:2] == [1, 2]


def test_human_text_is_not_overwritten(desk: Desk, article_id: str) -> None:
    translate(desk, article_id, Scripted(), ONCE)
    edit(desk, article_id, "u1", Target("A person wrote this.", State.REVIEWED, "human"))
    translate(desk, article_id, Scripted(), TranslateOptions(stale=True))
    assert unit(desk, article_id, "u1").target.text == "A person wrote this."


def test_force_keeps_the_old_text_in_the_history(desk: Desk, article_id: str) -> None:
    translate(desk, article_id, Scripted(), ONCE)
    edit(desk, article_id, "u1", Target("A person wrote this.", State.REVIEWED, "human"))
    translate(desk, article_id, Scripted(), TranslateOptions(force=True))
    redrafted = unit(desk, article_id, "u1").target
    assert redrafted.text != "A person wrote this."
    assert redrafted.history[-1].text == "A person wrote this."
    assert redrafted.history[-1].state is State.REVIEWED


def test_what_was_edited_while_an_engine_worked_survives(desk: Desk, article_id: str) -> None:
    """Somebody saves another unit between two answers of the engine."""

    class Interrupted(Scripted):
        def translate(self, requests: object) -> Iterator[tuple[int, object]]:  # type: ignore[override]
            for number, draft in super().translate(requests):  # type: ignore[arg-type]
                if number == 1:
                    other = Desk.open(desk.root)
                    edit(other, article_id, "u1", Target("Edited meanwhile.", State.REVIEWED, "human"))
                yield number, draft

    translate(desk, article_id, Scripted(), ONCE)
    edit(desk, article_id, "u2", Target())
    edit(desk, article_id, "u3", Target())
    translate(desk, article_id, Interrupted(), ONCE)  # type: ignore[arg-type]
    assert unit(desk, article_id, "u1").target.text == "Edited meanwhile."
    assert unit(desk, article_id, "u2").target.text


def test_update_makes_the_changed_unit_stale_and_loses_nothing(desk: Desk, article_id: str, page: Path) -> None:
    translate(desk, article_id, Scripted(), ONCE)
    before = {u.id: u.target.text for u in reproduction(desk, article_id).units}
    page.write_text(page.read_text(encoding="utf-8").replace("今年年底以前", "明年六月以前"), encoding="utf-8")
    added = add(desk, str(page), AddOptions(id=article_id, update=True))
    assert (added.outcome, added.changed, added.removed) == ("updated", ("u2",), ())
    assert {u.id: u.target.text for u in reproduction(desk, article_id).units} == before
    kept = translate(desk, article_id, Scripted(), ONCE)
    assert (kept.drafted, kept.stale) == (0, 1)
    again = translate(desk, article_id, Scripted(), TranslateOptions(stale=True))
    assert (again.drafted, again.stale, again.left) == (1, 0, 0)
    redrafted = unit(desk, article_id, "u2")
    assert "明年六月以前" in redrafted.source
    assert redrafted.target.history[-1].text == before["u2"]


def test_what_a_person_approved_is_counted_apart_from_the_drafts_that_are_stale(
    desk: Desk, article_id: str, page: Path
) -> None:
    translate(desk, article_id, Scripted(), ONCE)
    edit(desk, article_id, "u2", Target("Approved.", State.REVIEWED, "mt:scripted"))
    page.write_text(page.read_text(encoding="utf-8").replace("今年年底以前", "明年六月以前"), encoding="utf-8")
    add(desk, str(page), AddOptions(id=article_id, update=True))
    done = translate(desk, article_id, Scripted(), TranslateOptions(stale=True))
    assert (done.drafted, done.stale, done.left) == (0, 0, 1)


def test_a_unit_whose_block_is_gone_keeps_its_text(desk: Desk, article_id: str, page: Path) -> None:
    translate(desk, article_id, Scripted(), ONCE)
    lost = unit(desk, article_id, "u2").target.text
    text = page.read_text(encoding="utf-8")
    start = text.index("<p>双方表示")
    page.write_text(text[:start] + text[text.index("</p>", start) + 4 :], encoding="utf-8")
    added = add(desk, str(page), AddOptions(id=article_id, update=True))
    assert added.removed == ("u2",)
    translate(desk, article_id, Scripted(), TranslateOptions(force=True))
    assert unit(desk, article_id, "u2").target.text == lost


def test_line_n_out_is_line_n_in() -> None:
    rows = ["第一行。", "", "  ", "第二行 & <b>。", "第一行。"]
    done = list(
        translate_lines(rows, Scripted({"第一行。": "First line.", "第二行 & <b>。": "Second & <b>."}), Context())
    )
    assert [item.text for item in done] == ["First line.", "", "", "Second & <b>.", "First line."]


def test_an_engine_with_nothing_to_say_of_a_title_or_a_name_leaves_a_file_that_can_be_read(
    desk: Desk, page: Path
) -> None:
    page.write_text(page.read_text("utf-8").replace("周明远", "周明远、艾力·买买提"), encoding="utf-8")
    article_id = add(desk, str(page), AddOptions(id="2024-01-24-silent")).id
    silent = Scripted({"港口与大学共建联合实验室": "", "艾力·买买提": ""})
    translate(desk, article_id, silent, ONCE)
    metadata = reproduction(desk, article_id).metadata
    assert metadata.authors == ("Zhou Mingyuan", "艾力·买买提")
    assert not metadata.title


def test_what_a_drafted_title_lacks_is_recorded_and_what_was_owed_is_counted(desk: Desk, article_id: str) -> None:
    (desk.root / "glossary.yaml").write_text(
        "version: 1\nterms:\n"
        "- {id: port, zh: {preferred: 港口}, en: {preferred: port}}\n"
        "- {id: public, zh: {preferred: 公众}, en: {preferred: public}}\n",
        encoding="utf-8",
    )
    opened = Desk.open(desk.root)
    title = "港口与大学共建联合实验室"
    result = translate(opened, article_id, Scripted({title: "A laboratory of the university"}), ONCE)
    assert reproduction(opened, article_id).unmet == {"title": (Unmet("term.missing", "港口", "port"),)}
    assert result.counts == {"term.missing": Count(4, 0, {"plain": 0}, 4)}
    translate(opened, article_id, Scripted({title: "The port and the university"}), TranslateOptions(force=True))
    assert reproduction(opened, article_id).unmet == {}


def test_a_name_that_stays_in_two_ways_is_told(desk: Desk, page: Path) -> None:
    text = page.read_text("utf-8").replace("本市港口与一所大学", "海洋研究所").replace("双方表示", "海洋研究所表示")
    page.write_text(text, encoding="utf-8")
    article_id = add(desk, str(page), AddOptions(id="2024-01-24-names")).id
    units = desk.body(article_id)
    first, second = (unit.source for unit in skeleton.units(units)[:2])
    answers = {first: "The Marine Research Institute builds.", second: "The Ocean Research Institute builds."}
    result = translate(desk, article_id, Scripted(answers), ONCE)
    assert result.names == ("海洋研究所 is “Marine Research Institute” in u1 and “Ocean Research Institute” in u2",)


def test_a_heading_of_which_only_the_number_came_back_is_recorded_as_untranslated() -> None:
    (row,) = translate_lines(["一、报名"], Scripted({"一、报名": "", "报名": ""}), Context())
    assert [item.check for item in row.unmet] == ["text.untranslated"]
