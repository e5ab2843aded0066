"""Common Chinese words of two characters: what tells that a term is not there, and what is no term at all.

Terms are found as strings, never by segmentation. So 民生 stands in 人民生活, 外交 in 对外交流 and 产能 in 生产能力,
where one word ends and the next begins. Where both halves belong to common words that reach beyond it, the string is
no term (`across`). The list is of words that often stand beside terms; far from a dictionary.
"""

from workflow.text.comparable import normal

_COMMON = """
人民 保护 领导 诸多 许多 负责 国民 农民 居民 市民 公民 全民 村民 移民 渔民 牧民 股民 网民 难民 人类 人员 人口
人才 人士 人均 个人 工人 法人 老人 他人 军人 本人 生命 生活 生产 生态 生育 生物 生长 生存 生意 生源 发生 产生
学生 卫生 师生 招生 新生 先生 医生 民生 终生 对外 国外 海外 境外 室外 户外 此外 中外 内外 以外 涉外 郊外 交流
交通 交往 交易 交付 交给 交出 交由 交界 外交 提交 社交 成交 移交 产业 产品 产值 产权 产能 产量 产地 财产 资产
房产 地产 国产 遗产 量产 投产 破产 特产 能力 能源 能量 能够 能耗 职能 功能 智能 可能 不能 性能 潜能 节能 技能
效能 才能 动力 劳动 行动 活动 推动 运动 互动 带动 自动 变动 流动 启动 驱动 调动 主动 力量 力度 力争 大力 全力
努力 电力 权力 权利 实力 压力 财力 人力 潜力 活力 动能 动员 动态 动物 动作 公开 展开 召开 打开 离开 开发 开放
开展 开工 开始 开通 开幕 开设 开辟 开业 开学 开拓 发布 发展 发现 发挥 发明 发放 发电 发行 发言 发起 发表 发达
出发 研发 印发 颁发 突发 激发 引发 爆发 展示 展览 展现 展望 进展 拓展 扩展 工作 工业 工程 工厂 工具 工资 工艺
施工 加工 职工 员工 手工 化工 军工 设施 设备 设计 设立 设置 建设 实施 措施 施行 合作 合理 合同 合法 合格 合并
合力 结合 联合 融合 整合 综合 符合 配合 适合 混合 金融 作用 作为 作品 作物 作风 作出 作战 操作 制作 协作 创作
写作 风险 风格 风貌 风景 品质 品牌 品种 商品 食品 药品 质量 质疑 素质 物质 性质 本质 优质 量化 数量 大量 重量
流量 文化 变化 强化 深化 优化 绿化 转化 美化 简化 现代 现有 现实 现象 现场 体现 实现 表现 呈现 出现 实体 实际
实践 实验 实行 实在 代表 时代 年代 当代 古代 替代 代理 代码 表示 表明 表达 国家 国际 国内 国有 国防 国会 国企
国土 我国 全国 中国 外国 各国 两国 美国 英国 法国 德国 祖国 爱国 强国 本国 家庭 家电 家长 家园 家乡 专家 大家
会议 会员 会场 会谈 会见 会展 社会 大会 机会 协会 省会 议会 员会 议题 议案 议程 协议 建议 审议 决议 倡议 提议
抗议 地方 地区 地位 地图 地铁 地质 基地 各地 当地 土地 场地 本地 内地 用地 农地 两地 方面 方式 方向 方案 方法
方便 方针 双方 各方 多方 东方 西方 北方 南方 官方 警方 中方 面对 面临 面向 面积 全面 层面 表面 正面 上面 后面
安全 安排 安装 安心 治安 保安 平安 和平 平台 平均 平等 平衡 平稳 水平 公平 台湾 等级 等待 等于 上海 上市 上升
上述 上涨 以上 海上 网上 线上 路上 会上 海洋 海关 海军 海岸 市场 市区 市政 城市 都市 超市 场所 广场 立场 机场
商场 所有 所得 所在 研究 研制 科研 科学 科技 科普 学校 学习 学术 学院 学科 学者 学位 大学 中学 小学 数学 医学
文学 化学 教学 留学 办学 同学 技术 学问 主体 主要 主任 主席 主题 主管 主张 主权 主持 民主 自主 业主 体制 体系
体育 体验 团体 整体 全体 具体 集体 媒体 一体 群体 制度 制定 制造 制约 制品 机制 控制 限制 强制 编制 法制 抑制
造成 造船 造福 改造 创造 构造 打造 营造 成为 成立 成果 成功 成绩 成本 成长 成就 成员 形成 完成 组成 达成 构成
建成 促成 养成 程序 程度 过程 进程 课程 流程 行程 历程 序列 秩序 有序 信息 信用 信心 信任 信号 信贷 通信 相信
诚信 微信 用户 用于 用途 使用 利用 应用 费用 采用 适用 运用 户籍 息率 利息 消息 新闻 新型 新增 新能 创新 更新
全新 最新 重新 高新 闻名 型号 典型 大型 转型 模型 类型 重大 重点 重要 重视 重庆 重建 重组 大赛 大小 大众 扩大
最大 巨大 广大 强大 伟大 较大 加大 大陆 大多 大约 立法 立即 立足 独立 建立 国立 法律 法院 法规 法治 法庭 法官
依法 司法 执法 宪法 办法 书法 违法 守法 律师 治理 治疗 治国 政治 统治 防治 自治 整治 理论 理念 理解 理由 管理
处理 办理 原理 整理 总理 经理 心理 物理 经济 经验 经营 经过 经历 已经 曾经 财经 济南 救济 营业 营销 营养 运营
民营 私营 业务 业绩 业态 企业 行业 农业 商业 就业 事业 职业 专业 创业 毕业 失业 副业 林业 渔业 作业 务实 服务
任务 商务 政务 财务 税务 事务 债务 实务 公务 义务 投资 投入 投诉 投票 资金 资源 资本 资料 资格 外资 出资 融资
合资 金额 基金 奖金 现金 税金 金属 出口 出版 出台 出生 出席 出租 出售 提出 支出 输出 突出 付出 杰出 推出 口号
口岸 口碑 进口 港口 窗口 路口 提高 提供 提升 提前 提醒 前提 进行 进入 进步 进一 推进 促进 改进 引进 跟进 先进
前进 行为 行政 行使 银行 执行 举行 流行 运行 现行 旅行 飞行 为了 为主 为期 认为 以为 因为 公司 公共 公布 公路
公园 公众 公告 公安 公益 办公 共同 共享 共有 共识 共建 共和 中共 同时 同意 同比 同样 同步 同期 相同 不同 协同
时间 时期 时候 及时 小时 当时 临时 按时 间接 期间 空间 民间 中间 夜间 车间 接受 接待 直接 连接 承接 迎接 衔接
受到 受益 享受 感受 到达 达到 得到 得益 获得 取得 值得 益处 利益 效益 收益 权益 利润 利率 有利 胜利 便利 顺利
福利 水利 水质 水产 水源 供水 用水 节水 平方 数据 数字 人数 多数 少数 指数 据此 根据 依据 证据 网络 网站 网点
上网 互联 联网 联系 联盟 关联 系统 系列 关系 统一 统计 统筹 传统 总统 计划 计算 预计 共计 划分 规划 分析 分别
分布 分享 分配 部分 充分 十分 成分 部门 部署 部队 全部 内部 干部 总部 外部 门户 专门 热门 部长 局长 市长 省长
增长 校长 队长 长期 长江 长远 期待 期限 期望 短期 定期 近期 日期 后期 初期 学期 预期 限度 有限 权限 高度 速度
态度 角度 幅度 年度 深度 季度 印度 温度 调度 度过 度假
""".split()
COMMON = frozenset(_COMMON)

