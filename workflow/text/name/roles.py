"""What persons are, in both languages: enough of it to tell two of one text apart."""

import re
from typing import NamedTuple

_ROWS = """
校长 = president principal headmaster headmistress chancellor
院长 = president dean director
市长 = mayor
省长 = governor
县长 区长 镇长 乡长 村长 = head chief magistrate mayor governor director manager
书记 = secretary boss
主席 = chair\\w* president
厂长 = head director manager
董事长 = chair\\w*
总经理 经理 = manager gm
总裁 = president ceo
总理 首相 = premier prime
总统 = president
教授 = prof\\w*
院士 = academician
研究员 = researcher fellow
博士生 = doctoral phd
博士后 = postdoc\\w* postdoctoral
助理 = assistant
秘书 秘书长 = secretary secretary-general
大使 = ambassador
部长 外长 = minister
司长 局长 处长 主任 厅长 所长 馆长 = director head chief dean curator
发言人 = spokes\\w*
代表 = deputy delegate representative
记者 = reporter journalist
通讯员 = correspondent contributor
编辑 责编 主编 = edit\\w*
作者 作家 撰文 = author writer wr\\w+
摄影 摄影师 供图 = photo\\w* picture\\w*
审核 = review\\w*
校对 = proof\\w*
翻译 = translat\\w+
导演 执导 = direct\\w+
编剧 = screen\\w* script\\w* written
制片人 = produc\\w+
作曲 作曲家 = compos\\w+
指挥 指挥家 = conduct\\w+
钢琴家 = pianist
歌手 歌唱家 = singer
诗人 = poet
画家 = painter
主持人 主持 = host\\w* chair\\w* presid\\w+ moderat\\w+
医生 医师 = doctor dr physician surgeon
护士 护士长 = nurse
教师 老师 = teacher
学生 = student pupil
律师 = lawyer attorney
法官 审判长 = judge
检察官 检察长 = prosecutor
原告 = plaintiff
被告 = defendant
工程师 = engineer
教练 = coach
队长 = captain
前锋 = forward striker
后卫 = defender
门将 = goalkeeper keeper
裁判 裁判长 = referee
冠军 金牌 = champion won wins winner winning first gold
亚军 银牌 = second runner-up silver
季军 铜牌 = third bronze
男子 男单 = men's men
女子 女单 = women's women
甲队 = team.a
乙队 = team.b
父亲 = father
母亲 = mother
儿子 = son
女儿 = daughter
丈夫 = husband
妻子 = wife
哥哥 弟弟 = brother
姐姐 妹妹 = sister
"""


class Role(NamedTuple):
    """One role, in its words."""

    chinese: re.Pattern[str]
    english: re.Pattern[str]


def _role(row: str) -> Role:
    chinese, english = (side.split() for side in row.split(" = "))
    return Role(
        re.compile("|".join(sorted(chinese, key=len, reverse=True))),
        re.compile(rf"\b(?:{'|'.join(english)})\b", re.IGNORECASE),
    )


# English words for people at all, in a pattern.
PEOPLE = "|".join(
    [
        "actor|actress|artist|athlete|boy|child|colonel|couple|expert|family|farmer|general|girl|leader|man|official|pair",
        "player|scientist|two|woman|youth",
        *(word for row in _ROWS.strip().splitlines() for word in row.split(" = ")[1].split()),
    ]
)
ROLES = tuple(map(_role, _ROWS.strip().splitlines()))
# What may stand between a role and the name behind it: other roles, 组, 为, a colon.
BEFORE_NAMES = re.compile(rf"(?:{'|'.join(role.chinese.pattern for role in ROLES)}|[组队副主总首前原是为：:\s/])*")
