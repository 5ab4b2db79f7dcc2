import type { RewardShown } from "@shared/api/types";
import { useFormat } from "@shared/ui/FormatProvider";
import { Kbd } from "@shared/ui/Values";
import { Coins, Gift, Ticket, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { hasRewards, shownRewards, withGift, withoutVoucher, withPoints } from "./rewards";
import type { TillDesk } from "./useTill";

function Row(props: { icon: ReactNode; name: string; value: string; onRemove: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { icon, name, value, onRemove } = props;
  return (
    <li>
      {icon}
      <span>{name}</span>
      <b className="hp-num">{value}</b>
      {onRemove ? (
        <button
          type="button"
          className="hp-till-remove"
          aria-label={t("till.rewards.remove", { name })}
          onClick={onRemove}
        >
          <X size={16} />
        </button>
      ) : null}
    </li>
  );
}

/** What of the sale is paid with points, vouchers and gifts; a way to choose them. */
export function RewardsPanel(props: { desk: TillDesk; onOpen: (() => void) | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { desk, onOpen } = props;
  const { till, live } = desk;
  const { rewards, member } = till;
  const chosen = hasRewards(rewards);
  if (!chosen && (!member || till.step !== "scan" || till.lines.length === 0)) return null;
  const quote = till.reservation?.quote ?? live.quote;
  const shown = shownRewards(rewards, quote?.rewards ?? []);
  const open = till.step === "scan";
  const set = (next: typeof rewards) => desk.act({ do: "rewards", rewards: next });
  const amount = (answer: RewardShown | undefined) =>
    answer === undefined ? "…" : format.money(-answer.amount_minor);
  return (
    <section className="hp-till-card hp-till-rewards" aria-label={t("till.rewards.title")}>
      {chosen ? (
        <ul>
          {rewards.vouchers.map(({ code, name }, i) => (
            <Row
              key={code}
              icon={<Ticket size={16} aria-hidden="true" />}
              name={name}
              value={amount(shown.vouchers[i])}
              onRemove={open ? () => set(withoutVoucher(rewards, code)) : undefined}
            />
          ))}
          {rewards.gifts.map((gift, i) => (
            <Row
              key={gift.gift_id}
              icon={<Gift size={16} aria-hidden="true" />}
              name={gift.quantity > 1 ? `${gift.name} ×${gift.quantity}` : gift.name}
              value={t("till.rewards.points", {
                points: format.points(shown.gifts[i]?.points ?? gift.points * gift.quantity),
              })}
              onRemove={open ? () => set(withGift(rewards, { ...gift, quantity: 0 })) : undefined}
            />
          ))}
          {rewards.off > 0 ? (
            <Row
              icon={<Coins size={16} aria-hidden="true" />}
              name={
                shown.points?.points === undefined
                  ? t("till.rewards.byPoints")
                  : t("till.rewards.points", { points: format.points(shown.points.points) })
              }
              value={amount(shown.points)}
              onRemove={open ? () => set(withPoints(rewards, 0)) : undefined}
            />
          ) : null}
        </ul>
      ) : null}
      {open && onOpen ? (
        <button type="button" className="hp-till-soft" onClick={onOpen}>
          <Coins size={16} aria-hidden="true" />
          {chosen ? t("till.rewards.change") : t("till.rewards.use")} <Kbd>F6</Kbd>
        </button>
      ) : null}
      {desk.blocked ? <small className="hp-tone-bad">{t("till.rewards.offline")}</small> : null}
    </section>
  );
}
