import { customers } from "@shared/api/endpoints";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import { Link } from "react-router";
import { UnmergeForm } from "./UnmergeForm";

const linked = (id: string, name: string | undefined) => <Link to={`/customers/${id}`}>{name || id}</Link>;

/** Whom a customer is known as now, or who is known as him. */
export function KinNotice(props: { customerId: string }) {
  const { t } = useTranslation();
  const { customerId } = props;
  const may = useCan();
  const [undoing, setUndoing] = useState<{ customer_id: string; name: string }>();
  const kin = useQuery({
    queryKey: ["customer", customerId, "kin"],
    queryFn: ({ signal }) => customers.kin(customerId, signal),
  }).data;
  if (kin?.merged_into) {
    const { customer_id, name } = kin.merged_into;
    return (
      <Alert
        className="hp-record-notice"
        type="warning"
        showIcon
        title={
          <Trans
            t={t}
            i18nKey="customers.merge.mergedInto"
            values={{ name: name || customer_id }}
            components={{ other: linked(customer_id, name) }}
          />
        }
      />
    );
  }
  if (!kin || kin.merged.length === 0) return null;
  const mayUndo = may("customers.merge");
  return (
    <>
      <Alert
        className="hp-record-notice"
        type="info"
        showIcon
        title={
          <>
            {t("customers.merge.merged")}{" "}
            {kin.merged.map(({ customer_id, name = "", is_undoable }, i) => (
              <span key={customer_id}>
                {i > 0 ? t("customers.timeline.separator") : null}
                {linked(customer_id, name)}
                {mayUndo && is_undoable ? (
                  <Button
                    type="link"
                    size="small"
                    icon={<Undo2 size={14} />}
                    aria-label={t("customers.unmerge.title", { name: name || customer_id })}
                    onClick={() => setUndoing({ customer_id, name: name || customer_id })}
                  >
                    {t("customers.unmerge.submit")}
                  </Button>
                ) : null}
              </span>
            ))}
          </>
        }
      />
      {undoing ? (
        <UnmergeForm customerId={customerId} from={undoing} onClose={() => setUndoing(undefined)} />
      ) : null}
    </>
  );
}
