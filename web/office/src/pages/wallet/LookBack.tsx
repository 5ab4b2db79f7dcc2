import { wallet as api } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import { useCan } from "@shared/ui/command/CommandProvider";
import { ProblemState } from "@shared/ui/EmptyState";
import { InstantInput } from "@shared/ui/form/dates";
import { Facts } from "@shared/ui/Page";
import { Money, Points, TierTag } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { Modal, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

/** What the books said of a member at any moment of the past. */
export function LookBack(props: { open: boolean; customerId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const can = useCan();
  const { open, customerId, onClose } = props;
  const [at, setAt] = useState<string>();
  const query = useQuery({
    queryKey: ["customer", customerId, "points", "at", at],
    queryFn: ({ signal }) => api.pointsAt(customerId, at ?? "", signal),
    enabled: open && at !== undefined,
  });
  const then = query.data;
  return (
    <Modal
      open={open}
      title={t("wallet.at.title")}
      width={440}
      footer={null}
      destroyOnHidden
      onCancel={onClose}
    >
      <div className="hp-look-back">
        <InstantInput value={at} onChange={setAt} placeholder={t("wallet.at.choose")} />
        {query.error ? <ProblemState problem={asProblem(query.error)} compact /> : null}
        {at && !then && !query.error ? <Skeleton active paragraph={{ rows: 4 }} title={false} /> : null}
        {then ? (
          <Facts
            items={[
              then.wallet_points === undefined
                ? false
                : [t("wallet.title"), <Points key="wallet" value={then.wallet_points} strong />],
              can("finance.margin.read") && [
                t("points.combined"),
                <Points key="combined" value={then.combined_points} strong />,
              ],
              [t("points.consumption"), <Points key="consumption" value={then.consumption_points} />],
              can("finance.margin.read") && [
                t("points.profit"),
                <Points key="profit" value={then.profit_points} />,
              ],
              [t("points.tier"), <TierTag key="tier" name={then.tier?.name} colour={then.tier?.colour} />],
              [t("customers.record.spent"), <Money key="spent" minor={then.spent_minor} />],
            ]}
          />
        ) : null}
        <p className="hp-faint">{t("wallet.at.text")}</p>
      </div>
    </Modal>
  );
}
