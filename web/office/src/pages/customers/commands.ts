import { goTo } from "@app/navigate";
import { customers } from "@shared/api/endpoints";
import type { Customer as CustomerRecord } from "@shared/api/types";
import type { Command } from "@shared/ui/command/command";
import { Ban, CircleCheck, Merge, PanelRight, Pencil, Trash2, UserPlus } from "lucide-react";

/** What every view of a customer knows, the list as well as the record. */
type Customer = Pick<CustomerRecord, "id" | "name" | "status">;

export const newCustomer: Command = {
  id: "customers.new",
  label: (t) => t("customers.create"),
  icon: UserPlus,
  permission: "customers.write",
  keys: "n",
  run: () => goTo("/customers?new=1"),
};

export function editCustomer(open: () => void): Command<Customer> {
  return {
    id: "customers.edit",
    label: (t) => t("action.edit"),
    icon: Pencil,
    permission: "customers.write",
    keys: "e",
    run: open,
  };
}

export function mergeCustomer(open: () => void): Command<Customer> {
  return {
    id: "customers.merge",
    label: (t) => t("customers.merge.command"),
    icon: Merge,
    permission: "customers.merge",
    when: (customer) => customer.status === "active",
    run: open,
  };
}

/** Into the recycle bin, after saying why. */
export function deleteCustomer(open: () => void): Command<Customer> {
  return {
    id: "customers.delete",
    label: (t) => t("recycleBin.delete"),
    icon: Trash2,
    permission: "customers.delete",
    danger: true,
    run: open,
  };
}

/** Beside the list, without leaving it. */
export function previewCustomer(open: () => void): Command<Customer> {
  return {
    id: "customers.preview",
    label: (t) => t("records.preview"),
    icon: PanelRight,
    keys: "v",
    run: open,
  };
}

const kRefresh = ["customers", "customer", "home"];

export const disableCustomer: Command<Customer> = {
  id: "customers.disable",
  label: (t) => t("action.disable"),
  icon: Ban,
  permission: "customers.write",
  danger: true,
  when: (customer) => customer.status === "active",
  run: (customer, key) => customers.disable(customer.id, { key }),
  done: (t, { name }) => t("customers.disabled", { name }),
  undo: (customer) => customers.enable(customer.id),
  refresh: kRefresh,
};

export const enableCustomer: Command<Customer> = {
  id: "customers.enable",
  label: (t) => t("action.enable"),
  icon: CircleCheck,
  permission: "customers.write",
  when: (customer) => customer.status === "disabled",
  run: (customer, key) => customers.enable(customer.id, { key }),
  done: (t, { name }) => t("customers.enabled", { name }),
  undo: (customer) => customers.disable(customer.id),
  refresh: kRefresh,
};
