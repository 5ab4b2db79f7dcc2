import type { PoolCustomer } from "@shared/api/poolTypes";
import { textFor } from "@shared/text/reason";
import { bind } from "@shared/ui/command/command";
import type { ListFilter } from "@shared/ui/list/FilterBar";
import type { ListColumn } from "@shared/ui/list/ListPage";
import { Blank, Status, Time } from "@shared/ui/Values";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ClaimCell, DaysLeft, GradeTag, StageTag, Who, Why } from "./Cells";
import { kGrades, kStages, useAssignees, usePools } from "./choices";
import { claim } from "./commands";
import { RevealablePhone } from "./Reveal";

type Column = ListColumn<PoolCustomer>;

function useCommon(): Record<string, Column> {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      name: {
        key: "name",
        title: t("pool.column.name"),
        fixed: true,
        phone: "title",
        render: (row) => <Who customer={row} />,
      },
      phone: {
        key: "phone",
        title: t("pool.column.phone"),
        render: (row) => <RevealablePhone customer={row} />,
      },
      grade: {
        key: "grade",
        title: t("pool.column.grade"),
        align: "center",
        render: (row) => <GradeTag grade={row.grade} />,
      },
      source: {
        key: "source",
        title: t("pool.column.source"),
        render: (row) =>
          row.source ? textFor(t, `customers.sourceName.${row.source}`, row.source) : <Blank />,
      },
      interest: {
        key: "interest",
        title: t("pool.column.interest"),
        render: (row) => row.interest || <Blank />,
      },
      region: {
        key: "region",
        title: t("pool.column.region"),
        render: (row) => row.region || <Blank />,
      },
      activity: {
        key: "activity",
        title: t("pool.column.activity"),
        initiallyHidden: true,
        align: "right",
        render: (row) => row.activity ?? <Blank />,
      },
      pool: { key: "pool", title: t("pool.column.pool"), render: (row) => row.pool_name },
      store: {
        key: "store",
        title: t("pool.column.store"),
        initiallyHidden: true,
        render: (row) => row.store_name ?? <Blank />,
      },
      entered: {
        key: "entered",
        title: t("pool.column.entered"),
        sort: "entered_at",
        render: (row) => <Time at={row.entered_at} />,
      },
      opens: {
        key: "opens",
        title: t("pool.column.opens"),
        render: (row) => <ClaimCell customer={row} claim={bind(claim, row)} />,
      },
      stage: { key: "stage", title: t("pool.column.stage"), render: (row) => <StageTag stage={row.stage} /> },
      left: {
        key: "left",
        title: t("pool.column.daysLeft"),
        sort: "due_at",
        render: (row) => <DaysLeft customer={row} />,
      },
      why: { key: "why", title: t("pool.column.why"), render: (row) => <Why customer={row} /> },
      // The reason beside it says the day already.
      last: {
        key: "last",
        title: t("pool.column.lastFollowUp"),
        sort: "last_counted_at",
        initiallyHidden: true,
        render: (row) => <Time at={row.last_counted_at} />,
      },
      count: {
        key: "count",
        title: t("pool.column.followUps"),
        align: "right",
        initiallyHidden: true,
        render: (row) => row.counted_count,
      },
      taken: {
        key: "taken",
        title: t("pool.column.taken"),
        sort: "taken_at",
        initiallyHidden: true,
        render: (row) => <Time at={row.taken_at} />,
      },
      takenBy: {
        key: "takenBy",
        title: t("pool.column.takenBy"),
        initiallyHidden: true,
        render: (row) => (row.taken_by ? t(`pool.takenBy.${row.taken_by}`) : <Blank />),
      },
      owner: {
        key: "owner",
        title: t("pool.column.owner"),
        render: (row) => row.owner_name ?? <Blank />,
      },
      state: {
        key: "state",
        title: t("pool.column.state"),
        render: (row) => (
          <Status tone={row.state === "common" ? "good" : row.state === "tracking" ? "accent" : "muted"}>
            {t(`pool.state.${row.state}`)}
          </Status>
        ),
      },
    }),
    [t],
  );
}

