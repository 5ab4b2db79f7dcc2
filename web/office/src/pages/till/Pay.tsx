import type { PaymentKind } from "@shared/api/types";
import { duration } from "@shared/format/time";
import { reasonText } from "@shared/text/reason";
import { useFormat } from "@shared/ui/FormatProvider";
import { MoneyInput } from "@shared/ui/form/AmountInput";
import { Kbd } from "@shared/ui/Values";
import { Alert, Button } from "antd";
import { ArrowLeft, CircleCheck, Hourglass, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { changeOf, takenOf } from "./basket";
import { kPaymentKinds, paymentName } from "./names";
import { secondsLeft } from "./parked";
import { beep } from "./sound";
import { useSecond } from "./useSecond";
import type { TillDesk } from "./useTill";

export interface PayState {
  kind: PaymentKind | undefined;
  choose: (kind: PaymentKind) => void;
  cancel: () => void;
}

/** How much by one kind: what is still due stands there already, typing replaces it. */
function Amount(props: { kind: PaymentKind; desk: TillDesk; onTaken: (edited: boolean) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kind, desk, onTaken } = props;
  const [value, setValue] = useState<number | undefined>(desk.rest);
  const [edited, setEdited] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const input = box.current?.querySelector("input");
    input?.focus();
    input?.select();
  }, []);
  const counted = value === undefined || Number.isNaN(value) ? undefined : takenOf(kind, value, desk.rest);
  const confirm = () => {
    if (!counted) {
      beep("no");
      return;
    }
    desk.act({ do: "take", taken: counted });
    onTaken(edited);
  };
  const name = paymentName(t, kind);
  return (
    <div className="hp-till-amount-box" ref={box}>
      <span>{kind === "cash" ? t("till.received") : t("till.amountOf", { kind: name })}</span>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in the field within */}
      <div
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
          event.preventDefault();
          event.stopPropagation();
          confirm();
        }}
      >
        <MoneyInput
          value={value}
          onChange={(next) => {
            setEdited(true);
            setValue(next);
          }}
          aria-label={t("till.amountOf", { kind: name })}
        />
        <Button onClick={confirm} disabled={!counted}>
          {t("action.confirm")} <Kbd>Enter</Kbd>
        </Button>
      </div>
      {value !== undefined && !Number.isNaN(value) && !counted && kind !== "cash" ? (
        <small className="hp-tone-bad">{t("till.notMore", { amount: format.money(desk.rest) })}</small>
      ) : null}
    </div>
  );
}

