import { sales } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import type { Sale } from "@shared/api/types";
import { addDays } from "@shared/format/time";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind } from "@shared/ui/command/command";
import { useFormat } from "@shared/ui/FormatProvider";
import { useOrgUnits, useStaff } from "@shared/ui/Lookup";
import type { ListFilter } from "@shared/ui/list/FilterBar";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { RecordDrawer } from "@shared/ui/record/RecordDrawer";
import { Avatar, Blank, Money, Points, Status, Time } from "@shared/ui/Values";
import { Tooltip } from "antd";
import { Maximize2 } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { CustomerSelect } from "./CustomerSelect";
import { exchangeSale, findReceipt, openTill, printSale, returnSale } from "./commands";
import { ExchangeForm } from "./ExchangeForm";
import { FindReceipt } from "./FindReceipt";
import { ReturnForm } from "./ReturnForm";
import { SaleReceipt } from "./SaleReceipt";
import { SaleView } from "./SaleView";
import { isAnonymous, parseSaleKey, saleKeyText } from "./saleKey";
import { useSale } from "./useSale";
import "./sales.css";

function useFilters(): ListFilter[] {
  const { t } = useTranslation();
  const can = useCan();
  const units = useOrgUnits();
  const staff = useStaff(can("identity.staff.read"));
  return useMemo(() => {
    const filters: ListFilter[] = [
      {
        name: "customer_id",
        kind: "own",
        label: t("sales.filter.customer"),
        field: (value, choose) => (
          <CustomerSelect value={value} onChange={choose} label={t("sales.filter.customer")} />
        ),
      },
      {
        name: "store_id",
        kind: "select",
        label: t("sales.filter.store"),
        options: units
          .filter((unit) => unit.kind === "store" || unit.kind === "franchisee")
          .map((unit) => ({ value: unit.id, label: unit.name, search: unit.name })),
      },
      { name: "from", kind: "day", label: t("sales.filter.from") },
      { name: "to", kind: "day", label: t("sales.filter.to") },
      {
        name: "source",
        kind: "select",
        label: t("sales.filter.source"),
        rare: true,
        options: (["till", "api", "import"] as const).map((source) => ({
          value: source,
          label: t(`sales.source.${source}`),
        })),
      },
      {
        name: "offline_review",
        kind: "select",
        label: t("sales.filter.offlineReview"),
        rare: true,
        options: (["open", "reviewed"] as const).map((state) => ({
          value: state,
          label: t(`sales.offline.state.${state}`),
        })),
      },
      { name: "external_ref", kind: "text", label: t("sales.filter.externalRef"), rare: true },
    ];
    if (staff.length > 0) {
      filters.push({
        name: "staff_id",
        kind: "select",
        label: t("sales.filter.staff"),
        rare: true,
        options: staff.map((person) => ({ value: person.id, label: person.name, search: person.name })),
      });
    }
    return filters;
  }, [t, units, staff]);
}

function useColumns(): ListColumn<Sale>[] {
  const { t } = useTranslation();
  const can = useCan();
  const units = useOrgUnits();
  const staff = useStaff(can("identity.staff.read"));
  return useMemo(() => {
    const stores = new Map(units.map((unit) => [unit.id, unit.name]));
    const people = new Map(staff.map((person) => [person.id, person.name]));
    const columns: ListColumn<Sale>[] = [
      {
        key: "soldAt",
        title: t("sales.column.soldAt"),
        sort: "sold_at",
        fixed: true,
        render: (row) => <Time at={row.sold_at} exact />,
      },
      {
        key: "customer",
        title: t("sales.column.customer"),
        phone: "title",
        render: (row) =>
          isAnonymous(row.customer_id) ? (
            <span className="hp-faint">{t("sales.anonymous")}</span>
          ) : (
            <span className="hp-cell-main">
              <Avatar name={row.customer_name ?? ""} size={24} />
              <Link to={`/customers/${row.customer_id}`} onClick={(event) => event.stopPropagation()}>
                {row.customer_name || row.customer_id}
              </Link>
            </span>
          ),
      },
      {
        key: "store",
        title: t("sales.column.store"),
        render: (row) => stores.get(row.store_id) ?? <Blank />,
      },
      {
        key: "list",
        title: t("sales.column.list"),
        align: "right",
        phone: "none",
        render: (row) => <Money minor={row.list_minor} />,
      },
      {
        key: "rebate",
        title: t("sales.column.rebate"),
        align: "right",
        phone: "none",
        render: (row) => <Money minor={row.rebate_minor > 0 ? row.rebate_minor : undefined} />,
      },
      {
        key: "payable",
        title: t("sales.column.payable"),
        sort: "payable_minor",
        align: "right",
        phone: "side",
        render: (row) => <Money minor={row.payable_minor} strong />,
      },
      {
        key: "cost",
        title: t("sales.column.cost"),
        align: "right",
        permission: "finance.margin.read",
        initiallyHidden: true,
        phone: "none",
        render: (row) => <Money minor={row.cost_minor} />,
      },
      {
        key: "points",
        title: t("sales.column.points"),
        align: "right",
        permission: "finance.margin.read",
        render: (row) =>
          isAnonymous(row.customer_id) ? <Blank /> : <Points value={row.combined_points} signed />,
      },
      {
        key: "returned",
        title: t("sales.column.returned"),
        align: "right",
        render: (row) =>
          row.returned_minor > 0 ? (
            <Status tone="bad">
              <Money minor={row.returned_minor} />
            </Status>
          ) : (
            <Blank />
          ),
      },
      {
        key: "source",
        title: t("sales.column.source"),
        phone: "none",
        render: (row) => t(`sales.source.${row.source}`),
      },
      {
        key: "staff",
        title: t("sales.column.staff"),
        phone: "none",
        initiallyHidden: true,
        render: (row) => (row.staff_id && people.get(row.staff_id)) || <Blank />,
      },
      {
        key: "externalRef",
        title: t("sales.column.externalRef"),
        phone: "none",
        initiallyHidden: true,
        render: (row) => (row.external_ref ? <span className="hp-num">{row.external_ref}</span> : <Blank />),
      },
    ];
    return columns;
  }, [t, units, staff]);
}

