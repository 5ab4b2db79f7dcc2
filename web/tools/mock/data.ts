/** A small chain to look at while no server runs: the same every time. */

const kNow = Date.parse("2026-11-21T10:24:00Z");
const at = (minutesAgo: number) => new Date(kNow - minutesAgo * 60_000).toISOString().replace(".000", "");
const day = (daysAgo: number) => new Date(kNow - daysAgo * 86_400_000).toISOString().slice(0, 10);

export const permissions = [
  ["audit.read", "See the audit trail", "查看操作日志"],
  ["catalogue.read", "See products", "查看商品"],
  ["catalogue.write", "Edit products", "编辑商品"],
  ["customers.read", "See customers", "查看客户"],
  ["customers.write", "Add and edit customers", "新增和编辑客户"],
  ["customers.phone.read", "See full phone numbers", "查看完整电话"],
  ["finance.margin.read", "See cost, margin and profit points", "查看成本、毛利与利润积分"],
  ["identity.org_units.read", "See branches and stores", "查看分支和门店"],
  ["identity.org_units.write", "Add, edit and move branches and stores", "新增、编辑、移动分支和门店"],
  ["identity.roles.read", "See roles and permissions", "查看角色和权限"],
  ["identity.roles.write", "Add and edit roles", "新增和编辑角色"],
  ["identity.settings.write", "Change the settings of the chain", "修改连锁设置"],
  ["identity.staff.read", "See staff", "查看员工"],
  ["identity.staff.write", "Add, edit and disable staff, reset passwords", "新增、编辑、停用员工，重置密码"],
  ["points.read", "See customers' points", "查看客户积分"],
  ["programme.read", "See tiers and strategies", "查看等级与策略"],
  ["programme.write", "Change strategies and tiers", "修改策略与等级"],
  ["sales.read", "See sales", "查看销售"],
  ["sales.sell", "Sell", "开单"],
  ["sales.return", "Take back goods", "退货"],
  ["sales.import", "Import sales", "导入销售"],
  ["pool.read", "See the public pool", "查看公海"],
  ["pool.claim", "Claim customers and look after them", "领取并跟进客户"],
  ["pool.assign", "Assign, transfer, take back", "分配、转交、收回"],
  ["pool.approve", "Answer requests", "审批申请"],
  ["pool.manage", "Pools and rules", "管理公海与规则"],
  ["pool.report", "Fairness report", "公平报告"],
  ["follow_ups.read", "See follow-ups", "查看跟进"],
  ["follow_ups.write", "Record follow-ups", "记录跟进"],
  ["grading.read", "See grading", "查看评级"],
  ["grading.write", "Change grading", "修改评级"],
].map(([name = "", description_en, description_zh]) => ({
  name,
  module: name.split(".")[0],
  description_en,
  description_zh,
}));

