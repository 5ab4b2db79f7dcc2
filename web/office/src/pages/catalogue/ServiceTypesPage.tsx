import { catalogue } from "@shared/api/endpoints";
import type { ServiceType, ServiceTypeWrite } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind, type Command } from "@shared/ui/command/command";
import { useFormat } from "@shared/ui/FormatProvider";
import { PercentInput } from "@shared/ui/form/AmountInput";
import { changed, filled } from "@shared/ui/form/changes";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { atMost, between, chosen, needed, readable } from "@shared/ui/form/rules";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { Percent } from "@shared/ui/Values";
import { useQueryClient } from "@tanstack/react-query";
import { App, Form, Input } from "antd";
import { Pencil, Plus } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

const kMaxWeightPpm = 10_000_000;
const kMaxMarginPpm = 1_000_000;

function ServiceTypeForm(props: { editing: ServiceType | "new" | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const can = useCan();
  const format = useFormat();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { editing, onClose } = props;
  const record = editing === "new" ? undefined : editing;
  const margin = can("finance.margin.read");
  const labels: Record<string, string> = {
    name: t("catalogue.name"),
    code: t("catalogue.code"),
    weight_ppm: t("catalogue.weight"),
    ...(margin ? { margin_ppm: t("catalogue.marginRate") } : {}),
  };
  const outOfRange = t("reasons.request.out_of_range");
  return (
    <FormDrawer<ServiceTypeWrite, ServiceType>
      open={editing !== undefined}
      title={record ? t("catalogue.editServiceType") : t("catalogue.createServiceType")}
      initial={record ?? {}}
      version={record?.version}
      labels={labels}
      show={(field, value) => (field.endsWith("_ppm") ? format.percent(Number(value)) : undefined)}
      submit={(values, { key, version, base }) =>
        record
          ? catalogue.updateServiceType(record.id, changed(base, values), { key, version })
          : catalogue.createServiceType(filled(values), { key })
      }
      onClose={onClose}
      onDone={(saved) => {
        void queries.invalidateQueries({ queryKey: ["service_types"] });
        void message.success(
          t(record ? "catalogue.serviceTypeSaved" : "catalogue.serviceTypeCreated", { name: saved.name }),
        );
        onClose();
      }}
      width={440}
    >
      <Form.Item name="name" label={labels.name} rules={[needed(t, t("catalogue.name")), atMost(t, 80)]}>
        <Input autoFocus autoComplete="off" />
      </Form.Item>
      <Form.Item name="code" label={labels.code} rules={[needed(t, t("catalogue.code")), atMost(t, 32)]}>
        <Input autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item
        name="weight_ppm"
        label={labels.weight_ppm}
        extra={t("catalogue.weightHint")}
        rules={[
          chosen(t, t("catalogue.weight")),
          readable(t("form.percent")),
          between(0, kMaxWeightPpm, outOfRange),
        ]}
      >
        <PercentInput />
      </Form.Item>
      {margin ? (
        <Form.Item
          name="margin_ppm"
          label={labels.margin_ppm}
          extra={t("catalogue.marginHint")}
          rules={[readable(t("form.percent")), between(0, kMaxMarginPpm, outOfRange)]}
        >
          <PercentInput />
        </Form.Item>
      ) : null}
    </FormDrawer>
  );
}

const rowId = (row: ServiceType) => row.id;

export default function ServiceTypesPage() {
  const { t } = useTranslation();
  const can = useCan();
  const [editing, setEditing] = useState<ServiceType | "new">();
  const create = useMemo<Command>(
    () => ({
      id: "catalogue.serviceType.new",
      label: (text) => text("catalogue.createServiceType"),
      icon: Plus,
      permission: "catalogue.write",
      keys: "n",
      run: () => setEditing("new"),
    }),
    [],
  );
  const edit = useMemo<Command<ServiceType>>(
    () => ({
      id: "catalogue.serviceType.edit",
      label: (text) => text("action.edit"),
      icon: Pencil,
      permission: "catalogue.write",
      run: (row) => setEditing(row),
    }),
    [],
  );
  const columns = useMemo<ListColumn<ServiceType>[]>(
    () => [
      {
        key: "name",
        title: t("catalogue.name"),
        fixed: true,
        phone: "title",
        render: (row) => <strong className="hp-cell-main">{row.name}</strong>,
      },
      { key: "code", title: t("catalogue.code"), render: (row) => row.code },
      {
        key: "weight",
        title: t("catalogue.weight"),
        align: "right",
        phone: "side",
        render: (row) => <Percent ppm={row.weight_ppm} />,
      },
      {
        key: "margin",
        title: t("catalogue.marginRate"),
        align: "right",
        permission: "finance.margin.read",
        render: (row) => <Percent ppm={row.margin_ppm} />,
      },
    ],
    [t],
  );
  const rowCommands = useCallback((row: ServiceType) => [bind(edit, row)], [edit]);
  return (
    <ListPage<ServiceType>
      id="service_types"
      title={t("catalogue.serviceTypes")}
      queryKey="service_types"
      load={catalogue.serviceTypes}
      filters={[]}
      columns={columns}
      rowId={rowId}
      onOpen={can("catalogue.write") ? (row) => setEditing(row) : undefined}
      commands={[bind(create, undefined)]}
      rowCommands={rowCommands}
      empty={{ title: t("catalogue.serviceTypeEmptyTitle"), text: t("catalogue.serviceTypeEmptyText") }}
    >
      {() => <ServiceTypeForm editing={editing} onClose={() => setEditing(undefined)} />}
    </ListPage>
  );
}
