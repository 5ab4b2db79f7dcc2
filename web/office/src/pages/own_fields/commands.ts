import { ownFields, tags } from "@shared/api/ownFieldCalls";
import type { CustomerTag, OwnField } from "@shared/api/ownFields";
import type { Command } from "@shared/ui/command/command";
import { Ban, CircleCheck, Pencil, Plus } from "lucide-react";

const kWrite = "own_fields.write";
const kFields = ["own_fields", "customers", "customer"];
const kTags = ["tags", "customers", "customer"];

export function newField(open: () => void): Command {
  return {
    id: "own_fields.new",
    label: (t) => t("ownFields.create"),
    icon: Plus,
    permission: kWrite,
    keys: "n",
    run: open,
  };
}

export function newTag(open: () => void): Command {
  return {
    id: "tags.new",
    label: (t) => t("ownFields.createTag"),
    icon: Plus,
    permission: kWrite,
    keys: "n",
    run: open,
  };
}

export function edit<S>(open: () => void): Command<S> {
  return {
    id: "own_fields.edit",
    label: (t) => t("action.edit"),
    icon: Pencil,
    permission: kWrite,
    keys: "e",
    run: open,
  };
}

type Switched = Pick<OwnField | CustomerTag, "id" | "name" | "status" | "version">;

/** Disabling and enabling, each with the other as its undo. */
function switching<S extends Switched>(
  to: "active" | "disabled",
  save: (id: string, status: "active" | "disabled", options: { key?: string; version: number }) => Promise<S>,
  refresh: readonly string[],
): Command<S> {
  const off = to === "disabled";
  return {
    id: off ? "own_fields.disable" : "own_fields.enable",
    label: (t) => t(off ? "action.disable" : "action.enable"),
    icon: off ? Ban : CircleCheck,
    permission: kWrite,
    danger: off,
    when: (subject) => subject.status !== to,
    run: (subject, key) => save(subject.id, to, { key, version: subject.version }),
    done: (t, { name }) => t(off ? "ownFields.disabled" : "ownFields.enabled", { name }),
    undo: (subject, result) => save(subject.id, subject.status, { version: (result as S).version }),
    refresh,
  };
}

const saveField = (id: string, status: "active" | "disabled", options: { key?: string; version: number }) =>
  ownFields.update(id, { status }, options);
const saveTag = (id: string, status: "active" | "disabled", options: { key?: string; version: number }) =>
  tags.update(id, { status }, options);

export const disableField = switching<OwnField>("disabled", saveField, kFields);
export const enableField = switching<OwnField>("active", saveField, kFields);
export const disableTag = switching<CustomerTag>("disabled", saveTag, kTags);
export const enableTag = switching<CustomerTag>("active", saveTag, kTags);
