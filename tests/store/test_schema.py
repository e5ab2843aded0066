"""The four desk files: what they hold, and what a person is told when one is wrong."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.errors import InputError
from workflow.model import (
    Article,
    Comment,
    Concept,
    Image,
    Link,
    MatchRule,
    Metadata,
    Past,
    People,
    Publication,
    Reproduction,
    Role,
    Settings,
    State,
    Step,
    Target,
    TermSet,
    Unit,
    Unmet,
    Waiver,
)
from workflow.store.schema import article_from_yaml, article_to_yaml, reproduction_from_yaml, reproduction_to_yaml
from workflow.store.schema_desk import concepts_from_yaml, concepts_to_yaml, settings_from_yaml
from workflow.store.templates import GLOSSARY, SETTINGS

DIGEST = "sha256:" + "0f" * 32
ARTICLE = Article(
    id="2024-01-24-northeast-asia-hub",
    language="zh",
    metadata=Metadata(
        title="打造东北亚“开放枢纽”: 专访",
        subtitle="——访校长",
        date="2024-01-24T09:30+08:00",
        source="北方日报",
        source_url="https://north.example.cn/",
        url="https://north.example.cn/2024/0124.html",
        authors=("欧阳明", "林小雨"),
        editors=("no",),
        position=("首页", "新闻"),
        keywords=("16:20", "开放"),
    ),
    source_en="Northern Daily",
    links=(Link("https://a.example.cn/", "文件", "u3"), Link("mailto:a@example.cn", "", "")),
    images=(Image("/a.jpg", "图", "a.jpg"), Image("/b.jpg")),
    retrieved_at="2024-02-01T10:00:00Z",
    digest=DIGEST,
    extracted_by="workflow 0.1",
    evidence={"title": "meta:ArticleTitle", "date": "label:日期"},
    note="Written for this project.\nNot published anywhere.",
)
STEPS = (
    Step("translated", "2024-02-01T10:00:00Z", "Lin Xiaoyu", "01234567"),
    Step("published", "2024-02-01T11:00:00Z"),
)
UNITS = (
    Unit("u1", "打造<strong>开放枢纽</strong>", target=Target("A <strong>hub</strong>", State.FINAL, "human")),
    Unit("u2", "第一段。"),
    Unit(
        "u3",
        "走出去",
        target=Target(
            "go out",
            State.TRANSLATED,
            "mt:argos/zh_en-1.9",
            (Unmet("term.missing", "走出去", "go out"),),
            (Waiver("text.han", "a name", "Lin", "0123456789ab"), Waiver("link.lost", "gone")),
            (Past("", State.INITIAL, ""), Past("go global", State.REVIEWED, "human", (STEPS[0],))),
            STEPS,
        ),
        comments=(Comment("Why not “go global”?", "Li Na", "2024-02-02T10:00:00Z"), Comment("two\nlines")),
    ),
)
REPRODUCTION = Reproduction(
    article=ARTICLE.id,
    language="en",
    digest=DIGEST,
    url=ARTICLE.metadata.url,
    metadata=Metadata(
        title="A hub", subtitle="Interview", source="Northern Daily", authors=("Ouyang Ming",), keywords=("k",)
    ),
    origins={"title": "mt:argos/zh_en-1.9", "authors": "human"},
    unmet={"title": (Unmet("term.missing", "走出去", "go out"),)},
    translators=("Lin Xiaoyu",),
    reviewers=("R. Viewer",),
    assigned="Lin Xiaoyu",
    published=Publication("2024-01-25T08:00:00Z", "2024-01-26T08:00:00Z", "R. Viewer", "sha256:00"),
    units=UNITS,
)


def test_an_article_is_read_back_as_it_was_written() -> None:
    assert article_from_yaml(article_to_yaml(ARTICLE)) == ARTICLE
    bare = Article(id="2024-01-24-x", language="zh", metadata=Metadata())
    assert article_from_yaml(article_to_yaml(bare)) == bare
    assert article_to_yaml(bare) == "id: 2024-01-24-x\nlanguage: zh\n"


def test_a_reproduction_is_read_back_as_it_was_written() -> None:
    assert reproduction_from_yaml(reproduction_to_yaml(REPRODUCTION)) == REPRODUCTION
    bare = Reproduction(article="2024-01-24-x", language="en")
    assert reproduction_to_yaml(bare) == "article: 2024-01-24-x\nlanguage: en\nunits: []\n"
    assert reproduction_from_yaml(reproduction_to_yaml(bare)) == bare


@pytest.mark.parametrize("line", ["done 2024-02-01T10:00Z Lin", "reviewed", "reviewed yesterday Lin"])
def test_a_step_that_is_none_is_told_with_its_place(line: str) -> None:
    text = f"article: 2024-01-24-x\nlanguage: en\nunits:\n- id: u1\n  steps:\n  - {line}\n"
    with pytest.raises(
        InputError, match=rf"x.yaml:5:.*'{line}' is not a step; write a state, a time, the text's digest and a name"
    ):
        reproduction_from_yaml(text, "x.yaml")


def test_a_reproduction_is_a_file_to_read_in_a_diff() -> None:
    text = reproduction_to_yaml(
        replace(REPRODUCTION, units=UNITS[:2], origins={}, unmet={}, assigned="", published=None)
    )
    assert text == (
        "article: 2024-01-24-northeast-asia-hub\n"
        "language: en\n"
        "original:\n"
        f"  digest: {DIGEST}\n"
        "  url: https://north.example.cn/2024/0124.html\n"
        "metadata:\n"
        "  title: A hub\n"
        "  subtitle: Interview\n"
        "  source: Northern Daily\n"
        "  authors:\n"
        "  - Ouyang Ming\n"
        "  keywords:\n"
        "  - k\n"
        "  translators:\n"
        "  - Lin Xiaoyu\n"
        "  reviewers:\n"
        "  - R. Viewer\n"
        "units:\n"
        "- id: u1\n"
        "  source: 打造<strong>开放枢纽</strong>\n"
        "  target: A <strong>hub</strong>\n"
        "  state: final\n"
        "  origin: human\n"
        "- id: u2\n"
        "  source: 第一段。\n"
        "  target:\n"
        "  state: initial\n"
        "  origin:\n"
    )


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=15)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.builds(Target, TEXTS, st.sampled_from(State), TEXTS), max_size=4), TEXTS)
def test_units_of_any_text_survive_the_file(targets: list[Target], source: str) -> None:
    units = tuple(Unit(f"u{number}", source, target=target) for number, target in enumerate(targets))
    reproduction = replace(REPRODUCTION, units=units)
    text = reproduction_to_yaml(reproduction)
    assert reproduction_from_yaml(text) == reproduction
    assert reproduction_to_yaml(reproduction_from_yaml(text)) == text


ALL_SETTINGS = """\
version: 1
name: Desk
engine: llm
languages: {target: no}
position: [Home]
site: {url: https://example.org/, publisher: U, redirects: {2024-01-01-a: 2024-01-02-b}}
translators: [L]
export: {out: pages, theme: classic}
checks: {text.han: warning, link: off}
engines: {llm: {threads: 2, model: x.gguf}}
people: {editor: A B, four_eyes: true, roles: {A B: [translator], C: [reviewer, publisher]}}
history: 3
memories: [memories/old.tmx]
memory: {bar: 0.8}
"""


def test_every_setting_is_read() -> None:
    assert settings_from_yaml(ALL_SETTINGS) == Settings(
        name="Desk",
        engine="llm",
        target_language="no",
        position=("Home",),
        site_url="https://example.org/",
        publisher="U",
        redirects={"2024-01-01-a": "2024-01-02-b"},
        translators=("L",),
        out="pages",
        theme="classic",
        checks={"text.han": "warning", "link": "off"},
        engines={"llm": {"threads": "2", "model": "x.gguf"}},
        people=People(
            editor="A B", four_eyes=True, roles={"A B": (Role.TRANSLATOR,), "C": (Role.REVIEWER, Role.PUBLISHER)}
        ),
        history=3,
        memories=("memories/old.tmx",),
        memory_bar=0.8,
    )
    assert settings_from_yaml("version: 1\n") == Settings()


def test_concepts_are_read_back_as_they_were_written() -> None:
    concepts = (
        Concept(
            id="go-out",
            terms={
                "zh": TermSet("走出去", ("走出去吧",)),
                "en": TermSet("go out", (), ("go global",)),
                "no": TermSet("ut"),
            },
            domain="opening-up",
            note="n: x",
            reference="https://x.example/",
            part_of_speech="verb",
            status="proposed",
            owner="Lin",
            updated="2024-01-24",
            match=MatchRule(case_sensitive=True, inflect=False, whole_word=False),
        ),
        Concept(id="hub", terms={"zh-Hant": TermSet("樞紐")}),
    )
    assert concepts_from_yaml(concepts_to_yaml(concepts)) == concepts


def test_what_a_new_desk_holds_is_valid_with_and_without_its_examples() -> None:
    assert settings_from_yaml(SETTINGS) == Settings()
    assert concepts_from_yaml(GLOSSARY) == ()
    entry = [line.removeprefix("# ") for line in GLOSSARY.splitlines() if line.startswith(("# - ", "#   "))]
    (concept,) = concepts_from_yaml("version: 1\nterms:\n" + "\n".join(entry))
    assert concept.terms["en"].deprecated == ("good development",)
    shown = ["# engines:", "#   ", "# position:", "# site:", "# translators:", "# people:", "# history:", "# checks:"]
    shown += ["# memory:", "# memories:"]
    full = [line.removeprefix("# ") if line.startswith(tuple(shown)) else line for line in SETTINGS.splitlines()]
    settings = settings_from_yaml("\n".join(full))
    assert settings.engines["llm"] == {"threads": "2"}
    assert (settings.memory_bar, settings.memories) == (0.75, ("memories/archive.tmx",))
    assert settings.checks == {"text.han": "warning", "text.length": "info"}
    assert settings.parameters == {"text.length": {"spread": 0.8}}
    assert settings.position == ("Home", "News", "Content")
    assert settings.people.roles["Li Na"] == (Role.REVIEWER,)


def test_words_and_times_stay_text_and_nothing_counts_as_absent() -> None:
    text = (
        "id: 2024-01-24-x\nlanguage: no\ntitle: 1.10\nauthors: [no, 16:20, 2024-01-24, true]\nnote:\nlinks:\nsource:\n"
    )
    article = article_from_yaml(text)
    assert article.language == "no"
    assert article.metadata.title == "1.10"
    assert article.metadata.authors == ("no", "16:20", "2024-01-24", "true")
    assert article.links == ()


SETTINGS_ERRORS = [
    ("", "w.yaml: is empty; restore it from version control or write it again"),
    ("name: x\n", "w.yaml:1:1: 'version' is missing; add a line 'version: …'"),
    ("version: 2\n", "w.yaml:1:1: version 2 of the format is not known to this program; upgrade workflow"),
    ("version: one\n", "w.yaml:1:1: 'one' is not a version; write 'version: 1'"),
    ("version: 1\nnam: x\n", "w.yaml:2:1: unknown key 'nam'; did you mean 'name'?"),
    ("version: 1\nsite: {ulr: x}\n", "w.yaml:2:8: unknown key 'ulr'; did you mean 'url'?"),
    ("version: 1\nexport:\n  zzz: x\n", "w.yaml:3:3: unknown key 'zzz'; write one of out, theme"),
    (
        "version: 1\nzzz:\n",
        (
            "w.yaml:2:1: unknown key 'zzz'; write one of checks, engine, engines, export, history, languages, memories, "
            "memory, name, people, position, site, translators, version"
        ),
    ),
    ("version: 1\nmemory: {bar: 75}\n", "w.yaml:2:10: 75 is more than 1; write a share of 1, such as 0.75"),
    ("version: 1\nchecks:\n  text.han: warn\n", "w.yaml:3:3: unknown severity 'warn'; did you mean 'warning'?"),
    (
        "version: 1\nchecks: {a: false}\n",
        "w.yaml:2:10: unknown severity 'false'; write one of error, info, off, warning",
    ),
    (
        "version: 1\nlanguages: {source: zh_CN}\n",
        ("w.yaml:2:13: 'zh_CN' is not a language tag; write a BCP 47 tag such as zh, en or zh-Hant"),
    ),
    (
        "version: 1\nlanguages: {target: klingonese}\n",
        ("w.yaml:2:13: 'klingonese' is not a language tag; write a BCP 47 tag such as zh, en or zh-Hant"),
    ),
    (
        "version: 1\nposition: Home\n",
        ("w.yaml:2:1: 'position' must be a list; write [one, another], or each item in a line of its own after '- '"),
    ),
    ("version: 1\nposition:\n- Home\n-\n", "w.yaml:4:2: an item of 'position' is empty; fill it in or remove it"),
    ("version: 1\nposition:\n- ' '\n", "w.yaml:3:3: is an empty text; write the text, or remove the line"),
    (
        "version: 1\nname: [x]\n",
        (
            "w.yaml:2:1: 'name' must be a text; write it in one line; quote it when it holds ': ' or begins "
            "with a bracket"
        ),
    ),
    (
        "version: 1\nsite: x\n",
        ("w.yaml:2:1: 'site' must be keys with values; write 'key: value' lines below it, indented by two spaces"),
    ),
    (
        "version: 1\nengines: {llm: 3}\n",
        ("w.yaml:2:11: 'llm' must be keys with values; write 'key: value' lines below it, indented by two spaces"),
    ),
    ("version: 1\nengines: {llm: {threads: }}\n", "w.yaml:2:17: 'threads' is empty; fill it in or remove it"),
    (
        "version: 1\nsite: {url: example.org}\n",
        ("w.yaml:2:8: 'example.org' is not an address of the web; write it with https:// at its beginning"),
    ),
    (
        "- x\n",
        "w.yaml:1:1: the file must be keys with values; write 'key: value' lines below it, indented by two spaces",
    ),
    (
        "version: 1\nnam: x\nsite: x\nposition: y\n",
        "w.yaml:2:1: unknown key 'nam' (and 2 more: lines 3, 4); did you mean 'name'?",
    ),
    ("version: 1\nnam: x\nsite: x\n", "w.yaml:2:1: unknown key 'nam' (and 1 more: line 3); did you mean 'name'?"),
]


@pytest.mark.parametrize(("text", "sentence"), SETTINGS_ERRORS)
def test_a_mistake_in_the_settings_is_told_with_its_place_and_mend(text: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        settings_from_yaml(text, "w.yaml")
    assert str(caught.value) == sentence


HEAD = "version: 1\nterms:\n- id: a\n  zh: {preferred: 走出去}\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            HEAD + "- id: a\n  zh: {preferred: b}\n",
            (
                "g.yaml:5:3: concept 'a' stands here a second time (first in line 3); "
                "remove one of the two, or give it an id of its own"
            ),
        ),
        (HEAD + "  en: {prefered: x}\n", "g.yaml:5:8: unknown key 'prefered'; did you mean 'preferred'?"),
        (HEAD + "  en: {admitted: [x]}\n", "g.yaml:5:3: 'preferred' is missing; add a line 'preferred: …'"),
        (
            HEAD + "  en: {preferred: x, admitted: y}\n",
            (
                "g.yaml:5:22: 'admitted' must be a list; write [one, another], or each "
                "item in a line of its own after '- '"
            ),
        ),
        (
            HEAD + "  en: go out\n",
            ("g.yaml:5:3: 'en' must be keys with values; write 'key: value' lines below it, indented by two spaces"),
        ),
        (HEAD + "  notes: x\n", "g.yaml:5:3: unknown key 'notes'; did you mean 'note'?"),
        (HEAD + "  en:\n", "g.yaml:5:3: 'en' is empty; fill it in or remove it"),
        (HEAD + "  match: {inflect: yes}\n", "g.yaml:5:11: 'yes' is neither true nor false; write true or false"),
        (
            HEAD + "  match: {case: sensitve}\n",
            "g.yaml:5:11: unknown value for 'case' 'sensitve'; did you mean 'sensitive'?",
        ),
        (HEAD + "  status: aproved\n", "g.yaml:5:3: unknown value for 'status' 'aproved'; did you mean 'approved'?"),
        (
            HEAD + "  updated: 24.1.2024\n",
            ("g.yaml:5:3: '24.1.2024' is not a date; write it as 2024-01-24 or 2024-01-24T09:30+08:00"),
        ),
        (
            "version: 1\nterms:\n- id: a\n  note: x\n",
            ("g.yaml:3:3: has no term in any language; add a line such as 'zh: {preferred: …}'"),
        ),
        ("version: 1\nterms:\n- zh: {preferred: x}\n", "g.yaml:3:3: 'id' is missing; add a line 'id: …'"),
        (
            "version: 1\nterms:\n- just a word\n",
            (
                "g.yaml:3:3: an item of 'terms' must be keys with values; write 'key: value' "
                "lines below it, indented by two spaces"
            ),
        ),
    ],
)
def test_a_mistake_in_the_glossary_is_told_with_its_place_and_mend(text: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        concepts_from_yaml(text, "g.yaml")
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("date: 2024-1-24", "a.yaml:3:1: '2024-1-24' is not a date; write it as 2024-01-24 or 2024-01-24T09:30+08:00"),
        (
            "date: 2024-02-30",
            "a.yaml:3:1: '2024-02-30' is not a date; write it as 2024-01-24 or 2024-01-24T09:30+08:00",
        ),
        ("digest: abc", "a.yaml:3:1: 'abc' is not a digest; write sha256: and 64 hexadecimal digits"),
        ("autor: x", "a.yaml:3:1: unknown key 'autor'; did you mean 'authors'?"),
        ("links: [{text: x}]", "a.yaml:3:9: 'href' is missing; add a line 'href: …'"),
        ("source: {nam: x}", "a.yaml:3:10: unknown key 'nam'; did you mean 'name'?"),
    ],
)
def test_a_mistake_in_an_article_is_told_with_its_place_and_mend(line: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        article_from_yaml(f"id: 2024-01-24-x\nlanguage: zh\n{line}\n", "a.yaml")
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("units", "sentence"),
    [
        (
            "- id: u1\n- id: u1\n",
            (
                "r.yaml:5:3: unit 'u1' stands here a second time (first in line 4); remove one of the two, or "
                "give it an id of its own"
            ),
        ),
        ("- id: u1\n  stat: final\n", "r.yaml:5:3: unknown key 'stat'; did you mean 'state'?"),
        (
            "- id: u1\n  state: done\n",
            ("r.yaml:5:3: unknown value for 'state' 'done'; write one of final, initial, reviewed, translated"),
        ),
        ("- id: u1\n  waived: [{check: link.lost}]\n", "r.yaml:5:12: 'reason' is missing; add a line 'reason: …'"),
        (
            "- id: u1\n  waived: [{check: link.lost, reason: }]\n",
            "r.yaml:5:31: 'reason' is empty; fill it in or remove it",
        ),
        ("- id: u1\n  history: [{stat: x}]\n", "r.yaml:5:14: unknown key 'stat'; did you mean 'state'?"),
    ],
)
def test_a_mistake_in_a_reproduction_is_told_with_its_place_and_mend(units: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        reproduction_from_yaml(f"article: 2024-01-24-x\nlanguage: en\nunits:\n{units}", "r.yaml")
    assert str(caught.value) == sentence


def test_an_id_that_is_a_path_is_refused_in_the_files_too() -> None:
    for text in ("../../etc/passwd", "2024-01-24-A", "2024-01-24-x/y", "2024-01-24-" + "x" * 70):
        with pytest.raises(InputError, match="is not an article's id"):
            article_from_yaml(f"id: {text}\nlanguage: zh\n")
        with pytest.raises(InputError, match="is not an article's id"):
            reproduction_from_yaml(f"article: {text}\nlanguage: en\n")
