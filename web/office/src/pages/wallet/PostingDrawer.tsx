import { customers } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import type { PointsEntry } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import { ProblemState } from "@shared/ui/EmptyState";
import { ExplainSteps } from "@shared/ui/Explain";
import { StaffName } from "@shared/ui/Names";
import { Facts } from "@shared/ui/Page";
import { Money, Points, Time } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { Drawer, Skeleton, Tooltip } from "antd";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { entryWord } from "./entryWord";
import "./wallet.css";

function Why(props: { customerId: string; entryId: string }) {
  const { i18n } = useTranslation();
  const { customerId, entryId } = props;
  const query = useQuery({
    queryKey: ["customer", customerId, "explanation", entryId],
    queryFn: () => customers.explainEntry(customerId, entryId),
  });
  if (query.error) return <ProblemState problem={asProblem(query.error)} compact />;
  if (!query.data) return <Skeleton active title={false} paragraph={{ rows: 4 }} />;
  const chinese = i18n.language === "zh";
  return <ExplainSteps steps={query.data.steps.map((step) => (chinese ? step.text_zh : step.text_en))} />;
}

type Book = [name: string, change: number | undefined, after: number | undefined];

const secretBooks = (t: TFunction, entry: PointsEntry): Book[] => [
  [t("points.combined"), entry.combined_points, entry.combined_balance_points],
  [t("points.profit"), entry.profit_points, entry.profit_balance_points],
];

/** One posting: what moved in each book, against what, why, and the check value that ties it to the one before. */
export function PostingDrawer(props: {
  customerId: string;
  entry: PointsEntry | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const can = useCan();
  const { customerId, entry, onClose } = props;
  const books: Book[] = entry
    ? [
        [t("wallet.title"), entry.wallet_points, entry.wallet_balance_points],
        [t("points.consumption"), entry.consumption_points, entry.consumption_balance_points],
        ...(can("finance.margin.read") ? secretBooks(t, entry) : []),
      ]
    : [];
  return (
    <Drawer
      open={entry !== undefined}
      onClose={onClose}
      size={520}
      className="hp-drawer"
      title={
        entry ? (
          <>
            {entryWord(t, entry)}{" "}
            <small className="hp-faint">{t("wallet.entries.no", { n: entry.entry_no })}</small>
          </>
        ) : null
      }
    >
      {entry ? (
        <div className="hp-posting">
          <Facts
            items={[
              [t("points.entry.at"), <Time key="at" at={entry.at} exact />],
              entry.programme_account
                ? [t("wallet.entries.counter"), t(`wallet.account.${entry.programme_account}`)]
                : false,
              entry.created_by
                ? [t("wallet.entries.by"), <StaffName key="by" id={entry.created_by} />]
                : false,
              entry.sale_id && can("sales.read")
                ? [
                    t("sales.sale"),
                    <Link key="sale" to={`/sales/${customerId}.${entry.sale_id}`}>
                      {t("till.openSale")}
                    </Link>,
                  ]
                : false,
              entry.note ? [t("field.note"), entry.note] : false,
              entry.withheld_minor
                ? [t("points.strategy.debt.cash"), <Money key="withheld" minor={entry.withheld_minor} />]
                : false,
            ]}
          />
          <table className="hp-lines">
            <thead>
              <tr>
                <th>{t("wallet.entries.book")}</th>
                <th className="hp-right">{t("wallet.entries.change")}</th>
                <th className="hp-right">{t("wallet.entries.after")}</th>
              </tr>
            </thead>
            <tbody>
              {books
                .filter(([, change]) => change !== undefined && change !== null)
                .map(([name, change, after]) => (
                  <tr key={name}>
                    <td>{name}</td>
                    <td className="hp-right">
                      <Points value={change} signed strong />
                    </td>
                    <td className="hp-right">
                      <Points value={after} />
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
          <h3>{t("wallet.entries.why")}</h3>
          <Why customerId={customerId} entryId={entry.id} />
          {entry.hash ? (
            <Tooltip title={t("wallet.entries.hashText")}>
              <p className="hp-posting-hash">
                <span>{t("wallet.entries.hash")}</span>
                <code>{entry.hash}</code>
              </p>
            </Tooltip>
          ) : null}
        </div>
      ) : null}
    </Drawer>
  );
}
