import { useNewFlag } from "@app/useNewFlag";
import { catalogue } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import type { Product } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind } from "@shared/ui/command/command";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { Facts } from "@shared/ui/Page";
import { RecordDrawer } from "@shared/ui/record/RecordDrawer";
import { ActiveStatus, Blank, Money, Percent } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { disableProduct, editProduct, enableProduct, newProduct } from "./commands";
import { ProductForm } from "./ProductForm";
import { useServiceTypes } from "./useServiceTypes";

const kPpm = 1_000_000;

/** The part of the price that is profit, to a hundredth of a per cent; the product's own rate where it has no cost. */
function marginOf(product: Product): number | undefined {
  if (product.cost_minor === undefined || product.cost_minor === null) return product.margin_ppm;
  if (product.price_minor <= 0) return undefined;
  return Math.round(((product.price_minor - product.cost_minor) * kPpm) / product.price_minor / 100) * 100;
}

function useColumns(): ListColumn<Product>[] {
  const { t } = useTranslation();
  const types = useServiceTypes();
  return useMemo(() => {
    const names = new Map(types.map((type) => [type.id, type.name]));
    const columns: ListColumn<Product>[] = [
      {
        key: "name",
        title: t("catalogue.name"),
        sort: "name",
        fixed: true,
        phone: "title",
        render: (row) => <strong className="hp-cell-main">{row.name}</strong>,
      },
      {
        key: "sku",
        title: t("catalogue.sku"),
        sort: "sku",
        render: (row) => <span className="hp-num">{row.sku}</span>,
      },
      {
        key: "barcode",
        title: t("catalogue.barcode"),
        phone: "none",
        render: (row) => (row.barcode ? <span className="hp-num">{row.barcode}</span> : <Blank />),
      },
      { key: "category", title: t("catalogue.category"), render: (row) => row.category || <Blank /> },
      {
        key: "serviceType",
        title: t("catalogue.serviceType"),
        render: (row) => (row.service_type_id && names.get(row.service_type_id)) || <Blank />,
      },
      {
        key: "price",
        title: t("catalogue.price"),
        sort: "price_minor",
        align: "right",
        phone: "side",
        render: (row) => <Money minor={row.price_minor} />,
      },
      {
        key: "cost",
        title: t("catalogue.cost"),
        align: "right",
        permission: "finance.margin.read",
        phone: "none",
        render: (row) => <Money minor={row.cost_minor} />,
      },
      {
        key: "margin",
        title: t("catalogue.margin"),
        align: "right",
        permission: "finance.margin.read",
        phone: "none",
        render: (row) => <Percent ppm={marginOf(row)} />,
      },
      { key: "status", title: t("catalogue.status"), render: (row) => <ActiveStatus status={row.status} /> },
    ];
    return columns;
  }, [t, types]);
}

function ProductDrawer(props: {
  id: string | undefined;
  onOpen: (id: string | undefined) => void;
  onEdit: (id: string) => void;
}) {
  const { t } = useTranslation();
  const can = useCan();
  const { id, onOpen, onEdit } = props;
  const types = useServiceTypes();
  const query = useQuery({
    queryKey: ["product", id],
    queryFn: ({ signal }) => catalogue.product(id ?? "", signal),
    enabled: id !== undefined,
  });
  const product = query.data;
  return (
    <RecordDrawer
      id={id}
      list="products"
      title={product?.name ?? t("catalogue.product")}
      onOpen={onOpen}
      loading={!product}
      problem={query.error ? asProblem(query.error) : undefined}
      commands={
        product
          ? [
              bind(
                editProduct(() => onEdit(product.id)),
                product,
              ),
              bind(disableProduct, product),
              bind(enableProduct, product),
            ]
          : []
      }
    >
      {product ? (
        <Facts
          items={[
            [
              t("catalogue.sku"),
              <span key="sku" className="hp-num">
                {product.sku}
              </span>,
            ],
            [t("catalogue.barcode"), product.barcode || <Blank key="barcode" />],
            [t("catalogue.category"), product.category || <Blank key="category" />],
            [
              t("catalogue.serviceType"),
              types.find((type) => type.id === product.service_type_id)?.name ?? <Blank key="type" />,
            ],
            [t("catalogue.price"), <Money key="price" minor={product.price_minor} strong />],
            can("finance.margin.read") && [
              t("catalogue.cost"),
              <Money key="cost" minor={product.cost_minor} />,
            ],
            can("finance.margin.read") && [
              t("catalogue.margin"),
              <Percent key="margin" ppm={marginOf(product)} />,
            ],
            [t("catalogue.status"), <ActiveStatus key="status" status={product.status} />],
          ]}
        />
      ) : null}
    </RecordDrawer>
  );
}

const rowId = (row: Product) => row.id;

export default function ProductsPage() {
  const { t } = useTranslation();
  const columns = useColumns();
  const types = useServiceTypes();
  const { creating, stop } = useNewFlag();
  const [editing, setEditing] = useState<string>();
  const rowCommands = useCallback(
    (row: Product) => [
      bind(
        editProduct(() => setEditing(row.id)),
        row,
      ),
      bind(disableProduct, row),
      bind(enableProduct, row),
    ],
    [],
  );
  return (
    <ListPage<Product>
      id="products"
      title={t("catalogue.products")}
      queryKey="products"
      load={catalogue.products}
      filters={[
        { name: "q", kind: "text", label: t("catalogue.filterQ") },
        {
          name: "service_type_id",
          kind: "select",
          label: t("catalogue.serviceType"),
          options: types.map((type) => ({ value: type.id, label: type.name })),
        },
        {
          name: "status",
          kind: "select",
          label: t("catalogue.status"),
          options: [
            { value: "active", label: t("status.active") },
            { value: "disabled", label: t("status.disabled") },
          ],
        },
      ]}
      columns={columns}
      rowId={rowId}
      onOpen={(row, list) => list.setOpen(row.id)}
      commands={[bind({ ...newProduct, keys: "n" }, undefined)]}
      rowCommands={rowCommands}
      empty={{ title: t("catalogue.emptyTitle"), text: t("catalogue.emptyText") }}
    >
      {(list) => (
        <>
          <ProductDrawer id={list.state.open} onOpen={list.setOpen} onEdit={setEditing} />
          <ProductForm
            open={creating || editing !== undefined}
            id={editing}
            onClose={() => {
              setEditing(undefined);
              if (creating) stop();
            }}
          />
        </>
      )}
    </ListPage>
  );
}
