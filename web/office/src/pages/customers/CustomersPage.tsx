import { useMe } from "@app/session/session";
import { useNewFlag } from "@app/useNewFlag";
import { customers } from "@shared/api/endpoints";
import type { CustomerListItem } from "@shared/api/types";
import { textFor } from "@shared/text/reason";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind } from "@shared/ui/command/command";
import { useOrgUnits, useStaff, useTiers } from "@shared/ui/Lookup";
import type { ListFilter } from "@shared/ui/list/FilterBar";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import type { List } from "@shared/ui/list/useList";
import { ownValueOf, TagMark, TagMarks, useOwnFields, useOwnText, useTags } from "@shared/ui/OwnValues";
import { ActiveStatus, Avatar, Blank, Phone, Points, TierTag, Time } from "@shared/ui/Values";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { bulkCommands, showTasks } from "./bulk/commands";
import { EditDrawer } from "./bulk/EditDrawer";
import { ExportDrawer } from "./bulk/ExportDrawer";
import { TasksDrawer } from "./bulk/TasksDrawer";
import type { Candidates } from "./bulk/whom";
import { Conditions } from "./Conditions";
import { CustomerForm } from "./CustomerForm";
import {
  deleteCustomer,
  disableCustomer,
  editCustomer,
  enableCustomer,
  newCustomer,
  previewCustomer,
} from "./commands";
import { DeleteDialog } from "./DeleteDialog";
import { Preview } from "./Preview";

function useFilters(): ListFilter[] {
  const { t } = useTranslation();
  const can = useCan();
  const units = useOrgUnits();
  const staff = useStaff(can("identity.staff.read"));
  const tiers = useTiers(can("programme.read"));
  const tags = useTags();
  return useMemo(
    () => [
      { name: "q", kind: "text", label: t("customers.filter.q") },
      {
        name: "store_id",
        kind: "select",
        label: t("customers.filter.store"),
        options: units
          .filter((unit) => unit.kind === "store" || unit.kind === "franchisee")
          .map((unit) => ({ value: unit.id, label: unit.name })),
      },
      {
        name: "tier_id",
        kind: "select",
        label: t("customers.filter.tier"),
        options: tiers.map((tier) => ({ value: tier.id, label: tier.name })),
      },
      {
        name: "tag_id",
        kind: "select",
        label: t("customers.column.tags"),
        options: tags.map((tag) => ({ value: tag.id, label: <TagMark tag={tag} />, search: tag.name })),
      },
      {
        name: "where",
        kind: "own",
        label: t("ownFields.conditions.button"),
        field: (value, choose) => <Conditions key="where" value={value} onChange={choose} />,
      },
      {
        name: "status",
        kind: "select",
        label: t("customers.filter.status"),
        rare: true,
        options: [
          { value: "active", label: t("status.active") },
          { value: "disabled", label: t("status.disabled") },
        ],
      },
      {
        name: "kind",
        kind: "select",
        label: t("customers.filter.kind"),
        rare: true,
        options: [
          { value: "person", label: t("customers.kind.person") },
          { value: "organisation", label: t("customers.kind.organisation") },
        ],
      },
      {
        name: "owner_staff_id",
        kind: "select",
        label: t("customers.filter.owner"),
        rare: true,
        options: staff.map((person) => ({ value: person.id, label: person.name })),
      },
    ],
    [t, units, tiers, staff, tags],
  );
}

function useColumns(): ListColumn<CustomerListItem>[] {
  const { t } = useTranslation();
  const can = useCan();
  const tiers = useTiers(can("programme.read"));
  const staff = useStaff(can("identity.staff.read"));
  const ownFields = useOwnFields();
  const ownText = useOwnText();
  // biome-ignore lint/correctness/useExhaustiveDependencies: ownText changes with t only
  return useMemo(() => {
    const colours = new Map(tiers.map((tier) => [tier.id, tier.colour]));
    const names = new Map(staff.map((person) => [person.id, person.name]));
    const columns: ListColumn<CustomerListItem>[] = [
      {
        key: "name",
        title: t("customers.column.name"),
        sort: "name",
        fixed: true,
        phone: "title",
        render: (row) => (
          <span className="hp-cell-main">
            <Avatar name={row.name} />
            <Link to={`/customers/${row.id}`} onClick={(event) => event.stopPropagation()}>
              {row.name}
            </Link>
            {row.status === "disabled" ? <ActiveStatus status="disabled" /> : null}
          </span>
        ),
      },
      { key: "phone", title: t("customers.column.phone"), render: (row) => <Phone text={row.phone} /> },
      {
        key: "tier",
        title: t("customers.column.tier"),
        phone: "side",
        render: (row) => (
          <TierTag name={row.tier_name} colour={row.tier_id ? colours.get(row.tier_id) : undefined} />
        ),
      },
      {
        key: "points",
        title: t("customers.column.points"),
        align: "right",
        permission: "finance.margin.read",
        render: (row) => <Points value={row.combined_points} />,
      },
      { key: "store", title: t("customers.column.store"), render: (row) => row.store_name ?? <Blank /> },
      {
        key: "lastPurchase",
        title: t("customers.column.lastPurchase"),
        render: (row) => <Time at={row.last_purchase_at} />,
      },
      {
        key: "tags",
        title: t("customers.column.tags"),
        render: (row) => (row.tag_ids?.length ? <TagMarks ids={row.tag_ids} most={3} /> : <Blank />),
      },
      {
        key: "status",
        title: t("field.status"),
        initiallyHidden: true,
        phone: "none",
        render: (row) => <ActiveStatus status={row.status} />,
      },
      {
        key: "owner",
        title: t("customers.column.owner"),
        phone: "none",
        initiallyHidden: true,
        render: (row) => (row.owner_staff_id && names.get(row.owner_staff_id)) || <Blank />,
      },
      {
        key: "card",
        title: t("customers.column.card"),
        phone: "none",
        initiallyHidden: true,
        render: (row) => (row.card_number ? <span className="hp-num">{row.card_number}</span> : <Blank />),
      },
      {
        key: "birthday",
        title: t("customers.column.birthday"),
        phone: "none",
        initiallyHidden: true,
        render: (row) => (row.birthday_on ? <span className="hp-num">{row.birthday_on}</span> : <Blank />),
      },
      {
        key: "email",
        title: t("customers.column.email"),
        phone: "none",
        initiallyHidden: true,
        render: (row) => row.email || <Blank />,
      },
      {
        key: "source",
        title: t("customers.column.source"),
        phone: "none",
        initiallyHidden: true,
        render: (row) =>
          row.source ? textFor(t, `customers.sourceName.${row.source}`, row.source) : <Blank />,
      },
      {
        key: "createdAt",
        title: t("customers.column.createdAt"),
        sort: "created_at",
        phone: "none",
        initiallyHidden: true,
        render: (row) => <Time at={row.created_at} exact />,
      },
    ];
    for (const field of ownFields) {
      if (field.status === "disabled") continue;
      columns.push({
        key: `own.${field.key}`,
        title: field.name,
        align: field.kind === "number" ? "right" : undefined,
        phone: "none",
        initiallyHidden: true,
        render: (row) => ownText(field, ownValueOf(row.own_values, field)) ?? <Blank />,
      });
    }
    return columns;
  }, [t, tiers, staff, ownFields]);
}

