export const nav = {
  workbench: "工作台", customersGroup: "客户", goodsGroup: "商品", salesGroup: "销售", loyaltyGroup: "积分", organisationGroup: "组织", systemGroup: "系统",
  home: "首页", customers: "客户列表", products: "商品", serviceTypes: "服务类型", strategies: "积分策略", tiers: "会员等级", staff: "员工", roles: "角色权限", stores: "门店", audit: "操作日志", settings: "系统设置",
} as const;

export const shell = {
  searchAnything: "搜索客户、页面、操作", paletteHint: "输入姓名、电话、卡号或页面名称", palettePages: "页面", paletteActions: "操作", paletteCustomers: "客户", paletteNothing: "没有找到", paletteSearching: "正在搜索…",
  menu: "菜单", collapseMenu: "收起菜单", expandMenu: "展开菜单", account: "我的账号", language: "语言", theme: "外观", themeSystem: "跟随系统", themeLight: "浅色", themeDark: "深色", help: "快捷键", skip: "跳到内容",
  chinese: "中文", english: "English", userMenu: "用户菜单", switchTheme: "切换深浅色",
  notFoundTitle: "没有这个页面", notFoundText: "链接可能已失效。", goHome: "回到首页",
  crashedTitle: "页面出错了", crashedText: "刷新后再试；如仍出现，请把下面的内容告诉管理员。", reload: "刷新页面", newVersion: "系统已更新，刷新后继续。",
  offline: "与服务器的连接中断，正在重试", keys: {
    title: "键盘快捷键", everywhere: "任何页面", lists: "列表", records: "详情", go: "跳转",
    palette: "打开命令面板", search: "定位到搜索框", help: "显示快捷键", down: "下一行", up: "上一行", open: "打开当前行", create: "新建", previous: "上一条", next: "下一条", edit: "编辑", theme: "切换深浅色", then: "然后",
  },
} as const;

export const signIn = {
  title: "登录归港", subtitle: "门店客户、积分与销售的一体化后台", name: "登录名", password: "密码", submit: "登录", code: "动态验证码", codeHint: "打开手机上的验证器应用，输入 6 位数字。", codeTitle: "两步验证", anotherAccount: "换一个账号",
  lockedTitle: "登录已暂时锁定", lockedText: "连续失败次数过多，请在 {{time}} 后再试。", expired: "登录已过期，请重新登录。", capsLock: "大写锁定已打开", forgot: "忘记密码？请联系管理员重置。", tagline: "每一次到店，都是归港。",
} as const;

export const setup = {
  title: "初始设置", welcome: "欢迎使用归港", step: { language: "语言", chain: "连锁", store: "门店", admin: "管理员" },
  languageTitle: "选择语言 · Choose a language", languageText: "之后每个人都可以随时切换。", code: "设置码", codeHint: "服务器启动时打印在终端里，也包含在设置链接中。",
  chainTitle: "您的连锁", chainText: "名称会显示在每个页面；币种决定金额的写法。", chainName: "连锁名称", chainNamePlaceholder: "例如：海棠美妆", currency: "币种", currencyHint: "之后不能更改。", timeZone: "时区", timeZoneHint: "报表按此时区的日期统计。",
  storeTitle: "第一家门店", storeText: "其余门店和分公司可以稍后添加。", storeName: "门店名称", storeNamePlaceholder: "例如：人民路店",
  adminTitle: "管理员账号", adminText: "这个账号拥有全部权限，请妥善保管密码。", adminName: "姓名", signInName: "登录名", signInNameHint: "登录时使用，字母、数字或邮箱。", password: "密码", passwordAgain: "再输入一次", passwordMismatch: "两次输入不一致", finish: "完成并进入",
  alreadyTitle: "初始设置已完成", alreadyText: "这个系统已经有管理员了，请直接登录。", strength: { label: "密码强度", s0: "太短", s1: "弱", s2: "一般", s3: "好", s4: "很好", hint: "用几个不相干的词，比用符号更好记也更安全。" },
} as const;

export const account = {
  title: "我的账号", profile: "个人资料", security: "安全", preferences: "偏好", changePassword: "修改密码", currentPassword: "当前密码", newPassword: "新密码", newPasswordAgain: "再输入一次新密码", passwordChanged: "密码已修改",
  mustChangeTitle: "请设置新密码", mustChangeText: "您正在使用临时密码，设置自己的密码后才能继续。",
  sessions: "登录设备", sessionsText: "发现不认识的设备时，请立即移除并修改密码。", thisDevice: "当前设备", revoke: "移除", revokeTitle: "移除这台设备的登录？", revokeText: "{{device}}（{{address}}）需要重新登录才能使用。", revoked: "已移除", lastSeen: "最近使用", signedInAt: "登录于", unknownDevice: "未知设备",
  totp: "两步验证", totpOn: "已开启", totpOff: "未开启", totpText: "登录时除密码外，还需要手机验证器上的动态码。", totpEnable: "开启两步验证", totpDisable: "关闭两步验证", totpScan: "用手机验证器应用扫描二维码", totpSecret: "无法扫描时，手动输入密钥", totpConfirm: "输入应用显示的 6 位数字", totpEnabled: "两步验证已开启", totpDisabled: "两步验证已关闭", totpDisableText: "关闭后仅凭密码即可登录，请输入密码确认。",
  role: "角色", store: "所属", scope: "数据范围", signInName: "登录名", guideNumber: "导购号",
} as const;

export const scope = { own: "本人", store: "本店", branch: "本分支", all: "全部" } as const;
