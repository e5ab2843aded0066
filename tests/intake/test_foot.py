"""What stands behind a text goes, what a text ends with stays; each line is tried in three kinds of markup."""

import pytest

from workflow.intake.original import Original
from workflow.intake.read import read
from workflow.text.inline import plain

FIRST = "三月的江城，港口里停着十二艘等待卸货的轮船，码头上一片繁忙景象。"
SECOND = "码头工人说，今年第一季度比去年同期忙得多，也踏实得多，收入涨了一成。"
PAGE = (
    "<html><body><h1>江城港口开门红</h1><div>2024-03-05 来源：江城日报</div>"
    "<div class='article-content'>{body}</div><div class='foot'>江城网</div></body></html>"
)

FOOT = """
（参与采写：张建国、李晓明）
（执笔记者：张建国；参与记者：李晓明、王芳）
策划：陈晓芳|监制：李四海|统筹：王小明|记者：张建国、李晓明|远山社国内部出品
监制丨陈晓芳|制片人丨李四海|编导丨王小明|视觉丨张建国|校对丨李晓明|©中央总台
总策划：陈晓芳 李四海 策划：王小明 执行：张建国
（作者为江城大学经济学院教授）
文：张建国　图：李晓明
本期编辑：张建国|本期校对：李晓明
点击“阅读原文”了解更多
↓↓↓
— THE END —|更多推荐
▶ <a href=1>北湖这条路通车了</a>|▶ <a href=2>江城港口今年开门红</a>
转载请注明来源：江城发布
你对此有什么看法？欢迎留言
来源：江城日报　作者：张建国
转自：江城发布公众号
来源：江城日报（有删改）
本文刊于《港口》2023年第5期
（图：张建国 文：李晓明 一审：王芳 二审：李四海 三审：陈晓芳）
供稿、摄影：张建国
图/文：张建国　审核：李晓明  责编：王芳
撰稿 | 张建国 初审 | 李晓明 终审 | 王芳
宣传部新闻中心 供稿
Editor: Zhang Jianguo
免责声明：本文转载自其他媒体，版权归原作者所有，如有侵权请联系我们删除。
本文转载自江城发布，版权归原作者所有，如有侵权请及时联系删除
[编辑: 张建国]
编辑:张建国 美编:李晓明
（编辑：SN123）
责任编辑：SF183
责编：小王子 审核：Z
分享 微信 微博 QQ空间 复制链接
我要评论 | 收藏 | 打印
阅读 10万+ 赞 在看
记者 张建国/文 李晓明/图
文/本报记者 张建国 图/受访者提供
本版撰文/张建国|本版供图/李晓明
（据《江城日报》报道）
据远山社电
综合远山社、华视报道
（综合消息）
本报综合
【责任编辑:张建国】
江城日报全媒体记者：张建国 李晓明|通讯员：王芳
编辑｜张建国|审核｜李晓明|来源｜江城发布
（江城日报记者 张建国 通讯员 李晓明）
(张建国编辑)
（张建国）
（完）
(本报记者 张建国 实习生 李晓明 通讯员 王芳 文/图)
江城融媒记者 张建国 李晓明|责编：王芳|一审：李四海 二审：陈晓芳 三审：刘洋
初审：张建国|复审：李晓明|终审：王芳|签发：李四海
关注“江城发布”，获取更多资讯
点个在看，转发给更多人
素材来源：江城港口集团
来源：综合自江城日报、远山社
封面图：张建国
排版：张建国
一键三连支持一下
扫码关注江城发布视频号
更多内容请下载江城新闻客户端
【版权声明】本文著作权归江城日报所有，未经授权，禁止转载。
责任编辑/张建国
责编 张建国
编辑 张建国
校对 李晓明
值班编辑：张建国 值班主任：李晓明
海报：张建国|视频：李晓明
摄影：张建国
翻译：张建国 校对：李晓明
本文系江城新闻原创，未经授权不得转载
江城晚报·江城新闻记者 张建国
作者：张建国 江城大学教授
（作者单位：江城大学）
标签： 港口 江城 经济
关键词：港口;江城
上一篇：江城春耕忙
下一篇：没有了
相关链接
来源：江城发布|编辑：小江
（原载《江城日报》2023年3月5日第3版）
（记者：张建国 编辑：李晓明）
（远山社记者张建国参与采写）
（来源：江城日报）
网络编辑：张建国
本期监制：张建国 本期主编：李晓明
出品：江城市委宣传部|承制：江城融媒体中心
特约撰稿：张建国
朗读者：张建国
打赏
收起
返回江网，查看更多
展开全文
举报/反馈
免责声明
©江城日报
记者丨张建国 剪辑丨李晓明 部分素材来源网络
实习编辑：张建国 责任编辑：李晓明 审核：王芳
通讯员 张建国 江城日报记者 李晓明 摄影报道
（通讯员张建国 李晓明 王芳）
供稿单位：港口学院|撰稿人：张建国|审核人：李晓明
"""
"""Lines parted by ``|`` follow each other; around a bar with spaces it stands in one."""

