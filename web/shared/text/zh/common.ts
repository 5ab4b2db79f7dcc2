export const common = {
  appName: "归港",
  action: {
    save: "保存", cancel: "取消", close: "关闭", edit: "编辑", create: "新建", remove: "删除", disable: "停用", enable: "启用", confirm: "确定",
    back: "返回", next: "下一步", previous: "上一步", retry: "重试", refresh: "刷新", undo: "撤销", copy: "复制", copied: "已复制", more: "更多", open: "打开",
    search: "搜索", add: "添加", reset: "重置", expand: "展开", collapse: "收起", query: "查询", discard: "放弃修改", keepEditing: "继续编辑", show: "显示", done: "完成",
    openAsPage: "打开详情页", signOut: "退出登录", signIn: "登录",
  },
  status: { active: "正常", disabled: "已停用" },
  yes: "是", no: "否", all: "全部", none: "无", blank: "—", optional: "选填", loading: "正在加载…", unknown: "未知",
  saved: "已保存", created: "已新建", removed: "已删除", undone: "已撤销", you: "您", system: "系统",
  field: { name: "名称", status: "状态", createdAt: "建立时间", note: "备注", code: "编号", phone: "电话", email: "邮箱", address: "地址" },
  list: {
    total: "共 {{n}} 条", page: "第 {{n}} 页", first: "第一页", previous: "上一页", next: "下一页", perPage: "{{n}} 条/页", columns: "列设置", density: "密度",
    dense: "紧凑", comfortable: "宽松", resetColumns: "恢复默认", moveUp: "上移", moveDown: "下移", searchHint: "搜索", actions: "操作", selected: "已选 {{n}} 条", clearSelection: "取消选择", updating: "正在更新",
    rangeFrom: "起", rangeTo: "止", sortBy: "排序",
  },
  empty: {
    nothingTitle: "这里还没有内容", nothingText: "新建第一条后会显示在这里。",
    notFoundTitle: "没有符合条件的结果", notFoundText: "放宽或清除筛选条件再试。", clearFilters: "清除筛选",
    notAllowedTitle: "没有权限查看", notAllowedText: "需要时请联系管理员开通。{{detail}}",
    failedTitle: "加载失败", failedText: "{{detail}}", requestId: "请求编号 {{id}}",
    missingTitle: "找不到这条记录", missingText: "它可能已被移走，或者不在您的数据范围内。",
  },
  form: {
    required: "请填写{{label}}", tooLong: "最多 {{n}} 个字", number: "请输入数字", money: "请输入金额，最多 {{n}} 位小数", points: "请输入积分，最多两位小数", percent: "请输入百分比，最多四位小数",
    leaveTitle: "放弃未保存的修改？", leaveText: "关闭后，这次填写的内容会丢失。", draftRestored: "已恢复上次未保存的草稿", draftDrop: "清空草稿", unsaved: "未保存",
    phone: "请输入有效的电话号码", email: "请输入有效的邮箱", select: "请选择", moneyPlaceholder: "0.00",
  },
  conflict: {
    title: "这条记录刚被别人修改过", text: "下面是不一致的字段，请决定保留哪一份。", field: "字段", mine: "我的修改", theirs: "现在的内容", keepMine: "用我的覆盖", takeTheirs: "采用现在的内容",
  },
  explain: { title: "怎么算出来的", none: "没有可说明的步骤" },
  pagination: { rows: "行" },
} as const;
