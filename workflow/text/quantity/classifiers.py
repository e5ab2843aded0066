"""Chinese classifiers, and nouns that are counted without one."""

from workflow.text.chars import one_of

# What a small numeral in characters must stand before to be a count (三个, 六所, 四国); measures are in `units`.
_CLASSIFIERS = """
个 名 位 人 户 口 员 者 家 所 间 处 座 栋 幢 台 部 辆 架 艘 列 件 套 张 把 支 枝 枚 颗 粒 棵 株 头 匹 只 条 根 项 款
种 类 样 次 回 场 轮 届 期 批 步 遍 顿 趟 局 本 册 卷 篇 份 幅 首 集 章 节 讲 课 封 封信 版 行 组 队 班 团 对 双 排 层
级 档 等 重 段 站 国 省 市 县 区 州 镇 乡 村 街 港 岛 河 湖 江 海 峡 省份 城 地 校 院 系 馆 厂 店 社 行业 门 科 学期
学年 周年 周岁 岁 代 世 任 大 面 方 边 端 线 极 点 块 片 道 环 链 圈 带 廊 轴 翼 核 中心 园 例 起 宗 桩 笔 单 票 席
席位 星 金 银 铜 连冠 冠 胜 负 平 球 分 分球 天 夜 昼 季 旬 月 年 字 句 词 问 题 策 策略 支柱 方面 阶段 领域 环节 维度
原则 步骤 渠道 举措 任务 目标 成员国 党 军 派 族 姓 兄弟 姐妹 孩 胎 子女 中全会 小时 分钟 秒钟 百人 千人 股 束 滴 杯
瓶 箱 袋 包 盒 碗 盘 桌 餐 车 车道 机 桥 路 航次 班次 趟次 晚
"""
CLASSIFIER = one_of(_CLASSIFIERS.split())
