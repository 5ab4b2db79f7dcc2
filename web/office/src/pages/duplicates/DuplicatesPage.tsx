import { type DuplicatePair, duplicates } from "@shared/api/duplicates";
import { bind } from "@shared/ui/command/command";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { Blank, Phone, Status, Time, type Tone } from "@shared/ui/Values";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { dismissDuplicate, reopenDuplicate, scanDuplicates } from "./commands";
import { Evidence } from "./Evidence";
import "./duplicates.css";

const kStates = ["open", "dismissed", "merged"] as const;
const kTones: Record<(typeof kStates)[number], Tone> = { open: "warn", dismissed: "muted", merged: "good" };

function Who(props: { customer: DuplicatePair["customer"]; to?: string }) {
  const { customer, to } = props;
  return (
    <span className="hp-duplicate-who">
      {to ? (
        <Link to={to} onClick={(event) => event.stopPropagation()}>
          {customer.name}
        </Link>
      ) : (
        <span>{customer.name}</span>
      )}
      <small className="hp-faint">
        {customer.phone ? <Phone text={customer.phone} /> : null}
        {customer.birthday_on ? <span className="hp-num">{customer.birthday_on}</span> : null}
      </small>
    </span>
  );
}

function useColumns(): ListColumn<DuplicatePair>[] {
  const { t } = useTranslation();
  return useMemo<ListColumn<DuplicatePair>[]>(
    () => [
      {
        key: "one",
        title: t("duplicates.column.one"),
        fixed: true,
        phone: "title",
        render: (row) => <Who customer={row.customer} to={`/duplicates/${row.id}`} />,
      },
      {
        key: "other",
        title: t("duplicates.column.other"),
        phone: "line",
        render: (row) => <Who customer={row.other} />,
      },
      {
        key: "evidence",
        title: t("duplicates.column.evidence"),
        phone: "line",
        render: (row) => (
          <div className="hp-duplicate-evidence">
            <Evidence words={row.evidence} />
          </div>
        ),
      },
      {
        key: "score",
        title: t("duplicates.column.score"),
        align: "right",
        sort: "score",
        phone: "side",
        render: (row) => <span className="hp-num">{row.score}</span>,
      },
      {
        key: "state",
        title: t("duplicates.column.state"),
        render: (row) => <Status tone={kTones[row.state]}>{t(`duplicates.state.${row.state}`)}</Status>,
      },
      {
        key: "found",
        title: t("duplicates.column.found"),
        phone: "none",
        render: (row) => (row.found_at ? <Time at={row.found_at} /> : <Blank />),
      },
    ],
    [t],
  );
}

const rowId = (row: DuplicatePair) => row.id;
const rowCommands = (row: DuplicatePair) => [bind(dismissDuplicate(), row), bind(reopenDuplicate, row)];

export default function DuplicatesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const columns = useColumns();
  return (
    <ListPage<DuplicatePair>
      id="duplicates"
      title={t("duplicates.title")}
      sub={t("duplicates.sub")}
      queryKey="duplicates"
      load={duplicates.list}
      filters={[
        {
          name: "state",
          kind: "select",
          label: t("duplicates.column.state"),
          options: kStates.map((state) => ({ value: state, label: t(`duplicates.state.${state}`) })),
        },
      ]}
      columns={columns}
      rowId={rowId}
      onOpen={(row) => void navigate(`/duplicates/${row.id}`)}
      commands={[bind(scanDuplicates, undefined)]}
      rowCommands={rowCommands}
      empty={{ title: t("duplicates.emptyTitle"), text: t("duplicates.emptyText") }}
    />
  );
}
