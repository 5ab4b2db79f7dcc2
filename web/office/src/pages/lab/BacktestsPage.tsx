import { type Backtest, lab } from "@shared/api/lab";
import { bind } from "@shared/ui/command/command";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { Blank, Time } from "@shared/ui/Values";
import { FlaskConical } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { newBacktest, removeBacktest, stopBacktest } from "./commands";
import { BacktestStatus, ReplayProgress } from "./States";
import "./lab.css";

const kStates = ["waiting", "running", "done", "failed", "cancelled", "interrupted"] as const;

function useColumns(): ListColumn<Backtest>[] {
  const { t } = useTranslation();
  return useMemo<ListColumn<Backtest>[]>(
    () => [
      {
        key: "name",
        title: t("lab.name"),
        fixed: true,
        phone: "title",
        render: (row) => (
          <span className="hp-cell-main">
            <FlaskConical size={17} className="hp-faint" aria-hidden="true" />
            <Link to={`/lab/${row.id}`} onClick={(event) => event.stopPropagation()}>
              {row.name}
            </Link>
          </span>
        ),
      },
      {
        key: "state",
        title: t("field.status"),
        phone: "side",
        render: (row) =>
          row.state === "running" ? (
            <span className="hp-lab-mini">
              <ReplayProgress backtest={row} small />
            </span>
          ) : (
            <BacktestStatus state={row.state} />
          ),
      },
      {
        key: "period",
        title: t("lab.period"),
        render: (row) => (
          <span className="hp-num">{t("lab.fromTo", { from: row.from_on, to: row.to_on })}</span>
        ),
      },
      { key: "by", title: t("lab.by"), render: (row) => row.created_by_name || <Blank /> },
      {
        key: "at",
        title: t("lab.at"),
        sort: "created_at",
        render: (row) => <Time at={row.created_at} exact />,
      },
    ],
    [t],
  );
}

const rowId = (row: Backtest) => row.id;
const rowCommands = (row: Backtest) => [bind(stopBacktest, row), bind(removeBacktest, row)];

export default function BacktestsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const columns = useColumns();
  return (
    <ListPage<Backtest>
      id="backtests"
      title={t("lab.title")}
      sub={t("lab.sub")}
      queryKey="backtests"
      load={lab.list}
      filters={[
        {
          name: "state",
          kind: "select",
          label: t("field.status"),
          options: kStates.map((state) => ({ value: state, label: t(`lab.state.${state}`) })),
        },
      ]}
      columns={columns}
      rowId={rowId}
      onOpen={(row) => void navigate(`/lab/${row.id}`)}
      commands={[bind(newBacktest, undefined)]}
      rowCommands={rowCommands}
      empty={{ title: t("lab.emptyTitle"), text: t("lab.emptyText") }}
    />
  );
}
