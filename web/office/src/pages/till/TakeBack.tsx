import { sales } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import type { Customer } from "@shared/api/types";
import { CommandButton } from "@shared/ui/command/CommandButtons";
import { bind } from "@shared/ui/command/command";
import { EmptyState, ProblemState } from "@shared/ui/EmptyState";
import { Money, Status, Time } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Input, Skeleton } from "antd";
import { ArrowLeft, Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { exchangeSale, printSale, returnSale } from "../sales/commands";
import { ExchangeForm } from "../sales/ExchangeForm";
import { ReturnForm } from "../sales/ReturnForm";
import { SaleReceipt } from "../sales/SaleReceipt";
import { SaleView } from "../sales/SaleView";
import { isAnonymous, parseReceiptCode, parseSaleKey, saleKeyText } from "../sales/saleKey";
import { useSale } from "../sales/useSale";
import { useSettled } from "../sales/useSettled";

const kMost = 30;

function Found(props: {
  query: string;
  customerId: string | undefined;
  storeId: string;
  onChoose: (key: string) => void;
}) {
  const { t } = useTranslation();
  const { query, customerId, storeId, onChoose } = props;
  const asked = query
    ? { external_ref: query, limit: kMost }
    : customerId
      ? { customer_id: customerId, limit: kMost }
      : { store_id: storeId, limit: kMost };
  const found = useQuery({
    queryKey: ["sales", "take back", asked],
    queryFn: ({ signal }) => sales.list(asked, signal),
  });
  if (found.error) return <ProblemState problem={asProblem(found.error)} compact />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 4 }} />;
  if (found.data.items.length === 0) return <EmptyState kind="notFound" compact />;
  return (
    <ul className="hp-tray hp-take-back">
      {found.data.items.map((sale) => (
        <li key={saleKeyText(sale)}>
          <button type="button" onClick={() => onChoose(saleKeyText(sale))}>
            <span className="hp-tray-what">
              <strong>
                {isAnonymous(sale.customer_id)
                  ? t("sales.anonymous")
                  : (sale.customer_name ?? sale.customer_id)}
              </strong>
              <small className="hp-faint">
                <Time at={sale.sold_at} exact />
              </small>
            </span>
            {sale.returned_minor > 0 ? <Status tone="bad">{t("sales.state.part")}</Status> : null}
            <Money minor={sale.payable_minor} strong />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Chosen(props: { saleKey: string; onBack: () => void }) {
  const { t } = useTranslation();
  const query = useSale(parseSaleKey(props.saleKey));
  const [doing, setDoing] = useState<"return" | "exchange" | "print">();
  const document = query.data;
  if (query.error) return <ProblemState problem={asProblem(query.error)} />;
  if (!document) return <Skeleton active paragraph={{ rows: 8 }} />;
  const close = () => setDoing(undefined);
  return (
    <>
      <div className="hp-take-back-head">
        <Button type="text" icon={<ArrowLeft size={16} />} onClick={props.onBack}>
          {t("till.takeBack.other")}
        </Button>
        <span>
          <CommandButton
            command={bind(
              printSale(() => setDoing("print")),
              document,
            )}
          />
          <CommandButton
            command={bind(
              exchangeSale(() => setDoing("exchange")),
              document,
            )}
          />
          <CommandButton
            command={bind(
              returnSale(() => setDoing("return")),
              document,
            )}
            kind="primary"
          />
        </span>
      </div>
      <SaleView document={document} />
      <ReturnForm document={document} open={doing === "return"} onClose={close} />
      <ExchangeForm document={document} open={doing === "exchange"} onClose={close} />
      <SaleReceipt document={doing === "print" ? document : undefined} onDone={close} />
    </>
  );
}

/** Return and exchange without leaving the till: by a receipt scanned or typed, or among the latest sales. */
export function TakeBack(props: {
  open: boolean;
  customer: Pick<Customer, "id" | "name"> | undefined;
  storeId: string;
  /** Of the receipt that was scanned before; nothing is to be looked for then. */
  saleKey: string | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { open, customer, storeId, saleKey, onClose } = props;
  const [text, setText] = useState("");
  const [key, setKey] = useState<string>();
  const settled = useSettled(text.trim(), 300);
  // The code on a receipt names customer and sale: it opens at once.
  const read = parseReceiptCode(settled);
  const [forgotten, setForgotten] = useState<string>();
  const scanned = saleKey === forgotten ? undefined : saleKey;
  const chosen = key ?? (read ? `${read.customerId}.${read.saleId}` : scanned);
  return (
    <Drawer
      open={open}
      size={680}
      title={customer ? t("till.takeBack.titleOf", { name: customer.name }) : t("till.takeBack.title")}
      className="hp-drawer"
      destroyOnHidden
      onClose={onClose}
      afterOpenChange={(shown) => {
        if (shown) return;
        setText("");
        setKey(undefined);
        setForgotten(undefined);
      }}
    >
      {chosen ? (
        <Chosen
          saleKey={chosen}
          onBack={() => {
            setForgotten(saleKey);
            setKey(undefined);
            setText("");
          }}
        />
      ) : (
        <>
          <Input
            autoFocus
            size="large"
            allowClear
            maxLength={60}
            prefix={<Search size={16} className="hp-faint" />}
            aria-label={t("till.takeBack.number")}
            placeholder={t("till.takeBack.number")}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Found query={settled} customerId={customer?.id} storeId={storeId} onChoose={setKey} />
        </>
      )}
    </Drawer>
  );
}
