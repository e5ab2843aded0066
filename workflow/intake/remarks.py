"""Remarks behind a text that are neither text nor credits: whose production, where to read more, who the author is.

They stand on lines of their own between the last sentence and the page's foot. What they say belongs to the original's
page, not to its text; so only short lines that consist of such a remark from end to end count.
"""

import re

from workflow.text.comparable import simplified

LONGEST_REMARK = 90
"""Characters; a longer line is text."""

_OPEN, _CLOSE = r"[（(【\[〔［*※\s]*", r"[。.！!）)】\]〕］*\s]*"
_PRODUCED = re.compile(
    rf"{_OPEN}(?![^。]*[，。；！？由是将])[\w·\u3400-\u9fff 、&+“”\"×/／]{{2,30}}"
    rf"(?:联合)?(?:出品|制作|摄制|监制|荣誉出品){_CLOSE}\Z"
)
_AFFILIATION = re.compile(
    rf"[（(【\[〔［]\s*(?:本文)?(?:第一|通讯|两位|三位)?(?:作者|执笔人?|采访人|受访者|记者)(?:单位|简介|介绍|[^）)，。]{{0,8}}(?:系|为|是)|分别|均|现[为任])[^）)】\]]{{2,80}}{_CLOSE}\Z|"
    rf"[（(]\s*(?:本文)?作者\s*[:：][^。，,、\s（(]{{2,36}}(?:书记|主任|教授|研究员|[局院校所处厅部会馆社司]长|主席|学者|讲师|博士后|博士生|"
    rf"大学|学院|研究[院所]|中心|委员会|[局厅部馆])[）)]{_CLOSE}\Z|"
    rf"{_OPEN}(?:本文)?作者(?:单位|简介|介绍)\s*[:：][^。]{{2,80}}{_CLOSE}\Z"
)
_SHARED_WORK = re.compile(
    rf"[（(【\[〔［*※]\s*[^。；]{{2,50}}(?:参与(?:了)?(?:采写|采访|报道|本文|整理|摄影)|对(?:此文|本文|此).{{0,4}}(?:亦有|有)贡献|"
    rf"(?:采写|采访|综合|编辑)?整理(?:报道)?|综合报道|采写报道|采访报道){_CLOSE}\Z"
)
_REPRINTED = re.compile(
    rf"[（(【]\s*(?:据|综合|转载?自|摘自|选自|节选自|原载于?|原刊于?|刊于|来源于?|本[报社网刊台])[^。，]{{2,40}}[）)】]{_CLOSE}\Z|"
    r"[（(]?[^。，：:]{2,20}(?:供稿|供图)[）)]?\Z|\S{2,8}[社网报]发(?:\s*[（(\s][^（）()]{2,8}?\s*摄[）)]?)?\Z|据\S{2,8}[社网报](?:电|报道|消息)?\Z|综合[^。，：:]{2,24}(?:报道|消息)\Z|综合\s*[:：][^。，]{2,40}\Z|"
    rf"{_OPEN}《?[\w·]{{0,16}}》?\s*[（(]?\s*(?:19|20)\d\d年\s*(?:第\s*\d+\s*期|\d+月\s*\d+日.{{0,6}}?第?\s*\d+\s*版)[^。，]{{0,10}}{_CLOSE}\Z"
)
_MORE = re.compile(
    rf"{_OPEN}(?:(?:本文|文章|以上)(?:内容)?(?:来自|首发于?|原载于?|刊载于?|刊于|原文刊|刊发于|选自|节选自).{{2,60}}|"
    r"(?:更多|欲知|欲了解|了解|想看|获取)(?!.*(?:查询|咨询|报名|申请|办理)).{0,16}(?:尽在|戳|(?:欢迎|敬请|请|可|就)?(?:关注|下载|登录|点击|扫|锁定|订阅)).{0,40}|"
    r"(?:欢迎|敬请|请|快来|赶快)?(?:关注|下载|订阅|点击|扫码|戳|长按|扫描|识别|转发|分享|进入).{0,40}(?:公众号|微信|客户端|APP|二维码|专题|频道|视频号|微博|小程序|原文|链接|蓝字|按钮|朋友圈|我们)(?:[，,][^。]{0,20})?|"
    r"看.{2,12}[，,]\s*(?:就)?(?:关注|上|来|下载).{0,20}(?:微信|微博|客户端|公众号|APP|网)|"
    r"(?:点|点个|点击|点亮|顺手点)?[“\"「【]?(?:在看|赞|点赞|好看|关注|分享).{0,40}(?:在看|点赞|朋友圈|传下去|更多人|支持|鼓励|哦|吧)|"
    r"(?:点击)?(?:进入|查看|返回).{0,12}(?:专题|原文|频道|全文|更多|首页|列表)|"
    r"(?:往期|精彩|前期|历史|近期|热门)(?:推荐|回顾|精选|内容|文章|链接|精彩)|相关报道见.{0,20}|详见.{0,12}版|"
    r"本(?:文|报|版|栏目|期)(?:图片|照片|配图|图|插图|稿件)(?:均)?(?:除.{2,10}外)?(?:均)?(?:由|为|来自|来源).{2,40}|"
    r"(?:文中|文内|本文)?(?:图片|照片|配图|图|题图|头图|封面图|插图)(?:均)?(?:来源于?|来自|由|源自)(?!.{0,20}提供).{1,30}|"
    r"(?:投稿|爆料|报料|新闻线索|商务合作)(?:邮箱|热线|电话|微信|方式)?\s*[:：].{2,60})"
    rf"{_CLOSE}\Z",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r"[（(【\[]?(?:上接|下转|紧接|接)第?[A-Z]?\d{1,3}版.{0,8}\Z|[A-Z]\d{2,3}版?\Z")
