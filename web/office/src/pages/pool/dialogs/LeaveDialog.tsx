import { type Leaving, pool } from "@shared/api/pool";
import type { PoolCustomer, ReasonKind } from "@shared/api/poolTypes";
import { useCan } from "@shared/ui/command/CommandProvider";
import { ProblemNote } from "@shared/ui/ProblemNote";
import { Chips, Field, Sheet } from "@shared/ui/Sheet";
import { Alert, App, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BatchOutcome } from "../BatchResult";
import { refusedItem } from "../batch";
import { usePools, useReasons } from "../choices";
import { kPoolRefresh } from "../commands";
import { useWork } from "./useWork";

type Kind = Exclude<ReasonKind, "leaver">;
const kChips = 8;
const kNoteMost = 500;

const kSend = { give_back: pool.giveBack, lost: pool.lose, take_back: pool.takeBack } as const;

/** Back to the pool by hand: never without a reason. */
export function LeaveDialog(props: {
  kind: Kind;
  customers: readonly PoolCustomer[];
  onClose: () => void;
  onResult: (outcome: BatchOutcome) => void;
}) {
  const { t } = useTranslation();
  const can = useCan();
  const { kind, customers, onClose, onResult } = props;
  const { message } = App.useApp();
  const { items, waiting } = useReasons(kind);
  const pools = usePools().filter((one) => one.status === "on");
  const [reason, setReason] = useState<string>();
  const [note, setNote] = useState("");
  const [target, setTarget] = useState<string>();
  const work = useWork(kPoolRefresh);
  const [first] = customers;
  const name = first?.name ?? "";
  const title =
    kind === "give_back"
      ? t("pool.leave.giveBackTitle", { name })
      : kind === "lost"
        ? t("pool.leave.loseTitle", { name })
        : customers.length === 1
          ? t("pool.leave.takeBackTitle", { name })
          : t("pool.leave.takeBackManyTitle", { n: customers.length });

  const body = (): Leaving => ({
    reason_id: reason ?? "",
    ...(note.trim() ? { note: note.trim() } : {}),
    ...(target ? { pool_id: target } : {}),
  });
  const one = async (customer: PoolCustomer) => {
    const done = await work.run([customer.customer_id, body()], (key) =>
      kSend[kind](customer.customer_id, body(), { key }).then(() => true),
    );
    if (!done) return;
    const text = { give_back: "pool.gaveBack", lost: "pool.lost", take_back: "pool.tookBack" } as const;
    void message.success(t(text[kind], { name: customer.name }));
    onClose();
  };
  const several = async () => {
    const outcome = await work.run([customers.map((c) => c.customer_id), body()], async (key) => {
      const items = [];
      for (const [i, customer] of customers.entries()) {
        try {
          await kSend[kind](customer.customer_id, body(), { key: `${key.slice(0, 50)}-${i}` });
          items.push({ customer_id: customer.customer_id, status: "done" as const });
        } catch (error) {
          items.push(refusedItem(customer.customer_id, error));
        }
      }
      return items;
    });
    if (!outcome) return;
    onClose();
    onResult({ items: outcome, customers });
  };

  return (
    <Sheet
      open
      title={title}
      onClose={onClose}
      onOk={() => void (customers.length === 1 && first ? one(first) : several())}
      okText={t(kind === "lost" ? "pool.lose" : kind === "take_back" ? "pool.takeBack" : "pool.giveBack")}
      okDisabled={!reason}
      danger={kind === "lost"}
      busy={work.busy}
    >
      <p className="hp-faint">{t(kind === "take_back" ? "pool.leave.takeBackText" : "pool.leave.text")}</p>
      <ProblemNote problem={work.problem} />
      {!waiting && items.length === 0 ? (
        <Alert type="warning" showIcon title={t("pool.leave.noReasons")} />
      ) : null}
      <Field label={t("pool.leave.reason")}>
        {items.length <= kChips ? (
          <Chips
            label={t("pool.leave.reason")}
            value={reason}
            options={items.map((item) => ({ value: item.id, label: item.name }))}
            onChange={setReason}
          />
        ) : (
          <Select
            style={{ width: "100%" }}
            aria-label={t("pool.leave.reason")}
            showSearch={{ optionFilterProp: "label" }}
            value={reason}
            options={items.map((item) => ({ value: item.id, label: item.name }))}
            onChange={setReason}
          />
        )}
      </Field>
      <Field label={t("pool.leave.note")} htmlFor="hp-leave-note">
        <Input.TextArea
          id="hp-leave-note"
          autoSize={{ minRows: 2, maxRows: 5 }}
          maxLength={kNoteMost}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
      {pools.length > 1 && can("pool.assign") ? (
        <Field label={t("pool.leave.target")}>
          <Select
            style={{ width: "100%" }}
            aria-label={t("pool.leave.target")}
            allowClear
            placeholder={first?.pool_name}
            value={target}
            options={pools.map((one) => ({ value: one.id, label: one.name }))}
            onChange={setTarget}
          />
        </Field>
      ) : null}
    </Sheet>
  );
}
