import { all } from "@shared/api/endpoints";
import { pool } from "@shared/api/pool";
import type { ReasonKind, ReturnReason } from "@shared/api/poolTypes";
import { asProblem } from "@shared/api/problem";
import { useCommandHost } from "@shared/ui/command/CommandProvider";
import { Panel } from "@shared/ui/Page";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Segmented, Switch } from "antd";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

const kKinds: readonly ReasonKind[] = ["give_back", "lost", "take_back", "leaver"];
const kNameMost = 60;

/** The list that every return by hand chooses from. A reason once used is switched off, never deleted. */
export function Reasons() {
  const { t } = useTranslation();
  const host = useCommandHost();
  const [kind, setKind] = useState<ReasonKind>("give_back");
  const [name, setName] = useState("");
  const query = useQuery({
    queryKey: ["pool_reasons", "all"],
    queryFn: ({ signal }) => all(pool.reasons, signal),
  });
  const items = (query.data ?? []).filter((one) => one.kind === kind);
  const may = host.can("pool.manage");
  const run = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work();
      host.toast(done);
      host.refresh("pool_reasons");
    } catch (error) {
      host.fail(asProblem(error));
    }
  };
  const add = () => {
    const text = name.trim();
    if (text === "") return;
    void run(
      () => pool.createReason({ kind, name: text }).then(() => setName("")),
      t("poolRules.reasons.added"),
    );
  };
  const toggle = (one: ReturnReason, on: boolean) =>
    void run(
      () => pool.updateReason(one.id, { status: on ? "active" : "disabled" }, { version: one.version }),
      t("poolRules.reasons.saved"),
    );
  return (
    <Panel title={t("poolRules.reasons.title")}>
      <Segmented<ReasonKind>
        aria-label={t("poolRules.reasons.title")}
        value={kind}
        onChange={setKind}
        options={kKinds.map((one) => ({ value: one, label: t(`poolRules.reasons.kind.${one}`) }))}
      />
      <ul className="hp-reasons">
        {items.map((one) => (
          <li key={one.id}>
            <span className={one.status === "disabled" ? "hp-faint" : undefined}>{one.name}</span>
            <Switch
              size="small"
              disabled={!may}
              aria-label={one.name}
              checked={one.status === "active"}
              onChange={(on) => toggle(one, on)}
            />
          </li>
        ))}
      </ul>
      {may ? (
        <div className="hp-reasons-new">
          <Input
            aria-label={t("poolRules.reasons.name")}
            placeholder={t("poolRules.reasons.placeholder")}
            maxLength={kNameMost}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={add}
          />
          <Button icon={<Plus size={16} />} disabled={name.trim() === ""} onClick={add}>
            {t("poolRules.reasons.add")}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}
