"""The words of the tiny parallel corpus: Chinese and English phrases, written for this project."""

from typing import NamedTuple


class Phrase(NamedTuple):
    """A Chinese phrase and its English."""

    zh: str
    en: str


class Verb(NamedTuple):
    """A transitive verb: Chinese, English base form and past."""

    zh: str
    base: str
    past: str


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _phrases(table: str) -> tuple[Phrase, ...]:
    return tuple(Phrase(*(part.strip() for part in line.split("|", 1))) for line in table.strip().splitlines())


BODIES = _phrases("""
    省政府 | the provincial government
    市政府 | the city government
    教育部 | the Ministry of Education
    商务部 | the Ministry of Commerce
    外交部 | the Ministry of Foreign Affairs
    学校 | the university
    国际学院 | the School of International Education
    经济学院 | the School of Economics
    研究院 | the research institute
    研究中心 | the research center
    代表团 | the delegation
    课题组 | the research group
    编辑部 | the editorial office
    省委 | the provincial Party committee
    工作组 | the working group
    出版社 | the publishing house
    图书馆 | the library
    海关 | the customs office
    开发区 | the development zone
    自贸试验区 | the pilot free trade zone
    辽宁大学 | Liaoning University
    辽宁日报 | Liaoning Daily
    我国企业 | our enterprises
    地方企业 | local enterprises
    国有企业 | state-owned enterprises
    民营企业 | private enterprises
    青年教师 | young teachers
    各部门 | all departments
    专家组 | the expert group
    基金会 | the foundation
""")
PLACES = _phrases("""
    北京 | Beijing
    上海 | Shanghai
    沈阳 | Shenyang
    大连 | Dalian
    长春 | Changchun
    哈尔滨 | Harbin
    天津 | Tianjin
    广州 | Guangzhou
    深圳 | Shenzhen
    成都 | Chengdu
    西安 | Xi'an
    南京 | Nanjing
    辽宁 | Liaoning
    吉林 | Jilin
    黑龙江 | Heilongjiang
    内蒙古 | Inner Mongolia
    东北地区 | the northeast
    东北亚 | Northeast Asia
    长江三角洲 | the Yangtze River Delta
    俄罗斯 | Russia
    日本 | Japan
    韩国 | the Republic of Korea
    蒙古国 | Mongolia
    欧洲 | Europe
    中亚 | Central Asia
    新疆 | Xinjiang
    云南 | Yunnan
    海南 | Hainan
""")
GOALS = _phrases("""
    对外开放 | opening-up
    高水平对外开放 | high-level opening-up
    国际合作 | international cooperation
    乡村振兴 | rural revitalization
    全面振兴 | full revitalization
    高质量发展 | high-quality development
    绿色发展 | green development
    科技创新 | scientific and technological innovation
    人才培养 | talent training
    教育改革 | education reform
    体制改革 | institutional reform
    文化交流 | cultural exchanges
    人文交流 | people-to-people exchanges
    产业升级 | industrial upgrading
    数字经济 | the digital economy
    营商环境 | the business environment
    对外贸易 | foreign trade
    跨境贸易 | cross-border trade
    基础设施 | infrastructure
    公共服务 | public services
    生态保护 | ecological protection
    污染防治 | pollution control
    粮食安全 | food security
    能源转型 | the energy transition
    海洋经济 | the marine economy
    区域合作 | regional cooperation
    产学研合作 | cooperation between industry and universities
    学科建设 | the building of disciplines
    实验室建设 | the building of laboratories
    语言服务 | language services
    就业工作 | employment work
    社会保障 | social security
    医疗改革 | health care reform
    法治建设 | the rule of law
    共建“一带一路” | Belt and Road cooperation
    东北亚开放合作枢纽 | a hub of opening-up and cooperation in Northeast Asia
    新质生产力 | new quality productive forces
    走出去战略 | the going-out strategy
    中国式现代化 | Chinese modernization
    双一流建设 | the Double First-Class initiative
""")
EVENTS = _phrases("""
    开幕式 | the opening ceremony
    国际论坛 | the international forum
    学术会议 | the academic conference
    工作会议 | the work meeting
    新闻发布会 | the press conference
    座谈会 | the symposium
    招聘会 | the job fair
    博览会 | the expo
    夏令营 | the summer camp
    培训班 | the training course
    研讨会 | the seminar
    开学典礼 | the opening ceremony of the school year
    捐赠仪式 | the donation ceremony
    合作论坛 | the cooperation forum
    艺术节 | the arts festival
    图片展 | the photo exhibition
""")
ROLES = _phrases("""
    校长 | the president of the university
    省长 | the governor
    市长 | the mayor
    院长 | the dean
    发言人 | the spokesperson
    负责人 | the person in charge
    记者 | the reporter
    代表 | the representative
    教授 | the professor
    志愿者 | the volunteer
""")
MEASURES = _phrases("""
    进出口总额 | the total value of imports and exports
    地区生产总值 | regional GDP
    财政收入 | fiscal revenue
    居民收入 | household income
    粮食产量 | grain output
    出口额 | the value of exports
    招生人数 | enrollment
    就业率 | the employment rate
    发电量 | power generation
    游客人数 | the number of visitors
    研发投入 | spending on research and development
    货运量 | freight volume
""")
COUNTED = _phrases("""
    名学生 | students
    名教师 | teachers
    名专家 | experts
    名代表 | representatives
    名志愿者 | volunteers
    名留学生 | international students
    家企业 | enterprises
    所高校 | universities
    个国家 | countries
    个城市 | cities
    个项目 | projects
    个村庄 | villages
    篇论文 | papers
    项成果 | achievements
    座图书馆 | libraries
    个实验室 | laboratories
    公里铁路 | kilometers of railway
    吨粮食 | tons of grain
    个岗位 | jobs
    门课程 | courses
""")
VERBS = tuple(
    Verb(*line.split())
    for line in """
    支持 support supported
    推动 promote promoted
    扩大 expand expanded
    深化 deepen deepened
    加强 strengthen strengthened
    服务 serve served
    讨论 discuss discussed
    研究 study studied
    介绍 introduce introduced
    总结 review reviewed
    规划 plan planned
    保障 ensure ensured
    促进 advance advanced
    重视 value valued
    宣传 publicize publicized
    参与 join joined
    考察 inspect inspected
    落实 implement implemented
    完善 improve improved
    加快 accelerate accelerated
    """.strip().splitlines()
)
TASKS = _phrases("""
    重要任务 | an important task
    关键 | the key
    基础 | the foundation
    动力 | a driving force
    优势 | an advantage
    目标 | the goal
    机遇 | an opportunity
    保证 | a guarantee
""")
MONTHS = _words("January February March April May June July August September October November December")
