import { catalogue } from "@shared/api/endpoints";
import { Problem } from "@shared/api/problem";
import { useFormat } from "@shared/ui/FormatProvider";
import { Input, InputNumber } from "antd";
import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addTaken, setTaken, type TakenLine } from "./exchanging";

async function findProduct(text: string) {
  try {
    return await catalogue.findProduct(text);
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 404) throw error;
    const { items } = await catalogue.products({ q: text, status: "active", limit: 2 });
    return items.length === 1 ? items[0] : undefined;
  }
}

/** The new goods of an exchange: a code and Enter adds one. */
export function TakenGoods(props: {
  value?: TakenLine[];
  onChange?: (taken: TakenLine[]) => void;
  id?: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { value = [], onChange, id } = props;
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<string>();
  const add = async () => {
    const wanted = text.trim();
    if (wanted === "") return;
    const found = await findProduct(wanted).catch(() => undefined);
    if (!found || found.status === "disabled") {
      setWrong(t("sales.exchange.notFound", { text: wanted }));
      return;
    }
    setText("");
    setWrong(undefined);
    onChange?.(addTaken(value, found));
  };
  return (
    <>
      <Input
        id={id}
        value={text}
        maxLength={120}
        autoComplete="off"
        placeholder={t("sales.exchange.add")}
        status={wrong ? "error" : ""}
        onChange={(event) => {
          setText(event.target.value);
          setWrong(undefined);
        }}
        onPressEnter={(event) => {
          event.preventDefault();
          void add();
        }}
      />
      {wrong ? (
        <p className="hp-tone-bad" role="alert">
          {wrong}
        </p>
      ) : null}
      <ul className="hp-return-lines">
        {value.map(({ product, quantity }, i) => (
          <li key={product.id}>
            <div>
              {product.name}
              <small className="hp-faint hp-num">
                {product.sku} · {format.money(product.price_minor)}
              </small>
            </div>
            <button
              type="button"
              className="hp-icon-button"
              aria-label={t("sales.exchange.remove", { name: product.name })}
              onClick={() => onChange?.(setTaken(value, i, 0))}
            >
              <X size={16} />
            </button>
            <InputNumber
              min={1}
              max={999}
              precision={0}
              mode="spinner"
              value={quantity}
              aria-label={t("sales.exchange.quantityOf", { name: product.name })}
              onChange={(next) => onChange?.(setTaken(value, i, next ?? 1))}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
