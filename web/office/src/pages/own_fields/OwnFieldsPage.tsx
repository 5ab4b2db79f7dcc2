import { ownFields, tags } from "@shared/api/ownFieldCalls";
import type { CustomerTag, OwnField } from "@shared/api/ownFields";
import { bind } from "@shared/ui/command/command";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { TagMark, useOwnFields } from "@shared/ui/OwnValues";
import { ActiveStatus, Blank } from "@shared/ui/Values";
import { Segmented } from "antd";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { disableField, disableTag, edit, enableField, enableTag, newField, newTag } from "./commands";
import { FieldForm } from "./FieldForm";
import { TagForm } from "./TagForm";
import "./ownFields.css";

const rowId = (row: { id: string }) => row.id;

function useFieldColumns(): ListColumn<OwnField>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: "name",
        title: t("ownFields.name"),
        fixed: true,
        phone: "title",
        render: (row) => (
          <>
            <strong className="hp-cell-main">{row.name}</strong>{" "}
            <small className="hp-faint hp-num">{row.key}</small>
          </>
        ),
      },
      {
        key: "kind",
        title: t("ownFields.kind"),
        phone: "side",
        render: (row) => t(`ownFields.kinds.${row.kind}`),
      },
      {
        key: "options",
        title: t("ownFields.options"),
        render: (row) =>
          row.options
            .filter((option) => !option.is_retired)
            .map((option) => option.label)
            .join(" · ") || <Blank />,
      },
      {
        key: "required",
        title: t("ownFields.required"),
        render: (row) => t(row.is_required ? "ownFields.yes" : "ownFields.no"),
      },
      {
        key: "searchable",
        title: t("ownFields.searchable"),
        render: (row) => t(row.is_searchable ? "ownFields.yes" : "ownFields.no"),
      },
      { key: "place", title: t("ownFields.place"), align: "right", render: (row) => row.place },
      { key: "status", title: t("ownFields.status"), render: (row) => <ActiveStatus status={row.status} /> },
    ],
    [t],
  );
}

function FieldList(props: { switcher: React.ReactNode }) {
  const { t } = useTranslation();
  const columns = useFieldColumns();
  const fields = useOwnFields();
  const [form, setForm] = useState<{ field?: OwnField }>();
  const commands = useMemo(
    () => [
      bind(
        newField(() => setForm({})),
        undefined,
      ),
    ],
    [],
  );
  const rowCommands = useCallback(
    (row: OwnField) => [
      bind(
        edit<OwnField>(() => setForm({ field: row })),
        row,
      ),
      bind(disableField, row),
      bind(enableField, row),
    ],
    [],
  );
  return (
    <ListPage<OwnField>
      id="own_fields"
      title={t("ownFields.title")}
      sub={t("ownFields.sub")}
      extra={props.switcher}
      queryKey="own_fields"
      load={ownFields.list}
      filters={[]}
      columns={columns}
      rowId={rowId}
      onOpen={(row) => setForm({ field: row })}
      commands={commands}
      rowCommands={rowCommands}
      empty={{ title: t("ownFields.emptyTitle"), text: t("ownFields.emptyText") }}
    >
      {() => (
        <FieldForm
          open={form !== undefined}
          field={form?.field}
          nextPlace={Math.max(0, ...fields.map((field) => field.place)) + 10}
          onClose={() => setForm(undefined)}
        />
      )}
    </ListPage>
  );
}

function TagList(props: { switcher: React.ReactNode }) {
  const { t } = useTranslation();
  const [form, setForm] = useState<{ tag?: CustomerTag }>();
  const columns = useMemo<ListColumn<CustomerTag>[]>(
    () => [
      {
        key: "name",
        title: t("ownFields.name"),
        fixed: true,
        phone: "title",
        render: (row) => <TagMark tag={row} />,
      },
      { key: "status", title: t("ownFields.status"), render: (row) => <ActiveStatus status={row.status} /> },
    ],
    [t],
  );
  const commands = useMemo(
    () => [
      bind(
        newTag(() => setForm({})),
        undefined,
      ),
    ],
    [],
  );
  const rowCommands = useCallback(
    (row: CustomerTag) => [
      bind(
        edit<CustomerTag>(() => setForm({ tag: row })),
        row,
      ),
      bind(disableTag, row),
      bind(enableTag, row),
    ],
    [],
  );
  return (
    <ListPage<CustomerTag>
      id="tags"
      title={t("ownFields.title")}
      sub={t("ownFields.sub")}
      extra={props.switcher}
      queryKey="tags"
      load={tags.list}
      filters={[]}
      columns={columns}
      rowId={rowId}
      onOpen={(row) => setForm({ tag: row })}
      commands={commands}
      rowCommands={rowCommands}
      empty={{ title: t("ownFields.emptyTagsTitle"), text: t("ownFields.emptyTagsText") }}
    >
      {() => <TagForm open={form !== undefined} tag={form?.tag} onClose={() => setForm(undefined)} />}
    </ListPage>
  );
}

export default function OwnFieldsPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const shows = search.get("tab") === "tags" ? "tags" : "fields";
  const switcher = (
    <Segmented
      value={shows}
      options={[
        { value: "fields", label: t("ownFields.fields") },
        { value: "tags", label: t("ownFields.tags") },
      ]}
      onChange={(tab) => setSearch(tab === "tags" ? { tab } : {}, { replace: true })}
    />
  );
  return shows === "tags" ? <TagList switcher={switcher} /> : <FieldList switcher={switcher} />;
}
