import { rewards } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import type { VoucherBatch, VoucherSeries } from "@shared/api/types";
import { CommandMenu } from "@shared/ui/command/CommandButtons";
import { type BoundCommand, bind } from "@shared/ui/command/command";
import { useFormat } from "@shared/ui/FormatProvider";
import { StaffName } from "@shared/ui/Names";
import { Facts } from "@shared/ui/Page";
import { RecordDrawer } from "@shared/ui/record/RecordDrawer";
import { ActiveStatus, Blank, Points, Status, Time, type Tone } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { MoreList } from "../customers/MoreList";
import { useMore } from "../customers/useMore";
import { stopBatch } from "./commands";
import { Period } from "./RewardValues";
import { seriesTerms } from "./terms";

const kTones: Record<VoucherBatch["state"], Tone> = { running: "accent", done: "good", cancelled: "muted" };

function Batch(props: { batch: VoucherBatch }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { batch } = props;
  return (
    <li>
      <div>
        <strong>{t(`rewards.issue.audiences.${batch.audience}`)}</strong>
        <small className="hp-faint">
          <Time at={batch.created_at} exact /> · <StaffName id={batch.created_by} />
          {batch.note ? ` · ${batch.note}` : ""}
        </small>
      </div>
      <span className="hp-num">
        {t("rewards.issue.progress", { n: format.integer(batch.issued_count) })}
        {batch.wanted_count > 0 ? ` / ${format.integer(batch.wanted_count)}` : ""}
        {batch.skipped_count > 0 ? (
          <small className="hp-faint">
            {" "}
            {t("rewards.issue.skipped", { n: format.integer(batch.skipped_count) })}
          </small>
        ) : null}
      </span>
      <Status tone={kTones[batch.state]}>{t(`rewards.issue.state.${batch.state}`)}</Status>
      <CommandMenu commands={[bind(stopBatch, batch)]} />
    </li>
  );
}

function Batches(props: { seriesId: string }) {
  const { t } = useTranslation();
  const list = useMore<VoucherBatch>(["rewards", "batches", props.seriesId], (query, signal) =>
    rewards.batches({ ...query, series_id: props.seriesId }, signal),
  );
  return (
    <MoreList list={list} empty={t("rewards.issue.noBatches")}>
      {(items) => (
        <ul className="hp-batches">
          {items.map((batch) => (
            <Batch key={batch.id} batch={batch} />
          ))}
        </ul>
      )}
    </MoreList>
  );
}

function Counts(props: { seriesId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const counts = useQuery({
    queryKey: ["rewards", "liability"],
    queryFn: ({ signal }) => rewards.liability(signal),
  }).data?.items.find((one) => one.series_id === props.seriesId);
  if (!counts) return null;
  const figures: [string, string][] = [
    [t("rewards.series.open"), format.integer(counts.open_count)],
    [t("rewards.series.used"), format.integer(counts.used_count)],
    [t("rewards.series.expired"), format.integer(counts.expired_count)],
    ...(counts.open_value_minor === undefined
      ? []
      : [[t("rewards.series.openValue"), format.money(counts.open_value_minor)] as [string, string]]),
    [t("rewards.series.usedAmount"), format.money(counts.used_amount_minor)],
  ];
  return (
    <dl className="hp-reward-counts">
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="hp-num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function SeriesDrawer(props: {
  id: string | undefined;
  onOpen: (id: string | undefined) => void;
  commandsOf: (series: VoucherSeries) => readonly BoundCommand[];
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, onOpen, commandsOf } = props;
  const query = useQuery({
    queryKey: ["rewards", "one series", id],
    queryFn: ({ signal }) => rewards.oneSeries(id ?? "", signal),
    enabled: id !== undefined,
  });
  const series = query.data;
  return (
    <RecordDrawer
      id={id}
      list="voucher_series"
      title={series?.name ?? t("rewards.series.one")}
      onOpen={onOpen}
      loading={!series}
      problem={query.error ? asProblem(query.error) : undefined}
      commands={series ? commandsOf(series) : []}
    >
      {series ? (
        <div className="hp-reward-view">
          <Counts seriesId={series.id} />
          <Facts
            items={[
              [t("rewards.series.kind"), t(`rewards.series.kinds.${series.kind}`)],
              [t("rewards.series.terms"), seriesTerms(t, format, series).join(" · ")],
              [
                t("rewards.series.validity_column"),
                series.valid_days > 0 ? (
                  t("rewards.series.days", { n: series.valid_days })
                ) : (
                  <Period key="valid" from={series.valid_from} to={series.valid_to} />
                ),
              ],
              [
                t("rewards.series.limit"),
                series.limit_per_member > 0
                  ? t("rewards.gift.limitOf", { n: series.limit_per_member })
                  : t("rewards.gift.noLimit"),
              ],
              [
                t("rewards.series.price"),
                series.price_points ? (
                  <Points key="price" value={series.price_points} />
                ) : (
                  <Blank key="none" />
                ),
              ],
              [t("rewards.gift.status"), <ActiveStatus key="status" status={series.status} />],
            ]}
          />
          <h3>{t("rewards.issue.batches")}</h3>
          <Batches seriesId={series.id} />
        </div>
      ) : null}
    </RecordDrawer>
  );
}
