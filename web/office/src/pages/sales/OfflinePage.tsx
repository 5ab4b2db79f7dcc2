import { goTo } from "@app/navigate";
import { sales } from "@shared/api/endpoints";
import type { OfflineSale } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind, type Command } from "@shared/ui/command/command";
import { isStore, useOrgUnits } from "@shared/ui/Lookup";
import type { ListFilter } from "@shared/ui/list/FilterBar";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { StaffName, StoreName } from "@shared/ui/Names";
import { Money, Time } from "@shared/ui/Values";
import { ClipboardCheck } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { offlineReasons } from "./offlineReasons";
import { ReviewManyForm } from "./ReviewManyForm";
import { saleKeyText } from "./saleKey";
import "./sales.css";

/** Until somebody asks for the others, what waits. */
const toParams = ({ state, ...others }: Record<string, string>) => ({ ...others, state: state ?? "open" });

function useFilters(): ListFilter[] {
  const { t } = useTranslation();
  const units = useOrgUnits();
  return useMemo(
    () => [
      {
        name: "state",
        kind: "select",
        label: t("sales.offline.reviewState"),
        options: (["open", "reviewed"] as const).map((state) => ({
          value: state,
          label: t(`sales.offline.state.${state}`),
        })),
      },
      {
        name: "store_id",
        kind: "select",
        label: t("sales.filter.store"),
        options: units
          .filter(isStore)
          .map((unit) => ({ value: unit.id, label: unit.name, search: unit.name })),
      },
    ],
    [t, units],
  );
}

function useColumns(): ListColumn<OfflineSale>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: "soldAt",
        title: t("sales.column.soldAt"),
        fixed: true,
        render: (row) => <Time at={row.sold_at} exact />,
      },
      {
        key: "customer",
        title: t("sales.column.customer"),
        phone: "title",
        render: (row) => row.customer_name || <span className="hp-faint">{t("sales.anonymous")}</span>,
      },
      {
        key: "why",
        title: t("sales.offline.why"),
        phone: "line",
        render: (row) =>
          offlineReasons(row)
            .map((one) => t(`sales.offline.${one}`))
            .join(" · "),
      },
      {
        key: "shown",
        title: t("sales.offline.shown"),
        align: "right",
        render: (row) => <Money minor={row.shown_minor} />,
      },
      {
        key: "payable",
        title: t("sales.offline.payable"),
        align: "right",
        render: (row) => <Money minor={row.payable_minor} />,
      },
      {
        key: "difference",
        title: t("sales.offline.difference"),
        align: "right",
        phone: "side",
        render: (row) => <Money minor={row.difference_minor} signed strong />,
      },
      { key: "staff", title: t("sales.column.staff"), render: (row) => <StaffName id={row.staff_id} /> },
      { key: "store", title: t("sales.column.store"), render: (row) => <StoreName id={row.store_id} /> },
    ],
    [t],
  );
}

/** What tills sold without the network and somebody is to look at, to be got through quickly. */
export default function OfflinePage() {
  const { t } = useTranslation();
  const can = useCan();
  const filters = useFilters();
  const columns = useColumns();
  const [asked, setAsked] = useState<{ rows: readonly OfflineSale[]; clear: () => void }>();
  const batch = useCallback((rows: readonly OfflineSale[], clear: () => void) => {
    const review: Command = {
      id: "sales.review_offline_many",
      label: (text) => text("sales.offline.review"),
      icon: ClipboardCheck,
      permission: "sales.offline.review",
      run: () => setAsked({ rows: rows.filter((row) => row.reviewed_at === undefined), clear }),
    };
    return [bind(review, undefined)];
  }, []);
  return (
    <ListPage<OfflineSale>
      id="offline_sales"
      title={t("sales.offline.title")}
      sub={t("sales.offline.sub")}
      queryKey="offline_sales"
      load={sales.offline}
      toParams={toParams}
      filters={filters}
      columns={columns}
      rowId={saleKeyText}
      batch={can("sales.offline.review") ? batch : undefined}
      onOpen={(row) => goTo(`/sales/${saleKeyText(row)}`)}
      empty={{ title: t("sales.offline.emptyTitle"), text: t("sales.offline.emptyText") }}
    >
      {() =>
        asked && asked.rows.length > 0 ? (
          <ReviewManyForm
            rows={asked.rows}
            onClose={() => setAsked(undefined)}
            onDone={() => {
              asked.clear();
              setAsked(undefined);
            }}
          />
        ) : null
      }
    </ListPage>
  );
}
