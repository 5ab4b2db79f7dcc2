import { asProblem, Problem } from "@shared/api/problem";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind } from "@shared/ui/command/command";
import { ProblemState } from "@shared/ui/EmptyState";
import { useFormat } from "@shared/ui/FormatProvider";
import { neighboursOf } from "@shared/ui/list/neighbours";
import { Page, Panel } from "@shared/ui/Page";
import { Neighbour } from "@shared/ui/record/RecordDrawer";
import { Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { exchangeSale, printSale, returnSale, reviewOffline } from "./commands";
import { ExchangeForm } from "./ExchangeForm";
import { OfflineReviewForm } from "./OfflineReviewForm";
import { ReturnForm } from "./ReturnForm";
import { SaleReceipt } from "./SaleReceipt";
import { SaleView } from "./SaleView";
import { isAnonymous, parseSaleKey } from "./saleKey";
import { useSale } from "./useSale";

const kNoSuchSale = new Problem({ status: 404, reason: "sales.not_found" });

export default function SalePage() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const can = useCan();
  const { id } = useParams();
  const key = parseSaleKey(id);
  const [returning, setReturning] = useState(false);
  const [exchanging, setExchanging] = useState(false);
  const [printing, setPrinting] = useState(false);
  const [reviewing, setReviewing] = useState(false);
  const query = useSale(key);
  const document = query.data;
  if (!key) return <ProblemState problem={kNoSuchSale} />;
  if (query.error)
    return <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} />;
  if (!document) return <Skeleton active paragraph={{ rows: 10 }} />;
  const { sale } = document;
  // Who came from those to be reviewed goes on to the next of them.
  const list = id && neighboursOf("offline_sales", id).position > 0 ? "offline_sales" : "sales";
  const customer = isAnonymous(sale.customer_id) ? t("sales.anonymous") : (sale.customer_name ?? "");
  return (
    <Page
      title={`${customer} · ${format.money(sale.payable_minor)}`}
      sub={<span className="hp-num">{format.dateTime(sale.sold_at)}</span>}
      commands={[
        bind(
          reviewOffline(() => setReviewing(true)),
          document,
        ),
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
      ].filter((command) => command.available(can))}
      extra={<Neighbour list={list} id={id} onOpen={(other) => void navigate(`/sales/${other}`)} />}
      narrow
    >
      <Panel>
        <SaleView document={document} />
      </Panel>
      <ReturnForm document={document} open={returning} onClose={() => setReturning(false)} />
      <ExchangeForm document={document} open={exchanging} onClose={() => setExchanging(false)} />
      <OfflineReviewForm document={document} open={reviewing} onClose={() => setReviewing(false)} />
      <SaleReceipt document={printing ? document : undefined} onDone={() => setPrinting(false)} />
    </Page>
  );
}
