import { newKey } from "@shared/api/client";
import { pools } from "@shared/api/pool";
import type { LeadAnswer } from "@shared/api/poolTypes";
import { asProblem, type Problem } from "@shared/api/problem";
import { reasonText } from "@shared/text/reason";
import { Panel } from "@shared/ui/Page";
import { ProblemNote } from "@shared/ui/ProblemNote";
import { Status } from "@shared/ui/Values";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { kPoolRefresh } from "../commands";
import { kMostLeads, readLeads } from "./leads";

const kShown = 200;

/** A list pasted from a spreadsheet; the server merges those it knows before anybody is assigned. */
export function Leads(props: { poolId: string }) {
  const { t } = useTranslation();
  const { poolId } = props;
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [answer, setAnswer] = useState<LeadAnswer>();
  const key = useRef(newKey());
  const read = useMemo(() => readLeads(text), [text]);
  const tooMany = read.leads.length > kMostLeads;
  const send = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      setAnswer(await pools.leads(poolId, read.leads, { key: key.current }));
      for (const first of kPoolRefresh) void queries.invalidateQueries({ queryKey: [first] });
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const count = (status: string) => answer?.items.filter((item) => item.status === status).length ?? 0;
  if (answer) {
    const refused = answer.items.filter((item) => item.status === "refused");
    return (
      <Panel title={t("poolRules.leads.title")}>
        <p className="hp-strong" role="status">
          {t("poolRules.leads.result", {
            created: count("created"),
            merged: count("merged"),
            refused: count("refused"),
          })}
        </p>
        <ul className="hp-outcome">
          {refused.slice(0, kShown).map((item) => (
            <li key={item.index} data-status="refused">
              <span />
              <span>
                {t("poolRules.leads.line", { n: read.lines[item.index] ?? item.index + 2 })} ·{" "}
                {read.leads[item.index]?.name}
              </span>
              <span className="hp-outcome-why">
                {reasonText(t, { reason: item.reason ?? "", detail: item.detail ?? "" })}
              </span>
            </li>
          ))}
        </ul>
        <Button
          onClick={() => {
            key.current = newKey();
            setText("");
            setAnswer(undefined);
          }}
        >
          {t("poolRules.leads.again")}
        </Button>
      </Panel>
    );
  }
  return (
    <Panel title={t("poolRules.leads.title")}>
      <div className="hp-sheet-body">
        <p className="hp-faint">{t("poolRules.leads.text")}</p>
        <ProblemNote problem={problem} />
        <Input.TextArea
          aria-label={t("poolRules.leads.paste")}
          placeholder={t("poolRules.leads.example")}
          rows={10}
          value={text}
          onChange={(event) => {
            key.current = newKey();
            setText(event.target.value);
          }}
        />
        <div className="hp-members-foot">
          <span aria-live="polite">
            {text.trim() === "" ? null : !read.hasName ? (
              <Status tone="bad">{t("poolRules.leads.missingName")}</Status>
            ) : tooMany ? (
              <Status tone="bad">{t("poolRules.leads.tooMany", { n: read.leads.length })}</Status>
            ) : (
              <>
                <Status tone="good">{t("poolRules.leads.read", { n: read.leads.length })}</Status>{" "}
                {read.unknown.length > 0 ? (
                  <span className="hp-faint">
                    {t("poolRules.leads.unknownColumns", { names: read.unknown.join(", ") })}
                  </span>
                ) : null}
              </>
            )}
          </span>
          <Button
            type="primary"
            loading={busy}
            disabled={read.leads.length === 0 || tooMany}
            onClick={() => void send()}
          >
            {t("poolRules.leads.send")}
          </Button>
        </div>
      </div>
    </Panel>
  );
}
