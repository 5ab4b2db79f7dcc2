import { orgUnits } from "@shared/api/endpoints";
import type { OrgUnit } from "@shared/api/types";
import type { Command } from "@shared/ui/command/command";
import { Ban, CircleCheck, FolderPlus, FolderTree, Pencil } from "lucide-react";

const kPermission = "identity.org_units.write";
const kRefresh = ["org_units"];

export function editUnit(open: () => void): Command<OrgUnit> {
  return {
    id: "stores.edit",
    label: (t) => t("stores.edit"),
    icon: Pencil,
    permission: kPermission,
    keys: "e",
    run: open,
  };
}

export function addBelow(open: () => void): Command<OrgUnit> {
  return {
    id: "stores.addBelow",
    label: (t) => t("stores.addBelow"),
    icon: FolderPlus,
    permission: kPermission,
    when: (unit) => unit.kind !== "store",
    run: open,
  };
}

export function moveUnit(open: (unit: OrgUnit) => void): Command<OrgUnit> {
  return {
    id: "stores.move",
    label: (t) => t("stores.move"),
    icon: FolderTree,
    permission: kPermission,
    when: (unit) => unit.kind !== "headquarters",
    run: open,
  };
}

const setStatus = (status: OrgUnit["status"]) => (unit: OrgUnit, key?: string) =>
  orgUnits.update(unit.id, { status }, { key, version: unit.version });
const putBack = (status: OrgUnit["status"]) => async (_before: OrgUnit, result: unknown) =>
  setStatus(status)(result as OrgUnit);

export const disableUnit: Command<OrgUnit> = {
  id: "stores.disable",
  label: (t) => t("action.disable"),
  icon: Ban,
  permission: kPermission,
  danger: true,
  when: (unit) => unit.status === "active" && unit.kind !== "headquarters",
  run: setStatus("disabled"),
  done: (t, { name }) => t("stores.disabled", { name }),
  undo: putBack("active"),
  refresh: kRefresh,
};

export const enableUnit: Command<OrgUnit> = {
  id: "stores.enable",
  label: (t) => t("action.enable"),
  icon: CircleCheck,
  permission: kPermission,
  when: (unit) => unit.status === "disabled",
  run: setStatus("active"),
  done: (t, { name }) => t("stores.enabled", { name }),
  undo: putBack("disabled"),
  refresh: kRefresh,
};
