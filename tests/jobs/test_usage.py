"""The consistency review of a desk: same result with the cache and without, from one process or from several."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from workflow.errors import InputError
from workflow.jobs import usage as module
from workflow.jobs.glossary import Change, add, deprecate, edit
from workflow.jobs.usage import review
from workflow.model import Metadata, Reproduction, State, Target, Unit, Waiver
from workflow.store.desk import Desk
from workflow.usage.uses import Rendering

ARTICLE = """\
id: {id}
language: zh
title: 智慧港口第{n}号简报
date: {date}
url: https://site.example/{n}.html
"""


def write(desk: Desk, number: int, *units: Unit) -> str:
    name = f"20{10 + number % 16}-01-24-bulletin-{number}"
    folder = desk.root / "sources" / name
    folder.mkdir(parents=True)
    (folder / "article.yaml").write_text(ARTICLE.format(id=name, n=number, date=name[:10]), encoding="utf-8")
    (folder / "body.html").write_text("", encoding="utf-8")
    title = Metadata(title=f"Smart Port Bulletin {number}")
    desk.save(Reproduction(article=name, language="en", metadata=title, units=units))
    return name


def unit(name: str, source: str, target: str, state: State = State.REVIEWED) -> Unit:
    return Unit(name, source, target=Target(target, state, "human"))


@pytest.fixture
def kept(desk: Desk) -> Desk:
    add(desk, Change(source="智慧港口", target="smart port", deprecated=["wise port"]))
    add(desk, Change(source="学院", target="college"))
    write(desk, 1, unit("u1", "<em>智慧</em>港口和学院", "a <em>wise</em> port and a school"), unit("u2", "学院", ""))
    write(desk, 2, unit("u1", "学院开放智慧港口", "The college opens the smart port", State.TRANSLATED))
    return desk


def test_counts_places_and_likely_renderings(kept: Desk) -> None:
    found = review(kept, kept.ids())
    assert (found.usage.articles, found.usage.units, found.usage.errors) == (2, 4, 2)
    port, college = sorted(found.usage.terms, key=lambda term: term.id, reverse=True)
    assert (port.owed, port.count(Rendering.PREFERRED), port.count(Rendering.DEPRECATED)) == (4, 3, 1)
    assert college.others == (("school", 1),)
    assert [(unit.article, unit.unit, unit.terms) for unit in found.usage.outdated] == [
        ("2011-01-24-bulletin-1", "u1", ("smart-port", "college"))
    ]
    assert found.texts["2011-01-24-bulletin-1", "u1"] == ("智慧港口和学院", "a wise port and a school")


def test_one_article_alone(kept: Desk) -> None:
    found = review(kept, ["2012-01-24-bulletin-2"])
    assert (found.usage.articles, found.usage.errors) == (1, 0)


def test_a_waiver_takes_an_error_away_until_the_unit_changes(kept: Desk) -> None:
    def waived(reproduction: Reproduction | None) -> Reproduction:
        assert reproduction is not None
        first = reproduction.units[0]
        waiver = Waiver("term.missing", "the school's own name", digest=first.digest)
        changed = replace(first, target=replace(first.target, waived=(waiver,)))
        return replace(reproduction, units=(changed, *reproduction.units[1:]))

    kept.update("2011-01-24-bulletin-1", "en", waived)
    usage = review(kept, kept.ids()).usage
    assert (usage.errors, sum(term.waived for term in usage.terms), usage.outdated) == (0, 2, ())


def test_an_article_without_english_owes_nothing(desk: Desk, article_id: str) -> None:
    assert review(desk, [article_id]).usage.articles == 0


def test_the_cache_changes_nothing_and_notices_everything(kept: Desk) -> None:
    first = review(kept, kept.ids())
    assert review(Desk(kept.root), kept.ids()) == first
    edit(kept, "college", Change(admitted=["school"]))
    assert review(kept, kept.ids()).usage.errors == 1
    deprecate(kept, "smart-port", in_favour_of="digital port")
    assert review(kept, kept.ids()).usage.errors == 4
    write(kept, 3, unit("u1", "学院", "the academy"))
    assert review(kept, kept.ids()).usage.errors == 6
    (kept.root / ".workflow" / "cache.sqlite").write_bytes(b"damaged")
    assert review(kept, kept.ids()).usage.errors == 6


def test_several_processes_find_the_same(kept: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3, 50):
        write(kept, number, unit("u1", "学院", "the college" if number % 2 else "the school"))
    alone = review(kept, kept.ids())
    monkeypatch.setattr(module, "_WORTH_A_PROCESS", 2)
    (kept.root / ".workflow" / "cache.sqlite").unlink()
    assert review(kept, kept.ids()) == alone
    assert alone.usage.terms[0].owed == 49


def test_a_broken_file_is_named_whichever_process_reads_it(kept: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept.root / "translations" / "en" / "2012-01-24-bulletin-2.yaml"
    path.write_text("article: [", encoding="utf-8")
    for worth in (100, 1):
        monkeypatch.setattr(module, "_WORTH_A_PROCESS", worth)
        with pytest.raises(InputError) as caught:
            review(kept, kept.ids())
        assert Path(caught.value.place.rsplit(":", 2)[0]).name == path.name
        assert str(os.getpid()) not in str(caught.value)
