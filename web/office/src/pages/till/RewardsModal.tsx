import { all, rewards as api } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import type { Gift, VoucherDocument } from "@shared/api/types";
import { reasonText, textFor } from "@shared/text/reason";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useFormat } from "@shared/ui/FormatProvider";
import { MoneyInput } from "@shared/ui/form/AmountInput";
import { Time } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Input, InputNumber, Modal } from "antd";
import { Coins, GiftIcon, Lock, Ticket } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { GiftPicture } from "../rewards/GiftPicture";
import { seriesTerms } from "../rewards/terms";
import { useWallet } from "../wallet/useWallet";
import { mostOff, voucherProblem, withGift, withoutVoucher, withPoints, withVoucher } from "./rewards";
import type { TillDesk } from "./useTill";

function Block(props: { icon: ReactNode; title: string; side?: ReactNode; children: ReactNode }) {
  return (
    <section className="hp-till-reward-block">
      <h3>
        {props.icon}
        {props.title}
        <span>{props.side}</span>
      </h3>
      {props.children}
    </section>
  );
}

function PointsBlock(props: { desk: TillDesk }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { desk } = props;
  const { rewards } = desk.till;
  const quote = desk.live.quote;
  const blocked = useWallet(desk.till.member?.customer.id).data?.is_blocked ?? false;
  const most = mostOff(quote);
  const points = quote?.points_payable_max_points;
  const set = (off: number) => desk.act({ do: "rewards", rewards: withPoints(rewards, off) });
  return (
    <Block
      icon={<Coins size={17} aria-hidden="true" />}
      title={t("till.rewards.byPoints")}
      side={
        quote?.available_points === undefined
          ? null
          : t("till.rewards.available", { points: format.points(quote.available_points) })
      }
    >
      {blocked ? (
        <p className="hp-tone-bad">
          <Lock size={14} aria-hidden="true" /> {t("reasons.points.wallet_blocked")}
        </p>
      ) : null}
      {blocked && rewards.off <= 0 ? null : most > 0 || rewards.off > 0 ? (
        <div className="hp-till-reward-line">
          <MoneyInput
            aria-label={t("till.rewards.howMany")}
            value={rewards.off > 0 ? rewards.off : undefined}
            placeholder={format.moneyInput(0)}
            onChange={(next) => set(next === undefined || Number.isNaN(next) ? 0 : next)}
          />
          <Button onClick={() => set(most)} disabled={most <= 0 || rewards.off === most}>
            {t("till.rewards.most", { amount: format.money(most) })}
          </Button>
          {points === undefined ? null : (
            <small className="hp-faint hp-num">
              {t("till.rewards.worth", { points: format.points(points) })}
            </small>
          )}
        </div>
      ) : (
        <p className="hp-faint">{t("till.rewards.noPoints")}</p>
      )}
    </Block>
  );
}

function Voucher(props: { found: VoucherDocument; desk: TillDesk }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { found, desk } = props;
  const { voucher, series } = found;
  const { rewards } = desk.till;
  const used = rewards.vouchers.some((one) => one.code === voucher.code);
  return (
    <li>
      <div>
        <strong>{series.name}</strong>
        <small className="hp-faint">
          {seriesTerms(t, format, series).join(" · ")}
          {voucher.expires_at ? (
            <>
              {" · "}
              {t("till.rewards.until")} <Time at={voucher.expires_at} exact />
            </>
          ) : null}
        </small>
      </div>
      <Button
        size="small"
        type={used ? "default" : "primary"}
        onClick={() =>
          desk.act({
            do: "rewards",
            rewards: used
              ? withoutVoucher(rewards, voucher.code)
              : withVoucher(rewards, { code: voucher.code, name: series.name }),
          })
        }
      >
        {used ? t("till.rewards.notUse") : t("till.rewards.useOne")}
      </Button>
    </li>
  );
}

