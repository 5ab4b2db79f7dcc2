import { staff } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import type { Staff } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind } from "@shared/ui/command/command";
import { useOrgUnits, useRoles } from "@shared/ui/Lookup";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { Facts } from "@shared/ui/Page";
import { RecordDrawer } from "@shared/ui/record/RecordDrawer";
import { ActiveStatus, Avatar, Blank, Phone, Status, Time } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { StaffForm } from "./StaffForm";
import { newStaff, type StaffActions, staffCommands } from "./staffCommands";
import { TemporaryPassword } from "./TemporaryPassword";
import "./organisation.css";

function RoleNames(props: { ids: readonly string[] }) {
  const { t } = useTranslation();
  const roles = useRoles();
  if (props.ids.length === 0) return <span className="hp-faint">{t("staff.noAccess")}</span>;
  return <>{props.ids.map((id) => roles.find((role) => role.id === id)?.name ?? id).join(" · ")}</>;
}

function LastSignIn(props: { person: Staff }) {
  const { t } = useTranslation();
  const { person } = props;
  if (person.must_change_password) return <Status tone="warn">{t("staff.mustChange")}</Status>;
  return person.last_sign_in_at ? (
    <Time at={person.last_sign_in_at} />
  ) : (
    <span className="hp-faint">{t("staff.never")}</span>
  );
}

function useColumns(): ListColumn<Staff>[] {
  const { t } = useTranslation();
  const units = useOrgUnits();
  return useMemo(() => {
    const names = new Map(units.map((unit) => [unit.id, unit.name]));
    const columns: ListColumn<Staff>[] = [
      {
        key: "name",
        title: t("staff.name"),
        sort: "name",
        fixed: true,
        phone: "title",
        render: (row) => (
          <span className="hp-cell-main">
            <Avatar name={row.name} />
            <span>{row.name}</span>
          </span>
        ),
      },
      {
        key: "signInName",
        title: t("staff.signInName"),
        sort: "sign_in_name",
        render: (row) => row.sign_in_name,
      },
      { key: "store", title: t("staff.store"), render: (row) => names.get(row.org_unit_id) ?? <Blank /> },
      {
        key: "roles",
        title: t("staff.roles"),
        permission: "identity.roles.read",
        render: (row) => <RoleNames ids={row.role_ids} />,
      },
      {
        key: "phone",
        title: t("staff.phone"),
        phone: "none",
        initiallyHidden: true,
        render: (row) => <Phone text={row.phone} />,
      },
      {
        key: "guideNumber",
        title: t("staff.guideNumber"),
        phone: "none",
        initiallyHidden: true,
        render: (row) => row.guide_number || <Blank />,
      },
      { key: "lastSignIn", title: t("staff.lastSignIn"), render: (row) => <LastSignIn person={row} /> },
      {
        key: "totp",
        title: t("staff.totp"),
        phone: "none",
        initiallyHidden: true,
        render: (row) =>
          row.totp_enabled ? (
            <Status tone="good">{t("account.totpOn")}</Status>
          ) : (
            <Status tone="muted">{t("account.totpOff")}</Status>
          ),
      },
      {
        key: "status",
        title: t("staff.status"),
        phone: "side",
        render: (row) => <ActiveStatus status={row.status} />,
      },
    ];
    return columns;
  }, [t, units]);
}

function StaffDrawer(props: {
  id: string | undefined;
  onOpen: (id: string | undefined) => void;
  actions: StaffActions;
}) {
  const { t } = useTranslation();
  const { id, onOpen, actions } = props;
  const can = useCan();
  const units = useOrgUnits();
  const query = useQuery({
    queryKey: ["staff", "one", id],
    queryFn: ({ signal }) => staff.get(id ?? "", signal),
    enabled: id !== undefined,
  });
  const person = query.data;
  return (
    <RecordDrawer
      id={id}
      list="staff"
      title={person?.name ?? t("staff.title")}
      onOpen={onOpen}
      loading={!person}
      problem={query.error ? asProblem(query.error) : undefined}
      commands={person ? staffCommands(person, actions) : []}
    >
      {person ? (
        <Facts
          items={[
            [t("staff.status"), <ActiveStatus key="status" status={person.status} />],
            [t("staff.signInName"), person.sign_in_name],
            [
              t("staff.store"),
              units.find((unit) => unit.id === person.org_unit_id)?.name ?? <Blank key="store" />,
            ],
            can("identity.roles.read") && [t("staff.roles"), <RoleNames key="roles" ids={person.role_ids} />],
            [t("staff.phone"), <Phone key="phone" text={person.phone} />],
            [t("staff.email"), person.email || <Blank key="email" />],
            [t("staff.guideNumber"), person.guide_number || <Blank key="guide" />],
            [t("staff.wechat"), person.wechat_id || <Blank key="wechat" />],
            [
              t("staff.totp"),
              person.totp_enabled ? (
                <Status key="totp" tone="good">
                  {t("account.totpOn")}
                </Status>
              ) : (
                <Status key="totp" tone="muted">
                  {t("account.totpOff")}
                </Status>
              ),
            ],
            [t("staff.lastSignIn"), <LastSignIn key="last" person={person} />],
            [t("field.createdAt"), <Time key="created" at={person.created_at} exact />],
          ]}
        />
      ) : null}
    </RecordDrawer>
  );
}

const rowId = (row: Staff) => row.id;

export default function StaffPage() {
  const { t } = useTranslation();
  const columns = useColumns();
  const units = useOrgUnits();
  const roles = useRoles();
  const [editing, setEditing] = useState<Staff | "new">();
  const [secret, setSecret] = useState<{ person: Staff; password: string }>();
  const showPassword = useCallback((person: Staff, password: string) => setSecret({ person, password }), []);
  const actions = useMemo<StaffActions>(() => ({ edit: setEditing, showPassword }), [showPassword]);
  const rowCommands = useCallback((row: Staff) => staffCommands(row, actions), [actions]);
  const create = useMemo(
    () => [
      bind(
        newStaff(() => setEditing("new")),
        undefined,
      ),
    ],
    [],
  );
  return (
    <>
      <ListPage<Staff>
        id="staff"
        title={t("staff.title")}
        queryKey="staff"
        load={staff.list}
        filters={[
          { name: "q", kind: "text", label: t("staff.filterQ") },
          {
            name: "org_unit_id",
            kind: "select",
            label: t("staff.store"),
            options: units.map((unit) => ({ value: unit.id, label: unit.name })),
          },
          ...(roles.length > 0
            ? [
                {
                  name: "role_id",
                  kind: "select" as const,
                  label: t("staff.roles"),
                  options: roles.map((role) => ({ value: role.id, label: role.name })),
                },
              ]
            : []),
          {
            name: "status",
            kind: "select",
            label: t("staff.status"),
            rare: true,
            options: [
              { value: "active", label: t("status.active") },
              { value: "disabled", label: t("status.disabled") },
            ],
          },
        ]}
        columns={columns}
        rowId={rowId}
        onOpen={(row, list) => list.setOpen(row.id)}
        commands={create}
        rowCommands={rowCommands}
        empty={{ title: t("staff.emptyTitle"), text: t("staff.emptyText") }}
      >
        {(list) => (
          <>
            <StaffDrawer id={list.state.open} onOpen={list.setOpen} actions={actions} />
            <StaffForm editing={editing} onClose={() => setEditing(undefined)} onPassword={showPassword} />
          </>
        )}
      </ListPage>
      {secret ? <TemporaryPassword {...secret} onClose={() => setSecret(undefined)} /> : null}
    </>
  );
}
