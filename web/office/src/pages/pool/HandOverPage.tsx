import { newKey } from "@shared/api/client";
import { pool } from "@shared/api/pool";
import { asProblem, type Problem } from "@shared/api/problem";
import { Page, Panel } from "@shared/ui/Page";
import { ProblemNote } from "@shared/ui/ProblemNote";
import { Field } from "@shared/ui/Sheet";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Progress, Result, Select, Steps } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { useAssignees, usePools, useReasons } from "./choices";
import { kPoolRefresh } from "./commands";
import "./board.css";

type To = "people" | "pool";
const kNoteMost = 500;

interface Plan {
  from: string | undefined;
  to: To;
  people: string[];
  pool: string | undefined;
  reason: string | undefined;
  note: string;
}

function Who(props: { plan: Plan; change: (part: Partial<Plan>) => void; holds: string | undefined }) {
  const { t } = useTranslation();
  const { plan, change, holds } = props;
  const people = useAssignees(true);
  return (
    <Field label={t("pool.hand.from")} htmlFor="hp-hand-from" hint={holds ?? t("pool.hand.fromHint")}>
      <Select
        id="hp-hand-from"
        autoFocus
        style={{ width: "100%" }}
        showSearch={{ optionFilterProp: "label" }}
        value={plan.from}
        options={people.map((one) => ({ value: one.id, label: one.name }))}
        onChange={(from: string) => change({ from, people: plan.people.filter((id) => id !== from) })}
      />
    </Field>
  );
}

function Where(props: { plan: Plan; change: (part: Partial<Plan>) => void }) {
  const { t } = useTranslation();
  const { plan, change } = props;
  const people = useAssignees(true);
  const pools = usePools().filter((one) => one.status === "on");
  const reasons = useReasons("leaver").items;
  return (
    <>
      <div className="hp-hand-choice" role="radiogroup" aria-label={t("pool.hand.step.to")}>
        {(["people", "pool"] as const).map((to) => (
          // biome-ignore lint/a11y/useSemanticElements: a whole card is chosen
          <button
            key={to}
            type="button"
            role="radio"
            aria-checked={plan.to === to}
            onClick={() => change({ to })}
          >
            <strong>{t(to === "people" ? "pool.hand.toPeople" : "pool.hand.toPool")}</strong>
            <small>{t(to === "people" ? "pool.hand.toPeopleText" : "pool.hand.toPoolText")}</small>
          </button>
        ))}
      </div>
      {plan.to === "people" ? (
        <Field label={t("pool.hand.people")} htmlFor="hp-hand-people">
          <Select
            id="hp-hand-people"
            mode="multiple"
            style={{ width: "100%" }}
            showSearch={{ optionFilterProp: "label" }}
            value={plan.people}
            options={people
              .filter((one) => one.id !== plan.from)
              .map((one) => ({
                value: one.id,
                label: one.name,
              }))}
            onChange={(ids: string[]) => change({ people: ids })}
          />
        </Field>
      ) : (
        <Field label={t("pool.hand.pool")} htmlFor="hp-hand-pool">
          <Select
            id="hp-hand-pool"
            style={{ width: "100%" }}
            value={plan.pool}
            options={pools.map((one) => ({ value: one.id, label: one.name }))}
            onChange={(id: string) => change({ pool: id })}
          />
        </Field>
      )}
      <Field label={t("pool.hand.reason")} htmlFor="hp-hand-reason">
        <Select
          id="hp-hand-reason"
          allowClear
          style={{ width: "100%" }}
          value={plan.reason}
          options={reasons.map((one) => ({ value: one.id, label: one.name }))}
          onChange={(id?: string) => change({ reason: id })}
        />
      </Field>
      <Field label={t("pool.hand.note")} htmlFor="hp-hand-note">
        <Input
          id="hp-hand-note"
          maxLength={kNoteMost}
          value={plan.note}
          onChange={(event) => change({ note: event.target.value })}
        />
      </Field>
    </>
  );
}

