/** What a refusal means to the person, by the server's stable reason. A reason not listed shows the server's own sentence. */
export const reasons = {
  client: { unreachable: "连不上服务器，请检查网络后重试。", unexpected_answer: "服务器没有正常应答，请稍后再试。" },
  request: {
    unknown_field: "不认识这个字段", wrong_type: "格式不对", out_of_range: "超出允许范围", too_long: "太长了", required: "必须填写", invalid: "请检查填写的内容", version_conflict: "这条记录刚被别人修改过", idempotency_mismatch: "重复提交的内容不一致，请刷新后重试", too_large: "内容太大",
    not_found: "找不到这条记录", malformed: "内容格式不对", unknown_parameter: "不认识的查询条件", rate_limited: "操作太频繁，请稍后再试", overloaded: "服务器繁忙，请稍后再试",
  },
  identity: {
    sign_in_required: "请先登录", wrong_credentials: "登录名或密码不正确", totp_required: "请输入动态验证码", totp_wrong: "动态验证码不正确", locked_out: "尝试次数过多，请稍后再试", password_too_short: "密码太短", password_too_common: "这个密码太常见", password_contains_name: "密码不能包含姓名或登录名", wrong_password: "当前密码不正确", setup_code_wrong: "设置码不正确", setup_done: "初始设置已经完成", sign_in_name_taken: "这个登录名已被使用",
    last_administrator: "至少要保留一位管理员", permission_beyond_own: "不能授予自己没有的权限", role_in_use: "还有员工使用这个角色", role_built_in: "内置角色不能修改", own_account: "不能停用自己的账号", move_into_itself: "不能移动到自己的下级", code_taken: "这个编号已被使用", name_taken: "这个名称已被使用", unit_has_children: "还有下级单位",
  },
  access: { permission_missing: "没有权限", out_of_scope: "不在您的数据范围内", margin_required: "需要毛利权限", origin_refused: "请求来源不被允许" },
  customers: { phone_taken: "这个电话已属于另一位客户", card_taken: "这个卡号已属于另一位客户", email_taken: "这个邮箱已属于另一位客户", not_found: "没有找到客户", phone_invalid: "电话号码无效" },
  catalogue: { sku_taken: "这个货号已被使用", barcode_taken: "这个条码已被使用", code_taken: "这个编号已被使用", not_found: "没有找到商品" },
  points: { effective_in_past: "生效时间不能早于现在", weights_must_add_up: "两项权重之和必须是 100%", profit_weight_too_low: "利润权重必须大于 50%", threshold_taken: "已有相同门槛的等级", tier_in_use: "还有客户处于这个等级" },
} as const;