function useChosen(keys: readonly string[]): Column[] {
  const common = useCommon();
  return useMemo(() => keys.flatMap((key) => common[key] ?? []), [common, keys]);
}

const kPublic = [
  "name",
  "phone",
  "grade",
  "opens",
  "source",
  "interest",
  "region",
  "pool",
  "entered",
  "activity",
  "store",
];
const kMine = [
  "name",
  "phone",
  "left",
  "why",
  "stage",
  "grade",
  "last",
  "taken",
  "source",
  "count",
  "takenBy",
  "activity",
];
const kAll = ["name", "owner", "left", "why", "stage", "grade", "state", "last", "pool", "source", "taken"];

export const usePublicColumns = () => useChosen(kPublic);
export const useMineColumns = () => useChosen(kMine);
/** Where everybody's are, the person matters before the place; both can be shown. */
export function useAllColumns(): Column[] {
  const columns = useChosen(kAll);
  return useMemo(
    () =>
      columns.map((one) =>
        one.key === "pool" || one.key === "source" ? { ...one, initiallyHidden: true } : one,
      ),
    [columns],
  );
}

function useFilter(): Record<string, ListFilter> {
  const { t } = useTranslation();
  const pools = usePools();
  return useMemo(
    () => ({
      q: { name: "q", kind: "text", label: t("pool.filter.q") },
      pool: {
        name: "pool_id",
        kind: "select",
        label: t("pool.filter.pool"),
        options: pools.map((one) => ({ value: one.id, label: one.name })),
      },
      grade: {
        name: "grade",
        kind: "select",
        label: t("pool.filter.grade"),
        options: kGrades.map((grade) => ({ value: grade, label: grade })),
      },
      stage: {
        name: "stage",
        kind: "select",
        label: t("pool.filter.stage"),
        options: kStages.map((stage) => ({ value: stage, label: t(`pool.stage.${stage}`) })),
      },
      source: { name: "source", kind: "text", label: t("pool.filter.source"), rare: true },
      region: { name: "region", kind: "text", label: t("pool.filter.region"), rare: true },
      interest: { name: "interest", kind: "text", label: t("pool.filter.interest"), rare: true },
      due: { name: "due_on", kind: "day", label: t("pool.filter.dueBefore"), rare: true },
      state: {
        name: "state",
        kind: "select",
        label: t("pool.filter.state"),
        options: (["tracking", "common"] as const).map((state) => ({
          value: state,
          label: t(`pool.state.${state}`),
        })),
      },
    }),
    [t, pools],
  );
}

export function usePublicFilters(): ListFilter[] {
  const filter = useFilter();
  return useMemo(() => pick(filter, ["q", "pool", "grade", "source", "region", "interest"]), [filter]);
}

export function useMineFilters(): ListFilter[] {
  const filter = useFilter();
  return useMemo(() => pick(filter, ["q", "stage", "grade", "source", "due"]), [filter]);
}

export function useAllFilters(): ListFilter[] {
  const { t } = useTranslation();
  const filter = useFilter();
  const people = useAssignees(true);
  return useMemo(() => {
    const owner: ListFilter = {
      name: "owner_staff_id",
      kind: "select",
      label: t("pool.filter.owner"),
      options: people.map((one) => ({ value: one.id, label: one.name })),
    };
    return [...pick(filter, ["q"]), owner, ...pick(filter, ["pool", "state", "stage", "grade", "due"])].map(
      (one, i) => (i > 2 ? { ...one, rare: true } : one),
    );
  }, [t, filter, people]);
}

function pick(filter: Record<string, ListFilter>, names: readonly string[]): ListFilter[] {
  return names.flatMap((name) => filter[name] ?? []);
}