/** Sends one share after the other until nothing remains; each share has its own key, so a lost answer repeats none. */
function useHandingOver() {
  const queries = useQueryClient();
  const [moved, setMoved] = useState(0);
  const [total, setTotal] = useState(0);
  const [state, setState] = useState<"ready" | "running" | "done">("ready");
  const [problem, setProblem] = useState<Problem>();
  const key = useRef(newKey());
  const run = async (plan: Plan) => {
    setState("running");
    setProblem(undefined);
    let sum = moved;
    try {
      for (;;) {
        const answer = await pool.handOver(
          {
            from_staff_id: plan.from ?? "",
            ...(plan.to === "people" ? { to_staff_ids: plan.people } : { pool_id: plan.pool }),
            ...(plan.reason ? { reason_id: plan.reason } : {}),
            ...(plan.note.trim() ? { note: plan.note.trim() } : {}),
          },
          { key: key.current },
        );
        key.current = newKey();
        sum += answer.moved;
        setMoved(sum);
        setTotal(sum + answer.remaining);
        if (answer.remaining === 0 || answer.moved === 0) break;
      }
      setState("done");
    } catch (error) {
      setProblem(asProblem(error));
      setState("ready");
    }
    for (const first of kPoolRefresh) void queries.invalidateQueries({ queryKey: [first] });
  };
  const again = () => {
    setState("ready");
    setMoved(0);
    setTotal(0);
  };
  return { moved, total, state, problem, run, again };
}

/** Three questions, then the hand-over of everything somebody holds. */
export default function HandOverPage() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const empty: Plan = {
    from: undefined,
    to: "people",
    people: [],
    pool: undefined,
    reason: undefined,
    note: "",
  };
  const [plan, setPlan] = useState<Plan>({ ...empty, from: search.get("from") ?? undefined });
  const [step, setStep] = useState(0);
  const work = useHandingOver();
  const change = (part: Partial<Plan>) => setPlan((before) => ({ ...before, ...part }));
  const board = useQuery({
    queryKey: ["pool", "board", {}],
    queryFn: ({ signal }) => pool.board({}, signal),
  }).data;
  const person = board?.people.find((one) => one.staff_id === plan.from);
  const holds = person ? t("pool.hand.holds", { n: person.holding, won: person.won }) : undefined;
  const ready = [
    plan.from !== undefined,
    plan.to === "people" ? plan.people.length > 0 : plan.pool !== undefined,
    true,
  ][step];
  const name = person?.staff_name ?? "";
  const count = (person?.holding ?? 0) + (person?.won ?? 0);

  return (
    <Page title={t("pool.hand.title")} sub={t("pool.hand.sub")} narrow>
      <Panel>
        <Steps
          size="small"
          current={work.state === "done" ? 3 : step}
          items={(["from", "to", "check"] as const).map((key) => ({ title: t(`pool.hand.step.${key}`) }))}
        />
        {work.state === "done" ? (
          <Result
            status="success"
            title={t("pool.hand.finished", { n: work.moved })}
            extra={[
              <Link key="board" to="/pool/board">
                <Button type="primary">{t("pool.hand.openBoard")}</Button>
              </Link>,
              <Button
                key="again"
                onClick={() => {
                  work.again();
                  setPlan(empty);
                  setStep(0);
                }}
              >
                {t("pool.hand.another")}
              </Button>,
            ]}
          />
        ) : (
          <div className="hp-hand">
            <ProblemNote problem={work.problem} />
            {step === 0 ? <Who plan={plan} change={change} holds={holds} /> : null}
            {step === 1 ? <Where plan={plan} change={change} /> : null}
            {step === 2 ? <Summary plan={plan} name={name} count={count} /> : null}
            {work.state === "running" ? (
              <div role="status">
                <Progress
                  aria-label={t("pool.hand.title")}
                  percent={work.total > 0 ? Math.floor((work.moved / work.total) * 100) : 0}
                />
                {t("pool.hand.running", { n: work.moved })}
              </div>
            ) : null}
            <div className="hp-hand-foot">
              {step > 0 ? (
                <Button disabled={work.state === "running"} onClick={() => setStep(step - 1)}>
                  {t("action.back")}
                </Button>
              ) : null}
              <Button
                type="primary"
                disabled={!ready}
                loading={work.state === "running"}
                onClick={() => (step < 2 ? setStep(step + 1) : void work.run(plan))}
              >
                {step < 2 ? t("action.next") : t("pool.hand.start")}
              </Button>
            </div>
          </div>
        )}
      </Panel>
    </Page>
  );
}

function Summary(props: { plan: Plan; name: string; count: number }) {
  const { t } = useTranslation();
  const { plan, name, count } = props;
  const people = useAssignees(true);
  const pools = usePools();
  const to =
    plan.to === "people"
      ? plan.people
          .map((id) => people.find((one) => one.id === id)?.name ?? id)
          .join(t("customers.timeline.separator"))
      : pools.find((one) => one.id === plan.pool)?.name;
  return (
    <div className="hp-hand-summary">
      <p>
        <strong>{t("pool.hand.summary", { name, n: count })}</strong> → {to}
      </p>
      {plan.to === "people" && plan.people.length > 1 ? (
        <p className="hp-faint">{t("pool.hand.each", { n: Math.ceil(count / plan.people.length) })}</p>
      ) : null}
    </div>
  );
}
