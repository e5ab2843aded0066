"""Two persons who changed places in the English."""

import pytest

from workflow.text.name.compare import compare_names


def told(source: str, target: str) -> list[tuple[str, str, str]]:
    return [(one.found.text, one.said, one.other.name) for one in compare_names(source, target).exchanged]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("院士阮知行和教授杜仲明获奖。", "Academician Du Zhongming and Professor Ruan Zhixing won a prize."),
        ("院士阮知行和教授杜仲明获奖。", "Du Zhongming, an academician, and Ruan Zhixing, a professor, won a prize."),
        ("42岁的柯正明和39岁的倪晓芳结婚了。", "Ni Xiaofang, 42, and Ke Zhengming, 39, are married."),
        ("祝英凯，1951年生；梅翰林，1953年生。", "Mei Hanlin was born in 1951, Zhu Yingkai in 1953."),
        ("作者：朱砚　编辑：白露", "Author: Bai Lu; editor: Zhu Yan"),
        ("医生凌志远做手术，护士陶然在旁。", "Dr. Tao Ran operated, and nurse Ling Zhiyuan stood by."),
        ("甲队主教练文成武和乙队主教练项南雨握手。", "Team A's Xiang Nanyu and Team B's Wen Chengwu shook hands."),
        # one role, beside the name of the other, and the names in contrary order
        ("教授时弘说，周文中曾到访。", "Professor Zhou Wenzhong said Shi Hong had come."),
    ],
)
def test_persons_who_changed_places_are_told(source: str, target: str) -> None:
    assert len(told(source, target)) == 1


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("院士阮知行和教授杜仲明获奖。", "Professor Du Zhongming and Academician Ruan Zhixing won a prize."),
        ("院士阮知行和教授杜仲明获奖。", "Du Zhongming, a professor, won a prize with academician Ruan Zhixing."),
        ("教练凌峰批评了队长季川。", "Captain Ji Chuan was criticised by coach Ling Feng."),
        (
            "原告戚美华与被告冉东升是邻居。",
            "The defendant, Ran Dongsheng, and the plaintiff, Qi Meihua, are neighbours.",
        ),
        ("42岁的柯正明和39岁的倪晓芳结婚了。", "Ke Zhengming and Ni Xiaofang, 42 and 39, are married."),
        ("柯正明投中5个球，倪晓军抢到12个板。", "There were 12 rebounds for Ni Xiaojun, 5 baskets for Ke Zhengming."),
        ("1951年，祝英凯出生；1953年，梅翰林出生。", "In 1951 Zhu Yingkai was born, in 1953 Mei Hanlin."),
        ("冠军是范小天，亚军是古月。", "Gu Yue finished second to champion Fan Xiaotian."),
        ("导演张守一、陈小歌到场。", "Director Chen Xiaoge and Zhang Shouyi were there."),  # both are directors
        ("校长冯远征为主席祝晓兰颁奖。", "President Zhu Xiaolan was given a prize by President Feng Yuanzheng."),
    ],
)
def test_what_may_be_right_is_let_pass(source: str, target: str) -> None:
    assert told(source, target) == []


def test_the_place_is_the_wrong_name_and_the_other_is_who_belongs_there() -> None:
    target = "Academician Du Zhongming and Professor Ruan Zhixing won a prize."
    assert told("院士阮知行和教授杜仲明获奖。", target) == [("Du Zhongming", "Academician", "阮知行")]


def test_more_persons_than_a_text_compares_are_let_pass() -> None:
    names = [("王海", "Wang Hai"), ("李江", "Li Jiang"), ("赵明", "Zhao Ming"), ("周伟", "Zhou Wei")]
    names += [("吴涛", "Wu Tao"), ("郑峰", "Zheng Feng"), ("孙磊", "Sun Lei")]
    source = "、".join(name for name, _ in names) + "。"
    assert told(f"教授{source}", f"Professor {', '.join(form for _, form in reversed(names))}.") == []
