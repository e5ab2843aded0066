"""Persons named in a Chinese text: those that are known, and those whose title or credit gives them away.

Names are not guessed from their characters alone: 高校, 黄山 and 于是 begin with surnames too. A title before or behind
(校长周明远, 单立新教授) or a credit (记者林小雨, 文/欧阳朔) must vouch for one, and what follows must end it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from workflow.model.frozen import dataclass
from workflow.text.comparable import comparable, normal, simplified
from workflow.text.name.romanise import romanise
from workflow.text.name.surnames import (
    COMMONEST_SURNAMES,
    COMPOUND_SURNAMES,
    GIVEN_CHARACTERS,
    NO_NAMES,
    SURNAME_READINGS,
    SURNAMES,
)
from workflow.text.term.match import Matcher

# Surnames that mostly are other words behind a title: 记者从会上获悉, 代表和专家.
DOUBTFUL = frozenset("于和从向时成全能应计国公相同过但经都常多要有无文关明那在年云别水力市来长重谈种教句员")
_TITLES = {
    "校长": "president|principal|headmaster|headmistress|chancellor|head",
    "院长": "president|dean|director|head",
    "市长": "mayor",
    "省长": "governor",
    "县长": "magistrate|governor|head|mayor",
    "书记": "secretary|chief|boss",
    "主席": "chair\\w*|president",
    "教授": "prof\\w*",
    "董事长": "chair\\w*|president",
    "总经理": "manager|president|ceo|gm|head",
    "大使": "ambassador",
    "处长": "director|head|chief",
    "局长": "director|head|chief|commissioner",
    "厅长": "director|head|chief",
    "部长": "minister|head|director|chief",
    "主任": "director|head|chief|chair\\w*|dean|manager|minister",
}
# Titles that English may well leave out.
_ROLES = (
    "区长|镇长|支书|乡长|村长|总理|总统|总裁|经理|研究员|院士|博士|记者|编辑|编导|作者|老师(?!傅)|医生|医师|护士|工程师|教练|队长|队员|运动员|"
    "选手|船长|机长|司机|工人|农民|村民|居民|市民|学生|同学|会长|秘书长|所长|馆长|站长|组长|团长|科长|台长|社长|行长|发言人|负责人|"
    "委员|学者|律师|法官|检察官|导演|演员|歌手|作家|诗人|画家|摄影师|设计师|通讯员|创始人|志愿者|劳模|教师|员工|技术员|主持人|"
    "司长|署长|庭长|审判长|检察长|警官|航天员|外长|厂长|主编|总监|"
    "书法家|科学家|艺术家|企业家|教育家|舞蹈家|钢琴家|歌唱家|分析师|评论员|球员"
)
_BY = r"(?=\s?[:：/／丨|])"
_CREDITS = f"记者|通讯员|编辑|责编|责任编辑|作者|文{_BY}|图{_BY}|摄影|审核|校对|供稿|撰文|文字|联系人|翻译"
_TITLE_WORDS = f"{'|'.join(sorted(_TITLES, key=len, reverse=True))}|{_ROLES}"
_TITLE = f"(?:{_TITLE_WORDS})"
_SURNAME = f"(?:{'|'.join(COMPOUND_SURNAMES)}|[{''.join(sorted((SURNAMES | set(SURNAME_READINGS)) - DOUBTFUL))}])"
# Verbs and particles that follow a name; no given name is made of the first ones.
_PAUSE = re.compile(r"^|(?<=[\s，,。、：:；;！？“”（(])")
_THEN = "并相各说称在对向和与到就还也为是带率获将曾正从把被让给谈讲又则都已该等这那的了着过去来"
_AFTER = (
    rf"(?=[\s，,。、：:；;！？!?）)（(“”\"'》—…]|$|[{_THEN}]|表示|介绍|认为|告诉|指出|强调|出席|邀请|接受|星期|"
    r"\d{1,2}[日月]|(?:19|20)\d\d年|"
    "等|周[一二三四五六日]|[今昨当]天|[今昨当近]日|日前|上午|下午|女士|先生|同志|处(?=了解|获悉|得知|听说)|去世|逝世|主持|宣布|参加|参与|参观|提出|坦言|回忆|解释|"
    "透露|报道|摄影|制图|撰文|主编|担任|当选|致信|致函|致电|饰演|扮演|走访|看望|会见|调研|考察|致辞|发表|代表|作了|做了|夺|获|赢|因|以|于|乐|笑|用|见|有|没|"
    "刚|常|每|便|才|却|只|先|再|更|最|很|同|跟|陪|送|捧|拿|打|站|坐|走|跑|看|听|想|觉得|决定|开始|成为|希望|相信|感到|发现|打算|"
    "准备|"
    "反[馈映对思]|凭|居|作为|若|夫妇|饰|执导|创作|创办|写|演唱|自|仍|均|首|连续|积极|主动|坚持|负责|宣读|种|起|建|办|教|学|吃|住|忙|推|牵|邀|合|握|交|领|捐|发|答|开|入|出|进|回|接|签|协|组|提|完|帮|展|深|亲|现|一|两|三|四|五)"
)
_NAME_ENDS = re.compile(_AFTER)
# A second character that begins a verb instead: 宋佳认为, 李明看到.
_VERB = "认为|因为|成为|作为|以为|[看提想走坐站用做吃买写读遇见谈感觉赶收拿打送听跑住接][到了过着在出起得]"
_GIVEN = rf"[^\W\d_a-zA-Z{_THEN}](?:(?!{_VERB})[^\W\d_a-zA-Z{_THEN}])?"
_BEHIND_TITLE = re.compile(rf"(?P<vice>常务副|副|原|前)?(?P<title>{_TITLE})(?P<name>{_SURNAME}{_GIVEN}){_AFTER}")
_BEFORE_TITLE = re.compile(
    rf"(?:(?<=[\s，。、：:；;！？（(“\"》—])|^|(?<=[和与由请向对的是让给]))(?P<name>{_SURNAME}{_GIVEN})(?P<vice>副|常务副|总)?(?P<title>{_TITLE})"
    r"(?![室部团队会组站员级家们学助们节])"
)
_CREDIT = re.compile(
    rf"(?:(?<=[\s，。；（(])|^)(?:{_CREDITS})\s*[:：/／丨|]?\s*(?P<names>{_SURNAME}{_GIVEN}(?:[\s、/／]+{_SURNAME}{_GIVEN})*)"
    r"(?=[\s，。；）)]|$|报道|摄|文|图)"
)
_SAID = re.compile(
    rf"(?:^|(?<=[\s，。；！？“”]))(?P<name>[{''.join(sorted(COMMONEST_SURNAMES))}][^\W\d_a-zA-Z{_THEN}]{{2}}"
    rf"|{_SURNAME}[{''.join(sorted(GIVEN_CHARACTERS))}][为和来{''.join(sorted(GIVEN_CHARACTERS))}])"
    "(?=表示|介绍说|认为|坦言|告诉记者|指出|强调|回忆|说[，：:“])"
)
_MADE = re.compile(
    rf"(?:(?<=[\s，。；（(/／])|^)(?P<name>{_SURNAME}{_GIVEN})\s*(?:摄影报道|摄影|摄|制图|撰文|绘|供图|文并?摄)(?=[\s，。；）)/／]|$)"
)
# What each of those patterns needs; most texts have nothing of the kind.
# Words alone, in no group: `re` then skips all that none begins with.
_CUE = re.compile(
    f"{_TITLE_WORDS}|{_CREDITS}|表示|介绍说|认为|坦言|告诉记者|指出|强调|回忆|说[，：:“]|摄|制图|撰文|绘|供图"
)
# Foreigners are written in sounds, not in names: 美国总统林肯; these characters hardly stand in Chinese given names.
_FOREIGN = re.compile(
    "(?:[美英法德俄日韩印意加澳泰越缅]国|日本|俄罗斯|越南|印度|意大利|加拿大|新加坡|巴西|西班牙|葡萄牙|蒙古|菲律宾|马来西亚|外国|外籍|"
    "南非|埃及|瑞[典士]|荷兰|波兰|乌克兰|土耳其|墨西哥|阿根廷|希腊|挪威|芬兰|丹麦|比利时|奥地利|匈牙利|朝鲜|联合国|欧盟)"
)
_SOUNDS = frozenset("克斯尔普夫基兹姆蒂诺伊萨拉鲁德特顿肯迪耶娅妮格洛塞茨瓦布")
_NATIVE = frozenset("德伊妮娅洛克")  # of these, those that stand in Chinese names as well
# Words that follow titles: 学生宿舍, 居民周边, 教师任务.
_WORDS = frozenset({
    "任期", "周薪",
    "宿舍", "张贴", "许多", "许可", "何时", "何处", "周边", "周围", "周到", "马上", "马路", "程度", "程序", "曾经",
    "田径", "田野", "任务", "任何", "肖像", "唐诗", "宋词", "林业", "杜绝", "董事", "余下", "郑重", "严重", "严格",
    "徐徐", "韩国", "叶子", "苏联", "魏晋", "沈阳", "常见", "金融", "金色", "高兴", "高度", "高速", "高温", "温暖",
    "温度", "温馨", "康复", "安心", "安静", "安装", "雷达", "方向", "方便", "万一", "毛笔", "石油", "史学", "农学",
    "文学", "白天",
    "黄昏", "段落", "顾问", "顾客", "武术", "武器", "江南", "江河", "章节", "路上", "路过", "路边", "游客", "游戏",
    "游泳", "时候", "时代", "钱包", "童年", "童话", "祝贺", "祝福", "包括", "包含", "成果", "成员", "成长", "文化",
    "文明", "明显", "盛大", "满意", "满足", "项目", "容易", "屈服", "解决", "解释", "解答", "简单", "简历", "车辆",
    "车站", "连接", "连续", "冷静", "单独", "管理", "应该", "应聘", "边界", "古代", "牛奶", "米饭", "习惯", "强大",
    "关心", "关系", "房屋", "房子", "麻烦", "查看", "查询", "计算", "花费", "花朵", "权利", "权益", "党组", "党校",
    "党支", "全面", "全部", "齐聚", "齐心", "乐园", "乐队", "华人", "贺卡", "贺信", "范围", "谢绝", "陈列", "陈述",
    "陈旧", "胡同", "郭外", "黄金", "向往", "支撑", "支教", "支书", "甘心", "古老", "尚未", "左边", "柳树", "松树",
    "农业", "农村", "司法", "司机", "平均", "平时", "和解", "罗列", "毕业", "国防", "景区", "景点", "阳光", "冯家",
    "王牌", "龙头", "龙舟", "凤凰", "汤圆", "米兰", "柯达", "柏林", "孟加", "艾滋", "尤其", "卓越", "宫殿", "卫生",
    "卫星", "海关", "海洋", "海外", "东部", "东方", "南部", "西部", "北京",
})  # fmt: skip
_AFFILIATED = frozenset({"记者", "编辑", "作者", "通讯员", "发言人"})
_COMMON = COMMONEST_SURNAMES | frozenset(
    "傅钟江汪范石贾夏付方邹熊孟秦邱侯白段雷龙史陶黎贺顾毛郝龚邵万覃武钱戴孔汤康施牛樊葛邢齐庞颜倪庄聂鲁岳翟殷詹申欧耿焦"
    "俞柳甘祝包宁尚舒阮柯纪梅童凌毕单季裴霍涂苗谷曲翁骆曾"
)
# Roles that are common words; a rare surname behind one is rather a word (学生宿舍).
_PLAIN = frozenset(
    "学生 同学 居民 村民 市民 工人 农民 员工 教师 学者 委员 队员 选手 编导 作者 志愿者 老师 司机 劳模 技术员".split()
)
# 李大妈, 王师傅: a surname and a way to address people.
_ADDRESS = frozenset(
    [
        "大妈",
        "大爷",
        "大姐",
        "大哥",
        "大叔",
        "大娘",
        "大婶",
        "师傅",
        "阿姨",
        "奶奶",
        "爷爷",
        "先生",
        "女士",
        "小姐",
        "同学",
        "老师",
        "医生",
        "教授",
        "同志",
        "叔叔",
        "某某",
        "某",
    ]
)
# 程序员, 林业局, 苏州市: words that begin like names end like this.
_BODIES = frozenset("局市县省区州员人会司部方厅处院校社队团组界业国家级长民众们者生所馆站")
_NEAR = 14  # characters before a title that may name a country


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in a Chinese text.

    `forms` are the English names that are right, the one owed first. `known` says that the desk or the article names
    the person; others were found by `title` (or a credit), whose English words are `title_words`.
    """

    start: int
    end: int
    name: str
    forms: tuple[str, ...]
    known: bool = False
    title: str = ""
    title_words: str = ""
    vice: bool = False


