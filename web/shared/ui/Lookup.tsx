import { useQuery } from "@tanstack/react-query";
import { TreeSelect } from "antd";
import { useMemo } from "react";
import { all, orgUnits, points, roles, staff } from "../api/endpoints";
import type { OrgUnit, Role, Staff, Tier } from "../api/types";
import { useCan } from "./command/CommandProvider";
import { type UnitNode, unitTree } from "./unitTree";

const kFresh = 60_000;

/** Short lists every form needs; asked for once and kept for a minute. */
export function useOrgUnits(): readonly OrgUnit[] {
  const can = useCan();
  return (
    useQuery({
      queryKey: ["org_units", "all"],
      queryFn: ({ signal }) => all(orgUnits.list, signal),
      staleTime: kFresh,
      enabled: can("identity.org_units.read"),
    }).data ?? []
  );
}

export function useRoles(): readonly Role[] {
  const can = useCan();
  return (
    useQuery({
      queryKey: ["roles", "all"],
      queryFn: ({ signal }) => all(roles.list, signal),
      staleTime: kFresh,
      enabled: can("identity.roles.read"),
    }).data ?? []
  );
}

export function useTiers(enabled = true): readonly Tier[] {
  return (
    useQuery({
      queryKey: ["tiers", "all"],
      queryFn: ({ signal }) => all(points.tiers, signal),
      staleTime: kFresh,
      enabled,
    }).data ?? []
  );
}

export function useStaff(enabled = true): readonly Staff[] {
  return (
    useQuery({
      queryKey: ["staff", "all"],
      queryFn: ({ signal }) => all(staff.list, signal),
      staleTime: kFresh,
      enabled,
    }).data ?? []
  );
}

/** Whether customers and sales can belong to it. */
export function isStore(unit: OrgUnit): boolean {
  return unit.kind === "store" || unit.kind === "franchisee";
}

interface UnitSelectProps {
  value?: string;
  onChange?: (id: string | undefined) => void;
  id?: string;
  placeholder?: string;
  disabled?: boolean;
  /** Units that can't be chosen, with all below them. */
  without?: string;
  storesOnly?: boolean;
  allowClear?: boolean;
}

export function UnitSelect(props: UnitSelectProps) {
  const { without, storesOnly, ...rest } = props;
  const units = useOrgUnits();
  const data = useMemo(() => {
    const shape = (nodes: readonly UnitNode[]): object[] =>
      nodes
        .filter((node) => node.value !== without)
        .map((node) => ({
          value: node.value,
          title: node.title,
          selectable: !storesOnly || isStore(node.unit),
          disabled: node.unit.status === "disabled",
          children: shape(node.children),
        }));
    return shape(unitTree(units));
  }, [units, without, storesOnly]);
  return (
    <TreeSelect
      {...rest}
      treeData={data}
      treeDefaultExpandAll
      showSearch={{ treeNodeFilterProp: "title" }}
      popupMatchSelectWidth={false}
      style={{ width: "100%" }}
      allowClear={props.allowClear ?? true}
    />
  );
}
