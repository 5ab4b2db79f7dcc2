import type { OrgUnit } from "../api/types";

export interface UnitNode {
  value: string;
  title: string;
  unit: OrgUnit;
  children: UnitNode[];
}

/** Units below their parents; one whose parent isn't in reach stands at the top. */
export function unitTree(units: readonly OrgUnit[]): UnitNode[] {
  const nodes = new Map(
    units.map((unit) => [unit.id, { value: unit.id, title: unit.name, unit, children: [] as UnitNode[] }]),
  );
  const top: UnitNode[] = [];
  for (const node of nodes.values()) {
    const parent = node.unit.parent_id ? nodes.get(node.unit.parent_id) : undefined;
    (parent && parent !== node ? parent.children : top).push(node);
  }
  return top;
}
