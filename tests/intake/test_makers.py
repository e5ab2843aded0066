"""Credits in forms that no list foresees are told by what they are made of."""

import pytest

from workflow.intake.makers import hashtags, names_makers, names_work


@pytest.mark.parametrize(
    "text",
    [
        "审读：薛宝",
        "（文：心脏外科 李时；图：心脏外科）",
        "作者：中共禾阳市委书记",
        "（中华时报黔山记者站 榕树）",
        "（民生网综合滨海早报、滨海公安微博）",
        "审核专家：金铃 昆虫研究所副研究员",
        "编辑 王芳 视觉 刘洋 2024.3.5",
        "图源 / 江城日报 排版 / 王芳",
    ],
)
def test_a_line_of_work_names_and_media_names_makers(text: str) -> None:
    assert names_makers(text)


@pytest.mark.parametrize(
    "text",
    [
        "主讲人：王芳 教授",
        "联系人：王芳",
        "获奖者：王芳、刘洋",
        "江城大学",
        "王芳 刘洋",
        "一审判决：驳回王芳的全部诉讼请求",
        "编辑部的故事还在继续",
        "图为港口作业现场",
        "王芳编辑的新书出版了。",
        "（照片由作者提供）",
        "",
    ],
)
def test_other_lines_do_not(text: str) -> None:
    assert not names_makers(text)


def test_a_kind_of_work_may_stand_alone_above_a_name() -> None:
    assert names_work("撰稿专家")
    assert names_work("内容来源：")
    assert not names_work("专家")
    assert not names_work("审核：王芳")


def test_hashtags() -> None:
    assert hashtags("#庆州# #梨花#")
    assert hashtags("#港口 #江城")
    assert not hashtags("#1号泊位已经启用")
    assert not hashtags("第#3号")
