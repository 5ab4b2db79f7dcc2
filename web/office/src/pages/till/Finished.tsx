import { useMe } from "@app/session/session";
import { customers } from "@shared/api/endpoints";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useFormat } from "@shared/ui/FormatProvider";
import { kPapers, paperName, usePaper } from "@shared/ui/print/paper";
import type { ReceiptData } from "@shared/ui/print/Receipt";
import { Kbd, TierTag } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { ArrowRight, CircleCheck, CloudOff, Printer, Sparkles } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { saleKeyText } from "../sales/saleKey";
import type { Done } from "./basket";
import type { TillStore } from "./useStores";

/** The member's points as the server has them after the sale. */
function useAfter(done: Done) {
  const can = useCan();
  const id = done.member?.customer.id;
  return useQuery({
    queryKey: ["customer", id, "points"],
    queryFn: ({ signal }) => customers.points(id ?? "", signal),
    enabled: id !== undefined && !done.kept && can("points.read"),
    staleTime: 0,
  });
}

function PointsMoved(props: {
  done: Done;
  balance: number | undefined;
  available: number | undefined;
  tier: Tier | undefined;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { done, balance, available, tier } = props;
  const { member, document } = done;
  const earned = document.wallet_points ?? 0;
  if (!member || done.kept) return null;
  const before = balance === undefined ? undefined : balance - earned;
  const old = member.points?.tier;
  const raised = tier && member.points && tier.id !== old?.id;
  return (
    <div className="hp-till-moved">
      <span>{t("till.pointsMoved")}</span>
      <div>
        {before === undefined || balance === undefined ? null : (
          <>
            <span className="hp-num" data-testid="points-before">
              {format.points(before)}
            </span>
            <ArrowRight size={18} aria-hidden="true" />
            <strong className="hp-num" data-testid="points-after">
              {format.points(balance)}
            </strong>
          </>
        )}
        <b className="hp-num hp-tone-good">{`${earned >= 0 ? "+" : ""}${format.points(earned)}`}</b>
      </div>
      {available === undefined ? null : (
        <small className="hp-num">
          {t("rewards.redemption.available", { points: format.points(available) })}
        </small>
      )}
      {raised ? (
        <p className="hp-till-raised">
          <Sparkles size={18} aria-hidden="true" />
          {t("till.tierUp", { name: tier.name })}
          <TierTag name={tier.name} colour={tier.colour} />
        </p>
      ) : null}
    </div>
  );
}

type Tier = { id: string; name: string; colour?: string };

export function useReceipt(done: Done | undefined, store: TillStore | undefined): ReceiptData | undefined {
  const { chain } = useMe();
  if (!done) return undefined;
  return {
    sale: done.document,
    chainName: chain.chain_name,
    store,
    ...(done.change > 0
      ? {
          receivedMinor:
            done.document.payments
              .filter((payment) => payment.kind === "cash")
              .reduce((sum, payment) => sum + payment.amount_minor, 0) + done.change,
          changeMinor: done.change,
        }
      : {}),
  };
}

export function Finished(props: {
  done: Done;
  onNext: () => void;
  onPrint: (balance: number | undefined) => void;
  onBalance: (balance: number | undefined) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const can = useCan();
  const { done, onNext, onPrint, onBalance } = props;
  const { document, member, change } = done;
  const { sale } = document;
  const after = useAfter(done);
  const [width, setWidth] = usePaper();
  const fetched = after.isFetching ? undefined : after.data;
  const balance = fetched?.wallet_points;
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  useEffect(() => onBalance(balance), [balance, onBalance]);
  const amount = format.money(sale.payable_minor);
  return (
    <section className="hp-till-finished" aria-live="polite">
      {done.kept ? (
        <CloudOff size={52} strokeWidth={1.4} className="hp-tone-warn" aria-hidden="true" />
      ) : (
        <CircleCheck size={52} strokeWidth={1.4} className="hp-tone-good" aria-hidden="true" />
      )}
      <h1>{done.kept ? t("till.kept.done") : t("till.done")}</h1>
      <p className="hp-num">
        {member
          ? t("till.doneFor", { name: member.customer.name, amount })
          : t("till.doneAnonymous", { amount })}
      </p>
      {done.kept ? <p className="hp-till-kept-note">{t("till.kept.doneText")}</p> : null}
      {change > 0 ? (
        <div className="hp-till-give">
          <span>{t("till.giveChange")}</span>
          <strong className="hp-num">{format.money(change)}</strong>
        </div>
      ) : null}
      <PointsMoved done={done} balance={balance} available={fetched?.available_points} tier={fetched?.tier} />
      <div className="hp-till-finish-buttons">
        <Button size="large" icon={<Printer size={17} />} onClick={() => onPrint(balance)}>
          {t("till.print")} <Kbd>P</Kbd>
        </Button>
        <Button type="primary" size="large" ref={next} onClick={onNext}>
          {t("till.next")} <Kbd>Enter</Kbd>
        </Button>
      </div>
      <div className="hp-till-finish-links">
        <Segmented
          size="small"
          value={width}
          aria-label={t("sales.receipt.paper")}
          options={kPapers.map((paper) => ({ value: paper, label: paperName(paper) }))}
          onChange={setWidth}
        />
        {member ? <Link to={`/customers/${member.customer.id}`}>{t("till.openCustomer")}</Link> : null}
        {can("sales.read") && !done.kept ? (
          <Link to={`/sales/${saleKeyText(sale)}`}>{t("till.openSale")}</Link>
        ) : null}
      </div>
    </section>
  );
}