class Names:
    """Chinese names with their English, found in one pass. `entries` maps a name to its English forms, owed first."""

    def __init__(self, entries: Mapping[str, Sequence[str]] | None = None) -> None:
        self.entries = {name: tuple(forms) for name, forms in (entries or {}).items() if name and forms}
        self._names = tuple(self.entries)
        self._matcher = Matcher(self._names)

    def extended(self, entries: Mapping[str, Sequence[str]]) -> "Names":
        """Return these names and others; what is here already wins."""
        return self if entries.keys() <= self.entries.keys() else Names({**entries, **self.entries})

    def find(self, text: str) -> Iterator[Person]:
        """The known names of a text, in order."""
        for match in self._matcher.find(text):
            name = self._names[match.pattern_index]
            yield Person(match.start, match.end, name, self.entries[name], known=True)


NO_ONE = Names()


@lru_cache(maxsize=256)  # the checks ask about every unit of an article, and then about the article
def find_persons(text: str, names: Names = NO_ONE) -> tuple[Person, ...]:
    """Every person named in a Chinese text, in order, none overlapping; a known name wins over a guess."""
    known, guessed = tuple(names.find(text)), _guessed(text)
    if not guessed:
        return known
    titles = {(person.name, person.start): person for person in guessed}
    found = [_with_title(person, titles) for person in known]
    found += _apart(guessed, found)
    return tuple(sorted((*found, *_again(text, found)), key=lambda person: person.start))


