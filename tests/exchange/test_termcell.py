"""Cells of term lists that were not made for a program: several renderings, brackets, remarks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.exchange import termtable
from workflow.exchange.termcell import Cell, chinese, english


@pytest.mark.parametrize(
    ("cell", "forms", "remarks"),
    [
        ("ferry pier; ferry landing", ("ferry pier", "ferry landing"), ()),
        ("ferry pier；ferry landing | jetty", ("ferry pier", "ferry landing", "jetty"), ()),
        ("1. ferry pier 2. jetty", ("ferry pier", "jetty"), ()),
        ("① ferry pier ② jetty", ("ferry pier", "jetty"), ()),
        ("repair/renew old piers", ("repair old piers", "renew old piers"), ()),
        ("ferry pier/boat landing", ("ferry pier", "boat landing"), ()),
        ("pier depth/draught", ("pier depth", "pier draught"), ()),
        ("mend/repair/renew", ("mend", "repair", "renew"), ()),
        ("Harbour Council/HarCo", ("Harbour Council", "HarCo"), ()),
        ("Harbour Council (HarCo)", ("Harbour Council", "HarCo"), ()),
        ("Harbour Council [HarCo]", ("Harbour Council", "HarCo"), ()),
        ("(the) Harbour Council", ("Harbour Council",), ()),
        ("(deep) dredging", ("dredging", "deep dredging"), ()),
        ("pier(s)", ("pier", "piers"), ()),
        ("repair (renew)", ("repair", "renew"), ()),
        ("repair old piers (repair the old piers)", ("repair old piers", "repair the old piers"), ()),
        ("dredge (idiom)", ("dredge",), ("idiom",)),
        ("dredging (of a harbour; by barge)", ("dredging",), ("of a harbour; by barge",)),
        ("to dredge the channel", ("dredge the channel",), ()),
        ("closely watch …", ("closely watch",), ()),
        ("TCP/IP pier and/or jetty", ("TCP/IP pier and/or jetty",), ()),
        ("dredge, widen, and light the channel", ("dredge, widen, and light the channel",), ()),
        ("()", ("()",), ()),
        ("ferry; (of a boat) (in a port)", ("ferry",), ("of a boat", "in a port")),
        (
            "Lanping 蘭坪|兰坪[Lan2 ping2] and Haicheng 海城",
            ("Lanping and Haicheng",),
            ("蘭坪|兰坪[Lan2 ping2]", "海城"),
        ),
        ("Lanping 兰坪, the port", ("Lanping",), ("兰坪", "the port")),
        ("Lanping (of old a port), a town", ("Lanping",), ("of old a port", "a town")),
        ("A股 shares", ("A股 shares",), ()),
        ("Lanping/port of the north/one of three ports", ("Lanping", "port of the north", "one of three ports"), ()),
        ("the first boat/first/number one", ("the first boat", "first", "number one"), ()),
        ("small boat (nautical)/dinghy", ("small boat", "small dinghy"), ("nautical",)),
        ("港务", ("港务",), ()),
    ],
)
def test_english_cells(cell: str, forms: tuple[str, ...], remarks: tuple[str, ...]) -> None:
    assert english(cell) == Cell(forms, remarks)


def test_commas_part_the_renderings_of_one_word_only() -> None:
    assert english("repair, renew, mend", "修缮").forms == ("repair", "renew", "mend")
    assert english("clean, quiet", "清洁安静").forms == ("clean, quiet",)
    assert english("Beiliao, China", "北辽").forms == ("Beiliao, China",)


@pytest.mark.parametrize(
    ("cell", "forms", "remarks"),
    [
        ("Mei Lan, singer of the northern opera", ("Mei Lan",), ("singer of the northern opera",)),
        ("Mei Lan, Beiliao singer, born in Lanping", ("Mei Lan",), ("Beiliao singer, born in Lanping",)),
        ("Harbour Plan, established in 2019", ("Harbour Plan",), ("established in 2019",)),
        ("Harbour Council, abbr. for 港务委员会[gang3]", ("Harbour Council",), ("港务委员会[gang3]", "abbr. for")),
        ("small office, a body that advises mayors", ("small office",), ("a body that advises mayors",)),
        (
            "dredging and clearing; used to speak of harbours",
            ("dredging and clearing",),
            ("used to speak of harbours",),
        ),
        ("boat; variant of 船[chuan2]", ("boat",), ("船[chuan2]", "variant of")),
        ("lit. to push a boat; fig. to go with the tide", ("go with the tide", "push a boat"), ()),
        ("lit. new sails on an old boat", ("new sails on an old boat",), ()),
        ("to ferry sb or sth", ("ferry",), ()),
        ("to give sth to the ferryman; to pay", ("pay",), ("give sth to the ferryman",)),
        ("to give sth to the ferryman", ("give sth to the ferryman",), ()),
        ("Lanping prefecture-level city in the north, near the sea", ("Lanping", "Lanping city"), ()),
        ("Beiliao province in the north", ("Beiliao province",), ()),
        ("used to address an old ferryman", (), ("used to address an old ferryman",)),
        ("used to", ("used to",), ()),
        ("When in Lanping, do as they do.", ("When in Lanping, do as they do.",), ()),
        ("see reason", ("see reason",), ()),
        ("Ministry of Ports, Lakes and Rivers", ("Ministry of Ports, Lakes and Rivers",), ()),
        ("Beiliao, Lanping and the islands", ("Beiliao, Lanping and the islands",), ()),
        ("centralized, unified leadership", ("centralized, unified leadership",), ()),
    ],
)
def test_what_explains_a_term_is_no_rendering(cell: str, forms: tuple[str, ...], remarks: tuple[str, ...]) -> None:
    assert english(cell) == Cell(forms, remarks)


def test_commas_of_an_enumeration_explain_nothing() -> None:
    assert english("Lanping, port and market", "兰坪、港口和市场").forms == ("Lanping, port and market",)


def test_an_entry_that_is_only_explained_is_owed_nothing() -> None:
    found = termtable.parse("中文,英文\n船老大,used to address an old ferryman\n渡口,ferry\n".encode(), "list.csv")
    assert [(set(c.terms), c.note) for c in found.concepts] == [
        ({"zh"}, "used to address an old ferryman"),
        ({"zh", "en"}, ""),
    ]
    assert found.told == ("cells with an explanation and no rendering, which bind nobody, kept as a note: 1",)


@pytest.mark.parametrize(
    ("cell", "forms", "remarks"),
    [
        ("疏浚；清淤", ("疏浚", "清淤"), ()),
        ("疏浚/清淤", ("疏浚", "清淤"), ()),
        ("疏浚、拓宽和照明", ("疏浚、拓宽和照明",), ()),
        ("港务管理委员会（港管委）", ("港务管理委员会", "港管委"), ()),
        ("港务委员会（简称“港委”）", ("港务委员会", "港委"), ()),
        ("港務局〔前稱船政廳〕", ("港務局",), ("前稱船政廳",)),
        ("（坚持）依港兴市", ("依港兴市", "坚持依港兴市"), ()),
        ("“三港联动”", ("三港联动",), ()),
        ("“三港联动”机制", ("“三港联动”机制",), ()),
    ],
)
def test_chinese_cells(cell: str, forms: tuple[str, ...], remarks: tuple[str, ...]) -> None:
    assert chinese(cell) == Cell(forms, remarks)


@given(st.text(alphabet="abA (（)）[]/;；,.…12①港口 ", min_size=1, max_size=30).filter(str.strip))
def test_every_cell_has_a_form_and_none_is_empty(cell: str) -> None:
    for read in (english, chinese):
        forms = read(cell).forms
        assert forms
        assert all(form.strip() for form in forms)


def test_a_list_from_elsewhere_is_unpacked_and_what_was_done_is_told() -> None:
    text = "简体,繁體中文,英文\n疏浚,疏濬,dredging; dredge (verb)\n 疏浚 ,,clearing\n港务局,港務局,Port Bureau (PoB)\n"
    found = termtable.parse(text.encode(), "list.csv")
    forms = {c.terms["zh"].preferred: (c.terms["zh"].admitted, *c.terms["en"].accepted) for c in found.concepts}
    assert forms == {
        "疏浚": (("疏濬",), "dredging", "dredge", "clearing"),
        "港务局": (("港務局",), "Port Bureau", "PoB"),
    }
    assert [c.note for c in found.concepts] == ["verb", ""]
    assert found.told == (
        "cells with several terms, the first of them preferred and the others admitted: 4",
        "cells with a remark or an explanation beside the term, kept as a note: 1",
        "rows joined with another that has the same term: 1",
    )


def test_a_list_may_have_its_english_first() -> None:
    found = termtable.parse("dredging,疏浚\nlock; sluice,船闸\n".encode(), "list.csv").concepts
    assert [(c.terms["zh"].preferred, c.terms["en"].accepted) for c in found] == [
        ("疏浚", ("dredging",)),
        ("船闸", ("lock", "sluice")),
    ]


def test_a_table_of_this_program_is_taken_as_it_stands() -> None:
    found = termtable.parse("zh,en,en_admitted\n疏浚,dredge; clear,a/b (c)\n".encode(), "list.csv").concepts
    assert found[0].terms["en"].accepted == ("dredge; clear", "a/b (c)")
