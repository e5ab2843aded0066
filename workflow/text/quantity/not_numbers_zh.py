"""Numerals of a Chinese text that are no numbers: 一带一路, 十分, 四川; codes, dates and the numbers of headings.

The lists are by meaning, so that a reader can see what is missing.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_PEOPLE_AND_PLACES = """
四川 三峡 九江 三亚 三门峡 三明市 三沙 三河市 三江 三江源 四平市 五台山 五指山 五大连池 六安 六盘水 七台河 八达岭
九寨沟 九华山 九龙 十堰 十里河 百色 千岛湖 千岛群岛 万州 万宁 万年县 万县 万达 万科 万象 万隆 万宝 万里长城 两广 两湖
两江新区 两河流域 双鸭山 三星堆 三里屯 三元里 三元桥 五道口 六里桥 七里河 八里 九里 四姑娘山 五台县
五角场 五角大楼 五常市
百度 百事 千叶 千禧 三星 三菱 三井 三洋 三一重工 三安 四方股份 五粮液 六神 七喜 九阳 九三学社 三九 万豪 万事达 亿达
一汽 二汽 四环 三环 二环 五环 六环 八宝山 十三陵 十三行 两会 二连浩特 三水区 四会市 五华 六合区 三国演义 三国时期
三国志 三字经 四库全书 四书五经 五四 五一 六一儿童节 七一 八一 十一黄金周 十一长假 十一假期 国庆十一 双十一 双十二
双十 九一八 一二九 三一五 八一五 七七事变 三八妇女节 三八国际 三八红旗手 九九重阳 重阳 七夕 九三阅兵 六四 四人帮 五角
三角 四边形 六边形 八边形 十一期间 十一小长假 十一国庆
"""
_POLICY = """
一带一路 三农 三严三实 双一流 一国两制 一号文件 一号公路 三去一降一补 三个代表 三公经费 三公消费 两学一做 一岗双责
四风 四大班子 三通一平 五险一金 三金一银 一把手 二把手 一盘棋 一张网 一张蓝图 一站式 一条龙 一体化 一体两翼 一刀切
一揽子 一窗 一网通办 一网统管 一件事 一票否决 一事一议 一村一品 一主 一轴 一核 一线 二线城市 三线城市 四线城市 新一线
二线 三线 三甲 三甲医院 三级医院 二甲 三包 四化 四有 四好 三北 三下乡 三支一扶 三资 三产 一产 二产 两岸 两弹一星 两高
两法 两院院士 两手抓 两个确立 两个维护 四个意识 四个自信 五位一体 四个全面 八项规定 六稳 六保 三位一体 二位一体 十三五
三定 三重一大 九年义务教育 三好学生 三好 二孩 三孩 二胎 三胎 二维码 二手 二次元 二氧化
三氧化 四氧化 一氧化 二元 三元 多元 三维 二维 四维 三聚氰胺 三文鱼 三明治 三轮 三轮车 三角洲 长三角 珠三角 三脚架
三原色 三叶草 四季 四合院 四肢 四海 四周 四处 四邻 四通八达 四面八方 五彩 五谷 五官 五金 五香 六畜 六神无主 七彩
七上八下 八卦 八仙 九州 九泉 九霄 第三方 第一时间 第一线 第一书记 第一手 第一把手 第一动力 第一要务 第一资源 第一夫人
第二课堂 第六感 第三者 第三产业 第二产业 第一产业 第三世界 第一责任人 第一生产力 第一步 三维立体 三线建设 三家村
三大战役 三令五申 三方协议
"""
_IDIOMS = """
一方面 另一方面 进一步 统一 万一 唯一 之一 单一 专一 同一 任一 逐一 一一 一定 一些 一般 一直 一样 一起 一旦 一切 一律
一致 一向 一贯 一味 一边 一面 一再 一时 一度 一同 一经 一概 一代 一线 一流 一心 一举 一路 一生 一体 一手 一门心思
一如既往 一帆风顺 一模一样 一点一滴 一心一意 一五一十 一分为二 一石二鸟 一箭双雕 一举两得 一波三折 一落千丈 一日千里
一泻千里 一字千金 一诺千金 一本万利 一望无际 一成不变 一蹴而就 一锤定音 一刻千金 一唱一和 一朝一夕 一草一木 一砖一瓦
一针一线 一言一行 一举一动 一来一往 一前一后 一老一小 一九 合二为一 独一无二 说一不二 三心二意 不二 二话不说 数一数二
接二连三 略知一二 三三两两 两全其美 两败俱伤 两难 两极分化 两旁 两侧 两边 两口子 三思 再三 三言两语 三长两短 三番五次
三番两次 三天两头 三五成群 三顾茅庐 三令五申 三生有幸 三教九流 三百六十行 三六九等 三十六计 三十而立 四十不惑
五十知天命 丢三落四 颠三倒四 朝三暮四 不三不四 推三阻四 低三下四 举一反三 隔三差五 四分五裂 四平八稳 四舍五入
四两拨千斤 五花八门 五光十色 五湖四海 五颜六色 五体投地 五味杂陈 五十步笑百步 二百五 六亲不认 六神 乱七八糟 七嘴八舌
七手八脚 七零八落 横七竖八 杂七杂八 八九不离十 八面玲珑 八方支援
五星红旗 一百八十度大转弯 八竿子 半斤八两 八成新 十分 十足 十全十美 十字 十字路口
十拿九稳 十年树木 十年寒窗 十年磨一剑 十万八千里 十万火急 十之八九 十有八九 十里八乡 九牛一毛 九死一生 九霄云外 九曲
九五之尊 百分百 百年 百姓 百花齐放 百家争鸣 百折不挠 百战 百科 百货 百般 百炼成钢 百闻不如一见 百尺竿头 百步穿杨
百废待兴 百里挑一 百年大计 百端待举 千方百计 千百年 千百万 千百 千千万万 千家万户 千万不要 千万别 千万要 千载难逢
千军万马 千辛万苦 千变万化 千山万水 千里 千秋 千篇一律 千丝万缕 千钧一发 千锤百炼 千头万绪 千差万别 千金 千帆 成千上万
成百上千 万众 万物 万分 万能 万全 万岁 万里 万无一失 万紫千红 万事 万象 万般 万千 万丈 万古 万家灯火 万人空巷 万马奔腾
气象万千 亿万 亿兆 百万富翁 千万富翁 亿万富翁 百万雄师 四季如春 四世同堂 三十年河东 三十年河西 一穷二白 一清二楚
一干二净 一是一二是二 一二三 一传十十传百 一览 一概而论 一以贯之 一丝不苟 一丝一毫 一臂之力 一技之长 一席之地 一衣带水
两手 两面三刀 两面派 两厢情愿 两情相悦 两相 两用 两栖 两翼 两头 三头六臂 三缄其口 三足鼎立 三军 三伏 三九天 三角形
三角关系 三观 三餐 三高 一举多得 一窝蜂 一系列 一大批 一部分 一会儿 一下子 一阵子 一辈子 一股脑 一国 一家 一人
一年一度 一年四季 四季度 二季度 三季度 一季度 零距离 零售 零部件 零件 零星 零碎 零食 零工 零散 零钱 零花钱 凋零 飘零
孤零零 零容忍 零和 零接触 零起点 零担 零信任 点点滴滴 七十二变 五斗米 八股 三更半夜 五更 三秋 四方来客 四方宾朋
五脏六腑 六根 七情六欲 三从四德 五行 八字 九重 三人行 三人成虎 两小无猜 两肋插刀 二人转 二胡 二郎神
三天打鱼两天晒网 五百年前是一家 七匹狼 七天酒店 二十四节气 十二生肖 二战 一战 三战三捷
二审 一审 三审 二级市场 一级市场 三板 新三板 二次供水 二次创业 二次加工 二次污染 三次产业 二次开发 二次利用 三级跳
四大皆空 三分球 三分线 两分球
三旬 四旬 五旬 六旬 七旬 八旬 九旬
"""
NEVER = tuple(dict.fromkeys((_PEOPLE_AND_PLACES + _POLICY + _IDIOMS).split()))
# Longer phrases in which one of those is a number after all.
AFTER_ALL = (
    "十分钟",
    "十分之",
    "万分之",
    "百分之",
    "千分之",
    "二元店",
    "四周年",
    "四季度",
    "两头牛",
    "三餐厅",
    "五行字",
)

# Digits that are no quantity whatever stands around them: addresses, codes, telephone numbers, identifiers.
CODE = re.compile(
    r"https?://[^\s，。；、）)》”]+"
    r"|(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]+"
    r"|(?<![A-Za-z0-9])(?!(?:RMB|USD|CNY|EUR|HKD|GBP|JPY)\d)[A-Za-z][A-Za-z0-9]*[-–—./·]?\d[A-Za-z0-9.\-–/]*"
    r"|(?<![\d.])\d+(?:\.\d+)?(?!(?:km|kg|cm|mm|nm|kWh|GW|MW|kW|m|t|g|ha|h|min)(?![A-Za-z]))[A-Za-z][A-Za-z0-9-]*"
    r"|双1[12](?!\d)"
    r"|(?<![\d.,，])(?<!\d[ \u00a0\u2009\u202f])(?:0\d{2,3}-?\d{7,8}|1[3-9]\d{9}(?![人个户元吨亩])|0\d{2,})(?![\d.])"
)
_HAN = "一二三四五六七八九十"
_DAY = rf"(?:\d{{1,2}}|[{_HAN}廿卅]{{1,3}})"
# Dates and times, for texts whose dates nobody else has claimed.
DATE = re.compile(
    # What a date begins with: elsewhere none of the many forms is tried.
    rf"(?=[\d〇零○{_HAN}廿卅第上下晚凌早清中傍深星周礼农正腊初民双])(?:"
    r"(?<!\d)(?:19|20)\d\d\s?[-—–/]\s?(?:(?:19|20)\d\d|\d\d)(?![\d.,])"
    r"|(?<![\d.])\d{1,2}·\d{1,2}(?![\d.])|(?<![\d.])\d{1,2}\.\d{1,2}(?=事件|恐怖|袭击|地震|暴雨)|"
    r"(?<![\d.])(?:1\d|20|21)\d\d\s?年?\s?[-—–至~～到/]{1,2}\s?(?:(?:1\d|20|21)\d\d|\d\d)\s?(?:年度?|学年)"
    rf"|(?<![\d.])(?:1\d|20|21)\d\d\s?年(?:\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?[日号](?:\s?[至到—–-]\s?\d{{1,2}}\s?[日号])?)?)?(?!\d)"
    r"|[〇零○一二三四五六七八九]{4}年|(?<![\d.])0\d年|(?<![\d.])\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)"
    rf"|(?<![\d.{_HAN}百千万])(?:{_DAY}\s?[-—–至~～、和到]\s?){{1,4}}{_DAY}\s?(?:月|[日号](?![元圆本均楼线院]))"
    rf"|(?<![\d.{_HAN}百千万]){_DAY}\s?月(?:份|\s?(?:{_DAY}\s?[日号]?))?(?:\s?[至到—–-]\s?(?:{_DAY}\s?月)?{_DAY}\s?[日号])?"
    rf"|(?<![\d.{_HAN}百千万]){_DAY}\s?日(?![元圆本均])(?:\s?[至到—–-]\s?{_DAY}\s?日)?"
    r"|(?<!\d)(?<!\d\.)(?!1[:：]\d[1-46-9])\d{1,2}[:：][0-5]\d(?:[:：]\d\d)?(?!\.?\d)"
    rf"|(?:上午|下午|晚上|凌晨|早上|早晨|清晨|中午|傍晚|深夜|晚|早){_DAY}\s?[时点](?:{_DAY}分|半|整)?"
    rf"|(?<![\d.])\d{{1,2}}\s?[时点](?:\d{{1,2}}\s?分|半|整|许|前|后|起|左右)|(?<![\d.])\d{{1,2}}时(?![间代空期尚速装任])"
    rf"|[{_HAN}]{{1,3}}[时点](?:[{_HAN}]{{1,3}}分|钟|半钟?|整)"
    rf"|(?:\d{{1,2}}|[{_HAN}]{{1,3}})\s?世纪(?:\d0|[{_HAN}]十)?(?:年代)?|(?<!\d)\d0年代|[{_HAN}]十年代|(?<!\d)\d[05]后(?=[的一青年人群员工生干消夫教科创学、，。”])"
    r"|(?<!\d)\d\d[-—–/]\d\d(?=赛季|学年|财年)|(?<!\d)911(?=事件|恐怖|袭击)|(?<=[时点][至到—–~-])\d{1,2}[时点](?!\d)"
    r"|(?<=[“\"])(?:[1-9]|1[0-2])\.(?:[1-9]|[12]\d|3[01])(?=[”\"][晚行大特事案活宣打普国世纪])"
    r"|(?<=[（(])\d{2,3}\s?年?\s?[-—–至~～]{1,2}\s?\d{2,4}\s?年(?=[）)，,])"
    rf"|民国(?:\d{{1,2}}|[{_HAN}]{{1,3}})年"
    rf"|第?[一二三四1-4]季度|(?:星期|周|礼拜)[一二三四五六](?![个名位家])|农历[{_HAN}]{{1,2}}月|(?:正月|腊月)[{_HAN}]{{0,3}}|初[{_HAN}](?![个名]))"
)
# Numbers of headings and list items: 一、 （二） 3. 4） at the start of a text, a line or a sentence.
ENUMERATOR = re.compile(
    rf"(?:^|(?<=[\n。；;！!？?：:]))\s*(?:[{_HAN}]{{1,3}}|\d{{1,2}})\s?(?:[、．]|\.(?!\d)|[)）])(?![\d{_HAN}])"
    rf"|[（(](?:[{_HAN}]{{1,3}}|\d{{1,2}})[)）]"
    rf"|第[{_HAN}](?=[，、：:])|(?:^|(?<=[，。；\s]))[{_HAN}](?:是|则|来|为)(?=[^{_HAN}])"
)

# What each of them needs, one class of characters first; most texts have nothing of the kind.
_CLAIMS = (
    (re.compile(r"[A-Za-z@01双](?:(?<=[A-Za-z@])|(?<=0)\d\d|(?<=1)[3-9]\d|(?<=双)1)"), CODE),
    (
        re.compile(
            rf"[\d〇零○{_HAN}廿卅期周拜农正腊初](?:\s?[年月日号时点世季后事恐袭·.:：/—–至~～到和、-]"
            rf"|(?<=[期周拜])[一二三四五六]|(?<=农)历|(?<=初)[{_HAN}])"
        ),
        DATE,
    ),
    (re.compile(rf"[\d{_HAN}]\s?[、．.)），：:是则来为]"), ENUMERATOR),
)


class Hidden:
    """Which characters of a text are no numbers of their own: claimed by others, or part of a phrase."""

    def __init__(self, text: str, skip: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._claimed = bytearray(len(text))
        for start, end in skip:
            self._claimed[start:end] = b"\1" * max(0, min(end, len(text)) - start)
        for sign, pattern in _CLAIMS:
            for match in pattern.finditer(text) if sign.search(text) else ():
                self._claimed[match.start() : match.end()] = b"\1" * (match.end() - match.start())

    @cached_property
    def _phrase(self) -> bytearray:
        marks = bytearray(len(self._text))
        for start, end in _phrases(self._text):
            marks[start:end] = b"\1" * (end - start)
        return marks

    def after(self, start: int, end: int) -> int:
        """Return where to read on when the numeral at ``start:end`` is hidden, else -1.

        A claim hides what it touches, a phrase only what lies inside it (三百六十行, but not 五百年).
        """
        claimed = self._claimed.find(1, start, end)
        if claimed >= 0:
            unclaimed = self._claimed.find(0, claimed)
            return unclaimed if unclaimed >= 0 else len(self._claimed)
        if "0" <= self._text[start] <= "9":  # no phrase has a digit
            return -1
        return end if self._phrase.find(0, start, end) < 0 else -1


def _phrases(text: str) -> Iterator[tuple[int, int]]:
    for index, start, end in _never().find_matches_as_indexes(text):
        if index < len(NEVER):
            yield start, end


@cache
def _never() -> "AhoCorasick":
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick([*NEVER, *AFTER_ALL], matchkind=MatchKind.LeftmostLongest)
