import type { Staff } from "@shared/api/types";
import { Button, Modal } from "antd";
import { Copy } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

/** A password seen once: large, copyable, gone with the dialog. */
export function TemporaryPassword(props: { person: Staff; password: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { person, password, onClose } = props;
  const [copied, setCopied] = useState(false);
  return (
    <Modal
      open
      title={t("staff.temporaryTitle")}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t("action.done")}
        </Button>
      }
      mask={{ closable: false }}
      width={420}
    >
      <p>{t("staff.for", { name: person.name, signInName: person.sign_in_name })}</p>
      <div className="hp-secret">
        <code>{password}</code>
        <Button
          icon={<Copy size={15} />}
          onClick={() => {
            void navigator.clipboard?.writeText(password).then(() => setCopied(true));
          }}
        >
          {copied ? t("action.copied") : t("action.copy")}
        </Button>
      </div>
      <p className="hp-faint">{t("staff.temporaryText")}</p>
    </Modal>
  );
}
