import { type PersonalFile, privacy } from "@shared/api/privacy";
import { asProblem, type Problem } from "@shared/api/problem";
import { ProblemNote } from "@shared/ui/ProblemNote";
import { Chips, Field, Sheet } from "@shared/ui/Sheet";
import { saveFile } from "@shared/ui/saveFile";
import { App } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

const kFiles: readonly PersonalFile[] = ["zh", "en", "json"];

/** Asks in which form, and saves what the server makes of it. */
export function PersonalData(props: { customerId: string; open: boolean; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const { customerId, open, onClose } = props;
  const { message } = App.useApp();
  const [file, setFile] = useState<PersonalFile>(i18n.language.startsWith("zh") ? "zh" : "en");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const send = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const bytes = await privacy.personalData(customerId, file);
      saveFile(`personal-data-${customerId}.${file === "json" ? "json" : "pdf"}`, bytes);
      void message.success(t("privacy.export.saved"));
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Sheet
      open={open}
      title={t("privacy.export.title")}
      onClose={onClose}
      onOk={() => void send()}
      okText={t("privacy.export.save")}
      busy={busy}
    >
      <p>{t("privacy.export.text")}</p>
      <ProblemNote problem={problem} />
      <Field label={t("privacy.export.form")}>
        <Chips
          label={t("privacy.export.form")}
          value={file}
          options={kFiles.map((one) => ({ value: one, label: t(`privacy.export.file.${one}`) }))}
          onChange={setFile}
        />
      </Field>
    </Sheet>
  );
}