@lru_cache(maxsize=256)
def _guessed(text: str) -> tuple[Person, ...]:
    """Persons whom their title or a credit gives away, in order, the longer of two first."""
    plain = simplified(text)
    if not _CUE.search(plain):
        return ()
    guessed = [replace(person, name=text[person.start : person.end]) for person in (*_titled(plain), *_credited(plain))]
    return tuple(sorted(guessed, key=lambda person: (person.start, -person.end)))


def _apart(guessed: Sequence[Person], known: Sequence[Person]) -> Iterator[Person]:
    """Guesses in their order that touch neither a known person nor one another."""
    places = {place for person in known for place in range(person.start, person.end)}
    for person in guessed:
        if places.isdisjoint(range(person.start, person.end)):
            places.update(range(person.start, person.end))
            yield person


def _again(text: str, found: Sequence[Person]) -> Iterator[Person]:
    """Where a person who was guessed once is named again, without anything to vouch for it."""
    plain, seen = comparable(text).text, Counter(person.name for person in found)
    guessed = {person.name: person.forms for person in found if not person.known}
    again = {name: forms for name, forms in guessed.items() if plain.count(normal(name)) > seen[name]}
    if not again:
        return
    places = {place for person in found for place in range(person.start, person.end)}
    for person in Names(again).find(text):
        if places.isdisjoint(range(person.start, person.end)):
            yield replace(person, name=text[person.start : person.end], known=False)


