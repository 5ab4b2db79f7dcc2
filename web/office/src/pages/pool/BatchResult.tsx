import { reasonText } from "@shared/text/reason";
import { Sheet } from "@shared/ui/Sheet";
import { Button } from "antd";
import { CircleCheck, CircleX, Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type BatchOutcome, refusedCsv } from "./batch";

export type { BatchOutcome };

/** Line by line what became of a batch; those refused come first and can be taken along as a file. */
export function BatchResult(props: { outcome: BatchOutcome; onClose: () => void }) {
  const { t } = useTranslation();
  const { outcome, onClose } = props;
  const names = new Map(outcome.customers.map((customer) => [customer.customer_id, customer.name]));
  const refused = outcome.items.filter((item) => item.status === "refused");
  const done = outcome.items.filter((item) => item.status === "done");
  const why = (item: (typeof refused)[number]) =>
    reasonText(t, { reason: item.reason ?? "", detail: item.detail ?? "" });
  const download = () => {
    const text = refusedCsv(
      [t("pool.result.customer"), t("pool.result.reason"), t("field.note")],
      refused.map((item) => [names.get(item.customer_id) ?? item.customer_id, why(item), item.detail ?? ""]),
    );
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    link.download = t("pool.result.fileName");
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Sheet
      open
      title={t("pool.result.title")}
      onClose={onClose}
      width={560}
      aside={
        refused.length > 0 ? (
          <Button type="text" icon={<Download size={15} />} onClick={download}>
            {t("pool.result.download")}
          </Button>
        ) : null
      }
    >
      <p className="hp-strong" role="status">
        {t("pool.result.summary", { done: done.length, refused: refused.length })}
      </p>
      <ul className="hp-outcome">
        {[...refused, ...done].map((item) => (
          <li key={item.customer_id} data-status={item.status}>
            {item.status === "done" ? (
              <CircleCheck size={16} aria-label={t("pool.result.done")} />
            ) : (
              <CircleX size={16} aria-label={t("pool.result.refused")} />
            )}
            <span>{names.get(item.customer_id) ?? item.customer_id}</span>
            <span className="hp-outcome-why">
              {item.status === "refused" ? why(item) : t("pool.result.done")}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
