/** What the stand-in says of imports. */

export const columns = [
  ["订单号", ["CA-2017-152156", "CA-2017-152156", "US-2016-108966"], "order_ref"],
  ["下单时间", ["11/8/2017", "11/8/2017", "10/11/2016"], "sold_at"],
  ["客户编号", ["CG-12520", "CG-12520", "SO-20335"], "customer_ref"],
  ["客户姓名", ["Claire Gute", "Claire Gute", "Sean O'Donnell"], "customer_name"],
  ["地区", ["South", "South", "West"], undefined],
  ["商品编码", ["FUR-BO-10001798", "FUR-CH-10000454", "OFF-ST-10000760"], "sku"],
  [
    "商品名称",
    ["Bush Somerset Collection Bookcase", "Hon Deluxe Fabric Upholstered Stacking Chairs", ""],
    "product_name",
  ],
  ["类别", ["Furniture", "Furniture", "Office Supplies"], "category"],
  ["数量", ["2", "3", "2"], "quantity"],
  ["销售额", ["261.96", "731.94", "22.368"], "amount"],
  ["利润", ["41.9136", "219.582", "2.5164"], "profit"],
].map(([name, samples, suggested_field], index) => ({ index, name, samples, suggested_field }));

export const imports = [
  {
    id: "9",
    state: "running",
    file_name: "2025年销售流水.csv",
    rows_total: 120_000,
    rows_done: 48_211,
    rows_ok: 48_000,
    rows_refused: 11,
    rows_skipped: 200,
    sales_created: 22_000,
    customers_created: 700,
    products_created: 90,
  },
  {
    id: "8",
    state: "done",
    file_name: "superstore.csv",
    rows_total: 9994,
    rows_done: 9994,
    rows_ok: 9980,
    rows_refused: 14,
    rows_skipped: 0,
    sales_created: 5009,
    customers_created: 793,
    products_created: 1862,
  },
  { id: "7", state: "uploaded", file_name: "人民路店十月流水.csv", rows_total: 0 },
  {
    id: "6",
    state: "failed",
    file_name: "broken.csv",
    rows_total: 12,
    error: "the file was changed on disk",
  },
].map((one, i) => ({
  kind: "sales",
  size_bytes: 2_400_000 + i * 811_000,
  encoding: "UTF-8",
  delimiter: ",",
  created_by_name: "林晓帆",
  created_at: `2026-11-${20 - i}T09:12:00Z`,
  started_at: `2026-11-${20 - i}T09:14:00Z`,
  ...(one.state === "running" || one.state === "uploaded"
    ? {}
    : { finished_at: `2026-11-${20 - i}T09:15:12Z` }),
  ...one,
}));

export const preview = {
  rows: Array.from({ length: 20 }, (_, i) => ({
    row_no: i + 2,
    order_ref: `CA-2017-15${2156 + Math.floor(i / 2)}`,
    sold_at: "2017-11-08T04:00:00Z",
    store_id: "3",
    customer_ref: "CG-12520",
    customer_name: "Claire Gute",
    sku: `FUR-BO-1000${1798 + i}`,
    product_name: columns[6]?.samples?.[i % 2],
    category: "Furniture",
    quantity: (i % 4) + 1,
    amount_minor: 26196 + i * 1313,
    cost_minor: 22004 + i * 1000,
  })),
  errors: [
    {
      row: 17,
      field: "sold_at",
      reason: "imports.date_unreadable",
      detail: "is no date written as m/d/y",
      value: "31/12/2017",
    },
    {
      row: 203,
      field: "quantity",
      reason: "imports.quantity_zero",
      detail: "sells nothing and takes nothing back",
      value: "0",
    },
    {
      row: 204,
      field: "sku",
      reason: "imports.value_missing",
      detail: "this is needed and empty",
      value: "",
    },
  ],
  error_count: 3,
  row_count: 9994,
  already_imported: 2,
  will_create: { customers: 793, products: 1862, sales: 5009 },
};
