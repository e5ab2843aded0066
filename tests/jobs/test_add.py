"""Taking originals in: what is kept, what is refused, what an update does."""

from hashlib import sha256
from pathlib import Path

import pytest

from workflow.errors import InputError
from workflow.jobs.add import AddOptions, add
from workflow.model import Metadata
from workflow.store.desk import Desk

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


class Notes:
    """An observer that remembers what was said."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def progress(self, what: str, done: int, total: int) -> None:
        pass

    def note(self, message: str) -> None:
        self.said.append(message)


def test_the_bytes_are_kept_and_hashed(desk: Desk, page: Path) -> None:
    added = add(desk, str(page), AddOptions())
    path, kept = desk.original(added.id)
    assert kept == page.read_bytes()
    assert path.name == "original.html"
    assert desk.article(added.id).digest == f"sha256:{sha256(kept).hexdigest()}"


def test_every_value_says_which_rule_read_it(desk: Desk, page: Path) -> None:
    article = add(desk, str(page), AddOptions(metadata=Metadata(source="另一家报社"))).article
    assert article.metadata.source == "另一家报社"
    assert article.evidence["source"].startswith("option")
    assert article.evidence["authors"].startswith("label")
    assert set(article.evidence) >= {"title", "date", "source", "url", "authors", "editors", "position", "body"}


def test_the_id_is_made_of_date_and_title(desk: Desk, page: Path) -> None:
    assert add(desk, str(page), AddOptions()).id == "2024-01-24-gang-kou-yu-da-xue-gong-jian-lian-he-shi-yan-shi"


def test_two_articles_of_one_title_and_day_get_ids_of_their_own(desk: Desk, page: Path, tmp_path: Path) -> None:
    first = add(desk, str(page), AddOptions())
    other = tmp_path / "other.html"
    text = (
        page.read_text(encoding="utf-8").replace("port.html", "port-two.html").replace("欢迎他们前来", "邀请他们前来")
    )
    other.write_text(text, encoding="utf-8")
    assert add(desk, str(other), AddOptions()).id == f"{first.id}-2"


def test_the_same_original_twice_is_refused(desk: Desk, page: Path, article_id: str) -> None:
    with pytest.raises(InputError, match=r"on the desk already.*--update") as caught:
        add(desk, str(page), AddOptions())
    assert caught.value.place == article_id


def test_the_same_address_with_other_bytes_is_refused(desk: Desk, page: Path, article_id: str) -> None:
    page.write_text(page.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"on the desk already.*--update"):
        add(desk, str(page), AddOptions())


def test_an_id_that_is_taken_is_refused(desk: Desk, article_id: str, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("另一篇文章\n日期：2024年1月25日\n\n这是另一篇文章的正文，说的是另一件事情。\n", encoding="utf-8")
    with pytest.raises(InputError, match="on the desk already"):
        add(desk, str(text), AddOptions(id=article_id))


def test_update_without_change_writes_nothing(desk: Desk, page: Path, article_id: str) -> None:
    folder = desk.root / "sources" / article_id
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert add(desk, str(page), AddOptions(update=True)).outcome == "unchanged"
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_update_keeps_the_older_original(desk: Desk, page: Path, article_id: str) -> None:
    old = page.read_bytes()
    page.write_text(page.read_text(encoding="utf-8").replace("欢迎他们", "邀请他们"), encoding="utf-8")
    add(desk, str(page), AddOptions(update=True))
    originals = [path.read_bytes() for path in (desk.root / "sources" / article_id).glob("original*")]
    assert sorted(originals) == sorted([old, page.read_bytes()])


def test_update_keeps_what_a_person_stated(desk: Desk, page: Path) -> None:
    article_id = add(desk, str(page), AddOptions(metadata=Metadata(source="本校新闻中心"), note="checked")).id
    page.write_text(page.read_text(encoding="utf-8").replace("欢迎他们", "邀请他们"), encoding="utf-8")
    article = add(desk, str(page), AddOptions(update=True)).article
    assert (article.id, article.metadata.source, article.note) == (article_id, "本校新闻中心", "checked")


def test_update_supplies_what_was_not_found(desk: Desk, page: Path) -> None:
    page.write_text(page.read_text(encoding="utf-8").replace("og:url", "og:nothing"), encoding="utf-8")
    notes = Notes()
    article = add(desk, str(page), AddOptions(), observer=notes).article
    assert not article.metadata.url
    assert any("--url" in said for said in notes.said)
    url = "https://site.example/2024/0124/port.html"
    article = add(desk, str(page), AddOptions(update=True, metadata=Metadata(url=url))).article
    assert article.metadata.url == url


def test_relative_links_and_pictures_are_resolved_against_the_address(desk: Desk, page: Path) -> None:
    (page.parent / "pic.png").write_bytes(PNG)
    text = page.read_text(encoding="utf-8")
    text = text.replace("https://site.example/plan.html", "../plan.html")
    text = text.replace("<p>双方", '<p><img src="pic.png" alt="港口的新码头"></p><p>双方')
    page.write_text(text, encoding="utf-8")
    article = add(desk, str(page), AddOptions()).article
    assert [link.href for link in article.links] == ["https://site.example/2024/plan.html"]
    (image,) = article.images
    assert (image.src, image.file) == ("https://site.example/2024/0124/pic.png", "pic.png")
    assert (desk.media(article.id) / "pic.png").read_bytes() == PNG


def test_a_picture_that_is_not_there_is_a_remark_and_no_failure(desk: Desk, page: Path) -> None:
    text = page.read_text(encoding="utf-8").replace("<p>双方", '<p><img src="gone.png" alt="港口"></p><p>双方')
    page.write_text(text, encoding="utf-8")
    notes = Notes()
    article = add(desk, str(page), AddOptions(), observer=notes).article
    assert any("gone.png" in said for said in notes.said)
    assert article.images[0].file == ""


def test_pictures_can_be_left_out(desk: Desk, page: Path) -> None:
    (page.parent / "pic.png").write_bytes(PNG)
    text = page.read_text(encoding="utf-8").replace("<p>双方", '<p><img src="pic.png" alt="港口"></p><p>双方')
    page.write_text(text, encoding="utf-8")
    article = add(desk, str(page), AddOptions(media=False)).article
    assert article.images[0].file == ""
    assert not list(desk.media(article.id).glob("*"))


@pytest.mark.parametrize(
    ("cut", "option"),
    [("2024-01-24 08:15", "--date"), ("港口与大学共建联合实验室", "--title")],
)
def test_a_failure_names_what_was_not_found_and_the_option(desk: Desk, page: Path, cut: str, option: str) -> None:
    text = page.read_text(encoding="utf-8").replace(cut, "").replace("港口新闻_示例网", "").replace("2024/0124/", "")
    page.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=option):
        add(desk, str(page), AddOptions())
    assert desk.ids() == []


def test_standard_input_is_a_source(desk: Desk, page: Path) -> None:
    added = add(desk, "-", AddOptions(), stdin=page.read_bytes())
    assert desk.original(added.id)[1] == page.read_bytes()


def test_an_update_of_something_new_is_an_addition(desk: Desk, page: Path) -> None:
    notes = Notes()
    assert add(desk, str(page), AddOptions(update=True), observer=notes).outcome == "added"
    assert any("is added" in said for said in notes.said)


def test_update_keeps_what_a_person_edited_in_the_file(desk: Desk, page: Path, article_id: str) -> None:
    path = desk.root / "sources" / article_id / "article.yaml"
    text = path.read_text(encoding="utf-8").replace("title: 港口与大学共建联合实验室", "title: 一位编辑改过的标题")
    path.write_text(text, encoding="utf-8")
    page.write_text(page.read_text(encoding="utf-8").replace("作者：周明远", "作者：林小雨"), encoding="utf-8")
    metadata = add(Desk.open(desk.root), str(page), AddOptions(update=True)).article.metadata
    assert metadata.title == "一位编辑改过的标题"
    assert metadata.authors == ("林小雨",)
