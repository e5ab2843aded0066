"""Headings of other articles are told by being made of nothing but the words for them."""

import pytest

from workflow.intake.sections import heads_section


@pytest.mark.parametrize(
    "text",
    [
        "延伸 · 推荐",
        "你可能会喜欢",
        "【相关推荐】",
        "本周热门",
        "大家都在看",
        "作者最新文章",
        "24小时热文",
        "猜你喜欢>>",
        "网友评论",
    ],
)
def test_a_heading_of_other_articles_is_told(text: str) -> None:
    assert heads_section(text)


@pytest.mark.parametrize(
    "text",
    ["相关部门", "推荐一本好书", "新闻发布会", "热点", "读者来信", "大家都在看。", "延伸的铁路", "本站开往春天", ""],
)
def test_a_heading_of_the_text_is_none(text: str) -> None:
    assert not heads_section(text)
