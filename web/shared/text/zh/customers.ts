export const customers = {
  title: "客户", create: "新建客户", edit: "编辑客户", filter: { q: "姓名、电话、卡号", store: "门店", status: "状态", kind: "类型", tier: "等级", owner: "负责人" },
  column: { name: "姓名", phone: "电话", tier: "等级", points: "新型积分", store: "门店", lastPurchase: "最近消费", owner: "负责人", card: "卡号", source: "来源", createdAt: "建档时间", kind: "类型", email: "邮箱", birthday: "生日" },
  kind: { person: "个人", organisation: "单位" }, gender: { female: "女", male: "男", other: "其他", unknown: "未知" },
  field: { kind: "类型", name: "姓名", occupation: "职业", organisationName: "单位名称", gender: "性别", phone: "电话", email: "邮箱", birthday_on: "生日", store_id: "所属门店", owner_staff_id: "负责人", source: "来源", external_ref: "外部编号", note: "备注", card_number: "会员卡号", sourceHint: "例如：到店、转介绍、抖音", status: "状态" },
  section: { basic: "基本资料", belonging: "归属", other: "其他" },
  emptyTitle: "还没有客户", emptyText: "新建第一位客户，或从文件导入。",
  disableTitle: "停用客户“{{name}}”？", disableText: "停用后不能再用于销售，历史记录保留，随时可以恢复。", disabled: "已停用 {{name}}", enabled: "已启用 {{name}}", saved: "已保存 {{name}}", created: "已新建客户 {{name}}",
  takenBy: "这个电话属于 {{name}}", openExisting: "打开这位客户",
  record: {
    profile: "资料", overview: "动态", purchases: "消费记录", entries: "积分明细", cards: "会员卡", frozen: "已挂失", noTimeline: "还没有动态", noPurchases: "还没有消费", noEntries: "还没有积分变动", noCards: "还没有会员卡", since: "{{date}} 建档", position: "第 {{n}} / {{total}} 位", spent: "累计消费", salesCount: "消费次数", addCard: "添加会员卡", cardNumber: "卡号", cardHint: "刷卡、扫码或手动输入", removeCardTitle: "移除会员卡 {{card}}？", removeCardText: "移除后，刷这张卡将不再找到这位客户。", cardAdded: "已添加会员卡", cardRemoved: "已移除会员卡", times: "{{n}} 次", phoneMasked: "完整号码需要“查看完整电话”权限", sell: "开单",
  },
  timeline: { created: "建立了档案", changed: "修改了{{fields}}", disabled: "停用了客户", enabled: "启用了客户", card_issued: "添加会员卡 {{card_number}}", card_unfrozen: "解除挂失 {{card_number}}", card_returned: "移除会员卡 {{card_number}}", card_frozen: "挂失会员卡 {{card_number}}", separator: "、" },
  timelineKind: { sale: "消费", return: "退货", points: "积分变动", change: "资料变更", card: "会员卡" },
  sale: { lines: "明细", list: "原价", rebate: "优惠", payable: "实付", quantity: "数量", unitPrice: "单价", amount: "金额", returned: "已退 {{n}}", store: "门店", staff: "经手", goods: "商品", items: "{{n}} 件", pieces: "等 {{n}} 种" },
} as const;

export const points = {
  consumption: "消费积分", profit: "利润积分", combined: "新型积分", tier: "会员等级", nextTier: "下一等级", noTier: "未入级", topTier: "已是最高等级", missing: "距 {{name}} 还差 {{points}} 分", discount: "折扣", threshold: "门槛积分", colour: "颜色",
  explain: {
    consumption: "历次消费按服务类型权重折算之和，退货按原记录扣回。", profit: "历次消费带来的利润之和，1.00 分即 1.00 元利润。", combined: "利润积分与消费积分按策略权重合成，会员等级由它决定。",
    combinedStep: "当前策略：利润 {{x}} + 消费 {{y}}", sumStep: "来自 {{n}} 笔消费，累计 {{spent}}", nowStep: "合计 {{points}} 分", tierStep: "达到 {{threshold}} 分升入该等级",
  },
  entry: { kind: "类型", at: "时间", balance: "余额", strategy: "策略", sale: "销售", return: "退货", adjustment: "调整", import: "导入", opening: "期初", why: "为什么是这个数", version: "第 {{n}} 版" },
  strategy: {
    title: "积分策略", current: "当前策略", history: "历史版本", newVersion: "发布新版本", version: "第 {{n}} 版", effectiveFrom: "生效时间", x: "利润权重 X", y: "消费权重 Y", formula: "新型积分 = {{x}} × 利润积分 + {{y}} × 消费积分", payable: "应付 = 等级折扣 × 新型积分 + 成本，不高于原价，不低于成本",
    accrueOn: "积分依据", accrue: { list: "按原价", paid: "按实付" }, lossLines: "亏损行", loss: { subtract: "从利润中扣除", zero: "按零计" }, downgrade: "降级", downgradePolicy: { never: "从不降级", period_end: "期末降级", one_step: "逐级下降" }, note: "说明", noteHint: "为什么调整，给以后查看的人", name: "名称",
    general: "通用", weights: "权重 X / Y", same: "同上", ownX: "单独的利润权重 X", multiplier: "消费权重倍数", cap: "每单积分上限", capHint: "0 表示不限", bonus: "每单额外积分", development: "开发期", maintenance: "维护期", developmentDays: "首单后仍算开发期", developmentHint: "天数；0 表示首单结算后即进入维护期", days: "{{n}} 天", untilFirst: "到首单结算为止", publish: "发布", xHint: "必须大于 50%，Y 自动等于 100% − X", publishTitle: "从 {{date}} 起采用新策略？", publishText: "已有的积分不变，之后的销售按新策略计算。", published: "新版本已发布", now: "立即", scheduled: "待生效", inForce: "生效中", past: "已过期", createdBy: "发布人", none: "还没有策略", noneText: "发布第一版策略后，销售才会产生积分。", xTooLow: "利润权重必须大于 50%，且不超过 100%",
  },
  tiers: { title: "会员等级", create: "新建等级", edit: "编辑等级", name: "等级名称", threshold: "门槛（新型积分）", discount: "折扣", discountHint: "只作用于利润部分，不影响成本。90% 即利润打九折。", customers: "会员数", colour: "颜色", emptyTitle: "还没有等级", emptyText: "建立等级后，会员按累计新型积分自动升级。", created: "已新建等级 {{name}}", saved: "已保存等级 {{name}}", ladder: "等级阶梯", benefit: "利润的 {{percent}}" },
} as const;