export default function CustomersPage() {
  const { t } = useTranslation();
  const can = useCan();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const filters = useFilters();
  const columns = useColumns();
  const { staff } = useMe();
  const [editing, setEditing] = useState<CustomerListItem>();
  const [deleting, setDeleting] = useState<CustomerListItem>();
  const { creating, stop } = useNewFlag();
  const close = () => {
    setEditing(undefined);
    if (creating) stop();
  };
  const [, setSearch] = useSearchParams();
  const preview = useCallback(
    (id: string | undefined) =>
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          if (id) after.set("open", id);
          else after.delete("open");
          return after;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setSearch],
  );
  const rowCommands = useCallback(
    (row: CustomerListItem) => [
      bind(
        previewCustomer(() => preview(row.id)),
        row,
      ),
      bind(
        editCustomer(() => setEditing(row)),
        row,
      ),
      bind(disableCustomer, row),
      bind(enableCustomer, row),
      bind(
        deleteCustomer(() => setDeleting(row)),
        row,
      ),
    ],
    [preview],
  );
  const [bulk, setBulk] = useState<{ doing: "edit" | "export" | "tasks"; candidates?: Candidates }>();
  const candidatesFor = (doing: "edit" | "export") => (bulk?.doing === doing ? bulk.candidates : undefined);
  // What the list shows when a command of the page is run.
  const shown = useRef<List<CustomerListItem>>(undefined);
  const commandsFor = (ids: readonly string[]) =>
    bulkCommands({
      edit: () => setBulk({ doing: "edit", candidates: candidatesOf(ids, shown.current) }),
      export: () => setBulk({ doing: "export", candidates: candidatesOf(ids, shown.current) }),
    });
  const stopBulk = () => setBulk(undefined);
  const started = () => {
    void queries.invalidateQueries({ queryKey: ["bulk"] });
    setBulk({ doing: "tasks" });
  };
  return (
    <ListPage<CustomerListItem>
      id="customers"
      viewer={staff.id}
      title={t("customers.title")}
      queryKey="customers"
      load={customers.list}
      filters={filters}
      columns={columns}
      rowId={rowId}
      onOpen={(row) => void navigate(`/customers/${row.id}`)}
      commands={[
        bind(newCustomer, undefined),
        ...commandsFor([]),
        bind(
          showTasks(() => setBulk({ doing: "tasks" })),
          undefined,
        ),
      ]}
      rowCommands={rowCommands}
      batch={can("bulk.edit") || can("bulk.export") ? (rows) => commandsFor(rows.map(rowId)) : undefined}
      empty={{ title: t("customers.emptyTitle"), text: t("customers.emptyText") }}
    >
      {(list) => {
        shown.current = list;
        return (
          <>
            <CustomerForm open={creating || editing !== undefined} id={editing?.id} onClose={close} />
            <Preview id={list.state.open} onOpen={preview} />
            <DeleteDialog customer={deleting} onClose={() => setDeleting(undefined)} />
            <EditDrawer candidates={candidatesFor("edit")} onClose={stopBulk} onStarted={started} />
            <ExportDrawer candidates={candidatesFor("export")} onClose={stopBulk} onStarted={started} />
            <TasksDrawer open={bulk?.doing === "tasks"} onClose={stopBulk} />
          </>
        );
      }}
    </ListPage>
  );
}

const rowId = (row: CustomerListItem) => row.id;

/** Those ticked, and what the list was asked. */
function candidatesOf(ids: readonly string[], list: List<CustomerListItem> | undefined): Candidates {
  return {
    ids,
    filters: list?.state.filters ?? {},
    total: list?.page?.total ?? 0,
    isExact: list?.page?.total_is_exact ?? true,
  };
}
