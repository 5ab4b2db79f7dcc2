import { useMe } from "@app/session/session";
import { staff } from "@shared/api/endpoints";
import type { Staff, StaffWrite } from "@shared/api/types";
import { changed, filled } from "@shared/ui/form/changes";
import { FormDrawer, type Submission } from "@shared/ui/form/FormDrawer";
import { atMost, chosen, emailLike, needed, phoneLike } from "@shared/ui/form/rules";
import { SearchSelect } from "@shared/ui/form/SearchSelect";
import { UnitSelect, useOrgUnits, useRoles } from "@shared/ui/Lookup";
import { useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Segmented } from "antd";
import { useTranslation } from "react-i18next";

interface Saved {
  person: Staff;
  /** Of somebody new; undefined where it could not be made, then a reset makes one. */
  password: string | undefined;
}

function useLabels(): Record<string, string> {
  const { t } = useTranslation();
  return {
    name: t("staff.name"),
    sign_in_name: t("staff.signInName"),
    org_unit_id: t("staff.store"),
    role_ids: t("staff.roles"),
    phone: t("staff.phone"),
    email: t("staff.email"),
    guide_number: t("staff.guideNumber"),
    wechat_id: t("staff.wechat"),
    language: t("staff.language"),
  };
}

function Fields(props: { labels: Record<string, string> }) {
  const { t } = useTranslation();
  const { labels } = props;
  const roles = useRoles();
  return (
    <div className="hp-form-grid">
      <Form.Item name="name" label={labels.name} rules={[needed(t, t("staff.name")), atMost(t, 80)]}>
        <Input autoFocus autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="sign_in_name"
        label={labels.sign_in_name}
        rules={[needed(t, t("staff.signInName")), atMost(t, 64)]}
      >
        <Input autoComplete="off" autoCapitalize="off" spellCheck={false} />
      </Form.Item>
      <Form.Item name="phone" label={labels.phone} rules={[phoneLike(t), atMost(t, 40)]}>
        <Input inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="email" label={labels.email} rules={[emailLike(t), atMost(t, 254)]}>
        <Input autoComplete="off" />
      </Form.Item>
      <h3 className="hp-form-section hp-form-wide">{t("staff.section.access")}</h3>
      <Form.Item name="org_unit_id" label={labels.org_unit_id} rules={[chosen(t, t("staff.store"))]}>
        <UnitSelect allowClear={false} />
      </Form.Item>
      <Form.Item name="role_ids" label={labels.role_ids}>
        <SearchSelect mode="multiple" options={roles.map((role) => ({ value: role.id, label: role.name }))} />
      </Form.Item>
      <h3 className="hp-form-section hp-form-wide">{t("staff.section.guide")}</h3>
      <Form.Item name="guide_number" label={labels.guide_number} rules={[atMost(t, 32)]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="wechat_id" label={labels.wechat_id} rules={[atMost(t, 64)]}>
        <Input autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item name="language" label={labels.language} required>
        <Segmented
          options={[
            { value: "zh", label: t("shell.chinese") },
            { value: "en", label: t("shell.english") },
          ]}
        />
      </Form.Item>
    </div>
  );
}

export function StaffForm(props: {
  editing: Staff | "new" | undefined;
  onClose: () => void;
  onPassword: (person: Staff, password: string) => void;
}) {
  const { t } = useTranslation();
  const { editing, onClose, onPassword } = props;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const labels = useLabels();
  const me = useMe();
  const roles = useRoles();
  const units = useOrgUnits();
  const record = editing === "new" ? undefined : editing;

  const submit = async (values: StaffWrite, { key, version, base }: Submission): Promise<Saved> => {
    if (record)
      return {
        person: await staff.update(record.id, changed(base, values), { key, version }),
        password: undefined,
      };
    const person = await staff.create(filled(values), { key });
    const made = await staff.resetPassword(person.id).catch(() => undefined);
    return { person, password: made?.temporary_password };
  };
  return (
    <FormDrawer<StaffWrite, Saved>
      open={editing !== undefined}
      title={record ? t("staff.edit") : t("staff.create")}
      initial={record ?? { language: me.chain.language, org_unit_id: me.org_unit_id, role_ids: [] }}
      version={record?.version}
      labels={labels}
      show={(field, value) => {
        if (field === "role_ids")
          return (value as string[])
            .map((id) => roles.find((role) => role.id === id)?.name ?? id)
            .join(" · ");
        if (field === "org_unit_id") return units.find((unit) => unit.id === value)?.name;
        return field === "language" ? t(value === "en" ? "shell.english" : "shell.chinese") : undefined;
      }}
      draft={editing === "new" ? "staff" : undefined}
      submit={submit}
      onClose={onClose}
      onDone={({ person, password }) => {
        void queries.invalidateQueries({ queryKey: ["staff"] });
        if (person.id === me.staff.id) void queries.invalidateQueries({ queryKey: ["me"] });
        void message.success(t(record ? "staff.saved" : "staff.created", { name: person.name }));
        onClose();
        if (password) onPassword(person, password);
      }}
      width={580}
    >
      <Fields labels={labels} />
    </FormDrawer>
  );
}
