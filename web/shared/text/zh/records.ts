export const records = {
  topics: "时间线显示的内容",
  topic: {
    all: "全部",
    sales: "消费",
    points: "积分与权益",
    contacts: "跟进",
    moves: "归属",
    changes: "资料变更",
    cards: "会员卡",
  },
  noneOfTopic: "还没有这类记录",
  recordContact: "记一次跟进",
  preview: "预览",
  openRecord: "打开档案",
  recent: "最近动态",
} as const;
