import type { Reservation } from "@shared/api/types";
import { duration } from "@shared/format/time";
import { reasonText } from "@shared/text/reason";
import { EmptyState } from "@shared/ui/EmptyState";
import { useFormat } from "@shared/ui/FormatProvider";
import { Status, Time, type Tone } from "@shared/ui/Values";
import { App, Button, Drawer } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { offlineDifferenceText } from "../sales/offlineReasons";
import { saleKeyText } from "../sales/saleKey";
import { pieces } from "./basket";
import type { KeptSale, KeptState } from "./offline/kept";
import type { KeptDesk } from "./offline/useKept";
import { isExpired, type Parked, secondsLeft } from "./parked";
import type { ParkedDesk } from "./useParked";
import { useSecond } from "./useSecond";

const kTones: Record<KeptState, Tone> = {
  waiting: "warn",
  refused: "bad",
  sent: "good",
  corrected: "muted",
  dropped: "muted",
};

function ParkedRow(props: {
  parked: Parked;
  now: number;
  free: boolean;
  onResume: (reservation: Reservation | undefined) => void;
  onDrop: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { parked, now, free } = props;
  const { reservation, member, lines } = parked;
  const left = secondsLeft(reservation, now);
  const expired = isExpired(reservation, now);
  return (
    <li>
      <div className="hp-tray-what">
        <strong>{member?.customer.name ?? t("sales.anonymous")}</strong>
        <small className="hp-faint hp-num">
          {t("till.lineCount", { n: lines.length, pieces: pieces(lines) })} · <Time at={parked.at} />
        </small>
        {left === undefined ? (
          <Status tone="muted">{t("till.park.local")}</Status>
        ) : expired ? (
          <Status tone="bad">{t("till.park.expired")}</Status>
        ) : (
          <Status tone={left < 60 ? "bad" : "warn"}>
            <span className="hp-num">{t("till.park.left", { time: duration(left) })}</span>
          </Status>
        )}
      </div>
      <b className="hp-num">{format.money(parked.payable)}</b>
      <div className="hp-tray-acts">
        <Button size="small" danger type="text" onClick={props.onDrop}>
          {t("till.park.void")}
        </Button>
        <Button
          size="small"
          type="primary"
          disabled={!free}
          title={free ? undefined : t("till.park.notFree")}
          onClick={() => props.onResume(expired ? undefined : reservation)}
        >
          {expired ? t("till.park.anew") : t("till.park.resume")}
        </Button>
      </div>
    </li>
  );
}

function KeptRow(props: { sale: KeptSale; kept: KeptDesk; free: boolean; onCorrect: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { modal } = App.useApp();
  const { sale, kept, free } = props;
  const { told, state, refusal } = sale;
  const refused = state === "refused";
  return (
    <li className={refused ? "hp-tray-bad" : undefined}>
      <div className="hp-tray-what">
        <strong>{told.sale.customer_name ?? t("sales.anonymous")}</strong>
        <small className="hp-faint hp-num">
          <Time at={sale.madeAt} exact /> · {sale.staffName}
        </small>
        <Status tone={kTones[state]}>{t(`till.kept.state.${state}`)}</Status>
        {told.sale.offline_difference_minor ? (
          <small className="hp-tone-warn hp-num">
            {offlineDifferenceText(t, told.sale.offline_difference_minor)}{" "}
            {format.money(Math.abs(told.sale.offline_difference_minor))}
          </small>
        ) : null}
        {refused && refusal ? (
          <p className="hp-tone-bad">
            {reasonText(t, refusal)}
            {refusal.detail ? <small className="hp-faint"> {refusal.detail}</small> : null}
          </p>
        ) : null}
      </div>
      <b className="hp-num">{format.money(told.sale.payable_minor)}</b>
      <div className="hp-tray-acts">
        {refused ? (
          <>
            <Button
              size="small"
              danger
              type="text"
              onClick={() =>
                modal.confirm({
                  title: t("till.kept.dropTitle"),
                  content: t("till.kept.dropText", { amount: format.money(told.sale.payable_minor) }),
                  okText: t("till.kept.drop"),
                  cancelText: t("action.cancel"),
                  okButtonProps: { danger: true },
                  onOk: () => kept.decide(sale, "dropped"),
                })
              }
            >
              {t("till.kept.drop")}
            </Button>
            <Button size="small" onClick={() => void kept.sendAgain(sale)}>
              {t("till.kept.again")}
            </Button>
            <Button size="small" type="primary" disabled={!free} onClick={props.onCorrect}>
              {t("till.kept.correct")}
            </Button>
          </>
        ) : null}
        {sale.sale ? <Link to={`/sales/${saleKeyText(sale.sale)}`}>{t("till.openSale")}</Link> : null}
      </div>
    </li>
  );
}

/** What this device holds: sales laid aside, and sales the server has yet to hear of. */
export function Tray(props: {
  open: boolean;
  kept: KeptDesk;
  parked: ParkedDesk;
  lost: boolean;
  /** Nothing is in work, so that something can be taken up. */
  free: boolean;
  onResume: (parked: Parked, reservation: Reservation | undefined) => void;
  onCorrect: (sale: KeptSale) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { open, kept, parked, lost, free } = props;
  const now = useSecond(open && parked.all.some((one) => one.reservation !== undefined));
  const { waiting } = kept.counts;
  return (
    <Drawer
      open={open}
      onClose={props.onClose}
      size={520}
      title={t("till.tray")}
      className="hp-drawer"
      extra={
        waiting > 0 ? (
          <Button loading={kept.sending} disabled={lost} onClick={() => void kept.send()}>
            {t("till.kept.sendNow", { n: waiting })}
          </Button>
        ) : null
      }
    >
      <section className="hp-tray" aria-label={t("till.park.title")}>
        <h3>{t("till.park.title")}</h3>
        {parked.all.length === 0 ? <p className="hp-faint">{t("till.park.none")}</p> : null}
        <ul>
          {parked.all.map((one) => (
            <ParkedRow
              key={one.id}
              parked={one}
              now={now}
              free={free}
              onResume={(reservation) => props.onResume(one, reservation)}
              onDrop={() => void parked.drop(one)}
            />
          ))}
        </ul>
      </section>
      <section className="hp-tray" aria-label={t("till.kept.title")}>
        <h3>{t("till.kept.title")}</h3>
        {lost && waiting > 0 ? <p className="hp-faint">{t("till.kept.lost")}</p> : null}
        {kept.sales.length === 0 ? (
          <EmptyState kind="nothing" compact title={t("till.kept.none")} text={t("till.kept.noneText")} />
        ) : null}
        <ul>
          {kept.sales.map((sale) => (
            <KeptRow
              key={sale.key}
              sale={sale}
              kept={kept}
              free={free}
              onCorrect={() => props.onCorrect(sale)}
            />
          ))}
        </ul>
      </section>
    </Drawer>
  );
}
