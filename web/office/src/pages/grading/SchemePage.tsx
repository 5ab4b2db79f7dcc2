import { newKey } from "@shared/api/client";
import { type GradeCount, grading, type Purpose, type Scheme, type SchemeVersion } from "@shared/api/grading";
import { asProblem, type Problem } from "@shared/api/problem";
import { useCan, useCommandHost } from "@shared/ui/command/CommandProvider";
import { ProblemState } from "@shared/ui/EmptyState";
import { useFormat } from "@shared/ui/FormatProvider";
import { useLeaveGuard } from "@shared/ui/form/useLeaveGuard";
import { Page, Panel } from "@shared/ui/Page";
import { ProblemNote } from "@shared/ui/ProblemNote";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Segmented, Skeleton } from "antd";
import { FlaskConical, RefreshCw } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { GradeBands, Parameters } from "./SchemeFields";
import { kFirstScheme, toScheme, weightSum } from "./scheme";
import "../pool/pool.css";
import "../pool/settings/settings.css";
import "./grading.css";

const kPurposes: readonly Purpose[] = ["lead", "member"];
const kNoteMost = 500;

function Trial(props: { counts: readonly GradeCount[] | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { counts } = props;
  if (!counts) return null;
  const most = Math.max(1, ...counts.flatMap((one) => [one.now, one.then]));
  return (
    <Panel title={t("grading.dryTitle")}>
      <table className="hp-trial">
        <thead>
          <tr>
            <th scope="col">{t("grading.grade")}</th>
            <th scope="col" className="hp-right">
              {t("grading.now")}
            </th>
            <th scope="col" className="hp-right">
              {t("grading.newCount")}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {counts.map((one) => (
            <tr key={one.grade}>
              <th scope="row">{one.grade || "—"}</th>
              <td className="hp-right hp-num">{format.integer(one.now)}</td>
              <td className="hp-right hp-num hp-strong">{format.integer(one.then)}</td>
              <td aria-hidden="true">
                <i style={{ width: `${(one.now / most) * 100}%` }} className="hp-trial-now" />
                <i style={{ width: `${(one.then / most) * 100}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function Versions(props: { purpose: Purpose; onUse: (version: SchemeVersion) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { purpose, onUse } = props;
  const items = useQuery({
    queryKey: ["grading", "schemes", purpose],
    queryFn: ({ signal }) => grading.schemes({ purpose }, signal),
  }).data?.items;
  if (!items || items.length === 0) return null;
  return (
    <Panel title={t("grading.versions")}>
      <ul className="hp-versions">
        {items.slice(0, 10).map((version) => (
          <li key={version.version_no}>
            <span>
              <strong>{t("grading.version", { n: version.version_no })}</strong>
              <Button type="text" size="small" onClick={() => onUse(version)}>
                {t("poolRules.rule.useVersion")}
              </Button>
            </span>
            {version.scheme.note ? <p>{version.scheme.note}</p> : null}
            <small>
              {version.created_by_name} · {format.dateTime(version.created_at)}
            </small>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Grades everybody again, share after share, telling how far it is. */
function Apply(props: { purpose: Purpose }) {
  const { t } = useTranslation();
  const host = useCommandHost();
  const [done, setDone] = useState<number>();
  const run = async () => {
    let [graded, changed] = [0, 0];
    setDone(0);
    try {
      let after: string | undefined;
      do {
        const answer = await grading.apply(props.purpose, after);
        graded += answer.graded;
        changed += answer.changed;
        setDone(graded);
        after = answer.next_after ?? undefined;
      } while (after);
      host.toast(t("grading.applied", { graded, changed }));
    } catch (error) {
      host.fail(asProblem(error));
    }
    setDone(undefined);
    for (const first of ["pool", "customer", "grading"]) host.refresh(first);
  };
  return (
    <Button icon={<RefreshCw size={16} />} loading={done !== undefined} onClick={() => void run()}>
      {done === undefined ? t("grading.apply") : t("grading.applying", { n: done })}
    </Button>
  );
}

function Editor(props: { purpose: Purpose; version: SchemeVersion | undefined }) {
  const { t } = useTranslation();
  const can = useCan();
  const host = useCommandHost();
  const { purpose, version } = props;
  const start: Scheme = version ? { ...version.scheme, note: undefined } : { ...kFirstScheme, purpose };
  const [draft, setDraft] = useState<Scheme>(start);
  const [trial, setTrial] = useState<GradeCount[]>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState<"try" | "publish">();
  const key = useRef(newKey());
  const may = can("grading.write");
  const dirty = JSON.stringify(toScheme(draft)) !== JSON.stringify(toScheme(start));
  const letGo = useLeaveGuard(dirty);
  const empty = weightSum(draft.parameters) === 0;
  const change = (part: Partial<Scheme>) => {
    key.current = newKey();
    setTrial(undefined);
    setDraft((before) => ({ ...before, ...part }));
  };
  const run = async (what: "try" | "publish", work: () => Promise<void>) => {
    setBusy(what);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(undefined);
    }
  };
  const tryIt = () => run("try", async () => setTrial((await grading.dryRun(toScheme(draft))).counts));
  const publish = () =>
    run("publish", async () => {
      const published = await grading.publishScheme(toScheme(draft), { key: key.current });
      letGo();
      host.toast(t("grading.published", { n: published.version_no }));
      host.refresh("grading");
    });
  return (
    <div className="hp-rule">
      <div className="hp-scheme">
        <ProblemNote problem={problem} />
        <Parameters
          parameters={draft.parameters}
          disabled={!may}
          onChange={(parameters) => change({ parameters })}
        />
        <GradeBands grades={draft.grades} disabled={!may} onChange={(grades) => change({ grades })} />
        {may ? (
          <Panel title={t("grading.note")}>
            <Input
              aria-label={t("grading.note")}
              maxLength={kNoteMost}
              value={draft.note ?? ""}
              onChange={(event) => change({ note: event.target.value })}
            />
          </Panel>
        ) : null}
      </div>
      <aside>
        <Trial counts={trial} />
        <Versions
          purpose={purpose}
          onUse={(used) => change({ parameters: used.scheme.parameters, grades: used.scheme.grades })}
        />
      </aside>
      {may ? (
        <div className="hp-rule-foot">
          <span className="hp-faint">{t(dirty ? "poolRules.rule.changed" : "poolRules.rule.unchanged")}</span>
          <Button
            icon={<FlaskConical size={16} />}
            loading={busy === "try"}
            disabled={empty}
            onClick={() => void tryIt()}
          >
            {t("grading.dryRun")}
          </Button>
          <Button
            type="primary"
            loading={busy === "publish"}
            disabled={!dirty || empty}
            onClick={() => void publish()}
          >
            {t("grading.publish")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** Parameters, weights and grades: what makes a good customer, tried before it holds. */
export default function SchemePage() {
  const { t } = useTranslation();
  const can = useCan();
  const [search, setSearch] = useSearchParams();
  const purpose: Purpose = search.get("purpose") === "member" ? "member" : "lead";
  const query = useQuery({
    queryKey: ["grading", "current", purpose],
    queryFn: async ({ signal }) => {
      try {
        return await grading.currentScheme(purpose, signal);
      } catch (error) {
        // Without a scheme yet, one begins with a proposal.
        if (asProblem(error).status === 404) return null;
        throw error;
      }
    },
    staleTime: 0,
  });
  return (
    <Page
      title={t("grading.schemes")}
      sub={t("grading.schemesSub")}
      extra={
        <>
          <Segmented<Purpose>
            aria-label={t("grading.title")}
            value={purpose}
            onChange={(next) => setSearch(next === "member" ? { purpose: next } : {}, { replace: true })}
            options={kPurposes.map((one) => ({ value: one, label: t(`grading.purpose.${one}`) }))}
          />
          {can("grading.write") && query.data ? <Apply purpose={purpose} /> : null}
        </>
      }
    >
      {query.error ? (
        <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} />
      ) : query.data === undefined ? (
        <Skeleton active paragraph={{ rows: 8 }} />
      ) : (
        <Editor
          key={`${purpose} ${query.data?.version_no ?? 0}`}
          purpose={purpose}
          version={query.data ?? undefined}
        />
      )}
    </Page>
  );
}