export const units = [
  { id: "1", kind: "headquarters", name: "海棠美妆总部", code: "HQ", status: "active", version: 1 },
  { id: "2", parent_id: "1", kind: "branch", name: "华东分公司", code: "EAST", status: "active", version: 1 },
  {
    id: "3",
    parent_id: "2",
    kind: "store",
    name: "人民路店",
    code: "S001",
    phone: "021-6322 1100",
    address: "上海市黄浦区人民路 88 号一层",
    status: "active",
    version: 3,
  },
  { id: "4", parent_id: "2", kind: "store", name: "西湖银泰店", code: "S002", status: "active", version: 1 },
  {
    id: "5",
    parent_id: "1",
    kind: "franchisee",
    name: "苏州园区加盟店",
    code: "F001",
    status: "active",
    version: 1,
  },
  {
    id: "6",
    parent_id: "1",
    kind: "store",
    name: "Nanjing Xinjiekou flagship store",
    code: "S003",
    status: "disabled",
    version: 2,
  },
];
export const roles = [
  {
    id: "1",
    name: "系统管理员",
    description: "全部权限，全连锁。",
    data_scope: "all",
    permissions: permissions.map((p) => p.name),
    built_in: true,
    version: 1,
  },
  {
    id: "2",
    name: "店长",
    description: "管理本店或本分支及其下级。",
    data_scope: "branch",
    permissions: [
      "customers.read",
      "customers.write",
      "sales.read",
      "sales.sell",
      "sales.return",
      "points.read",
      "programme.read",
    ],
    built_in: true,
    version: 1,
  },
  {
    id: "3",
    name: "导购",
    description: "在本店接待客户并销售。",
    data_scope: "store",
    permissions: ["customers.read", "sales.sell"],
    built_in: false,
    version: 2,
  },
];
export const staff = [
  ["1", "林晓帆", "admin", "1", ["1"]],
  ["2", "陈静怡", "chen.jingyi", "3", ["2"]],
  ["3", "Alexandra Montgomery-Fitzgerald", "alexandra.montgomery", "4", ["3"]],
  ["4", "周航", "zhouhang", "5", ["3"]],
].map(([id, name, sign_in_name, org_unit_id, role_ids], i) => ({
  id,
  name,
  sign_in_name,
  org_unit_id,
  role_ids,
  phone: `1381234567${i}`,
  status: i === 3 ? "disabled" : "active",
  language: "zh",
  theme: "system",
  must_change_password: i === 2,
  totp_enabled: i === 0,
  last_sign_in_at: i === 2 ? undefined : at(30 + i * 4000),
  created_at: at(90_000),
  version: 1,
  guide_number: `G00${i}`,
}));
export const tiers = [
  { id: "1", name: "银卡", threshold_points: 0, discount_ppm: 950000, colour: "#7f8fa6", version: 1 },
  { id: "2", name: "金卡", threshold_points: 100000, discount_ppm: 900000, colour: "#d4a017", version: 1 },
  { id: "3", name: "钻石卡", threshold_points: 500000, discount_ppm: 850000, colour: "#3f8d8b", version: 1 },
];
export const serviceTypes = [
  { id: "1", name: "护肤", code: "SKIN", weight_ppm: 300000, margin_ppm: 420000, version: 1 },
  { id: "2", name: "彩妆", code: "COLOUR", weight_ppm: 250000, margin_ppm: 350000, version: 1 },
  { id: "3", name: "护理服务", code: "CARE", weight_ppm: 600000, margin_ppm: 650000, version: 1 },
];
const goods = [
  "玫瑰保湿精华水 150ml",
  "烟酰胺亮肤面膜 5片",
  "丝绒哑光唇釉 #302",
  "深层清洁护理 60分钟",
  "Hydrating overnight repair cream 50 ml",
  "防晒隔离乳 SPF50+",
];
export const products = Array.from({ length: 24 }, (_, i) => ({
  id: String(i + 1),
  sku: `SK-${String(1000 + i)}`,
  barcode: i % 5 === 4 ? undefined : `69010283${String(40000 + i)}`,
  name: `${goods[i % goods.length]}`,
  category: ["护肤", "彩妆", "服务"][i % 3],
  service_type_id: String((i % 3) + 1),
  price_minor: 9900 + i * 3700,
  cost_minor: i % 4 === 3 ? undefined : 4200 + i * 1700,
  status: i === 7 ? "disabled" : "active",
  version: 1,
  created_at: at(i * 5000),
}));
const surnames = "王李张刘陈杨赵黄周吴徐孙".split("");
const given = ["梓涵", "雨桐", "思远", "佳怡", "建国", "晓梅", "浩然", "诗琪", "明轩", "丽华"];
export const customers = Array.from({ length: 137 }, (_, i) => {
  const tier = i % 9 === 0 ? undefined : tiers[i % 3];
  return {
    id: String(1000 + i),
    kind: i % 17 === 16 ? "organisation" : "person",
    name:
      i === 4
        ? "Maximiliane von Hohenstein-Waldburg"
        : i % 17 === 16
          ? `上海海棠贸易有限公司${i}`
          : `${surnames[i % 12]}${given[i % 10]}`,
    gender: i % 2 ? "male" : "female",
    phone: `138****${String(1000 + i * 37).slice(-4)}`,
    email: i % 3 ? undefined : `guest${i}@example.com`,
    birthday_on: `19${70 + (i % 30)}-0${(i % 9) + 1}-1${i % 9}`,
    store_id: i % 2 ? "3" : "4",
    store_name: i % 2 ? "人民路店" : "西湖银泰店",
    owner_staff_id: i % 4 ? "2" : undefined,
    status: i === 5 ? "disabled" : "active",
    source: i % 2 ? "到店" : "转介绍",
    card_number: i % 3 ? `8600 ${1000 + i}` : undefined,
    tier_id: tier?.id,
    tier_name: tier?.name,
    combined_points: (137 - i) * 3777,
    last_purchase_at: i % 9 ? at(i * 700 + 12) : undefined,
    created_at: at(i * 1300 + 5),
    version: 1,
    note: i === 0 ? "对香精敏感，偏好清爽质地。" : undefined,
  };
});
export const sales = Array.from({ length: 12 }, (_, i) => ({
  customer_id: i % 5 === 4 ? "-77" : String(1000 + i),
  sale_id: String(5000 + i),
  store_id: i % 2 ? "3" : "4",
  store_name: i % 2 ? "人民路店" : "西湖银泰店",
  staff_id: "2",
  source: "till",
  sold_at: at(i * 47 + 3),
  list_minor: 150000 - i * 4300,
  payable_minor: 145100 - i * 4300,
  rebate_minor: 4900,
  returned_minor: i === 3 ? 9900 : 0,
  consumption_points: 35000,
  profit_points: 40000,
  combined_points: 39000,
  customer_name: i % 5 === 4 ? undefined : customers[i]?.name,
  created_at: at(i * 47),
  version: 1,
}));
export const strategies = [
  { id: "2", name: "提高利润权重", effective_from: at(40_000), x_ppm: 800000, y_ppm: 200000 },
  { id: "1", name: "首版策略", effective_from: at(400_000), x_ppm: 700000, y_ppm: 300000 },
].map((s) => ({
  ...s,
  accrue_on: "list",
  loss_lines: "subtract",
  downgrade: "never",
  development_days: 30,
  development_x_ppm: 600000,
  development_y_ppm: 400000,
  development_weight_multiplier_ppm: 1500000,
  development_cap_points: 0,
  development_bonus_points: 5000,
  maintenance_weight_multiplier_ppm: 1000000,
  maintenance_cap_points: 2000000,
  maintenance_bonus_points: 0,
  created_at: s.effective_from,
  created_by: "1",
}));
export const audit = Array.from({ length: 40 }, (_, i) => ({
  id: String(i + 1),
  at: at(i * 61),
  actor_staff_id: "1",
  actor_name: i % 3 ? "林晓帆" : "陈静怡",
  action: ["customers.update", "identity.sign_in", "customers.create", "identity.edit_role"][i % 4],
  subject_kind: "customer",
  subject_id: "1000",
  subject_label: i % 2 ? "王梓涵" : "店长",
  changes:
    i % 4 === 1
      ? []
      : [
          { field: "phone", before: "138****1000", after: "139****2000" },
          { field: "note", after: "对香精敏感" },
        ],
  request_id: `r-${i}`,
  source_address: "192.168.1.23",
}));
export const home = {
  today: { sales_count: 38, sales_minor: 2864350, new_customers: 12, returns_count: 1 },
  days: Array.from({ length: 30 }, (_, i) => ({
    on: day(29 - i),
    sales_count: 20 + ((i * 7) % 23),
    sales_minor: 1200000 + ((i * 733_211) % 2_400_000),
  })),
  tiers: [
    ...tiers.map((tier, i) => ({
      tier_id: tier.id,
      name: tier.name,
      customers: [820, 311, 64][i] ?? 0,
      colour: tier.colour,
    })),
    { tier_id: "", name: "", customers: 402 },
  ],
  newest_customers: customers.slice(0, 6),
  newest_sales: sales.slice(0, 6),
  running_imports: [
    { id: "9", file_name: "2025年销售流水.csv", state: "running", rows_total: 120000, rows_done: 48211 },
  ],
  to_do: [{ key: "home.todo.imports_waiting", count: 2, link: "/imports" }],
};
export const points = {
  consumption_points: 812300,
  profit_points: 640050,
  combined_points: 674500,
  tier: { id: "2", name: "金卡", discount_ppm: 900000 },
  next_tier: { id: "3", name: "钻石卡", threshold_points: 900000, missing_points: 225500 },
  sales_count: 17,
  spent_minor: 2841200,
};
export const timeline = [
  {
    id: "1",
    at: at(20),
    kind: "sale",
    title_key: "customers.timelineKind.sale",
    params: { staff_name: "陈静怡" },
    subject_kind: "sale",
    subject_id: "5000",
    amount_minor: 145100,
    points: 39000,
  },
  {
    id: "2",
    at: at(900),
    kind: "change",
    title_key: "customers.timeline.changed",
    params: { staff_name: "林晓帆", fields: "phone, note" },
  },
  {
    id: "3",
    at: at(4000),
    kind: "return",
    title_key: "customers.timelineKind.return",
    params: { staff_name: "陈静怡" },
    amount_minor: -9900,
    points: -2300,
  },
  {
    id: "4",
    at: at(9000),
    kind: "card",
    title_key: "customers.timeline.card_issued",
    params: { staff_name: "陈静怡", card_number: "8600****1000" },
  },
  {
    id: "5",
    at: at(12000),
    kind: "change",
    title_key: "customers.timeline.created",
    params: { staff_name: "林晓帆" },
  },
];
export const entries = Array.from({ length: 8 }, (_, i) => ({
  id: String(i + 1),
  entry_no: 8 - i,
  combined_balance_points: 674500 - i * 39000,
  at: at(20 + i * 5000),
  kind: i === 2 ? "return" : "sale",
  consumption_points: i === 2 ? -4000 : 35000,
  profit_points: i === 2 ? -3100 : 40000,
  combined_points: i === 2 ? -3280 : 39000,
}));
export const chain = {
  chain_name: "海棠美妆",
  currency: "CNY",
  currency_digits: 2,
  time_zone: "Asia/Shanghai",
  language: "zh",
};
