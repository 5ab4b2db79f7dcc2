export const staff = {
  title: "员工", create: "新建员工", edit: "编辑员工", name: "姓名", signInName: "登录名", phone: "电话", email: "邮箱", guideNumber: "导购号", wechat: "微信号", store: "所属", roles: "角色", status: "状态", language: "语言", lastSignIn: "最近登录", totp: "两步验证", never: "从未登录", filterQ: "姓名、登录名、电话", emptyTitle: "还没有员工", emptyText: "添加员工并分配角色后，他们就可以登录。", created: "已新建员工 {{name}}", saved: "已保存员工 {{name}}", disabled: "已停用 {{name}}", enabled: "已启用 {{name}}", disableTitle: "停用员工“{{name}}”？", disableText: "该员工会立即退出所有设备，不能再登录。",
  resetPassword: "重置密码", resetTitle: "重置“{{name}}”的密码？", resetText: "旧密码立即失效，该员工在所有设备上退出，下次登录须设置新密码。", temporaryTitle: "临时密码", temporaryText: "请当面或电话告知本人，关闭后不再显示。", removeTotp: "关闭其两步验证", removeTotpTitle: "关闭“{{name}}”的两步验证？", removeTotpText: "用于手机丢失的情况。之后仅凭密码即可登录，请确认是本人。", totpRemoved: "已关闭 {{name}} 的两步验证", for: "给 {{name}}（{{signInName}}）", noAccess: "没有角色", section: { account: "账号", guide: "导购信息", access: "权限" }, mustChange: "待改密码",
} as const;

export const roles = {
  title: "角色权限", create: "新建角色", edit: "编辑角色", name: "角色名称", description: "说明", scope: "数据范围", permissions: "权限", builtIn: "内置", count: "{{n}} 项权限", emptyTitle: "还没有角色", emptyText: "角色决定能做什么、能看到哪些数据。", removeTitle: "删除角色“{{name}}”？", removeText: "删除后不能恢复。", removed: "已删除角色 {{name}}", saved: "已保存角色 {{name}}", created: "已新建角色 {{name}}", selectAll: "全选", clear: "清空", scopeHint: { own: "只看自己负责的记录", store: "本门店的记录", branch: "本分支及下级门店的记录", all: "全部记录" }, lacking: "您自己没有这项权限，不能授予", copy: "复制", copyName: "{{name}}（副本）", of: "{{n}} / {{total}}", builtInHint: "内置角色不能修改，可以复制后调整。",
  module: { identity: "员工与组织", access: "访问", audit: "操作日志", customers: "客户", catalogue: "商品", points: "积分", sales: "销售", finance: "财务", system: "系统", pool: "公海", rewards: "权益", messaging: "消息" },
} as const;

export const stores = {
  title: "门店", create: "新建单位", edit: "编辑", move: "移动", moveTitle: "移动“{{name}}”到", moveText: "下级单位一起移动；数据范围为“本分支”的员工能看到的记录随之变化。", moved: "已移动 {{name}}", kind: { headquarters: "总部", branch: "分公司", franchisee: "加盟商", store: "门店" }, field: { kind: "类型", name: "名称", code: "编号", phone: "电话", address: "地址", timeZone: "时区", parent: "上级", status: "状态" }, addBelow: "在下级新建", saved: "已保存 {{name}}", created: "已新建 {{name}}", emptyTitle: "还没有门店", emptyText: "先建立总部，再添加分公司和门店。", inherit: "跟随连锁设置", below: "{{n}} 个", belowLabel: "下级单位", count: "{{n}} 家门店", disabled: "已停用 {{name}}", enabled: "已启用 {{name}}", select: "选择左侧的单位查看详情", disableTitle: "停用“{{name}}”？", disableText: "停用后不能再在这里开单，历史记录保留。",
} as const;
