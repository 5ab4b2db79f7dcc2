import { staff } from "@shared/api/endpoints";
import type { Staff } from "@shared/api/types";
import type { BoundCommand, Command } from "@shared/ui/command/command";
import { bind } from "@shared/ui/command/command";
import { Ban, CircleCheck, KeyRound, Pencil, ShieldOff, UserPlus } from "lucide-react";

const kRefresh = ["staff"];
const kPermission = "identity.staff.write";

export interface StaffActions {
  edit: (person: Staff) => void;
  /** Shows a password that nobody will see again. */
  showPassword: (person: Staff, password: string) => void;
}

export function newStaff(open: () => void): Command {
  return {
    id: "staff.new",
    label: (t) => t("staff.create"),
    icon: UserPlus,
    permission: kPermission,
    keys: "n",
    run: open,
  };
}

const disable: Command<Staff> = {
  id: "staff.disable",
  label: (t) => t("action.disable"),
  icon: Ban,
  permission: kPermission,
  danger: true,
  when: (person) => person.status === "active",
  confirm: (t, { name }) => ({
    title: t("staff.disableTitle", { name }),
    text: t("staff.disableText"),
    danger: true,
  }),
  run: (person, key) => staff.disable(person.id, { key }),
  done: (t, { name }) => t("staff.disabled", { name }),
  undo: (person) => staff.enable(person.id),
  refresh: kRefresh,
};

const enable: Command<Staff> = {
  id: "staff.enable",
  label: (t) => t("action.enable"),
  icon: CircleCheck,
  permission: kPermission,
  when: (person) => person.status === "disabled",
  run: (person, key) => staff.enable(person.id, { key }),
  done: (t, { name }) => t("staff.enabled", { name }),
  undo: (person) => staff.disable(person.id),
  refresh: kRefresh,
};

const removeTotp: Command<Staff> = {
  id: "staff.removeTotp",
  label: (t) => t("staff.removeTotp"),
  icon: ShieldOff,
  permission: kPermission,
  danger: true,
  when: (person) => person.totp_enabled,
  confirm: (t, { name }) => ({
    title: t("staff.removeTotpTitle", { name }),
    text: t("staff.removeTotpText"),
    danger: true,
  }),
  run: (person, key) => staff.removeTotp(person.id, { key }),
  done: (t, { name }) => t("staff.totpRemoved", { name }),
  refresh: kRefresh,
};

export function staffCommands(person: Staff, actions: StaffActions): BoundCommand[] {
  const edit: Command<Staff> = {
    id: "staff.edit",
    label: (t) => t("action.edit"),
    icon: Pencil,
    permission: kPermission,
    keys: "e",
    run: actions.edit,
  };
  const reset: Command<Staff> = {
    id: "staff.resetPassword",
    label: (t) => t("staff.resetPassword"),
    icon: KeyRound,
    permission: kPermission,
    when: (subject) => subject.status === "active",
    confirm: (t, { name }) => ({
      title: t("staff.resetTitle", { name }),
      text: t("staff.resetText"),
      danger: true,
    }),
    run: async (subject, key) => {
      const { temporary_password } = await staff.resetPassword(subject.id, { key });
      actions.showPassword(subject, temporary_password);
    },
    refresh: kRefresh,
  };
  return [
    bind(edit, person),
    bind(reset, person),
    bind(removeTotp, person),
    bind(disable, person),
    bind(enable, person),
  ];
}
