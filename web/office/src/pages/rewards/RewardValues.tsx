import type { Gift, VoucherState } from "@shared/api/types";
import type { Format } from "@shared/format/format";
import type { Text } from "@shared/text/i18n";
import { Status, Time, type Tone } from "@shared/ui/Values";
import { useTranslation } from "react-i18next";

export function giftPrice(t: Text, format: Format, gift: Pick<Gift, "price_points" | "price_minor">): string {
  const points = format.points(gift.price_points);
  const amount = format.money(gift.price_minor);
  if (gift.price_points > 0 && gift.price_minor > 0) return t("rewards.gift.pricePlus", { points, amount });
  if (gift.price_points > 0) return t("rewards.gift.pricePoints", { points });
  return gift.price_minor > 0 ? amount : t("rewards.gift.free");
}

/** From when until when; an open end stays open. */
export function Period(props: { from: string | undefined; to: string | undefined }) {
  const { t } = useTranslation();
  const { from, to } = props;
  if (!from && !to) return t("rewards.gift.always");
  return (
    <span className="hp-nowrap">
      {from ? <Time at={from} exact /> : null} – {to ? <Time at={to} exact /> : null}
    </span>
  );
}

const kTones: Record<VoucherState, Tone> = {
  issued: "good",
  held: "warn",
  used: "muted",
  expired: "muted",
  cancelled: "bad",
};

export function VoucherStatus(props: { state: VoucherState }) {
  const { t } = useTranslation();
  return <Status tone={kTones[props.state]}>{t(`rewards.voucher.state.${props.state}`)}</Status>;
}
