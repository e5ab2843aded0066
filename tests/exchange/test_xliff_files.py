"""XLIFF written and read back: by the schemas, by our own reader, and after what other tools do to a file."""

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from exchange.handed import HANDED, ITEMS
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from text.unit_markup import MARKUP

from workflow.errors import InputError
from workflow.exchange import xliff, xliff12, xliff21, xliffreturn
from workflow.exchange.handoff import Handoff, Item, ReturnedItem, Version, canonical
from workflow.model import Comment, State
from workflow.text.inline import parse

Writer = Callable[[Handoff], bytes]
WRITERS = [pytest.param(xliff21.serialize, id="2.1"), pytest.param(xliff12.serialize, id="1.2")]
# OASIS schemas as Debian's php-symfony-translation ships them (`make peers`); their terms keep them out of this repository.
PACKAGED = "usr/share/php/Symfony/Component/Translation/Resources/schemas"
SCHEMAS = [Path(root) / PACKAGED for root in ("/", Path(__file__).parents[2] / "build" / "peers")]
FOLDERS = [Path(os.environ["XLIFF_SCHEMAS"])] if "XLIFF_SCHEMAS" in os.environ else SCHEMAS


def schema(name: str) -> etree.XMLSchema:
    folder = next((folder for folder in FOLDERS if (folder / name).is_file()), None)
    if folder is None:
        pytest.skip(f"{name} is not here: make peers")
    text = (folder / name).read_text(encoding="utf-8")
    for address in ("http://www.w3.org/2001/xml.xsd", "informativeCopiesOf3rdPartySchemas/w3c/xml.xsd"):
        text = text.replace(address, "xml.xsd")
    return etree.XMLSchema(etree.fromstring(text.encode(), base_url=str(folder / name)))


def returned(data: bytes) -> tuple[ReturnedItem, ...]:
    (found,) = xliffreturn.parse(data, "port.xlf")
    assert (found.article, found.source_language, found.target_language) == ("2024-01-24-port", "zh", "en")
    return found.items


def test_xliff_2_1_is_as_the_standard_says() -> None:
    grammar = etree.RelaxNG(etree.parse(Path(__file__).parent / "xliff21.rng"))
    grammar.assertValid(etree.fromstring(xliff21.serialize(HANDED)))


@pytest.mark.parametrize(
    ("name", "write"), [("xliff-core-2.0.xsd", xliff21.serialize), ("xliff-core-1.2-strict.xsd", xliff12.serialize)]
)
def test_files_are_valid_by_the_schemas_of_oasis(name: str, write: Writer) -> None:
    schema(name).assertValid(etree.fromstring(write(HANDED)))


@pytest.mark.parametrize("write", WRITERS)
def test_everything_comes_back_when_nobody_touched_it(write: Writer) -> None:
    for sent, back in zip(ITEMS, returned(write(HANDED)), strict=True):
        assert (back.id, back.source, back.target, back.damage) == (sent.id, sent.source, sent.target, "")
        assert back.version == sent.version
        assert back.state in (sent.state, None)
        assert [comment.text for comment in back.comments] == [comment.text for comment in sent.comments]
        assert back.line


def test_authors_and_times_of_comments_come_back_from_2_1() -> None:
    assert returned(xliff21.serialize(HANDED))[1].comments == ITEMS[1].comments


@pytest.mark.parametrize("write", WRITERS)
@given(source=MARKUP, target=MARKUP)
def test_any_markup_survives(write: Writer, source: str, target: str) -> None:
    item = Item(id="u1", source=source, target=target, state=State.TRANSLATED)
    data = write(replace(HANDED, items=(item,)))
    (back,) = returned(data)
    assert (back.source, back.target, back.damage) == (canonical(source), canonical(target), "")
    assert back.version == item.version


@pytest.mark.parametrize("write", WRITERS)
@given(state=st.sampled_from(State))
def test_any_state_survives(write: Writer, state: State) -> None:
    (back,) = returned(write(replace(HANDED, items=(Item(id="u1", source="甲", target="A", state=state),))))
    assert back.state is state


@pytest.mark.parametrize("write", WRITERS)
def test_the_reader_of_check_understands_the_files(write: Writer) -> None:
    """`workflow check FILE` and the import share the reader of inline codes."""
    segments = xliff.parse(write(HANDED), "port.xlf").segments
    assert [(s.source, s.target) for s in segments[:3]] == [(i.source, i.target) for i in ITEMS[:2]] + [
        (ITEMS[2].source, "")
    ]


# --- What other tools do to a file


@pytest.mark.parametrize("write", WRITERS)
@given(source=MARKUP, target=MARKUP.filter(bool))
def test_edits_between_codes_survive(write: Writer, source: str, target: str) -> None:
    root = etree.fromstring(write(replace(HANDED, items=(Item(id="u1", source=source, target=target),))))
    (element,) = root.iter("{*}target")
    for inner in element.iter():
        inner.text = f"{inner.text}é" if inner.text else None
        if inner is not element and inner.tail:
            inner.tail += "é"
    (back,) = returned(etree.tostring(root))
    expected = re.sub(r"(\A|(?<=>))[^<>]+", lambda text: f"{text[0]}é", canonical(target).replace("&gt;", "&#62;"))
    assert (back.target, back.damage) == (canonical(expected), "")


CODES = st.sampled_from(
    ["g", "x", "bx", "ex", "bpt", "ept", "ph", "it", "mrk", "pc", "sc", "ec", "sm", "em", "cp", "hi", "sub"]
)


def _element(name: str, key: str, content: str) -> str:
    return f'<{name} id="{key}" rid="{key}" startRef="{key}" dataRef="d{key}" dataRefStart="d{key}" ctype="bold">{content}</{name}>'


