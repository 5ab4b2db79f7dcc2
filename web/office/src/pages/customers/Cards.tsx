import { customers } from "@shared/api/endpoints";
import { CommandMenu } from "@shared/ui/command/CommandButtons";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind } from "@shared/ui/command/command";
import { Panel } from "@shared/ui/Page";
import { Status } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { CreditCard, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CardCodes } from "./CardCodes";
import { CardNumber } from "./CardNumber";
import { freezeCard, type OwnCard, removeCard, replaceCard, showCodes, unfreezeCard } from "./cardCommands";

type Shown = { what: "add" } | { what: "replace" | "codes"; card: OwnCard };

export function Cards(props: { customerId: string }) {
  const { t } = useTranslation();
  const can = useCan();
  const { customerId } = props;
  const [shown, setShown] = useState<Shown>();
  const close = () => setShown(undefined);
  const cards = useQuery({
    queryKey: ["customer", customerId, "cards"],
    queryFn: ({ signal }) => customers.cards(customerId, signal),
  }).data?.items;
  const inUse = cards?.filter((card) => card.status !== "returned") ?? [];
  const commandsOf = (card: OwnCard) => [
    bind(
      showCodes(() => setShown({ what: "codes", card })),
      card,
    ),
    bind(freezeCard, card),
    bind(unfreezeCard, card),
    bind(
      replaceCard(() => setShown({ what: "replace", card })),
      card,
    ),
    bind(removeCard, card),
  ];
  return (
    <Panel
      title={t("customers.record.cards")}
      extra={
        can("customers.write") ? (
          <Button
            type="text"
            size="small"
            icon={<Plus size={15} />}
            aria-label={t("customers.record.addCard")}
            onClick={() => setShown({ what: "add" })}
          />
        ) : null
      }
    >
      {cards && inUse.length === 0 ? <p className="hp-faint">{t("customers.record.noCards")}</p> : null}
      <ul className="hp-cards">
        {inUse.map((card) => (
          <li key={card.card_number}>
            <CreditCard size={16} className="hp-faint" aria-hidden="true" />
            <span className="hp-num">{card.card_number}</span>
            {card.status === "frozen" ? <Status tone="warn">{t("customers.record.frozen")}</Status> : null}
            <CommandMenu commands={commandsOf({ ...card, customerId })} />
          </li>
        ))}
      </ul>
      {shown?.what === "add" ? (
        <CardNumber
          title={t("customers.record.addCard")}
          label={t("customers.record.cardNumber")}
          ok={t("action.add")}
          done={t("customers.record.cardAdded")}
          run={(number, key) => customers.addCard(customerId, number, { key })}
          onClose={close}
        />
      ) : null}
      {shown?.what === "replace" ? (
        <CardNumber
          title={t("customers.record.replaceTitle", { number: shown.card.card_number })}
          text={t("customers.record.replaceText")}
          label={t("customers.record.newCardNumber")}
          ok={t("customers.record.replaceCard")}
          done={t("customers.record.cardReplaced")}
          run={(number, key) => customers.replaceCard(customerId, shown.card.card_number, number, { key })}
          onClose={close}
        />
      ) : null}
      {shown?.what === "codes" ? <CardCodes card={shown.card} onClose={close} /> : null}
    </Panel>
  );
}
