"""Chinese surnames, how they are read where that is not their commonest reading, and what given names are made of."""

# The hundred-odd surnames that cover well over nine in ten people (Ministry of Public Security, 2020 report on names),
# and compound ones. Used only where no label vouches for a name.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛"
    "邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆"
    "蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗"
    "瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储"
    "栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰卿狄平索宣晋"
    "云容敬来扈晁芮普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜逯隆茹诺慕危玉银亢嵇公哈湛宾戎勾茅利"
    "竺郗逄逢帖湛眭傅洪赖常萧阎蔚"
    "鄂计於呼揭尉冶斯束檀衣阴昝智幸植衡尧"
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蔣蔡葉蘇呂盧鐘鍾譚陸範賈韋鄒龍陶賀顧龔萬錢嚴湯龐顏莊聶魯歐關蘭寧紀畢單塗駱蕭閻賴"
)
COMMONEST_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔"
)
# Characters that given names are made of, without those that mostly begin what is said of a person (爱, 敢, 迎).
GIVEN_CHARACTERS = frozenset(
    "伟芳娜秀敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红鹏辉文建国志海波宁贵福生龙元全胜祥才发武新利清飞彬富顺信峰健义兴良荣学俊亮谦亨奇固轮翰朗伯宏言若鸣朋斌梁栋维启克伦翔旭晨辰士家致树炎德泰博林琳晶鑫欣妍茜秋珊莎锦黛青"
    "倩婷姣婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希欢飘育滢馥筠柔竹霭凝晓枫芸菲寒伊亚宜姬舒影枝思诗雨涵梓轩浩宇泽睿哲瀚铭皓航瑞嘉懿煜恒坤乾震霖森淼焱垚楠桐柏松柳梅菊莲杏桃芝"
    "芬芙芹苹茵莹莉萌蔓蕾薰佳佩佑依侠俐俏倬傲儒允兆光冠冬凌凡凯凤力功劲励勃勋勤匡升卓卫卯厚友双古叶吉名吾唯善喜圆坚垣城培堂墨壮声夏大天夫央夷奕妙妤妮姗姝娅娇娥媛嫣嫦存孝孟季安宗宝宣宪容宽宾密寿尔尚山岩岭岳峥峻崇嵘川巍帆帅广"
    "庆序康廉延弘彤彦彩律循微心忆忠念怀恂恩恬悟悠惠惟慈慧慕憬戈扬抒振捷效敦斐方施旋旦昀昂昆昌昊昕映春昱晋晏晔晖晗晟景晴智暄暖曙曜曼朝木权果柯柱格桥梧棋棠楚楷榕槐樱正毅民永汉江池汐沁沂沐沛河治泉泓泳洁洪济浚浦涓润淇淑淙淡深淮渊"
    "渝渠温湘源溪滨漪演漫潇潮澄激炜炯烁烈烨热焕然煊照熙熹燕牧玄玎玫环玲珂珉珍珏珠球琅琛琦琪琼瑄瑛瑜璇璋璐璟璧瓒甜甫田甲申畅皎盈盛益直真石砚硕祎祖祯禄禹秉程稳穆立竞章童端笙篁米粟素紫纲纳绍经绮绵绿缘群羲翊翎翠耀耕联舟芃芊芮花芷"
    "苇茂茹荃荟莺菀菡萱葆葳蒙蓝蔚蕙蕴薪藏藜虎虹衍裕誉许诚语谊谋谣谨谷豪贞财贤质贝贺贻赐赞赫越路轶轼轾辛达迅远迪逊通逸道遥邦郁郎采野金鉴钊钟钢钦钧钰铁铎铠铮银锋锐锡键长阔阳隆隽雄雅集雪雯雷霄霆霏靖靓韬韶音顶颂颐风飒香驰骁骏骥高"
    "魁鲲鸿鹃鹤麒麟黎默鼎齐龄璞琨珺玥沅湛溥漾翘耘芯苒荻菱葵蓁蕤跃轲辙铄锴镭雳霁颉飏驹鸥鹰煦灿焜炳炫烽燊灵焰炘炀玺璨瑀瑭瑨祺祜禾稷穗窈竣竑笛筱篪粲绯绚缃翀翮翯聆肃胤舜芩苓茉荇莘菖萦葭蒨蔺薏蘅蝶衡赋赢遐邈郴钿铉铿锟镕镛阅霈霓韫顼"
    "颀颢飔骄骞鸾鼐玮珩骐骅勉劼劭匀卉厉坦垒埔堃塘增墉奂奋妲娉婧嫒嬿宓宸寅寓屹岑峦崎嵩嶷巧巩庚庭彰彪徽忻怿恕悌悱愉愫慎慷戎扩拓拯挺敖斓旻晁晦暾朔杉杼枢栩株栾桑桓梵棣椿榆楹樵橙歆汀汝沄沣泊泠泯洛洲浔浙浠涌涞淳渤湄湜溢溶滔潭澎濂濠"
    "濡瀛灏燃熠燧牟珈鞍鸽桢钫邕煌镜镐孜宛尧巨帼弦弢弼惜愿戟敬旺晃晚曦朴材柄栓桦棉楼檀汇汛汪沧泛泱浣涤淞渔湖湾溯滋滕漓潜澍濮猷琢瑚睦碧磐礼祈祝秩窕筑簇纬纶综缙肇膺苕茁荆菘虔蝉襄规谅豫辅辽迈醒重钱钻铜铃锵镒阁陆霜霸颜颠骋骢魏魄鹊"
    "成子之时可如水年千北原奎裴昶昇偉鲁小满少丰俪琍"
)
# Words that have the shape of a name and stand where names stand.
NO_NAMES = frozenset({
    "周一", "周二", "周三", "周四", "周五", "周六", "周日", "周末", "谢谢", "谢谢您", "谢谢你", "金额", "单位",
    "方案", "高级", "高校", "黄色", "白色", "全文", "全体", "全国", "全省", "全市", "文章", "文字", "方法",
    "方式", "方面", "应用", "时间", "时政", "常态", "常年", "常委", "常务", "常规", "常见", "常驻",
    "安全", "安排", "施行", "施工", "计划", "平台", "平方", "平方米",
    "成立", "成绩", "明天", "明年", "明确", "易拉宝", "江苏", "江西", "云南", "安徽", "安阳", "温州", "常州",
    "徐州", "郑州", "杭州", "广州", "苏州", "湖南", "湖北", "海南", "陕西", "关于", "向上", "向前", "党委",
    "党员", "甘肃", "宁夏", "宁波", "连云港", "石家庄", "马鞍山", "黄山", "黄石", "韶关", "高等", "高考", "高中",
    "初中", "初审", "于是", "后勤", "支持", "曲阜", "车间", "国际", "国内", "国家", "和平", "和谐", "能力",
    "元旦", "通知", "公示", "公告", "华东", "华北", "华南", "华中", "华侨", "都市", "师生", "师范", "水利",
    "水平", "水电", "花园", "左右", "强调", "万元", "房地产", "柴油", "路线", "夏季", "秋季", "古籍", "龙年",
    "易信", "人人", "相关", "来源于", "关闭", "关注", "印发", "门户", "门诊", "支部", "原创", "原文", "连载",
})  # fmt: skip

