import { customers, sales } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import type { Sale } from "@shared/api/types";
import { ProblemState } from "@shared/ui/EmptyState";
import { useOrgUnits } from "@shared/ui/Lookup";
import { Facts, ScrollX } from "@shared/ui/Page";
import { Money, Points, Status, Time } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MoreList } from "./MoreList";
import { useMore } from "./useMore";

function Lines(props: { sale: Sale }) {
  const { t } = useTranslation();
  const { sale } = props;
  const query = useQuery({
    queryKey: ["customer", sale.customer_id, "sale", sale.sale_id],
    queryFn: ({ signal }) => customers.sale(sale.customer_id, sale.sale_id, signal),
  });
  if (query.error)
    return <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} compact />;
  if (!query.data) return <Skeleton active className="hp-pad" title={false} paragraph={{ rows: 2 }} />;
  const { lines, staff_name, store_name, returns, wallet_points } = query.data;
  return (
    <div className="hp-sale-body">
      <ScrollX label={t("customers.sale.lines")}>
        <table className="hp-lines">
          <thead>
            <tr>
              <th>{t("customers.sale.goods")}</th>
              <th className="hp-right">{t("customers.sale.unitPrice")}</th>
              <th className="hp-right">{t("customers.sale.quantity")}</th>
              <th className="hp-right">{t("customers.sale.amount")}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.line_no}>
                <td>
                  {line.product_name} <small className="hp-faint">{line.sku}</small>
                  {line.returned_quantity > 0 ? (
                    <Status tone="bad">{t("customers.sale.returned", { n: line.returned_quantity })}</Status>
                  ) : null}
                </td>
                <td className="hp-right">
                  <Money minor={line.unit_price_minor} />
                </td>
                <td className="hp-right">{line.quantity}</td>
                <td className="hp-right">
                  <Money minor={line.amount_minor} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
      <div className="hp-sale-foot">
        <Facts
          items={[
            store_name ? [t("customers.sale.store"), store_name] : undefined,
            staff_name ? [t("customers.sale.staff"), staff_name] : undefined,
            typeof wallet_points === "number"
              ? [t("wallet.title"), <Points key="points" value={wallet_points} signed />]
              : undefined,
          ]}
        />
        <Facts
          items={[
            [t("customers.sale.list"), <Money key="list" minor={sale.list_minor} />],
            [t("customers.sale.rebate"), <Money key="rebate" minor={sale.rebate_minor} />],
            [t("customers.sale.payable"), <Money key="paid" minor={sale.payable_minor} strong />],
            ...returns.map(
              (back) =>
                [
                  `${t("customers.timelineKind.return")} ${back.reason}`,
                  <Money key={back.return_id} minor={-back.refund_minor} />,
                ] as const,
            ),
          ]}
        />
      </div>
    </div>
  );
}

function SaleRow(props: { sale: Sale }) {
  const { t } = useTranslation();
  const { sale } = props;
  const [open, setOpen] = useState(false);
  const store = useOrgUnits().find((unit) => unit.id === sale.store_id);
  return (
    <div className="hp-sale">
      <button type="button" className="hp-sale-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <ChevronRight size={16} aria-hidden="true" />
        <Time at={sale.sold_at} exact />
        <span className="hp-sale-what">
          {store?.name ?? ""}
          {sale.returned_minor > 0 ? <Status tone="bad">{t("customers.timelineKind.return")}</Status> : null}
        </span>
        <Money minor={sale.payable_minor} strong />
      </button>
      {open ? <Lines sale={sale} /> : null}
    </div>
  );
}

export function Purchases(props: { customerId: string }) {
  const { t } = useTranslation();
  const { customerId } = props;
  const list = useMore<Sale>(["customer", customerId, "sales"], (query, signal) =>
    sales.list({ ...query, customer_id: customerId }, signal),
  );
  return (
    <MoreList list={list} empty={t("customers.record.noPurchases")}>
      {(items) => items.map((sale) => <SaleRow key={sale.sale_id} sale={sale} />)}
    </MoreList>
  );
}
