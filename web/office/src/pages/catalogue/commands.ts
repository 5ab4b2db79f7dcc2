import { goTo } from "@app/navigate";
import { catalogue } from "@shared/api/endpoints";
import type { Product } from "@shared/api/types";
import type { Command } from "@shared/ui/command/command";
import { Ban, CircleCheck, PackagePlus, Pencil } from "lucide-react";

export const newProduct: Command = {
  id: "catalogue.product.new",
  label: (t) => t("catalogue.create"),
  icon: PackagePlus,
  permission: "catalogue.write",
  run: () => goTo("/products?new=1"),
};

export function editProduct(open: () => void): Command<Product> {
  return {
    id: "catalogue.product.edit",
    label: (t) => t("action.edit"),
    icon: Pencil,
    permission: "catalogue.write",
    keys: "e",
    run: open,
  };
}

const setStatus = (status: Product["status"]) => (product: Product, key?: string) =>
  catalogue.updateProduct(product.id, { status }, { key, version: product.version });

/** The version after the first change is the one an undo starts from. */
const putBack = (status: Product["status"]) => async (_before: Product, result: unknown) =>
  setStatus(status)(result as Product);

const kRefresh = ["products", "product"];

export const disableProduct: Command<Product> = {
  id: "catalogue.product.disable",
  label: (t) => t("action.disable"),
  icon: Ban,
  permission: "catalogue.write",
  when: (product) => product.status === "active",
  run: setStatus("disabled"),
  done: (t, { name }) => t("catalogue.disabled", { name }),
  undo: putBack("active"),
  refresh: kRefresh,
};

export const enableProduct: Command<Product> = {
  id: "catalogue.product.enable",
  label: (t) => t("action.enable"),
  icon: CircleCheck,
  permission: "catalogue.write",
  when: (product) => product.status === "disabled",
  run: setStatus("active"),
  done: (t, { name }) => t("catalogue.enabled", { name }),
  undo: putBack("disabled"),
  refresh: kRefresh,
};
