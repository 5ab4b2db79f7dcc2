import { zoneChoices } from "@app/session/regions";
import { newKey } from "@shared/api/client";
import { orgUnits } from "@shared/api/endpoints";
import { asProblem, type Problem } from "@shared/api/problem";
import type { OrgUnit, OrgUnitKind, OrgUnitWrite } from "@shared/api/types";
import { reasonText } from "@shared/text/reason";
import { changed, filled } from "@shared/ui/form/changes";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { focusFirst } from "@shared/ui/form/focusFirst";
import { atMost, needed } from "@shared/ui/form/rules";
import { SearchSelect } from "@shared/ui/form/SearchSelect";
import { UnitSelect } from "@shared/ui/Lookup";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Form, Input, Modal, Radio } from "antd";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

const kKinds: readonly OrgUnitKind[] = ["store", "branch", "franchisee"];

export function UnitForm(props: {
  editing: { unit: OrgUnit | undefined; parent: OrgUnit | undefined } | undefined;
  onClose: () => void;
  onSaved: (unit: OrgUnit) => void;
}) {
  const { t, i18n } = useTranslation();
  const { editing, onClose, onSaved } = props;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const unit = editing?.unit;
  const zones = useMemo(() => zoneChoices(i18n.language), [i18n.language]);
  const labels: Record<string, string> = {
    name: t("stores.field.name"),
    code: t("stores.field.code"),
    phone: t("stores.field.phone"),
    address: t("stores.field.address"),
    time_zone: t("stores.field.timeZone"),
    ...(unit ? {} : { kind: t("stores.field.kind"), parent_id: t("stores.field.parent") }),
  };
  return (
    <FormDrawer<OrgUnitWrite, OrgUnit>
      open={editing !== undefined}
      title={unit ? t("stores.edit") : t("stores.create")}
      initial={unit ?? { kind: "store", parent_id: editing?.parent?.id }}
      version={unit?.version}
      labels={labels}
      submit={(values, { key, version, base }) =>
        unit
          ? orgUnits.update(unit.id, changed(base, values), { key, version })
          : orgUnits.create(filled(values), { key })
      }
      onClose={onClose}
      onDone={(saved) => {
        void queries.invalidateQueries({ queryKey: ["org_units"] });
        void message.success(t(unit ? "stores.saved" : "stores.created", { name: saved.name }));
        onClose();
        onSaved(saved);
      }}
    >
      {unit ? null : (
        <>
          <Form.Item name="kind" label={labels.kind} required>
            <Radio.Group
              optionType="button"
              options={kKinds.map((kind) => ({ value: kind, label: t(`stores.kind.${kind}`) }))}
            />
          </Form.Item>
          <Form.Item
            name="parent_id"
            label={labels.parent_id}
            required
            rules={[needed(t, t("stores.field.parent"))]}
          >
            <UnitSelect allowClear={false} />
          </Form.Item>
        </>
      )}
      <div className="hp-form-grid">
        <Form.Item
          name="name"
          label={labels.name}
          rules={[needed(t, t("stores.field.name")), atMost(t, 120)]}
        >
          <Input autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item name="code" label={labels.code} rules={[atMost(t, 32)]}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="phone" label={labels.phone} rules={[atMost(t, 40)]}>
          <Input autoComplete="off" inputMode="tel" />
        </Form.Item>
        <Form.Item name="time_zone" label={labels.time_zone}>
          <SearchSelect options={zones} placeholder={t("stores.inherit")} />
        </Form.Item>
        <Form.Item name="address" label={labels.address} rules={[atMost(t, 300)]} className="hp-form-wide">
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 4 }} />
        </Form.Item>
      </div>
    </FormDrawer>
  );
}

export function MoveUnit(props: { unit: OrgUnit | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { unit, onClose } = props;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [parent, setParent] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: starts anew for each unit
  useEffect(() => {
    setParent(undefined);
    setProblem(undefined);
  }, [unit]);
  if (!unit) return null;
  const move = async () => {
    if (!parent) return;
    setBusy(true);
    try {
      await orgUnits.move(unit.id, parent, { key: newKey() });
      void queries.invalidateQueries({ queryKey: ["org_units"] });
      void message.success(t("stores.moved", { name: unit.name }));
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      afterOpenChange={focusFirst}
      title={t("stores.moveTitle", { name: unit.name })}
      okText={t("stores.move")}
      okButtonProps={{ disabled: !parent || parent === unit.parent_id, loading: busy }}
      onOk={() => void move()}
      onCancel={onClose}
      width={440}
    >
      <p className="hp-form-note hp-faint">{t("stores.moveText")}</p>
      {problem ? (
        <Alert type="error" showIcon title={reasonText(t, problem)} className="hp-form-note" />
      ) : null}
      <UnitSelect
        value={parent}
        onChange={setParent}
        without={unit.id}
        placeholder={t("stores.field.parent")}
      />
    </Modal>
  );
}
