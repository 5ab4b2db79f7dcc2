import { all, roles } from "@shared/api/endpoints";
import type { DataScope, Role, RoleWrite } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind, type Command } from "@shared/ui/command/command";
import { changed, filled } from "@shared/ui/form/changes";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { atMost, needed } from "@shared/ui/form/rules";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { Blank, Status } from "@shared/ui/Values";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Radio } from "antd";
import { Copy, Pencil, Plus, Trash2 } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { PermissionMatrix } from "./PermissionMatrix";
import "./organisation.css";

const kScopes: readonly DataScope[] = ["own", "store", "branch", "all"];

type Editing = { role: Role | undefined; template?: Partial<Role> };

const removeRole: Command<Role> = {
  id: "roles.remove",
  label: (t) => t("action.remove"),
  icon: Trash2,
  permission: "identity.roles.write",
  danger: true,
  when: (role) => !role.built_in,
  confirm: (t, { name }) => ({
    title: t("roles.removeTitle", { name }),
    text: t("roles.removeText"),
    danger: true,
  }),
  run: (role, key) => roles.remove(role.id, { key, version: role.version }),
  done: (t, { name }) => t("roles.removed", { name }),
  refresh: ["roles"],
};

function RoleForm(props: { editing: Editing | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { editing, onClose } = props;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const role = editing?.role;
  const permissions =
    useQuery({
      queryKey: ["permissions"],
      queryFn: ({ signal }) => all(roles.permissions, signal),
      staleTime: 300_000,
    }).data ?? [];
  const labels: Record<string, string> = {
    name: t("roles.name"),
    description: t("roles.description"),
    data_scope: t("roles.scope"),
    permissions: t("roles.permissions"),
  };
  return (
    <FormDrawer<RoleWrite, Role>
      open={editing !== undefined}
      title={role ? t("roles.edit") : t("roles.create")}
      initial={role ?? editing?.template ?? { data_scope: "store", permissions: [] }}
      version={role?.version}
      labels={labels}
      show={(field, value) => {
        if (field === "permissions") return t("roles.count", { n: (value as string[]).length });
        return field === "data_scope" ? t(`scope.${value as DataScope}`) : undefined;
      }}
      submit={(values, { key, version, base }) => {
        if (!role) return roles.create(filled(values), { key });
        const edit = changed(base, values);
        // A description is text that may be empty, never absent.
        if ("description" in edit) edit.description = values.description ?? "";
        return roles.update(role.id, edit, { key, version });
      }}
      onClose={onClose}
      onDone={(saved) => {
        void queries.invalidateQueries({ queryKey: ["roles"] });
        void queries.invalidateQueries({ queryKey: ["me"] });
        void message.success(t(role ? "roles.saved" : "roles.created", { name: saved.name }));
        onClose();
      }}
      width={680}
    >
      <Form.Item name="name" label={labels.name} rules={[needed(t, t("roles.name")), atMost(t, 80)]}>
        <Input autoFocus autoComplete="off" />
      </Form.Item>
      <Form.Item name="description" label={labels.description} rules={[atMost(t, 400)]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="data_scope" label={labels.data_scope} required>
        <Radio.Group
          className="hp-scopes"
          options={kScopes.map((scope) => ({
            value: scope,
            label: (
              <span>
                {t(`scope.${scope}`)}
                <small>{t(`roles.scopeHint.${scope}`)}</small>
              </span>
            ),
          }))}
        />
      </Form.Item>
      <Form.Item name="permissions" label={labels.permissions} required>
        <PermissionMatrix all={permissions} />
      </Form.Item>
    </FormDrawer>
  );
}

const rowId = (row: Role) => row.id;

export default function RolesPage() {
  const { t } = useTranslation();
  const can = useCan();
  const [editing, setEditing] = useState<Editing>();
  const columns = useMemo<ListColumn<Role>[]>(
    () => [
      {
        key: "name",
        title: t("roles.name"),
        sort: "name",
        fixed: true,
        phone: "title",
        render: (row) => <strong className="hp-cell-main">{row.name}</strong>,
      },
      {
        key: "description",
        title: t("roles.description"),
        phone: "none",
        render: (row) => (row.description ? <div className="hp-wrap">{row.description}</div> : <Blank />),
      },
      { key: "scope", title: t("roles.scope"), render: (row) => t(`scope.${row.data_scope}`) },
      {
        key: "permissions",
        title: t("roles.permissions"),
        render: (row) => <span className="hp-num">{t("roles.count", { n: row.permissions.length })}</span>,
      },
      {
        key: "builtIn",
        title: t("roles.builtIn"),
        phone: "side",
        render: (row) => (row.built_in ? <Status tone="accent">{t("roles.builtIn")}</Status> : null),
      },
    ],
    [t],
  );
  const create = useMemo<Command>(
    () => ({
      id: "roles.new",
      label: (text) => text("roles.create"),
      icon: Plus,
      permission: "identity.roles.write",
      keys: "n",
      run: () => setEditing({ role: undefined }),
    }),
    [],
  );
  const edit = useMemo<Command<Role>>(
    () => ({
      id: "roles.edit",
      label: (text) => text("action.edit"),
      icon: Pencil,
      permission: "identity.roles.write",
      run: (role) => setEditing({ role }),
    }),
    [],
  );
  const copy = useMemo<Command<Role>>(
    () => ({
      id: "roles.copy",
      label: (text) => text("roles.copy"),
      icon: Copy,
      permission: "identity.roles.write",
      run: (role) =>
        setEditing({
          role: undefined,
          template: {
            name: t("roles.copyName", { name: role.name }),
            description: role.description,
            data_scope: role.data_scope,
            permissions: role.permissions,
          },
        }),
    }),
    [t],
  );
  const rowCommands = useCallback(
    (row: Role) => [bind(edit, row), bind(copy, row), bind(removeRole, row)],
    [edit, copy],
  );
  return (
    <ListPage<Role>
      id="roles"
      title={t("roles.title")}
      queryKey="roles"
      load={roles.list}
      filters={[{ name: "q", kind: "text", label: t("roles.name") }]}
      columns={columns}
      rowId={rowId}
      onOpen={can("identity.roles.write") ? (role) => setEditing({ role }) : undefined}
      commands={[bind(create, undefined)]}
      rowCommands={rowCommands}
      empty={{ title: t("roles.emptyTitle"), text: t("roles.emptyText") }}
    >
      {() => <RoleForm editing={editing} onClose={() => setEditing(undefined)} />}
    </ListPage>
  );
}