# Characters whose reading as a surname differs from their commonest reading.
SURNAME_READINGS = {
    "单": "shan", "曾": "zeng", "解": "xie", "查": "zha", "仇": "qiu", "区": "ou", "任": "ren", "华": "hua",
    "盖": "ge", "黑": "hei", "朴": "piao", "缪": "miao", "宓": "mi", "冼": "xian", "尉": "wei", "乐": "yue",
    "折": "she", "召": "shao", "秘": "bi", "种": "chong", "洗": "xian", "繁": "po", "翟": "zhai", "覃": "qin",
    "长": "chang", "重": "chong", "卜": "bu", "晟": "cheng", "员": "yun", "逄": "pang", "祭": "zhai", "牟": "mu",
    "那": "na", "佘": "she", "谌": "chen", "车": "che", "都": "du", "宿": "su", "盛": "sheng", "纪": "ji", "阚": "kan",
    "哈": "ha", "石": "shi", "葛": "ge", "应": "ying", "过": "guo", "幺": "yao", "撒": "sa", "隗": "wei", "尹": "yin",
    "柏": "bai", "谷": "gu", "万": "wan", "郗": "xi", "沈": "shen", "和": "he", "燕": "yan", "要": "yao", "教": "jiao",
    "曲": "qu", "宁": "ning", "俞": "yu", "句": "gou", "能": "nai", "臧": "zang", "乜": "nie", "钭": "tou",
}  # fmt: skip
# Readings that bearers of a surname use as well, or that papers print: neither is called a mistake.
OTHER_READINGS = {
    "盖": ("gai",), "黑": ("hei",), "朴": ("pu", "park"), "区": ("au", "ow"), "柏": ("bo",), "翟": ("di",),
    "覃": ("tan",), "乐": ("le",), "牟": ("mou",), "隗": ("kui",), "郗": ("chi",), "查": ("cha",), "宁": ("nin",),
    "冼": ("sin",), "叶": ("yip", "yeh"), "李": ("lee", "li"), "陈": ("chan", "tan"), "黄": ("wong", "huang"),
    "王": ("wong", "wang"), "张": ("cheung", "chang"), "林": ("lam", "lim"), "吴": ("ng", "wu"), "刘": ("lau", "liu"),
    "梁": ("leung",), "郑": ("cheng",), "谢": ("tse",), "何": ("ho",), "曾": ("tsang",), "蔡": ("tsai", "choi"),
    "徐": ("hsu", "tsui"), "许": ("hsu", "hui"), "周": ("chow", "chou"), "朱": ("chu",), "赵": ("chiu", "chao"),
    "杨": ("yeung",), "邓": ("tang",), "冯": ("fung",), "罗": ("law", "lo"), "郭": ("kwok", "kuo"), "马": ("ma",),
    "蒋": ("chiang",), "孙": ("sun", "suen"), "崔": ("choi",), "金": ("kim",), "文": ("moon", "man"), "尹": ("yoon",),
}  # fmt: skip

