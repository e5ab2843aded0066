"""A finding shows the spot in both texts."""

import pytest
from checks.check_examples import run


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
    ],
)
def test_a_finding_shows_the_spot(source: str, target: str, check: str, spots: tuple[str | None, str | None]) -> None:
    glossary = [{"zh": "智慧港口", "en": "smart port"}]
    found = run({"units": [{"source": source, "target": target}], "glossary": glossary})
    (finding,) = (finding for finding in found if finding.check == check)
    sides = ((finding.source, finding.source_span), (finding.target, finding.target_span))
    assert tuple(text[span[0] : span[1]] if span else None for text, span in sides) == spots
