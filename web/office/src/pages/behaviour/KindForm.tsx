import { behaviour } from "@shared/api/endpoints";
import type { BehaviourKind, BehaviourKindWrite } from "@shared/api/types";
import { filled } from "@shared/ui/form/changes";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { atMost, needed } from "@shared/ui/form/rules";
import { useQueryClient } from "@tanstack/react-query";
import { App, Form, Input } from "antd";
import { useTranslation } from "react-i18next";

export function KindForm(props: { open: boolean; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const { open, onClose } = props;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const labels: Record<string, string> = {
    code: t("behaviour.rules.kindCode"),
    name_zh: t("behaviour.rules.kindZh"),
    name_en: t("behaviour.rules.kindEn"),
  };
  return (
    <FormDrawer<BehaviourKindWrite, BehaviourKind>
      open={open}
      title={t("behaviour.rules.newKind")}
      initial={{}}
      labels={labels}
      width={440}
      submit={(values, { key }) => behaviour.createKind(filled(values), { key })}
      onClose={onClose}
      onDone={(kind) => {
        void queries.invalidateQueries({ queryKey: ["behaviour"] });
        const name = i18n.language === "zh" ? kind.name_zh : kind.name_en;
        void message.success(t("behaviour.rules.kindCreated", { name }));
        onClose();
      }}
    >
      <Form.Item
        name="code"
        label={labels.code}
        extra={t("behaviour.rules.codeHint")}
        rules={[needed(t, t("behaviour.rules.kindCode")), atMost(t, 40)]}
      >
        <Input autoFocus autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item
        name="name_zh"
        label={labels.name_zh}
        rules={[needed(t, t("behaviour.rules.kindZh")), atMost(t, 80)]}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="name_en"
        label={labels.name_en}
        rules={[needed(t, t("behaviour.rules.kindEn")), atMost(t, 80)]}
      >
        <Input autoComplete="off" />
      </Form.Item>
    </FormDrawer>
  );
}
