import { wallet as api } from "@shared/api/endpoints";
import type { Adjustment } from "@shared/api/types";
import { useFormat } from "@shared/ui/FormatProvider";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { Form, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { type AdjustValues, adjustmentWrite, signedPoints } from "./adjusting";
import type { WalletSubject } from "./commands";
import { PointsAndReason } from "./PointsAndReason";
import { useMadeByHand } from "./useMadeByHand";
import { useWallet } from "./useWallet";
import "./wallet.css";

const kBooks = ["wallet", "combined", "both"] as const;

function Outlook(props: { customerId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const form = Form.useFormInstance<AdjustValues>();
  const change = signedPoints({
    direction: Form.useWatch("direction", form),
    points: Form.useWatch("points", form),
  });
  const book = Form.useWatch("book", form);
  const wallet = useWallet(props.customerId).data;
  if (!wallet || book === "combined") return null;
  const after = wallet.available_points + (change ?? 0);
  return (
    <p className={`hp-form-outlook ${after < 0 ? "hp-tone-bad" : "hp-faint"}`} aria-live="polite">
      {t("wallet.adjust.after", { points: format.points(after) })}
    </p>
  );
}

export function AdjustForm(props: { open: boolean; subject: WalletSubject; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { open, subject, onClose } = props;
  const onDone = useMadeByHand(
    (made) => t("wallet.adjust.done", { points: format.points(made.wallet_points || made.combined_points) }),
    onClose,
  );
  const labels: Record<string, string> = {
    points: t("wallet.adjust.points"),
    reason: t("wallet.adjust.reason"),
  };
  return (
    <FormDrawer<AdjustValues, Adjustment>
      open={open}
      title={t("wallet.adjust.title", { name: subject.name })}
      initial={{ book: "wallet", direction: "add" }}
      labels={labels}
      width={440}
      submitText={t("wallet.adjust.command")}
      submit={(values, { key }) => api.adjust(subject.customerId, adjustmentWrite(values), { key })}
      onClose={onClose}
      onDone={onDone}
    >
      <Form.Item name="book" label={t("wallet.adjust.book")} extra={t("wallet.adjust.bookHint")} required>
        <Radio.Group
          optionType="button"
          options={kBooks.map((value) => ({ value, label: t(`wallet.adjust.books.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="direction" label={t("wallet.adjust.direction")} required>
        <Radio.Group
          optionType="button"
          options={(["add", "take"] as const).map((value) => ({ value, label: t(`wallet.adjust.${value}`) }))}
        />
      </Form.Item>
      <PointsAndReason of="adjust">
        <Outlook customerId={subject.customerId} />
      </PointsAndReason>
    </FormDrawer>
  );
}
