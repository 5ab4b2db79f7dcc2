import { newKey } from "@shared/api/client";
import { customers } from "@shared/api/endpoints";
import { asProblem, type Problem } from "@shared/api/problem";
import type { Card } from "@shared/api/types";
import { reasonText } from "@shared/text/reason";
import { CommandMenu } from "@shared/ui/command/CommandButtons";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind, type Command } from "@shared/ui/command/command";
import { Panel } from "@shared/ui/Page";
import { Status } from "@shared/ui/Values";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Input, Modal } from "antd";
import { CreditCard, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

interface OwnCard extends Card {
  customerId: string;
}

const removeCard: Command<OwnCard> = {
  id: "customers.card.remove",
  label: (t) => t("action.remove"),
  icon: Trash2,
  permission: "customers.write",
  danger: true,
  when: (card) => card.status !== "returned",
  run: (card, key) => customers.removeCard(card.customerId, card.card_number, { key }),
  done: (t) => t("customers.record.cardRemoved"),
  undo: (card) => customers.addCard(card.customerId, card.card_number),
  refresh: ["customer", "customers"],
};

function AddCard(props: { customerId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { customerId, onClose } = props;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [number, setNumber] = useState("");
  const [key] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const add = async () => {
    if (number.trim() === "") return;
    setBusy(true);
    try {
      await customers.addCard(customerId, number.trim(), { key: problem ? newKey() : key });
      void queries.invalidateQueries({ queryKey: ["customer", customerId] });
      void queries.invalidateQueries({ queryKey: ["customers"] });
      void message.success(t("customers.record.cardAdded"));
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t("customers.record.addCard")}
      onCancel={onClose}
      onOk={() => void add()}
      okText={t("action.add")}
      okButtonProps={{ loading: busy, disabled: number.trim() === "" }}
      width={420}
    >
      {problem ? (
        <Alert type="error" showIcon title={reasonText(t, problem)} className="hp-form-note" />
      ) : null}
      <Input
        autoFocus
        size="large"
        aria-label={t("customers.record.cardNumber")}
        placeholder={t("customers.record.cardHint")}
        maxLength={60}
        value={number}
        onChange={(event) => setNumber(event.target.value)}
        onPressEnter={() => void add()}
      />
    </Modal>
  );
}

export function Cards(props: { customerId: string }) {
  const { t } = useTranslation();
  const can = useCan();
  const { customerId } = props;
  const [adding, setAdding] = useState(false);
  const cards = useQuery({
    queryKey: ["customer", customerId, "cards"],
    queryFn: ({ signal }) => customers.cards(customerId, signal),
  }).data?.items;
  const shown = cards?.filter((card) => card.status !== "returned") ?? [];
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
            onClick={() => setAdding(true)}
          />
        ) : null
      }
    >
      {cards && shown.length === 0 ? <p className="hp-faint">{t("customers.record.noCards")}</p> : null}
      <ul className="hp-cards">
        {shown.map((card) => (
          <li key={card.card_number}>
            <CreditCard size={16} className="hp-faint" aria-hidden="true" />
            <span className="hp-num">{card.card_number}</span>
            {card.status === "frozen" ? <Status tone="warn">{t("customers.record.frozen")}</Status> : null}
            <CommandMenu commands={[bind(removeCard, { ...card, customerId })]} />
          </li>
        ))}
      </ul>
      {adding ? <AddCard customerId={customerId} onClose={() => setAdding(false)} /> : null}
    </Panel>
  );
}
