"""Remarks behind a text, told from its last sentences."""

import pytest

from workflow.intake.remarks import about_itself, button_link, remark


@pytest.mark.parametrize(
    "text",
    [
        "远山社音视频部制作",
        "远山通讯社出品",
        "（作者单位：竹溪县教育局）",
        "（作者系河阳大学历史学院教授）",
        "（作者：中共青川县委书记）",
        "（本报记者姜禾参与采写）",
        "（综合远山社、华视新闻报道）",
        "据远山社",
        "（《思源》2024年第8期）",
        "大江日报2024年4月18日第5版",
        "（学院供稿）",
        "(本文来自浪花新闻，更多原创资讯请下载“浪花新闻”APP)",
        "看越江新闻，关注越江在线微信",
        "点个“在看”，把温暖传下去",
        "往期推荐",
        "封面图片来源：每经记者 刘国梅 摄",
        "觉得不错，请点赞",
        "【如果您有新闻线索，欢迎向我们报料，一经采纳有费用酬谢。】",
        "投稿邮箱：news@example.cn",
    ],
)
def test_a_remark_behind_the_text_is_told_by_its_form(text: str) -> None:
    assert remark(text)


@pytest.mark.parametrize(
    "text",
    [
        "欢迎广大师生关注并参加！",
        "请关注学校官网后续通知。",
        "该片由省电影集团出品",
        "据远山社报道，会议将于下月举行。",
        "作者是一位老船工，他用三年写成此书。",
        "本文由三部分组成。",
        "获取更多信息，请联系教务处张老师。",
        "联系电话：010-12345678",
        "（图片由县图书馆提供）",
        "看孩子们的笑脸，就来这里吧。",
        "（作者：张三）",
        "（完",
    ],
)
def test_a_sentence_of_the_text_is_no_remark(text: str) -> None:
    assert not remark(text)


@pytest.mark.parametrize(
    "text",
    [
        "信息来源于网络",
        "相关资讯请关注：",
        "本文图片综合自网络",
        "欢迎转发、收藏、点赞",
        "更多精彩内容请关注本报微信公众号",
    ],
)
def test_a_line_about_the_page_itself_is_told_by_its_words(text: str) -> None:
    assert about_itself(text)


@pytest.mark.parametrize(
    "text",
    [
        "相关文件：",
        "（照片由作者提供）",
        "欢迎报考！",
        "请各单位做好安全保卫工作。",
        "记者：谢谢您接受采访。",
        "望有关部门关注。",
        "更多资料请见建设指南。",
        "信",
    ],
)
def test_other_words_make_a_line_text(text: str) -> None:
    assert not about_itself(text)


def test_a_link_back_to_the_site_is_told_from_a_link_to_the_subject() -> None:
    assert button_link("返回，查看更多")
    assert button_link("阅读全文>>")
    assert button_link("返回江海网首页>>")
    assert not button_link("论文链接")
    assert not button_link("查看")
