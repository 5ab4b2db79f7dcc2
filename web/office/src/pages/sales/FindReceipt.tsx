import { sales } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import { reasonText } from "@shared/text/reason";
import { focusFirst } from "@shared/ui/form/focusFirst";
import { useScanner } from "@shared/ui/useScanner";
import { useQueryClient } from "@tanstack/react-query";
import { App, Input, Modal } from "antd";
import { ScanLine } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { saleKeyText } from "./saleKey";
import { saleQueryKey } from "./useSale";

/** Opens the sale of a receipt: scanned anywhere on the page, or typed into the box. */
export function FindReceipt(props: { open: boolean; onFound: (key: string) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { open, onFound, onClose } = props;
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<string>();
  const find = async (code: string) => {
    const { sale, ...rest } = await sales.find(code);
    const key = { customerId: sale.customer_id, saleId: sale.sale_id };
    queries.setQueryData(saleQueryKey(key), { sale, ...rest });
    onClose();
    onFound(saleKeyText(sale));
  };
  useScanner((code) => {
    find(code).catch((error: unknown) => void message.error(`${code}: ${reasonText(t, asProblem(error))}`));
  });
  return (
    <Modal
      open={open}
      afterOpenChange={focusFirst}
      title={t("sales.find.title")}
      footer={null}
      width={440}
      destroyOnHidden
      onCancel={onClose}
      afterClose={() => {
        setText("");
        setWrong(undefined);
      }}
    >
      <Input
        size="large"
        allowClear
        maxLength={80}
        autoComplete="off"
        prefix={<ScanLine size={16} className="hp-faint" />}
        aria-label={t("sales.find.code")}
        placeholder={t("sales.find.code")}
        status={wrong ? "error" : ""}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setWrong(undefined);
        }}
        onPressEnter={() => {
          if (text.trim() !== "")
            find(text).catch((error: unknown) => setWrong(reasonText(t, asProblem(error))));
        }}
      />
      <p className={wrong ? "hp-tone-bad" : "hp-faint"} role={wrong ? "alert" : undefined}>
        {wrong ?? t("sales.find.hint")}
      </p>
    </Modal>
  );
}
