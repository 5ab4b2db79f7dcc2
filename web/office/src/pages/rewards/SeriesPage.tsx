import { useNewFlag } from "@app/useNewFlag";
import { rewards } from "@shared/api/endpoints";
import type { VoucherSeries } from "@shared/api/types";
import { bind } from "@shared/ui/command/command";
import { useFormat } from "@shared/ui/FormatProvider";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { ActiveStatus, Blank, Points } from "@shared/ui/Values";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { disableSeries, editSeries, enableSeries, findVoucher, issueSeries, newSeries } from "./commands";
import { IssueForm } from "./IssueForm";
import { Period } from "./RewardValues";
import { SeriesDrawer } from "./SeriesDrawer";
import { SeriesForm } from "./SeriesForm";
import { seriesTerms } from "./terms";
import "./rewards.css";

function useColumns(): ListColumn<VoucherSeries>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(
    () => [
      {
        key: "name",
        title: t("rewards.series.name"),
        sort: "name",
        fixed: true,
        phone: "title",
        render: (row) => <strong className="hp-cell-main">{row.name}</strong>,
      },
      {
        key: "kind",
        title: t("rewards.series.kind"),
        render: (row) => t(`rewards.series.kinds.${row.kind}`),
      },
      {
        key: "terms",
        title: t("rewards.series.terms"),
        phone: "line",
        render: (row) => seriesTerms(t, format, row).join(" · "),
      },
      {
        key: "valid",
        title: t("rewards.series.validity_column"),
        phone: "none",
        render: (row) =>
          row.valid_days > 0 ? (
            t("rewards.series.days", { n: row.valid_days })
          ) : (
            <Period from={row.valid_from} to={row.valid_to} />
          ),
      },
      {
        key: "price",
        title: t("rewards.series.price"),
        align: "right",
        phone: "none",
        render: (row) => (row.price_points ? <Points value={row.price_points} /> : <Blank />),
      },
      {
        key: "status",
        title: t("rewards.gift.status"),
        phone: "side",
        render: (row) => <ActiveStatus status={row.status} />,
      },
    ],
    [t, format],
  );
}

const rowId = (row: VoucherSeries) => row.id;

export default function SeriesPage() {
  const { t } = useTranslation();
  const columns = useColumns();
  const { creating, stop } = useNewFlag();
  const [editing, setEditing] = useState<string>();
  const [issuing, setIssuing] = useState<VoucherSeries>();
  const commandsOf = useCallback(
    (row: VoucherSeries) => [
      bind(
        issueSeries(() => setIssuing(row)),
        row,
      ),
      bind(
        editSeries(() => setEditing(row.id)),
        row,
      ),
      bind(disableSeries, row),
      bind(enableSeries, row),
    ],
    [],
  );
  return (
    <ListPage<VoucherSeries>
      id="voucher_series"
      title={t("rewards.series.title")}
      queryKey="rewards"
      load={rewards.series}
      filters={[
        {
          name: "status",
          kind: "select",
          label: t("rewards.gift.status"),
          options: [
            { value: "active", label: t("status.active") },
            { value: "disabled", label: t("status.disabled") },
          ],
        },
      ]}
      columns={columns}
      rowId={rowId}
      onOpen={(row, list) => list.setOpen(row.id)}
      commands={[bind({ ...newSeries, keys: "n" }, undefined), bind(findVoucher, undefined)]}
      rowCommands={commandsOf}
      empty={{ title: t("rewards.series.emptyTitle"), text: t("rewards.series.emptyText") }}
    >
      {(list) => (
        <>
          <SeriesDrawer id={list.state.open} onOpen={list.setOpen} commandsOf={commandsOf} />
          <SeriesForm
            open={creating || editing !== undefined}
            id={editing}
            onClose={() => {
              setEditing(undefined);
              if (creating) stop();
            }}
          />
          <IssueForm series={issuing} onClose={() => setIssuing(undefined)} />
        </>
      )}
    </ListPage>
  );
}