GENERAL = frozenset(
    """
加强 增强 加快 加大 提高 提升 推动 推进 促进 实现 实施 实行 开展 进行 完善 健全 坚持 落实 贯彻 保持 保证 确保
支持 扩大 深化 优化 强化 建立 发挥 形成 取得 完成 达到 做好 抓好 继续 努力 积极 大力 全面 不断 进一步 切实 充分
有效 重要 主要 重大 重点 关键 根本 基本 一般 特别 新的 优秀 措施 举措 任务 工作 问题 方面 方式 方法 情况 形势
条件 基础 水平 能力 作用 成果 成绩 成就 进展 意义 目的 目标 要求 内容 过程 阶段 时期 领域 社会 国家 地方 地区
各地 群众 人民 人们 大家 部门 单位 个人 人员 双方 各方 合作 交流 参与 参加 影响 变化 需要 需求 希望 相信 认为
表示 指出 强调 介绍 提出 介入 提供 发展 进步 增长 增加 减少 降低 安全 稳定 繁荣 共同 统筹 协调 加以 开创 推出
出台 制定 组织 领导 管理 服务 建设 精神
""".split()
)
"""Words of every text: a translator renders them as the sentence has it, and an entry for one binds nobody."""


_ENDS = frozenset(word[1] for word in COMMON)
_STARTS = frozenset(word[0] for word in COMMON)


def is_general(form: str) -> bool:
    """Whether a Chinese term is a word of every text; Traditional characters count as Simplified ones."""
    return normal(form) in GENERAL


def may_lie_across(form: str) -> bool:
    """Whether `across` can be true of a term, somewhere."""
    if len(form) == 2:  # noqa: PLR2004
        return form[0] in _ENDS and form[1] in _STARTS
    return len(form) == 3 and (form[1:] in COMMON or form[:2] in COMMON or form[2] == "性")  # noqa: PLR2004


def across(text: str, start: int, end: int) -> bool:
    """Whether a term of two or three characters lies across two words (民生 in 人民生活, 确定性 in 不确定性).

    Args:
        text: comparable text, Simplified.
        start: of the term.
        end: of the term.
    """
    left, right = text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]
    if end - start == 2:  # noqa: PLR2004
        return left in COMMON and right in COMMON
    if end - start == 3:  # noqa: PLR2004
        negated = left[:1] in ("不", "非") and text[end - 1] == "性"
        begins = left in COMMON and text[start + 1 : end] in COMMON
        return negated or begins or (right in COMMON and text[start : end - 1] in COMMON)
    return False
