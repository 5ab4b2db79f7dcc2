/** A small file of sales as another till would write it: made here, of nobody real. */

export const kPeople = [
  { ref: "M-1001", name: "周雨桐", phone: "13900010001" },
  { ref: "M-1002", name: "吴思远", phone: "13900010002" },
  { ref: "M-1003", name: "Maximiliane Hohenstein", phone: "13900010003" },
] as const;

export const kGoods = [
  { sku: "SK-ROSE", name: "玫瑰精华水", category: "护肤", price: 199_00, profit: 80_00 },
  { sku: "SK-MASK", name: "亮肤面膜", category: "护肤", price: 89_50, profit: 40_25 },
  { sku: "MK-LIP", name: "丝绒唇釉", category: "彩妆", price: 129_00, profit: 60_00 },
] as const;

const decimal = (minor: number) => `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, "0")}`;

export interface Journal {
  csv: string;
  orders: number;
  rows: number;
  bad: number;
}

/** Each person buys each thing once, two in an order of their own; one more row has no readable date. */
export function journal(): Journal {
  const rows = ["订单号,下单时间,会员编号,会员姓名,手机号,商品编码,商品名称,类别,数量,金额,利润"];
  let orders = 0;
  kPeople.forEach((person, p) => {
    kGoods.forEach((item, g) => {
      orders += 1;
      const quantity = ((p + g) % 3) + 1;
      rows.push(
        [
          `T-${String(orders).padStart(4, "0")}`,
          `2026-0${p + 1}-1${g}`,
          person.ref,
          person.name,
          person.phone,
          item.sku,
          item.name,
          item.category,
          quantity,
          decimal(item.price * quantity),
          decimal(item.profit * quantity),
        ].join(","),
      );
    });
  });
  rows.push("T-9999,32.13.2026,M-1001,周雨桐,13900010001,SK-ROSE,玫瑰精华水,护肤,1,199.00,80.00");
  return { csv: `\ufeff${rows.join("\r\n")}\r\n`, orders, rows: rows.length - 1, bad: 1 };
}