function VouchersBlock(props: { desk: TillDesk; customerId: string | undefined; storeId: string }) {
  const { t } = useTranslation();
  const { desk, customerId } = props;
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const mine = useQuery({
    queryKey: ["customer", customerId, "vouchers", "usable"],
    queryFn: ({ signal }) => api.ofCustomer(customerId ?? "", { open: true, limit: 50 }, signal),
    enabled: customerId !== undefined,
  }).data?.items;
  const add = async () => {
    const wanted = code.trim();
    if (wanted === "" || busy) return;
    setBusy(true);
    setWrong(undefined);
    try {
      const found = await api.findVoucher({
        code: wanted,
        store_id: props.storeId,
        customer_id: customerId,
      });
      const why = voucherProblem(found);
      if (why) {
        setWrong(textFor(t, `reasons.${why}`, found.detail || why));
        return;
      }
      const { voucher, series } = found;
      desk.act({
        do: "rewards",
        rewards: withVoucher(desk.till.rewards, { code: voucher.code, name: series.name }),
      });
      setCode("");
    } catch (error) {
      setWrong(reasonText(t, asProblem(error)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Block icon={<Ticket size={17} aria-hidden="true" />} title={t("till.rewards.vouchers")}>
      <div className="hp-till-reward-line">
        <Input
          value={code}
          maxLength={40}
          autoComplete="off"
          aria-label={t("till.rewards.code")}
          placeholder={t("till.rewards.codeHint")}
          status={wrong ? "error" : ""}
          onChange={(event) => {
            setCode(event.target.value);
            setWrong(undefined);
          }}
          onPressEnter={() => void add()}
        />
        <Button loading={busy} disabled={code.trim() === ""} onClick={() => void add()}>
          {t("action.add")}
        </Button>
      </div>
      {wrong ? (
        <p className="hp-tone-bad" role="alert">
          {wrong}
        </p>
      ) : null}
      {mine && mine.length > 0 ? (
        <ul className="hp-till-reward-list">
          {mine.map((found) => (
            <Voucher key={found.voucher.id} found={found} desk={desk} />
          ))}
        </ul>
      ) : customerId ? (
        <p className="hp-faint">{t("till.rewards.noVouchers")}</p>
      ) : null}
    </Block>
  );
}

function GiftLine(props: { gift: Gift; desk: TillDesk }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { gift, desk } = props;
  const { rewards } = desk.till;
  const quantity = rewards.gifts.find((one) => one.gift_id === gift.id)?.quantity ?? 0;
  return (
    <li>
      <GiftPicture gift={gift} size={40} />
      <div>
        <strong>{gift.name}</strong>
        <small className="hp-faint hp-num">
          {t("till.rewards.points", { points: format.points(gift.price_points) })}
          {gift.price_minor > 0 ? ` + ${format.money(gift.price_minor)}` : ""}
        </small>
      </div>
      <InputNumber
        min={0}
        max={99}
        precision={0}
        mode="spinner"
        size="small"
        value={quantity}
        aria-label={t("till.rewards.giftQuantity", { name: gift.name })}
        onChange={(next) =>
          desk.act({
            do: "rewards",
            rewards: withGift(rewards, {
              gift_id: gift.id,
              name: gift.name,
              quantity: next ?? 0,
              points: gift.price_points,
            }),
          })
        }
      />
    </li>
  );
}

function GiftsBlock(props: { desk: TillDesk }) {
  const { t } = useTranslation();
  const [q, setQ] = useState("");
  const wanted = q.trim().toLowerCase();
  const found = useQuery({
    queryKey: ["rewards", "gifts", "offered"],
    queryFn: ({ signal }) => all(api.gifts, signal, { offered: true }),
  }).data?.filter((gift) => gift.name.toLowerCase().includes(wanted));
  return (
    <Block icon={<GiftIcon size={17} aria-hidden="true" />} title={t("till.rewards.gifts")}>
      <Input
        value={q}
        allowClear
        maxLength={60}
        aria-label={t("till.rewards.findGift")}
        placeholder={t("till.rewards.findGift")}
        onChange={(event) => setQ(event.target.value)}
      />
      {found && found.length > 0 ? (
        <ul className="hp-till-reward-list">
          {found.map((gift) => (
            <GiftLine key={gift.id} gift={gift} desk={props.desk} />
          ))}
        </ul>
      ) : found ? (
        <p className="hp-faint">{t("till.rewards.noGifts")}</p>
      ) : null}
    </Block>
  );
}

/** Points, vouchers and gifts for this sale; what they come to stands beside the total at once. */
export function RewardsModal(props: { open: boolean; desk: TillDesk; storeId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const can = useCan();
  const format = useFormat();
  const { open, desk, storeId, onClose } = props;
  const customerId = desk.till.member?.customer.id;
  const { problem } = desk.live;
  const body = useRef<HTMLDivElement>(null);
  return (
    <Modal
      open={open}
      // Off the close button: the first field is what somebody came for.
      afterOpenChange={(shown) => shown && body.current?.querySelector("input")?.focus()}
      title={t("till.rewards.title")}
      width={560}
      destroyOnHidden
      onCancel={onClose}
      footer={
        <div className="hp-till-reward-due">
          <span aria-live="polite">
            {t("till.due")} <strong className="hp-num">{format.money(desk.due)}</strong>
          </span>
          <Button type="primary" onClick={onClose}>
            {t("action.done")}
          </Button>
        </div>
      }
      className="hp-till-reward-modal"
    >
      <div ref={body}>
        {problem ? <Alert type="error" showIcon title={reasonText(t, problem)} /> : null}
        {customerId ? <PointsBlock desk={desk} /> : null}
        {customerId ? null : <p className="hp-faint">{t("till.rewards.needsMember")}</p>}
        {can("rewards.read") ? <VouchersBlock desk={desk} customerId={customerId} storeId={storeId} /> : null}
        {customerId && can("rewards.read") ? <GiftsBlock desk={desk} /> : null}
      </div>
    </Modal>
  );
}