ANYTHING = st.recursive(
    st.sampled_from(["text", "&lt;b&gt;", "&amp;amp;", " ", "甲", "<x/>"]),
    lambda inner: st.builds(_element, CODES, st.sampled_from("129"), st.lists(inner, max_size=3).map("".join)),
    max_leaves=8,
)


@pytest.mark.parametrize("write", WRITERS)
@given(content=st.lists(ANYTHING, max_size=4).map("".join))
def test_whatever_stands_in_a_target_is_read_or_called_damaged(write: Writer, content: str) -> None:
    text = write(replace(HANDED, items=(Item(id="u1", source="<em>甲</em><br/>", target="MARK"),))).decode()
    (back,) = returned(text.replace("MARK", content).encode())
    assert back.target == canonical(back.target)
    parse(back.target)
    assert bool(back.damage) <= (back.target == "")


def edited(write: Writer, old: str, new: str) -> ReturnedItem:
    text = write(replace(HANDED, items=(ITEMS[1],))).decode()
    assert old in text
    return returned(text.replace(old, new).encode())[0]


@pytest.mark.parametrize("write", WRITERS)
def test_an_edited_text_keeps_its_codes(write: Writer) -> None:
    assert edited(write, ">page<", ">web page<").target == ITEMS[1].target.replace(">page<", ">web page<")


@pytest.mark.parametrize("written", ["needs-review-translation", "needs-review-l10n", "translated"])
def test_words_of_1_2_for_a_state(written: str) -> None:
    assert edited(xliff12.serialize, 'state="signed-off"', f'state="{written}"').state is State.TRANSLATED


def test_approved_without_a_state_is_reviewed() -> None:
    assert edited(xliff12.serialize, ' state="signed-off"', "").state is State.REVIEWED


def test_without_the_contexts_codes_are_read_by_their_type() -> None:
    text = xliff12.serialize(replace(HANDED, items=(Item(id="u1", source="甲", target="<em>A</em><br/>"),))).decode()
    head, _, rest = text.partition("<context-group")
    (back,) = returned((head + rest.partition("</context-group>")[2]).encode())
    assert (back.target, back.version) == ("<em>A</em><br/>", None)


@pytest.mark.parametrize(
    ("write", "old", "new", "damage"),
    [
        (xliff12.serialize, '<x id="3" ctype="lb"/>Next', '<x id="9"/>Next', "the code 9 is none of the unit's"),
        (xliff12.serialize, '<g id="4" ctype="italic">See</g>', '<ex id="4"/>See', "<ex> ends a code that never began"),
        (xliff12.serialize, '<g id="4" ctype="italic">See</g>', "<mt>See</mt>", "<mt> is no code"),
        (xliff21.serialize, "Next", 'Next <sc id="7" type="fmt" subType="xlf:b"/>', "<strong> is never closed"),
        (xliff21.serialize, "Next", "Ne&unknown;xt", "not well-formed"),
    ],
)
def test_damaged_codes_are_told(write: Writer, old: str, new: str, damage: str) -> None:
    try:
        found = edited(write, old, new).damage
    except InputError as error:
        found = error.problem
    assert damage in found


def test_codes_written_apart_are_the_same_codes() -> None:
    text = xliff21.serialize(replace(HANDED, items=(Item(id="u1", source="甲", target="<em>A</em>"),))).decode()
    start, _, rest = text.partition("<pc id=")
    opening, _, rest = rest.partition(">")
    whole = f'{start}<sc id="1" dataRef="d1"/>' + rest.replace("</pc>", '<ec startRef="1" dataRef="d2"/>', 1)
    assert 'dataRefStart="d1"' in opening
    assert returned(whole.encode())[0].target == "<em>A</em>"


def test_segments_of_a_unit_are_joined_in_their_order() -> None:
    data = b"""<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="zh" trgLang="en">
    <file id="f" original="2024-01-24-port"><unit id="u1">
    <segment state="reviewed"><source>\xe7\x94\xb2\xe3\x80\x82</source><target order="3">A.</target></segment>
    <ignorable><source> </source></ignorable>
    <segment state="translated"><source>\xe4\xb9\x99</source><target order="1">B.</target></segment></unit>
    <unit id="u2"><segment state="translated"><source>\xe7\x94\xb2</source><target>A</target></segment>
    <segment><source>\xe4\xb9\x99</source></segment></unit></file></xliff>"""
    whole, part = returned(data)
    assert (whole.source, whole.target, whole.state, whole.version) == ("甲。 乙", "B. A.", State.TRANSLATED, None)
    assert part.damage == "its English covers 1 of its 2 segments"


def test_the_article_is_known_by_the_id_of_the_file_where_a_tool_drops_the_original() -> None:
    text = xliff21.serialize(HANDED).decode().replace(' original="2024-01-24-port"', "")
    assert len(returned(text.encode())) == len(ITEMS)


def test_new_notes_are_comments_and_ours_are_not() -> None:
    back = edited(xliff12.serialize, "<note from=", '<note from="Li Na">Better so.</note><note from=')
    assert Comment("Better so.", "Li Na") in back.comments
    assert not any("Glossary" in comment.text for comment in back.comments)


@pytest.mark.parametrize("data", [b"<tmx/>", b'<xliff version="3.0"/>', b"<xliff", b""])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        xliffreturn.parse(data, "port.xlf")


@given(st.text(alphabet="0aé-translated ", max_size=30))
def test_any_version_is_read_or_is_none(written: str) -> None:
    found = Version.read(written)
    assert found is None or str(found) == written.strip()


@given(source=MARKUP, target=MARKUP)
def test_versions_tell_texts_apart(source: str, target: str) -> None:
    one, other = Item(id="u", source=source), Item(id="u", source=target)
    assert (one.version == other.version) == (canonical(source) == canonical(target))
