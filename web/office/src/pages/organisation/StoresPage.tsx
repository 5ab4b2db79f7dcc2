import { all, orgUnits } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import type { OrgUnit, OrgUnitKind } from "@shared/api/types";
import { CommandButton, CommandMenu } from "@shared/ui/command/CommandButtons";
import { usePageCommands } from "@shared/ui/command/CommandProvider";
import { bind } from "@shared/ui/command/command";
import { EmptyState, ProblemState } from "@shared/ui/EmptyState";
import { Facts, Page, Panel } from "@shared/ui/Page";
import { type UnitNode, unitTree } from "@shared/ui/unitTree";
import { ActiveStatus, Blank } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { Skeleton, Tree } from "antd";
import { Building2, GitBranch, Handshake, type LucideIcon, Store } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { MoveUnit, UnitForm } from "./UnitForm";
import { addBelow, disableUnit, editUnit, enableUnit, moveUnit } from "./unitCommands";
import "./organisation.css";

const kIcons: Record<OrgUnitKind, LucideIcon> = {
  headquarters: Building2,
  branch: GitBranch,
  franchisee: Handshake,
  store: Store,
};

function treeData(
  nodes: readonly UnitNode[],
): { key: string; title: React.ReactNode; children: ReturnType<typeof treeData> }[] {
  return nodes.map(({ unit, children }) => {
    const Icon = kIcons[unit.kind];
    return {
      key: unit.id,
      title: (
        <span className={`hp-unit${unit.status === "disabled" ? " hp-faint" : ""}`}>
          <Icon size={15} aria-hidden="true" />
          <span>{unit.name}</span>
          {unit.code ? <small className="hp-faint">{unit.code}</small> : null}
          {unit.status === "disabled" ? <ActiveStatus status="disabled" /> : null}
        </span>
      ),
      children: treeData(children),
    };
  });
}

type Editing = { unit: OrgUnit | undefined; parent: OrgUnit | undefined };

function Detail(props: {
  unit: OrgUnit;
  parent: OrgUnit | undefined;
  below: number;
  onEdit: (editing: Editing) => void;
  onMove: (unit: OrgUnit) => void;
}) {
  const { t } = useTranslation();
  const { unit, parent, below, onEdit, onMove } = props;
  const commands = [
    bind(
      editUnit(() => onEdit({ unit, parent })),
      unit,
    ),
    bind(
      addBelow(() => onEdit({ unit: undefined, parent: unit })),
      unit,
    ),
    bind(moveUnit(onMove), unit),
    bind(disableUnit, unit),
    bind(enableUnit, unit),
  ];
  usePageCommands(commands);
  const [edit, ...others] = commands;
  return (
    <Panel
      title={unit.name}
      extra={
        <span className="hp-page-actions">
          {edit ? <CommandButton command={edit} size="small" /> : null}
          <CommandMenu commands={others} />
        </span>
      }
    >
      <Facts
        items={[
          [t("stores.field.kind"), t(`stores.kind.${unit.kind}`)],
          [t("stores.field.status"), <ActiveStatus key="status" status={unit.status} />],
          [t("stores.field.code"), unit.code || <Blank key="code" />],
          [t("stores.field.parent"), parent?.name ?? <Blank key="parent" />],
          [t("stores.field.phone"), unit.phone || <Blank key="phone" />],
          [t("stores.field.address"), unit.address || <Blank key="address" />],
          [t("stores.field.timeZone"), unit.time_zone || t("stores.inherit")],
          below > 0 ? [t("stores.belowLabel"), t("stores.below", { n: below })] : false,
        ]}
      />
    </Panel>
  );
}

export default function StoresPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const query = useQuery({
    queryKey: ["org_units", "all"],
    queryFn: ({ signal }) => all(orgUnits.list, signal),
  });
  const units = useMemo(() => query.data ?? [], [query.data]);
  const [editing, setEditing] = useState<Editing>();
  const [moving, setMoving] = useState<OrgUnit>();
  const tree = useMemo(() => treeData(unitTree(units)), [units]);
  const byId = useMemo(() => new Map(units.map((unit) => [unit.id, unit])), [units]);
  const openId = search.get("open") ?? units[0]?.id;
  const open = openId ? byId.get(openId) : undefined;
  const top = units.find((unit) => unit.kind === "headquarters") ?? units[0];
  const create = bind(
    {
      ...addBelow(() =>
        setEditing({
          unit: undefined,
          parent: open?.kind === "store" ? (open.parent_id ? byId.get(open.parent_id) : top) : (open ?? top),
        }),
      ),
      id: "stores.new",
      label: (text) => text("stores.create"),
      keys: "n",
      when: undefined,
    },
    top as OrgUnit,
  );
  const stores = units.filter((unit) => unit.kind === "store" || unit.kind === "franchisee").length;
  return (
    <Page
      title={t("stores.title")}
      sub={units.length > 0 ? t("stores.count", { n: stores }) : undefined}
      commands={[create]}
    >
      {query.error ? (
        <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} />
      ) : null}
      {query.isPending ? <Skeleton active paragraph={{ rows: 8 }} /> : null}
      {query.data && units.length === 0 ? (
        <EmptyState kind="nothing" title={t("stores.emptyTitle")} text={t("stores.emptyText")} />
      ) : null}
      {units.length > 0 ? (
        <div className="hp-stores">
          <Panel>
            <Tree
              // Opened anew when units came or moved, so that none hides.
              key={units.map((unit) => `${unit.id}<${unit.parent_id}`).join()}
              blockNode
              defaultExpandAll
              treeData={tree}
              selectedKeys={open ? [open.id] : []}
              onSelect={([key]) => {
                if (key !== undefined) setSearch({ open: String(key) }, { replace: true });
              }}
            />
          </Panel>
          {open ? (
            <Detail
              key={open.id}
              unit={open}
              parent={open.parent_id ? byId.get(open.parent_id) : undefined}
              below={units.filter((unit) => unit.parent_id === open.id).length}
              onEdit={setEditing}
              onMove={setMoving}
            />
          ) : (
            <EmptyState kind="nothing" title={t("stores.select")} text="" compact />
          )}
        </div>
      ) : null}
      <UnitForm
        editing={editing}
        onClose={() => setEditing(undefined)}
        onSaved={(unit) => setSearch({ open: unit.id }, { replace: true })}
      />
      <MoveUnit unit={moving} onClose={() => setMoving(undefined)} />
    </Page>
  );
}
