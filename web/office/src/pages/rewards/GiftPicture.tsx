import type { Gift } from "@shared/api/types";
import { Gift as GiftIcon } from "lucide-react";
import "./rewards.css";

/** The picture of a gift, or a parcel where there is none. Says nothing: its name stands beside it. */
export function GiftPicture(props: { gift: Pick<Gift, "id" | "picture_hash">; size: number }) {
  const { gift, size } = props;
  const style = { width: size, height: size };
  if (!gift.picture_hash)
    return (
      <span className="hp-gift-picture" style={style} aria-hidden="true">
        <GiftIcon size={Math.round(size * 0.45)} strokeWidth={1.5} />
      </span>
    );
  return (
    <img
      className="hp-gift-picture"
      style={style}
      src={`/v1/gifts/${gift.id}/picture?hash=${gift.picture_hash}`}
      alt=""
      loading="lazy"
    />
  );
}
