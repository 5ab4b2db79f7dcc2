import type { DryRun } from "@shared/api/poolTypes";
import { useFormat } from "@shared/ui/FormatProvider";
import { Panel } from "@shared/ui/Page";
import { Status } from "@shared/ui/Values";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

/** What the new rule would do tonight, before anybody is touched by it. */
export function DryRunPanel(props: { run: DryRun | undefined; stale: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { run, stale } = props;
  return (
    <Panel title={t("poolRules.rule.dry.title")} className="hp-dry">
      {run ? (
        <div className={stale ? "hp-dry-stale" : undefined} aria-live="polite">
          {stale ? <Status tone="warn">{t("poolRules.rule.dry.stale")}</Status> : null}
          <p className="hp-dry-number" data-more={run.would_return > run.would_return_now_rule}>
            {t("poolRules.rule.dry.would", { n: format.integer(run.would_return) })}
          </p>
          <p className="hp-faint">
            {t("poolRules.rule.dry.now", { n: format.integer(run.would_return_now_rule) })} ·{" "}
            {t("poolRules.rule.dry.tracking", { n: format.integer(run.tracking) })} ·{" "}
            {t("poolRules.rule.dry.until", { at: format.dateTime(run.until) })}
          </p>
          <DryRunList run={run} />
        </div>
      ) : (
        <p className="hp-faint">{t("poolRules.rule.dry.idle")}</p>
      )}
    </Panel>
  );
}

export function DryRunList(props: { run: DryRun }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { run } = props;
  if (run.items.length === 0) return null;
  return (
    <>
      <ul className="hp-dry-list">
        {run.items.map((item) => (
          <li key={item.customer_id}>
            <Link to={`/customers/${item.customer_id}`} target="_blank" rel="noreferrer">
              {item.name}
            </Link>
            <span className="hp-num hp-dry-at">{format.dateTime(item.due_at).slice(5)}</span>
            <span className="hp-faint">{item.owner_name}</span>
            <span className="hp-faint hp-dry-at">
              {item.now_due_at
                ? t("poolRules.rule.dry.was", { at: format.dateTime(item.now_due_at).slice(5) })
                : t("poolRules.rule.dry.never")}
            </span>
            <span className="hp-dry-why">{t(`pool.dueShort.${item.due_reason}`)}</span>
          </li>
        ))}
      </ul>
      {run.would_return > run.items.length ? (
        <p className="hp-faint">{t("poolRules.rule.dry.more", { n: run.items.length })}</p>
      ) : null}
    </>
  );
}
