import type { CustomerListItem } from "@shared/api/types";
import { phone } from "@shared/format/mask";
import { useFormat } from "@shared/ui/FormatProvider";
import { ScanInput, type ScanInputHandle } from "@shared/ui/ScanInput";
import { useNarrow } from "@shared/ui/useNarrow";
import { Kbd } from "@shared/ui/Values";
import { Button, Spin } from "antd";
import { Hash, Package, ScanBarcode, UserRound } from "lucide-react";
import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import type { FoundProduct } from "./basket";
import { veiledPhone } from "./names";

/** What the box is for just now. */
export type Mode = "any" | "member" | "quantity";

export type Candidates =
  | { of: "products"; items: readonly FoundProduct[]; quantity: number }
  | { of: "members"; items: readonly CustomerListItem[] };

export interface Notice {
  tone: "good" | "bad";
  text: string;
  /** A phone nobody has yet, that can be registered. */
  phone?: string;
}

const kListId = "hp-till-candidates";
const kIcons = { any: ScanBarcode, member: UserRound, quantity: Hash };

function Candidate(props: {
  id: string;
  active: boolean;
  name: string;
  detail: string;
  side?: string;
  of: Candidates["of"];
  onChoose: () => void;
}) {
  const Icon = props.of === "products" ? Package : UserRound;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys and Enter of the box choose
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the box, as in every combobox
    <div
      id={props.id}
      role="option"
      className="hp-till-candidate"
      aria-selected={props.active}
      onClick={props.onChoose}
    >
      <Icon size={17} aria-hidden="true" />
      <span>
        {props.name}
        <small className="hp-num">{props.detail}</small>
      </span>
      {props.side ? <b className="hp-num">{props.side}</b> : null}
    </div>
  );
}

export function ScanBar(props: {
  box: Ref<ScanInputHandle>;
  text: string;
  onText: (text: string) => void;
  onSubmit: (text: string, scanned: boolean) => void;
  mode: Mode;
  looking: boolean;
  keepsFocus: boolean;
  candidates: Candidates | undefined;
  active: number;
  onChoose: (index: number) => void;
  notice: Notice | undefined;
  onRegister: ((phone: string) => void) | undefined;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { mode, candidates, active, notice, onRegister } = props;
  const narrow = useNarrow();
  const Icon = kIcons[mode];
  const placeholder = {
    any: narrow ? t("till.scanShort") : t("till.scan"),
    member: t("till.scanMember"),
    quantity: t("till.scanQuantity"),
  }[mode];
  return (
    <div className={`hp-till-scan hp-till-scan-${mode}`}>
      <ScanInput
        ref={props.box}
        value={props.text}
        onChange={props.onText}
        onSubmit={props.onSubmit}
        keepsFocus={props.keepsFocus}
        placeholder={placeholder}
        label={placeholder}
        inputMode={mode === "quantity" ? "numeric" : "text"}
        controls={kListId}
        activeItem={candidates ? `${kListId}-${active}` : undefined}
        icon={<Icon size={22} aria-hidden="true" />}
        tail={props.looking ? <Spin size="small" /> : mode === "any" ? null : <Kbd>Esc</Kbd>}
      />
      <div
        id={kListId}
        role="listbox"
        aria-label={candidates?.of === "members" ? t("till.chooseMember") : t("till.choose")}
        className={candidates ? "hp-till-candidates" : "hp-visually-hidden"}
      >
        {candidates
          ? candidates.of === "products"
            ? candidates.items.map((product, i) => (
                <Candidate
                  key={product.id}
                  id={`${kListId}-${i}`}
                  of="products"
                  active={i === active}
                  name={product.name}
                  detail={[product.sku, product.barcode].filter(Boolean).join(" · ")}
                  side={format.money(product.price_minor)}
                  onChoose={() => props.onChoose(i)}
                />
              ))
            : candidates.items.map((customer, i) => (
                <Candidate
                  key={customer.id}
                  id={`${kListId}-${i}`}
                  of="members"
                  active={i === active}
                  name={customer.name}
                  detail={[
                    customer.phone ? phone(veiledPhone(customer.phone)) : "",
                    customer.store_name ?? "",
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                  side={customer.tier_name}
                  onChoose={() => props.onChoose(i)}
                />
              ))
          : null}
      </div>
      <div className="hp-till-notice" role="status">
        {notice && !candidates ? (
          <span className={notice.tone === "good" ? "hp-tone-good" : "hp-tone-bad"}>{notice.text}</span>
        ) : null}
        {notice?.phone && !candidates && onRegister ? (
          <Button size="small" type="primary" onClick={() => onRegister(notice.phone ?? "")}>
            {narrow ? t("till.keys.register") : t("till.registerNow")} <Kbd>F3</Kbd>
          </Button>
        ) : null}
      </div>
    </div>
  );
}
