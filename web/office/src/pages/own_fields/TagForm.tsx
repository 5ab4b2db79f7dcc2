import { tags } from "@shared/api/ownFieldCalls";
import { type CustomerTag, type CustomerTagWrite, kTagColours } from "@shared/api/ownFields";
import { changed, filled } from "@shared/ui/form/changes";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { atMost, needed } from "@shared/ui/form/rules";
import { TagMark } from "@shared/ui/OwnValues";
import { useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";

/** New tag without a record, edit with one. */
export function TagForm(props: { open: boolean; tag?: CustomerTag; onClose: () => void }) {
  const { t } = useTranslation();
  const { open, tag, onClose } = props;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const labels: Record<string, string> = { name: t("ownFields.name"), colour: t("ownFields.colour") };
  return (
    <FormDrawer<CustomerTagWrite, CustomerTag>
      open={open}
      title={tag ? t("ownFields.editTag") : t("ownFields.createTag")}
      initial={tag ?? { colour: "grey" }}
      version={tag?.version}
      labels={labels}
      width={420}
      submit={(values, { key, version, base }) =>
        tag
          ? tags.update(tag.id, changed(base, values), { key, version })
          : tags.create(filled(values), { key })
      }
      onClose={onClose}
      onDone={(saved) => {
        for (const first of ["tags", "customers", "customer"])
          void queries.invalidateQueries({ queryKey: [first] });
        void message.success(t("ownFields.saved", { name: saved.name }));
        onClose();
      }}
    >
      <Form.Item name="name" label={labels.name} rules={[needed(t, t("ownFields.name")), atMost(t, 30)]}>
        <Input autoFocus autoComplete="off" />
      </Form.Item>
      <Form.Item name="colour" label={labels.colour} required>
        <Select
          options={kTagColours.map((colour) => ({
            value: colour,
            label: <TagMark tag={{ name: t(`ownFields.colours.${colour}`), colour }} />,
          }))}
        />
      </Form.Item>
    </FormDrawer>
  );
}
