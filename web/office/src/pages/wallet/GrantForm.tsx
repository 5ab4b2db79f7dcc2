import { wallet as api } from "@shared/api/endpoints";
import type { Adjustment } from "@shared/api/types";
import { useFormat } from "@shared/ui/FormatProvider";
import { InstantInput } from "@shared/ui/form/dates";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { Form } from "antd";
import { useTranslation } from "react-i18next";
import type { WalletSubject } from "./commands";
import { expiresTooEarly, type GrantValues, grantWrite } from "./granting";
import { PointsAndReason } from "./PointsAndReason";
import { useMadeByHand } from "./useMadeByHand";
import { useWallet } from "./useWallet";
import "./wallet.css";

/** What the member could spend then; points that come later count later. */
function Outlook(props: { customerId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const form = Form.useFormInstance<GrantValues>();
  const points = Form.useWatch("points", form);
  const activates = Form.useWatch("activates_at", form);
  const wallet = useWallet(props.customerId).data;
  if (!wallet || typeof points !== "number" || Number.isNaN(points)) return null;
  return (
    <p className="hp-form-outlook hp-faint" aria-live="polite">
      {activates
        ? t("wallet.grant.afterThen", { at: format.dateTime(activates), points: format.points(points) })
        : t("wallet.adjust.after", { points: format.points(wallet.available_points + points) })}
    </p>
  );
}

/** A bonus by hand, with a life of its own. */
export function GrantForm(props: { open: boolean; subject: WalletSubject; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { open, subject, onClose } = props;
  const onDone = useMadeByHand(
    (made) => t("wallet.grant.done", { points: format.points(made.wallet_points) }),
    onClose,
  );
  const labels: Record<string, string> = {
    points: t("wallet.grant.points"),
    reason: t("wallet.grant.reason"),
    activates_at: t("wallet.grant.activatesAt"),
    expires_at: t("wallet.grant.expiresAt"),
  };
  return (
    <FormDrawer<GrantValues, Adjustment>
      open={open}
      title={t("wallet.grant.title", { name: subject.name })}
      initial={{}}
      labels={labels}
      width={440}
      submitText={t("wallet.grant.command")}
      submit={(values, { key }) => api.grant(subject.customerId, grantWrite(values), { key })}
      onClose={onClose}
      onDone={onDone}
    >
      {(form) => (
        <>
          <PointsAndReason of="grant">
            <Outlook customerId={subject.customerId} />
          </PointsAndReason>
          <Form.Item name="activates_at" label={labels.activates_at}>
            <InstantInput only="future" placeholder={t("wallet.grant.atOnce")} />
          </Form.Item>
          <Form.Item
            name="expires_at"
            label={labels.expires_at}
            dependencies={["activates_at"]}
            rules={[
              {
                validator: () =>
                  expiresTooEarly(form.getFieldsValue(true) as GrantValues, new Date())
                    ? Promise.reject(new Error(t("reasons.points.expires_too_early")))
                    : Promise.resolve(),
              },
            ]}
          >
            <InstantInput only="future" placeholder={t("wallet.grant.byStrategy")} />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  );
}
