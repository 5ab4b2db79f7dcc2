import { pool } from "@shared/api/pool";
import type { PoolCustomer, Stage } from "@shared/api/poolTypes";
import { asProblem } from "@shared/api/problem";
import { useCan, useCommandHost } from "@shared/ui/command/CommandProvider";
import { EmptyState, ProblemState } from "@shared/ui/EmptyState";
import { Page } from "@shared/ui/Page";
import { useNarrow } from "@shared/ui/useNarrow";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { kStages } from "./choices";
import { kPoolRefresh } from "./commands";
import { useAsk } from "./dialogs/useAsk";
import { PoolDrawer } from "./PoolRecord";
import { StageCard } from "./StageCard";
import { beside, byStage, neighbour } from "./stages";
import { ViewSwitch } from "./ViewSwitch";
import "./pool.css";

/** More cards than this are no board any more. */
const kMost = 200;
const kQuestion = { mine: 1, state: "tracking", sort: "due_at", limit: kMost } as const;
const kKey = ["pool", "stages", kQuestion] as const;

function useStages() {
  const queries = useQueryClient();
  const host = useCommandHost();
  const query = useQuery({
    queryKey: kKey,
    queryFn: ({ signal }) => pool.customers(kQuestion, signal),
  });
  /** Shown in its new place at once; a refusal puts it back and says why. */
  const move = useCallback(
    async (customer: PoolCustomer, stage: Stage) => {
      if (customer.stage === stage) return;
      await queries.cancelQueries({ queryKey: kKey });
      const before = queries.getQueryData(kKey);
      queries.setQueryData(kKey, (page: typeof query.data) =>
        page
          ? {
              ...page,
              items: page.items.map((one) =>
                one.customer_id === customer.customer_id ? { ...one, stage } : one,
              ),
            }
          : page,
      );
      try {
        await pool.stage(customer.customer_id, stage);
      } catch (error) {
        queries.setQueryData(kKey, before);
        host.fail(asProblem(error));
      }
      for (const first of kPoolRefresh) host.refresh(first);
    },
    [queries, host],
  );
  return { query, move };
}

/** One's customers by stage: dragged with the mouse, moved with the keyboard, or by a menu under the thumb. */
export default function StagesPage() {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const can = useCan();
  const { query, move } = useStages();
  const { ask, dialogs } = useAsk();
  const [search, setSearch] = useSearchParams();
  const [over, setOver] = useState<Stage>();
  const [said, setSaid] = useState("");
  const items = query.data?.items;
  const columns = useMemo(() => byStage(items ?? []), [items]);
  const mayMove = can("pool.claim");
  const open = (id: string | undefined) => setSearch(id ? { open: id } : {}, { replace: true });

  const moveTo = (customer: PoolCustomer, stage: Stage | undefined) => {
    if (!stage || !mayMove) return;
    setSaid(t("pool.staged", { name: customer.name, stage: t(`pool.stage.${stage}`) }));
    void move(customer, stage).then(() => focusCard(customer.customer_id));
  };
  const onKey = (event: React.KeyboardEvent, customer: PoolCustomer) => {
    const { key } = event;
    if (key === "Enter") open(customer.customer_id);
    else if (key === "f" && can("follow_ups.write")) ask("follow_up", [customer]);
    else if (event.shiftKey && (key === "ArrowLeft" || key === "ArrowRight"))
      moveTo(customer, beside(customer.stage, key === "ArrowLeft" ? -1 : 1));
    else if (key === "ArrowUp" || key === "ArrowDown" || key === "ArrowLeft" || key === "ArrowRight")
      focusCard(neighbour(columns, customer.customer_id, key));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Page
      title={t("pool.stages")}
      sub={t(narrow ? "pool.stagesHintPhone" : "pool.stagesHint")}
      extra={<ViewSwitch value="stages" />}
    >
      <p className="hp-visually-hidden" aria-live="polite">
        {said}
      </p>
      {query.error ? (
        <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} />
      ) : null}
      {query.isPending ? <Skeleton active paragraph={{ rows: 8 }} /> : null}
      {items && items.length === 0 ? (
        <EmptyState kind="nothing" title={t("pool.mineEmptyTitle")} text={t("pool.mineEmptyText")}>
          <Link to="/pool">
            <Button type="primary">{t("pool.toPool")}</Button>
          </Link>
        </EmptyState>
      ) : null}
      {items && items.length > 0 ? (
        <div className="hp-stages">
          {kStages.map((stage) => (
            <section
              key={stage}
              className="hp-stage"
              data-over={over === stage}
              aria-label={t(`pool.stage.${stage}`)}
              onDragOver={(event) => {
                event.preventDefault();
                setOver(stage);
              }}
              onDragLeave={() => setOver(undefined)}
              onDrop={(event) => {
                event.preventDefault();
                setOver(undefined);
                const id = event.dataTransfer.getData("text/plain");
                const customer = items.find((one) => one.customer_id === id);
                if (customer) moveTo(customer, stage);
              }}
            >
              <header>
                <h2>{t(`pool.stage.${stage}`)}</h2>
                <span className="hp-num hp-faint">{t("pool.people", { n: columns[stage].length })}</span>
              </header>
              <ul>
                {columns[stage].map((customer) => (
                  <StageCard
                    key={customer.customer_id}
                    customer={customer}
                    movable={mayMove}
                    onOpen={() => open(customer.customer_id)}
                    onKey={(event) => onKey(event, customer)}
                    onMove={(to) => moveTo(customer, to)}
                    onFollowUp={can("follow_ups.write") ? () => ask("follow_up", [customer]) : undefined}
                  />
                ))}
              </ul>
              {columns[stage].length === 0 ? <p className="hp-stage-empty">{t("pool.noCards")}</p> : null}
            </section>
          ))}
        </div>
      ) : null}
      {query.data?.next_cursor ? (
        <p className="hp-faint">
          <Link to="/pool/mine">{t("pool.moreOnList", { n: kMost })}</Link>
        </p>
      ) : null}
      <PoolDrawer list="pool.stages" id={search.get("open") ?? undefined} onOpen={open} ask={ask} />
      {dialogs}
    </Page>
  );
}

function focusCard(id: string | undefined): void {
  if (id) document.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`)?.focus();
}
