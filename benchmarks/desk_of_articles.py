"""A desk of many articles for measurements, made of the labelled right pairs so that texts and lengths are real."""

from collections.abc import Sequence
from pathlib import Path

from workflow.model import Article, Metadata, Reproduction, State, Target, Unit
from workflow.store.desk import Desk

UNITS = 40


def make(root: Path, pairs: Sequence[tuple[str, str]], count: int, glossary: Path, each: int = UNITS) -> Desk:
    """Write a desk of `count` articles with `each` units; pairs are unit markup."""
    desk = Desk.create(root)
    desk.glossary_path.write_bytes(glossary.read_bytes())
    for number in range(count):
        identifier = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}-article-{number:04}"
        metadata = Metadata(
            title=f"第{number}号新闻",
            date=identifier[:10],
            source="海港日报",
            url=f"https://news.example.cn/{number}.html",
            authors=("李海",),
        )
        units = [pairs[(number * each + index) % len(pairs)] for index in range(each)]
        body = "\n".join(f'<p data-unit="u{n}">{zh}</p>' for n, (zh, _) in enumerate(units, start=1))
        article = Article(
            id=identifier, language="zh", metadata=metadata, source_en="Harbour Daily", digest="sha256:" + "0" * 64
        )
        desk.add(article, b"<p>", "html", body, {})
        reproduction = Reproduction(
            article=identifier,
            language="en",
            digest=article.digest,
            url=metadata.url,
            metadata=Metadata(title=f"News number {number}", authors=("Li Hai",), position=("Home",)),
            units=tuple(
                Unit(f"u{n}", zh, target=Target(f"{en}", State.REVIEWED, "human"))
                for n, (zh, en) in enumerate(units, start=1)
            ),
        )
        desk.save(reproduction)
    return desk