_TIPS = re.compile(r"[【（(\[][^【】]*(?:新闻线索|报料|爆料|投稿)[^【】]*[】）)\]]\Z")
_APPLAUSE = re.compile(r"[^。]{0,10}(?:请|点个|给个|记得|欢迎)(?:点赞|赞|在看|转发|分享|收藏)[^。]{0,8}\Z")
_ASKED = re.compile(
    r"[^。]{0,30}(?:欢迎|快来|请|不妨)(?:大家)?(?:在)?(?:评论区|留言区|文末|下方)?(?:留言|评论|聊聊|分享|告诉我们)[^。，]{0,8}\Z|"
    r"一键三连.{0,8}\Z"
)
_PICTURED = re.compile(r"(?:封面|题图|头图|文内|文中|首图)?(?:图片|照片|配图|题图)来源\s*[:：][^。]{2,40}\Z")
_PATTERNS = (_PRODUCED, _AFFILIATION, _SHARED_WORK, _REPRINTED, _MORE, _CONTINUED, _TIPS, _APPLAUSE, _ASKED, _PICTURED)
_BUTTON_LINK = re.compile(
    r"(?:(?:返回[^\s，。]{0,8}[，,]\s*)?(?:查看|阅读|点击|浏览)(?:更多|原文|全文|详情|更多精彩)?|返回[^\s，。]{0,8}(?:首页|列表|频道))\s*[>＞»›.…]*\Z"
)
_ITSELF = (
    "素材 来源 出处 编排 整理 编译 转载 转自 摘自 原载 原刊 原题 标题 原文 版权 著作权 侵权 删除 声明 授权 关注 订阅 "
    "公众号 微信 微博 客户端 小程序 APP 视频号 抖音 二维码 扫码 扫描 识别 长按 下载 点击 点赞 在看 分享 转发 收藏 "
    "评论 留言 投稿 邮箱 爆料 报料 线索 本文 此文 文章 稿件 图片 照片 配图 插图 文字 视频 图文 海报 制图 作者 记者 "
    "通讯员 编辑 责编 审核 审校 校对 终审 初审 复审 监制 出品 策划 统筹 摄影 摄像 拍摄 供稿 供图 撰稿 采写 报道 更多 "
    "精彩 往期 推荐 相关 延伸 阅读 链接 资讯 专题 专区 频道 首页 返回 上一篇 下一篇 上一条 下一条 栏目 本报 本网 "
    "本刊 本站 本台 不代表 观点 立场 仅供参考"
)
_GLUE = (
    "此前 早前 内容 信息 新闻 网络 平台 综合自 综合 发布 联系 单位 欢迎 敬请 我们 如有 据 请 由 或 和 及 与 等 为 均 "
    "于 自 的"
)
_SELF = re.compile("|".join(_ITSELF.split()), re.IGNORECASE)
_SELF_OR_GLUE = re.compile("|".join(_ITSELF.split() + _GLUE.split()), re.IGNORECASE)


def remark(text: str) -> bool:
    """Whether a line behind a text is such a remark."""
    if not 3 <= len(text) <= LONGEST_REMARK:  # noqa: PLR2004 - shorter ones are names
        return False
    text = simplified(text)
    return any(pattern.match(text) for pattern in _PATTERNS)


def about_itself(text: str) -> bool:
    """Whether a line speaks of the article, its makers and its site in hardly any other words (``信息来源于网络``).

    On 300 pages, no last line of a text is made of such words by six tenths, and half of what follows one is.
    """
    words = re.sub(r"[\W_]", "", simplified(text))
    if not 3 <= len(words) <= LONGEST_REMARK:  # noqa: PLR2004 - shorter ones are names
        return False
    if "提供" in words:  # whose a picture is stays with the text
        return False
    core = sum(map(len, _SELF.findall(words)))
    return core >= 0.25 * len(words) and sum(map(len, _SELF_OR_GLUE.findall(words))) >= 0.6 * len(words)


def button_link(text: str) -> bool:
    """Whether the text of a link at a paragraph's end leads back to the site, not from the text to its subject."""
    return bool(_BUTTON_LINK.match(simplified(text).strip())) and len(text.strip()) >= 4  # noqa: PLR2004 - two words