ENDINGS = """
时间：2024年5月6日14:30
地点：图书馆报告厅
联系人：张建国 电话：0000-1234567
主讲人：张建国
报名邮箱：port@example.cn
主持人：李晓明
江城市人民政府办公室
2024年3月1日
（此件公开发布）
特此通知。
敬请期待！
欢迎广大市民踊跃参加
让我们共同期待
这就是江城的春天
加油，江城
附件：1.港口名录
注：数据为初步统计数
未来可期！
他说：“关注每一个人。”
“我们在这里，欢迎你来。”
请市民朋友们提前规划出行路线
本次活动最终解释权归主办方所有
咨询电话：12345
报名链接：http://a.example/b
祝各位考生金榜题名
全文共分五章
记者：谢谢您接受采访。
谢谢大家！
（作者：张建国）是一名老船工。
本报将持续关注
本报将对此事持续关注。
江城晚报将继续报道此事进展
记者将持续关注事件进展
更多信息请登录港口集团官网查询。
欢迎留言咨询招生政策。
关注健康，从我做起
图为港口作业现场
图为港口作业现场。张建国 摄
三等奖：王芳 李四海 刘洋
获奖名单：张建国 李晓明 王芳
团长：张建国
江城大学校长 张建国
主办单位：江城大学
承办单位：江城大学港口学院
报名时间：3月1日至3月15日
监督电话：0000-7654321
地址：江城市港口路1号
邮编：000000
乘车路线：乘坐3路、15路公交车至港口站下车
票价：成人50元，儿童25元
开放时间：9:00—17:00
开幕式现场
颁奖仪式
一分耕耘，一分收获
五、附则
本办法自发布之日起施行，有效期五年
江城海事局
2024年3月1日印发
抄送：市委办公室，市人大常委会办公室
此致　敬礼
公示期：2024年3月1日至3月7日
举报邮箱：a@b.example
免责条款见附件
编辑部的故事还在继续
（文中受访者均为化名）
（图片由受访者提供）
附：港口大事记（略）
"""


def last(body: str) -> str:
    record = read(Original(data=PAGE.format(body=body).encode(), name="page.html", url=""))
    return "".join(plain(record.units[-1].source).split())


def lines(text: str) -> list[str]:
    return [text] if "| " in text else text.split("|")


@pytest.mark.parametrize("foot", FOOT.strip().splitlines())
def test_what_stands_behind_a_text_is_no_part_of_it(foot: str) -> None:
    prose = f"<p>{FIRST}</p><p>{SECOND}</p>"
    assert last(prose + "".join(f"<p>{line}</p>" for line in lines(foot))) == SECOND
    assert last(prose + "".join(f"<p style='text-align:right'>{line}</p>" for line in lines(foot))) == SECOND
    assert last("<br>".join([FIRST, SECOND, *lines(foot)])) == SECOND


@pytest.mark.parametrize("ending", ENDINGS.strip().splitlines())
def test_an_unusual_last_line_of_a_text_stays(ending: str) -> None:
    prose = f"<p>{FIRST}</p><p>{SECOND}</p><p>{ending}</p>"
    expected = "".join(ending.split())
    assert last(prose) == expected
    assert last(prose + "<p>（责任编辑：王小明）</p>") == expected
    assert last(prose + "<p>编辑：王小明</p><p>审核：刘洋</p>") == expected


@pytest.mark.parametrize("caption", ["港口开工仪式（张建国 摄）", "图为港口作业现场。（张建国 摄）"])
def test_who_took_a_picture_stays_in_its_caption(caption: str) -> None:
    prose = f"<p>{FIRST}</p><p>{SECOND}</p>"
    assert last(f"{prose}<p><img src='/a.jpg'></p><p style='text-align:center'>{caption}</p>") == "".join(
        caption.split()
    )
    assert last(f"{prose}<p>（摄影：张建国）</p>") == SECOND
