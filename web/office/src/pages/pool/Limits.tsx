import { pool } from "@shared/api/pool";
import { asProblem } from "@shared/api/problem";
import { useCan, useCommandHost } from "@shared/ui/command/CommandProvider";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Switch, Tooltip } from "antd";
import { useTranslation } from "react-i18next";

/** How much of today's quota is left, in the one or few pools one claims from. */
export function Limits() {
  const { t } = useTranslation();
  const can = useCan();
  const items = useQuery({
    queryKey: ["pool", "limits"],
    queryFn: ({ signal }) => pool.limits(signal),
    enabled: can("pool.claim"),
  }).data?.items;
  if (!items || items.length === 0) return null;
  const several = items.length > 1;
  return (
    <ul className="hp-limits" aria-label={t("pool.limits.title")}>
      {items.slice(0, 3).map((one) => (
        <li key={one.pool_id}>
          {several ? <strong>{one.pool_name}</strong> : null}
          <Amount label={t("pool.limits.claims")} n={one.claims_today} limit={one.daily_claim_limit} />
          <Amount label={t("pool.limits.holding")} n={one.holding} limit={one.hold_limit} />
          {one.protect_limit ? (
            <Amount label={t("pool.limits.protected")} n={one.protected} limit={one.protect_limit} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Amount(props: { label: string; n: number; limit: number | undefined | null }) {
  const { t } = useTranslation();
  const { label, n, limit } = props;
  const full = limit !== undefined && limit !== null && n >= limit;
  return (
    <span className={full ? "hp-limit-full" : undefined}>
      {label}{" "}
      <b className="hp-num">{limit ? t("pool.limits.of", { n, limit }) : t("pool.limits.free", { n })}</b>
    </span>
  );
}

/** Whether the engine may give one new customers just now. */
export function Presence() {
  const { t } = useTranslation();
  const host = useCommandHost();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ["pool", "presence"],
    queryFn: ({ signal }) => pool.presence(signal),
    enabled: host.can("pool.claim"),
  });
  if (!query.data) return null;
  return (
    <Tooltip title={t("pool.presence.hint")}>
      <span className="hp-presence">
        <Switch
          size="small"
          aria-label={t("pool.presence.on")}
          checked={query.data.present}
          onChange={(present) => {
            queries.setQueryData(["pool", "presence"], { present });
            pool.setPresence(present).catch((error) => {
              host.fail(asProblem(error));
              void query.refetch();
            });
          }}
        />
        {t(query.data.present ? "pool.presence.on" : "pool.presence.off")}
      </span>
    </Tooltip>
  );
}
