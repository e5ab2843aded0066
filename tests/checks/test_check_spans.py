"""A finding shows the spot in both texts."""

import pytest
from check_examples import run


@pytest.mark.parametrize(
    ("source", "target", "check", "spots"),
    [
        ('见<a href="https://a.example.cn/1">海洋法</a>。', "See the law.", "link.lost", ("海洋法", None)),
        ("共有12亿元。", "It was 1.2 million yuan.", "number.magnitude", ("12亿元", "1.2 million yuan")),
        ("共有12亿元。", "It was a lot.", "number.missing", ("12亿元", None)),
        ("共有很多。", "It has 8,512 ships.", "number.extra", (None, "8,512")),
        ("建设智慧港口。", "Build it up.", "term.missing", ("智慧港口", None)),
        ("发展蓝色经济。", "Develop the blue economy 蓝色 well.", "text.han", (None, "蓝色")),
        ("发展蓝色经济。", "Develop the blue economy (蓝色) well.", "text.han", (None, "蓝色")),
        (
            "1月24日开幕。",
            "It opens on Thursday, January 24, 2024.",
            "date.weekday",
            (None, "Thursday, January 24, 2024"),
        ),
        ("2024年1月24日（星期四）", "January 24, 2024", "date.weekday", ("2024年1月24日（星期四", None)),
        ("见<strong>海洋法</strong>。", "See the law.", "structure.tags", ("海洋法", None)),
        ("见海洋法。", "See the <strong>law</strong>.", "structure.tags", (None, "law")),
        ("项目经理张文清说。", "Project manager Zhang Wenqin said.", "name.spelling", ("张文清", "Zhang Wenqin")),
        ("一行<br/>见海洋法。", "A line<br/>See the the law.", "text.doubled", (None, "the the")),
        ("见海洋法。", "See the law ,now.", "text.spacing", (None, " ,")),
        ("见海洋法。", "See the law (now.", "text.unbalanced", (None, "(")),
        ("见海洋法。", "See [1] the law.", "text.leftover", (None, "[1]")),
    ],
)
def test_a_finding_shows_the_spot(source: str, target: str, check: str, spots: tuple[str | None, str | None]) -> None:
    glossary = [{"zh": "智慧港口", "en": "smart port"}]
    found = run({"units": [{"source": source, "target": target}], "glossary": glossary})
    (finding,) = (finding for finding in found if finding.check == check)
    sides = ((finding.source, finding.source_span), (finding.target, finding.target_span))
    assert tuple(text[span[0] : span[1]] if span else None for text, span in sides) == spots
