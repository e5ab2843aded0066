"""Everyday words of news and notices, and the beginnings of the English words for them.

Far from a dictionary: enough to tell which of two paragraphs without figures and names speaks of the same thing.
"""

_ENTRIES = """
= 学校=school|univers 大学=univers 学生=student|pupil 同学=student|graduat|classmate
老师=teacher|ms|mr 教师=teacher 校长=president|headmaster|principal 教授=professor
课=class|course|lesson 毕业=graduat|commencement 孩子=child 家长=parent 父亲=father 母亲=mother
儿子=son 女儿=daughter 祖父=grandfather 爷爷=grandfather 老人=old|elder
记者=reporter|journalist|photo|q 医院=hospital 医生=doctor 村医=doctor 患者=patient 法院=court
法官=judge 警=police 政府=government 市长=mayor 省=provinc 市=city|municipal 县=county 镇=town
村=village 社区=communit 公司=compan|firm 企业=compan|enterprise|firm 集团=group
工厂=factory|plant 银行=bank 工人=worker 农民=farmer 市场=market 商店=shop|store 港=port
船=ship|boat|ferr|vessel 码头=wharf|terminal|port|pier 车=car|vehicle|truck|tricycle|bus
铁路=rail 地铁=metro|subway 机场=airport 公路=road|highway 桥=bridge 路=road|path|way|street|step
站=station 水=water 河=river 江=river 湖=lake 海=sea|ocean|marine|overseas 山=mountain|hill
树=tree 林=forest|tree 茶=tea 苹果=apple 稻=rice 粮=grain 小麦=wheat 鱼=fish 果=fruit
花=flower|blossom 田=field|farm 土壤=soil 雨=rain 风=wind 雪=snow 灯=light|lamp 天=day|sky
夜=night 早=morning|early 凌晨=morning|dawn 晚=evening|night 春=spring 夏=summer 秋=autumn
冬=winter 年=year 月=month 周=week 小时=hour 分钟=minute 今年=this|year 去年=last|year
明年=next|year 未来=future 历史=histor 文化=cultur 艺术=art 音乐=music 书=book|librar|read
照片=photo|picture 图=photo|fig|map|picture 展=exhibit|show 博物=museum 档案=archiv
研究=research|stud 科技=scien|technolog 科学=scien 技术=technolog|technique 创新=innovat
数据=data 论文=paper|thesis 成果=result|achieve 会议=meeting|conference|session 论坛=forum
活动=event|activit 比赛=contest|competition|match 奖=prize|award
合作=cooperat|partner|collaborat|joint 协议=agreement 签=sign 项目=project|program
计划=plan|program 方案=plan|scheme 政策=polic 措施=measure 改革=reform 开放=open
发展=develop|grow 建设=build|construct 服务=serv 管理=manag|administ 投资=invest 贸易=trade
出口=export 进口=import 增长=up|grow|increas|rise|rose 下降=down|fall|fell|declin|decreas
收入=income|revenue 价格=price 钱=money|paid|pay 资金=fund 贷款=loan 存款=deposit 利率=rate
亿元=yuan 万元=yuan 人才=talent 培训=train 律师=lawyer 法律=law|legal 安全=safe|secur 健康=health
环境=environment 生态=ecolog 碳=carbon 能源=energy 电=electric|power|phone
光伏=solar|photovoltaic 网=net|online|web 手机=phone|mobile 邮=post|mail 信=letter|message|believ
通知=notice 公告=notice|announce 附件=attach|annex 联系=contact 电话=tel|phone|call
地点=place|venue|location 时间=time|date|hour 报名=regist|entr|sign
参加=attend|join|enter|particip|take 提交=submi 公布=announc|publish|releas 开幕=open
举行=held|hold|take 表示=said|say 介绍=said|say|introduc|explain 说=say|said|told 谢谢=thank
感谢=thank|grate 祝=wish 欢迎=welcome 请=please|ask 难=difficult|hard|hurdle|problem
目标=goal|target|aim 问题=question|problem|issue 责任=responsib|dut|liab 第一=first 第二=second
第三=third 下一步=next 同时=also|same|mean 此外=addition|also|moreover
目前=currently|now|present|far 近日=recent 最后=last|final 新=new 老=old 大=big|great|large
小=small|little 多=more|many|much 少=few|less 高=high 好=good|well 快=fast|quick|soon 美=beaut
笑=smil|laugh 心=heart|mind 家=famil|home|house 家乡=home 国家=national|countr|state
国际=international 世界=world 留学生=student 外国=foreign 外籍=foreign 青年=young|youth 妇女=wom
女=wom|girl|female|her|she 作者=author 来源=source 译=translat 编辑=editor 摄=photo
"""

EVERYDAY: dict[str, tuple[str, ...]] = {
    chinese: tuple(english.split("|")) for chinese, _, english in (entry.partition("=") for entry in _ENTRIES.split())
}