function SaleDrawer(props: { id: string | undefined; onOpen: (id: string | undefined) => void }) {
  const { t } = useTranslation();
  const { id, onOpen } = props;
  const [returning, setReturning] = useState(false);
  const [exchanging, setExchanging] = useState(false);
  const [printing, setPrinting] = useState(false);
  const query = useSale(parseSaleKey(id));
  const document = query.data;
  return (
    <>
      <RecordDrawer
        id={id}
        list="sales"
        width={680}
        title={
          <span className="hp-sale-title">
            {t("sales.sale")}
            {id ? (
              <Tooltip title={t("action.openAsPage")}>
                <Link to={`/sales/${id}`} aria-label={t("action.openAsPage")} className="hp-sale-wide">
                  <Maximize2 size={14} aria-hidden="true" />
                </Link>
              </Tooltip>
            ) : null}
          </span>
        }
        onOpen={onOpen}
        loading={!document}
        problem={query.error ? asProblem(query.error) : undefined}
        commands={
          document
            ? [
                bind(
                  returnSale(() => setReturning(true)),
                  document,
                ),
                bind(
                  exchangeSale(() => setExchanging(true)),
                  document,
                ),
                bind(
                  printSale(() => setPrinting(true)),
                  document,
                ),
              ]
            : []
        }
      >
        {document ? <SaleView document={document} /> : null}
      </RecordDrawer>
      {document ? (
        <>
          <ReturnForm document={document} open={returning} onClose={() => setReturning(false)} />
          <ExchangeForm document={document} open={exchanging} onClose={() => setExchanging(false)} />
        </>
      ) : null}
      <SaleReceipt document={printing ? document : undefined} onDone={() => setPrinting(false)} />
    </>
  );
}

/** Days of the address are whole days of the chain's clock; the API takes instants. */
function useToParams() {
  const format = useFormat();
  return useCallback(
    (filters: Record<string, string>): Record<string, string | undefined> => {
      const { from, to, ...others } = filters;
      return {
        ...others,
        from: from ? format.startOfDay(from) : undefined,
        to: to ? format.startOfDay(addDays(to, 1)) : undefined,
      };
    },
    [format],
  );
}

export default function SalesPage() {
  const { t } = useTranslation();
  const filters = useFilters();
  const columns = useColumns();
  const toParams = useToParams();
  const [finding, setFinding] = useState(false);
  return (
    <ListPage<Sale>
      id="sales"
      title={t("sales.title")}
      queryKey="sales"
      load={sales.list}
      filters={filters}
      toParams={toParams}
      columns={columns}
      rowId={saleKeyText}
      onOpen={(row, list) => list.setOpen(saleKeyText(row))}
      commands={[
        bind(openTill, undefined),
        bind(
          findReceipt(() => setFinding(true)),
          undefined,
        ),
      ]}
      empty={{ title: t("sales.emptyTitle"), text: t("sales.emptyText") }}
    >
      {(list) => (
        <>
          <SaleDrawer id={list.state.open} onOpen={list.setOpen} />
          <FindReceipt open={finding} onFound={list.setOpen} onClose={() => setFinding(false)} />
        </>
      )}
    </ListPage>
  );
}