# How surnames sound, but for those that are English words as well (he, she, long).
SURNAME_SOUNDS = frozenset(
    """
    ai ao ba bai baili bao bi bian bu cai cao cen chai chang chao che chen cheng chi chong chu chunyu cong cui dai
    deng di diao ding dong dongfang dongguo dou du duan duanmu dugu fei feng fu gan gao ge geng gong gongsun gongyang
    gongye gou gu guan gui guliang guo hai han hao hei helian heng hong hou hu hua huang huangfu hui huo huyan ji jia
    jian jiang jiao jie jin jing ju kan kang ke kong kou kuang lai lan lang lao lei leng li lian liang liangqiu liao
    lin ling linghu liu lu luan luo lyu lyuqiu ma mai mao mei meng mi miao ming moqi murong nai nalan nan nangong nie
    ning niu nong nuo ou ouyang pei peng pi piao ping puyang qi qian qiang qiao qin qing qiu qu quan que rao ren rong
    ru ruan rui sa sha shan shang shangguan shao shen sheng shentu shi shu shuai si sikong sima situ song su sui sun
    suo tai taishi tang tantai tao teng tian tong tou tu tuoba wang wanyan wei wen weng wenren wu xi xia xiahou xian
    xiang xianyu xiao xie ximen xin xing xiong xiu xu xuan xuanyuan xue yan yang yao ye yi yin ying yong yu yuan yuchi
    yue yuezheng yun yuwen zaifu zan zang zeng zha zhai zhan zhang zhangsun zhao zhen zheng zhi zhong zhongli zhongsun
    zhou zhu zhuang zhuge zhuo zong zou zu zuo
    """.split()
)
SURNAME_WORDS = frozenset(
    """
    a an ban bin dang e fan fang ha hang he long lou man min mo mu na ni pan pang po pu ran sang she tan tie wan you
    """.split()
)

COMPOUND_SURNAMES = {
    "欧阳": "ouyang", "诸葛": "zhuge", "上官": "shangguan", "司马": "sima", "司徒": "situ", "东方": "dongfang",
    "皇甫": "huangfu", "尉迟": "yuchi", "公孙": "gongsun", "慕容": "murong", "令狐": "linghu", "夏侯": "xiahou",
    "端木": "duanmu", "长孙": "zhangsun", "宇文": "yuwen", "独孤": "dugu", "南宫": "nangong", "轩辕": "xuanyuan",
    "澹台": "tantai", "万俟": "moqi", "呼延": "huyan", "赫连": "helian", "百里": "baili", "东郭": "dongguo",
    "西门": "ximen", "太史": "taishi", "公羊": "gongyang", "闻人": "wenren", "钟离": "zhongli", "申屠": "shentu",
    "宰父": "zaifu", "闾丘": "lyuqiu", "乐正": "yuezheng", "濮阳": "puyang", "鲜于": "xianyu", "仲孙": "zhongsun",
    "司空": "sikong", "公冶": "gongye", "淳于": "chunyu", "拓跋": "tuoba", "完颜": "wanyan", "纳兰": "nalan",
    "梁丘": "liangqiu", "谷梁": "guliang",
}  # fmt: skip