function Taken(props: { desk: TillDesk }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { desk } = props;
  const change = changeOf(desk.till.taken);
  return (
    <dl className="hp-till-taken">
      {desk.till.taken.map((one, i) => (
        <div key={one.kind}>
          <dt>{paymentName(t, one.kind)}</dt>
          <dd className="hp-num">
            {format.money(one.received)}
            <button
              type="button"
              className="hp-till-remove"
              disabled={desk.till.attempt !== undefined}
              aria-label={t("till.removePayment", { kind: paymentName(t, one.kind) })}
              onClick={() => desk.act({ do: "untake", index: i })}
            >
              <X size={16} />
            </button>
          </dd>
        </div>
      ))}
      {desk.rest > 0 ? (
        <div className="hp-till-rest">
          <dt>{t("till.rest")}</dt>
          <dd className="hp-num">{format.money(desk.rest)}</dd>
        </div>
      ) : (
        <div className="hp-till-covered">
          <dt>
            <CircleCheck size={17} aria-hidden="true" />
            {desk.due === 0 ? t("till.free") : t("till.covered")}
          </dt>
        </div>
      )}
      {change > 0 ? (
        <div className="hp-till-change">
          <dt>{t("till.change")}</dt>
          <dd className="hp-num" data-testid="change">
            {format.money(change)}
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

/** How long the goods and rewards of this sale stay laid aside. */
function Held(props: { desk: TillDesk }) {
  const { t } = useTranslation();
  const { reservation, attempt } = props.desk.till;
  const now = useSecond(reservation !== undefined);
  const left = secondsLeft(reservation, now);
  const { act } = props.desk;
  const over = left === 0 && !attempt;
  useEffect(() => {
    if (over) act({ do: "expired" });
  }, [over, act]);
  if (left === undefined) return null;
  return (
    <p className={`hp-till-held ${left < 60 ? "hp-tone-bad" : "hp-tone-warn"}`} role="timer">
      <Hourglass size={15} aria-hidden="true" />
      <span className="hp-num">{t("till.park.held", { time: duration(left) })}</span>
    </p>
  );
}

function Notices(props: { desk: TillDesk }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { till, refusal } = props.desk;
  return (
    <>
      {till.attempt?.unsure ? (
        <Alert type="warning" showIcon title={t("till.unsureTitle")} description={t("till.unsureText")} />
      ) : null}
      {till.changed ? (
        <Alert
          type="warning"
          showIcon
          title={t("till.changedTitle")}
          description={t("till.changedText", {
            before: format.money(till.changed.before),
            after: format.money(till.changed.after),
          })}
        />
      ) : null}
      {refusal ? <Alert type="error" showIcon title={reasonText(t, refusal)} /> : null}
      {props.desk.blocked ? <Alert type="warning" showIcon title={t("till.rewards.offline")} /> : null}
    </>
  );
}

export function Pay(props: { desk: TillDesk; state: PayState; onBack: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { desk, state, onBack } = props;
  const { till } = desk;
  const sending = till.attempt !== undefined && !till.attempt.unsure;
  const panel = useRef<HTMLElement>(null);
  const { kind } = state;
  // Off the scan box and off fields: now number keys mean ways of paying.
  useEffect(() => {
    if (kind === undefined) panel.current?.focus({ preventScroll: true });
  }, [kind]);
  return (
    <section className="hp-till-paying" ref={panel} tabIndex={-1} aria-label={t("till.payTitle")}>
      <header>
        <Button
          type="text"
          icon={<ArrowLeft size={16} />}
          onClick={onBack}
          disabled={till.attempt !== undefined}
          aria-label={t("till.back")}
        />
        <h2>{t("till.payTitle")}</h2>
        <Kbd>Esc</Kbd>
      </header>
      <div className="hp-till-due">
        <span>{t("till.due")}</span>
        <strong className="hp-num" data-testid="due">
          {format.money(desk.due)}
        </strong>
      </div>
      <Held desk={desk} />
      <Notices desk={desk} />
      {desk.rest > 0 && !till.attempt ? (
        <>
          <p className="hp-faint">{t("till.payHint")}</p>
          <div className="hp-till-kinds">
            {kPaymentKinds.map(({ kind: one, icon: Icon }, i) => (
              <button key={one} type="button" aria-pressed={one === kind} onClick={() => state.choose(one)}>
                <Kbd>{i + 1}</Kbd>
                <Icon size={20} aria-hidden="true" />
                <span>{paymentName(t, one)}</span>
              </button>
            ))}
          </div>
        </>
      ) : null}
      {kind && desk.rest > 0 && !till.attempt ? (
        <Amount
          key={`${kind}${desk.rest}`}
          kind={kind}
          desk={desk}
          onTaken={(edited) => {
            state.cancel();
            // The exact amount by one key: nothing is left to look at, so the same Enter completes it.
            if (!edited) desk.completeSoon();
          }}
        />
      ) : null}
      <Taken desk={desk} />
      {desk.rest === 0 || till.attempt ? (
        <Button
          type="primary"
          size="large"
          block
          className="hp-till-pay"
          loading={sending}
          disabled={desk.blocked || (!desk.covered && !till.attempt)}
          onClick={desk.complete}
        >
          <span>
            {sending
              ? t("till.completing")
              : till.attempt
                ? t("till.tryAgain")
                : desk.lost
                  ? t("till.kept.complete")
                  : t("till.complete")}
          </span>
          {sending ? null : <Kbd>Enter</Kbd>}
        </Button>
      ) : null}
      {till.attempt?.unsure && !till.attempt.reservationId ? (
        <Button block onClick={desk.keep}>
          {t("till.kept.goOn")} <Kbd>F7</Kbd>
        </Button>
      ) : null}
    </section>
  );
}