def _with_title(person: Person, titles: Mapping[tuple[str, int], Person]) -> Person:
    """A known person with the title that a pattern found beside the same name."""
    other = titles.get((person.name, person.start))
    return replace(other, forms=person.forms, known=True) if other else person


def _titled(text: str) -> Iterator[Person]:
    for pattern in (_BEHIND_TITLE, _BEFORE_TITLE):
        for match in pattern.finditer(text):
            name = match["name"]
            title, vice = match["title"], "副" in (match["vice"] or "")
            if pattern is _BEFORE_TITLE and title in _AFFILIATED:
                continue  # 江海网记者: a paper's
            rare = title in _PLAIN and name[0] not in _COMMON and name[:2] not in COMPOUND_SURNAMES
            if is_guess(name) and not rare and not is_foreign(text, match.start(), name):
                start, end = match.span("name")
                yield Person(
                    start, end, name, (romanise(name),), title=title, title_words=_TITLES.get(title, ""), vice=vice
                )


def _credited(text: str) -> Iterator[Person]:
    for match in _CREDIT.finditer(text):
        at = match.start("names")
        for part in re.finditer(r"[^\s、/／]+", match["names"]):
            if is_guess(part[0]):
                yield Person(at + part.start(), at + part.end(), part[0], (romanise(part[0]),))
    for match in _SAID.finditer(text):
        name = match["name"]
        if is_guess(name) and name[-1] not in _BODIES:
            yield Person(*match.span(), name, (romanise(name),))
    for match in _MADE.finditer(text):
        if is_guess(match["name"]):
            yield Person(*match.span("name"), match["name"], (romanise(match["name"]),))


def is_guess(name: str) -> bool:
    """Whether two to four characters that begin with a surname are a name, and no word, address or foreigner."""
    return 2 <= len(name) <= 4 and not is_word(name) and not _SOUNDS & set(name[1:])  # noqa: PLR2004 - the shape of a name


def is_transcribed(given: str) -> bool:
    """Whether a given name has a character that hardly stands in another than a foreigner's, written by its sound."""
    return not (_SOUNDS - _NATIVE).isdisjoint(given) or _SOUNDS.issuperset(given)


def is_word(name: str) -> bool:
    """Whether characters that begin with a surname are a common word, or an address (王师傅)."""
    return name[:2] in NO_NAMES or name in NO_NAMES or name[:2] in _WORDS or name[1:] in _ADDRESS


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name would begin after a pause at `start` of a text, and end before what follows names at `end`."""
    return _PAUSE.match(text, start) is not None and ends_name(text, end)


def ends_name(text: str, end: int) -> bool:
    """Whether what follows names stands at `end` of a text: a pause, a verb, 等."""
    return _NAME_ENDS.match(text, end) is not None


def is_foreign(text: str, start: int, name: str) -> bool:
    """Whether the name at `start` of a text is that of somebody from abroad: 日本首相石破茂, 何塞·李."""
    after = text[start + len(name) : start + len(name) + 6]
    return "·" in after or bool(_FOREIGN.search(text, max(0, start - _NEAR), start))
