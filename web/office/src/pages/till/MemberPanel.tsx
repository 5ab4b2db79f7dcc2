import { phone } from "@shared/format/mask";
import { useFormat } from "@shared/ui/FormatProvider";
import { Avatar, Kbd, TierTag } from "@shared/ui/Values";
import { UserRoundPlus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { TillMember } from "./basket";
import { veiledCard, veiledPhone } from "./names";
import type { TillDesk } from "./useTill";

/** How far the next tier is: with combined points in numbers, for whoever may not see them in percent. */
function Progress(props: { member: TillMember; earns: number | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { points } = props.member;
  if (!points) return null;
  const next = points.next_tier;
  if (!next) return points.tier ? <small className="hp-faint">{t("till.topTier")}</small> : null;
  const { combined_points, missing_points } = { ...points, ...next };
  const told = typeof combined_points === "number" && typeof missing_points === "number";
  const earns = Math.max(0, props.earns ?? 0);
  const share = (value: number) =>
    `${Math.max(0, Math.min(100, (value / Math.max(1, next.threshold_points)) * 100))}%`;
  const reaches = told && earns > 0 && combined_points + earns >= next.threshold_points;
  const far = told
    ? t("till.nextTier", { name: next.name, points: format.points(missing_points) })
    : t("points.progress", { name: next.name, percent: next.progress_percent });
  return (
    <div className="hp-till-progress">
      <div className="hp-till-bar">
        {told ? <b style={{ width: share(combined_points + earns) }} /> : null}
        <i style={{ width: told ? share(combined_points) : `${next.progress_percent}%` }} />
      </div>
      <small className={reaches ? "hp-tone-good" : "hp-faint"}>
        {reaches ? t("till.reaches", { name: next.name }) : far}
      </small>
    </div>
  );
}

export function MemberPanel(props: { desk: TillDesk; onFind: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { desk, onFind } = props;
  const { till, live } = desk;
  const { member } = till;
  const locked = till.step !== "scan";
  if (!member) {
    return (
      <section className="hp-till-card hp-till-nobody" aria-label={t("till.member")}>
        <div>
          <strong>{t("till.noMember")}</strong>
          <small>{t("till.noMemberText")}</small>
        </div>
        {locked ? null : (
          <button type="button" className="hp-till-soft" onClick={onFind}>
            <UserRoundPlus size={16} aria-hidden="true" />
            {t("till.addMember")} <Kbd>F2</Kbd>
          </button>
        )}
      </section>
    );
  }
  const { customer, points } = member;
  const earns = live.current ? (live.quote?.combined_points ?? undefined) : undefined;
  return (
    <section className="hp-till-card hp-till-member" aria-label={t("till.member")}>
      <div className="hp-till-who">
        <Avatar name={customer.name} size={40} />
        <div>
          <strong>{customer.name}</strong>
          <small className="hp-num">
            {[
              customer.phone ? phone(veiledPhone(customer.phone)) : "",
              customer.card_number ? veiledCard(customer.card_number) : "",
            ]
              .filter(Boolean)
              .join(" · ")}
          </small>
        </div>
        {points ? <TierTag name={points.tier?.name} colour={points.tier?.colour} /> : null}
        {locked ? null : (
          <button
            type="button"
            className="hp-till-remove"
            aria-label={t("till.dropMember")}
            onClick={() => desk.act({ do: "member", member: undefined })}
          >
            <X size={16} />
          </button>
        )}
      </div>
      {points ? (
        <>
          <dl className="hp-till-figures">
            {typeof points.combined_points === "number" ? (
              <div>
                <dt>{t("till.pointsNow")}</dt>
                <dd className="hp-num">{format.points(points.combined_points)}</dd>
              </div>
            ) : null}
            {points.available_points === undefined ? null : (
              <div>
                <dt>{t("wallet.title")}</dt>
                <dd className="hp-num">{format.points(points.available_points)}</dd>
              </div>
            )}
            <div>
              <dt>{t("till.spent")}</dt>
              <dd className="hp-num">{format.money(points.spent_minor)}</dd>
            </div>
          </dl>
          <Progress member={member} earns={earns} />
        </>
      ) : null}
    </section>
  );
}
