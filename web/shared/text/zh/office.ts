export const home = {
  hello: { morning: "早上好，{{name}}", noon: "中午好，{{name}}", afternoon: "下午好，{{name}}", evening: "晚上好，{{name}}" },
  today: "今天", salesAmount: "销售额", salesCount: "销售笔数", newCustomers: "新客户", returns: "退货", days: "近 30 天销售", tiers: "会员等级分布", newestCustomers: "最新客户", newestSales: "最新销售", imports: "正在导入", toDo: "待办", nothingToDo: "没有待办，一切就绪。", noSales: "还没有销售", noCustomers: "还没有客户", noTier: "未入级", average: "日均 {{money}}", seeAll: "查看全部", members: "{{n}} 位会员", anonymous: "散客", pending: "{{n}} 项", importRows: "{{done}} / {{total}} 行",
  task: { set_first_product: "录入第一个商品", create_product: "录入商品", create_tier: "设置会员等级", create_strategy: "发布积分策略", create_staff: "添加员工", create_customer: "新建客户", import_errors: "处理导入错误行", enable_totp: "开启两步验证", products_without_cost: "补全没有成本的商品", customers_without_phone: "补全没有电话的客户" },
} as const;

export const catalogue = {
  products: "商品", product: "商品", create: "新建商品", edit: "编辑商品", sku: "货号", barcode: "条码", name: "名称", category: "分类", serviceType: "服务类型", price: "售价", cost: "成本", margin: "毛利率", status: "状态", filterQ: "货号、条码、名称", costHint: "留空时按服务类型的毛利率估算。", emptyTitle: "还没有商品", emptyText: "录入商品后就可以开单。", created: "已新建商品 {{name}}", saved: "已保存商品 {{name}}", disabled: "已停用 {{name}}", enabled: "已启用 {{name}}",
  serviceTypes: "服务类型", createServiceType: "新建服务类型", editServiceType: "编辑服务类型", code: "编号", weight: "积分权重", weightHint: "消费金额乘以权重得到消费积分，通常取这类业务的平均毛利率。", marginRate: "毛利率", marginHint: "商品没有成本时，用它估算成本。", serviceTypeEmptyTitle: "还没有服务类型", serviceTypeEmptyText: "服务类型决定每类商品的积分权重。", below: "售价低于成本",
} as const;

export const audit = {
  title: "操作日志", at: "时间", actor: "操作人", action: "操作", subject: "对象", changes: "变更", source: "来源地址", request: "请求编号", module: "模块", from: "开始日期", to: "结束日期", q: "对象、内容", before: "变更前", after: "变更后", noChanges: "没有字段变更", emptyTitle: "还没有操作记录", emptyText: "每一次修改都会自动记在这里，且不能更改。", did: {
    identity: { set_up: "初始设置", sign_in: "登录", sign_in_failed: "登录失败", sign_in_locked: "登录被锁定", sign_out: "退出", end_session: "结束登录", change_password: "修改密码", reset_password: "重置密码", begin_totp: "开始开启两步验证", confirm_totp: "开启两步验证", disable_totp: "关闭两步验证", remove_totp: "关闭他人的两步验证", change_preferences: "修改偏好", create_staff: "新建员工", edit_staff: "编辑员工", disable_staff: "停用员工", enable_staff: "启用员工", create_role: "新建角色", edit_role: "编辑角色", delete_role: "删除角色", create_org_unit: "新建单位", edit_org_unit: "编辑单位", move_org_unit: "移动单位", edit_settings: "修改设置" },
    customers: { create: "新建客户", update: "编辑客户", disable: "停用客户", enable: "启用客户", card_issued: "添加会员卡", card_returned: "移除会员卡", card_frozen: "挂失会员卡", card_unfrozen: "解除挂失" },
  },
  field: { data_scope: "数据范围", permissions: "权限", role_ids: "角色", org_unit_id: "所属", parent_id: "上级", sign_in_name: "登录名", price_minor: "售价", cost_minor: "成本", chain_name: "连锁名称", time_zone: "时区", language: "语言", theme: "外观", guide_number: "导购号", wechat_id: "微信号", description: "说明", code: "编号", address: "地址", sku: "货号", barcode: "条码", category: "分类", service_type_id: "服务类型", weight_ppm: "积分权重", margin_ppm: "毛利率", threshold_points: "门槛", discount_ppm: "折扣", colour: "颜色", card_number: "卡号", must_change_password: "须改密码", totp_enabled: "两步验证" },
  fieldsChanged: "{{n}} 个字段", detail: "操作详情",
} as const;

export const settings = {
  title: "系统设置", chain: "连锁信息", saved: "设置已保存", about: "关于", version: "系统版本", schema: "数据版本", engine: "数据库", currencyHint: "币种在初始设置时确定。", defaultLanguage: "默认语言",
} as const;
