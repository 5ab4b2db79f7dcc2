import { type BacktestServiceType, lab } from "@shared/api/lab";
import { asProblem } from "@shared/api/problem";
import { useCan } from "@shared/ui/command/CommandProvider";
import { EmptyState, ProblemState } from "@shared/ui/EmptyState";
import { useFormat } from "@shared/ui/FormatProvider";
import { Panel, ScrollX } from "@shared/ui/Page";
import { Blank, Money, Percent, Points } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { Button, Segmented, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

export function ServiceTypesTable(props: { types: readonly BacktestServiceType[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel title={t("lab.byServiceType")} flush>
      <ScrollX label={t("lab.byServiceType")}>
        <table className="hp-lines hp-lab-table">
          <thead>
            <tr>
              <th>{t("catalogue.serviceType")}</th>
              <th className="hp-right">{t("lab.lines")}</th>
              <th className="hp-right">{t("lab.amount")}</th>
              <th className="hp-right">{t("catalogue.weight")}</th>
              <th className="hp-right">{t("lab.figure.rebate_minor")}</th>
              <th className="hp-right">{t("lab.figure.combined_points")}</th>
              <th className="hp-right">{t("lab.figure.margin_minor")}</th>
            </tr>
          </thead>
          <tbody>
            {props.types.map((type) => (
              <tr key={type.service_type_id ?? "none"}>
                <th scope="row">{type.name || t("lab.goneProducts")}</th>
                <td className="hp-right hp-num">{format.integer(type.lines_count)}</td>
                <td className="hp-right">
                  <Money minor={type.amount_minor} />
                </td>
                <td className="hp-right">
                  <Percent ppm={type.changed.weight_ppm} />
                  <Before same={type.present.weight_ppm === type.changed.weight_ppm}>
                    <Percent ppm={type.present.weight_ppm} />
                  </Before>
                </td>
                <td className="hp-right">
                  <Money minor={type.changed.rebate_minor} />
                  <Before same={type.present.rebate_minor === type.changed.rebate_minor}>
                    <Money minor={type.present.rebate_minor} />
                  </Before>
                </td>
                <td className="hp-right">
                  <Points value={type.changed.combined_points} />
                  <Before same={type.present.combined_points === type.changed.combined_points}>
                    <Points value={type.present.combined_points} />
                  </Before>
                </td>
                <td className="hp-right">
                  <Money minor={type.changed.margin_minor} />
                  <Before same={type.present.margin_minor === type.changed.margin_minor}>
                    <Money minor={type.present.margin_minor} />
                  </Before>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </Panel>
  );
}

/** What it is at present, below what it would be; nothing where that is the same. */
function Before(props: { same: boolean; children: React.ReactNode }) {
  const { t } = useTranslation();
  if (props.same) return null;
  return (
    <small className="hp-lab-before">
      {t("lab.side.present")} {props.children}
    </small>
  );
}

const kShownFirst = 15;

export function RankedCustomers(props: { id: string; gaining: number; losing: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const can = useCan();
  const [change, setChange] = useState<"gains" | "loses">(
    props.gaining > 0 || props.losing === 0 ? "gains" : "loses",
  );
  const [all, setAll] = useState(false);
  const query = useQuery({
    queryKey: ["backtests", props.id, "customers", change],
    queryFn: ({ signal }) => lab.customers(props.id, change, signal),
  });
  return (
    <Panel
      title={t("lab.ranked")}
      flush
      extra={
        <Segmented
          size="small"
          value={change}
          onChange={setChange}
          options={[
            { value: "gains", label: t("lab.gaining", { n: format.integer(props.gaining) }) },
            { value: "loses", label: t("lab.losing", { n: format.integer(props.losing) }) },
          ]}
        />
      }
    >
      {query.error ? (
        <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} compact />
      ) : null}
      {query.isPending ? <Skeleton active paragraph={{ rows: 6 }} style={{ padding: 18 }} /> : null}
      {query.data && query.data.items.length === 0 ? (
        <EmptyState kind="nothing" title={t("lab.nobody")} text="" />
      ) : null}
      {query.data && query.data.items.length > 0 ? (
        <ScrollX label={t("lab.ranked")}>
          <table className="hp-lines hp-lab-table">
            <thead>
              <tr>
                <th>{t("lab.customer")}</th>
                <th className="hp-right">{t("lab.sales")}</th>
                <th className="hp-right">{t("lab.amount")}</th>
                <th className="hp-right">{t("lab.difference")}</th>
                <th className="hp-right">{t("lab.figure.rebate_minor")}</th>
                <th className="hp-right">{t("lab.figure.combined_points")}</th>
                <th>{t("lab.tierAtEnd")}</th>
              </tr>
            </thead>
            <tbody>
              {query.data.items.slice(0, all ? undefined : kShownFirst).map((row) => (
                <tr key={row.customer_id}>
                  <th scope="row">
                    {can("customers.read") && row.name ? (
                      <Link to={`/customers/${row.customer_id}`}>{row.name}</Link>
                    ) : (
                      <span className="hp-num">{row.name ?? row.customer_id}</span>
                    )}
                  </th>
                  <td className="hp-right hp-num">{format.integer(row.sales_count)}</td>
                  <td className="hp-right">
                    <Money minor={row.amount_minor} />
                  </td>
                  <td className={`hp-right ${change === "gains" ? "hp-lab-good" : "hp-lab-bad"}`}>
                    <Money minor={row.difference_minor} signed />
                    <small className="hp-lab-before">
                      <Points value={row.combined_difference_points} signed /> {t("lab.pointsUnit")}
                    </small>
                  </td>
                  <td className="hp-right">
                    <Money minor={row.changed.rebate_minor} />
                    <Before same={row.changed.rebate_minor === row.present.rebate_minor}>
                      <Money minor={row.present.rebate_minor} />
                    </Before>
                  </td>
                  <td className="hp-right">
                    <Points value={row.changed.combined_points} />
                    <Before same={row.changed.combined_points === row.present.combined_points}>
                      <Points value={row.present.combined_points} />
                    </Before>
                  </td>
                  <td>
                    {row.changed.tier_name ?? <Blank />}
                    <Before same={row.changed.tier_name === row.present.tier_name}>
                      {row.present.tier_name ?? <Blank />}
                    </Before>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollX>
      ) : null}
      {!all && query.data && query.data.items.length > kShownFirst ? (
        <div className="hp-lab-all">
          <Button size="small" onClick={() => setAll(true)}>
            {t("lab.showAll", { n: format.integer(query.data.items.length) })}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}
