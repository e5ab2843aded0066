"""Headings of what a page adds to an article: lists of other articles, comments, advertisements.

Sites name such parts in ever new ways, but out of few words (相关 + 阅读, 猜你 + 喜欢, 本周 + 热门 + 文章): a heading
is told by being made of nothing else.
"""

import re
import unicodedata

from workflow.text.comparable import simplified

_WORDS = (
    "这些 相关 相似 关联 延伸 扩展 拓展 推荐 荐读 荐文 猜你 你可能 您可能 可能 也许 还会 还想 还在 想看 爱看 感兴趣 "
    "喜欢 热门 热点 热搜 热闻 热文 热图 热榜 热评 热议 热读 精彩 精选 精品 更多 往期 历史 近期 最近 最新 新近 今日 "
    "本周 本月 一周 24小时 48小时 小时 点击 阅读 新闻 文章 资讯 信息 消息 内容 链接 报道 专题 视频 图片 图集 图文 组图 "
    "高清 排行 排名 排行榜 榜单 榜 评论 跟贴 跟帖 留言 互动 讨论 网友 回顾 看 读 都 大家 在 的 人 也 还 为你 为您 "
    "给你 给您 你 您 我 关注 本站 本网 全站 站内 网站 同类 同栏目 栏目 频道 头条 要闻 动态 导读 此 该 作者 稿件 其他 "
    "其它 作品 广告 赞助 推广 特别 编辑 编辑推荐 原创 标签 关键词 之后 又 了 后 下载 客户端 扫码 二维码 会"
)
_WORD = "|".join(sorted(map(re.escape, _WORDS.split()), key=len, reverse=True))
_MADE = re.compile(rf"(?:{_WORD}){{2,7}}\Z")
_LONGEST = 14
_NOISE = re.compile(r"[\W_]+")


def heads_section(text: str) -> bool:
    """Whether a short line is made of nothing but the words by which sites head lists of other articles."""
    if len(text) > 2 * _LONGEST or text.endswith(("。", "！", "？", "，", "；")):
        return False
    words = _NOISE.sub("", unicodedata.normalize("NFKC", simplified(text)))
    return 4 <= len(words) <= _LONGEST and bool(_MADE.match(words))  # noqa: PLR2004 - two words
