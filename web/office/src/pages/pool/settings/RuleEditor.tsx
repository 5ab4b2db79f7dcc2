import { newKey } from "@shared/api/client";
import { pools } from "@shared/api/pool";
import type { DryRun, PoolRule, PoolRuleVersion } from "@shared/api/poolTypes";
import { asProblem, fieldPath, type Problem } from "@shared/api/problem";
import { fieldErrorText } from "@shared/text/reason";
import { useCan } from "@shared/ui/command/CommandProvider";
import { ProblemState } from "@shared/ui/EmptyState";
import { useLeaveGuard } from "@shared/ui/form/useLeaveGuard";
import { ProblemNote } from "@shared/ui/ProblemNote";
import { Status } from "@shared/ui/Values";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Modal, Skeleton } from "antd";
import { FlaskConical } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { DryRunList, DryRunPanel } from "./DryRunPanel";
import { RuleFields } from "./RuleFields";
import { RuleVersions } from "./RuleVersions";
import { changesBetween, toRule } from "./rule";

/** The rule in force, changed by trying it first: nothing is published before its list was seen. */
export function RuleEditor(props: { poolId: string }) {
  const { poolId } = props;
  const query = useQuery({
    queryKey: ["pools", "rule", poolId],
    queryFn: ({ signal }) => pools.currentRule(poolId, signal),
    staleTime: 0,
  });
  if (query.error)
    return <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  return <Editor key={query.data.version_no} poolId={poolId} version={query.data} />;
}

function useTrying(poolId: string) {
  const [run, setRun] = useState<DryRun>();
  const [triedText, setTriedText] = useState("");
  const [busy, setBusy] = useState(false);
  const tryRule = async (rule: PoolRule): Promise<DryRun> => {
    setBusy(true);
    try {
      const answer = await pools.dryRun(poolId, rule);
      setRun(answer);
      setTriedText(JSON.stringify(rule));
      return answer;
    } finally {
      setBusy(false);
    }
  };
  return { run, busy, tryRule, fits: (rule: PoolRule) => triedText === JSON.stringify(rule) };
}

function Editor(props: { poolId: string; version: PoolRuleVersion }) {
  const { t } = useTranslation();
  const can = useCan();
  const { poolId, version } = props;
  const { message } = App.useApp();
  // Of this page rather than of the app: what it shows has links, and those need the router around them.
  const [modal, modalHolder] = Modal.useModal();
  const queries = useQueryClient();
  const [form] = Form.useForm<PoolRule>();
  const [rule, setRule] = useState<PoolRule>(() => toRule(version.rule));
  const [problem, setProblem] = useState<Problem>();
  const [publishing, setPublishing] = useState(false);
  const key = useRef(newKey());
  const trying = useTrying(poolId);
  const changes = changesBetween(toRule(version.rule), rule);
  const may = can("pool.manage");
  const letGo = useLeaveGuard(changes.length > 0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the form starts anew with another version only
  useEffect(() => form.setFieldsValue({ ...version.rule, note: undefined }), [version.version_no]);

  const refused = (error: unknown) => {
    const found = asProblem(error);
    const known = found.fieldErrors().filter((one) => one.field in rule || one.field.includes("["));
    for (const one of known)
      form.setFields([{ name: fieldPath(one.field) as never, errors: [fieldErrorText(t, one)] }]);
    if (known[0]) form.scrollToField(fieldPath(known[0].field) as never, { block: "center" });
    setProblem(found);
  };
  const attempt = async (): Promise<DryRun | undefined> => {
    setProblem(undefined);
    try {
      return await trying.tryRule(rule);
    } catch (error) {
      refused(error);
      return undefined;
    }
  };
  const publish = async () => {
    setPublishing(true);
    try {
      const run = trying.run && trying.fits(rule) ? trying.run : await attempt();
      if (!run || !(await confirmed(run))) return;
      const published = await pools.publishRule(poolId, rule, { key: key.current });
      letGo();
      void message.success(t("poolRules.rule.published", { n: published.version_no }));
      for (const first of ["pools", "pool"]) void queries.invalidateQueries({ queryKey: [first] });
    } catch (error) {
      refused(error);
    } finally {
      setPublishing(false);
    }
  };
  const confirmed = (run: DryRun) =>
    new Promise<boolean>((resolve) => {
      modal.confirm({
        title: t("poolRules.rule.dry.confirmTitle"),
        width: 560,
        content: (
          <>
            <p>
              {t("poolRules.rule.dry.confirmText", { n: run.would_return, now: run.would_return_now_rule })}
            </p>
            <DryRunList run={run} />
          </>
        ),
        okText: t("poolRules.rule.dry.publishAnyway"),
        cancelText: t("action.cancel"),
        okButtonProps: { danger: run.would_return > run.would_return_now_rule },
        onOk: () => resolve(true),
        onCancel: () => resolve(false),
      });
    });

  return (
    <div className="hp-rule">
      {modalHolder}
      <Form<PoolRule>
        form={form}
        layout="vertical"
        disabled={!may}
        requiredMark={false}
        onValuesChange={() => {
          key.current = newKey();
          setRule(toRule(form.getFieldsValue(true)));
        }}
      >
        <ProblemNote problem={problem} />
        <RuleFields />
      </Form>
      <aside>
        <DryRunPanel run={trying.run} stale={trying.run !== undefined && !trying.fits(rule)} />
        <RuleVersions
          poolId={poolId}
          current={version}
          onUse={(used) => {
            form.setFieldsValue({ ...used.rule, note: undefined });
            setRule(toRule(form.getFieldsValue(true)));
          }}
        />
      </aside>
      {may ? (
        <div className="hp-rule-foot">
          <span>
            {changes.length > 0 ? (
              <Status tone="warn">{t("poolRules.rule.changed")}</Status>
            ) : (
              <span className="hp-faint">{t("poolRules.rule.unchanged")}</span>
            )}
          </span>
          <Button icon={<FlaskConical size={16} />} loading={trying.busy} onClick={() => void attempt()}>
            {t("poolRules.rule.dryRun")}
          </Button>
          <Button
            type="primary"
            loading={publishing}
            disabled={changes.length === 0}
            onClick={() => void publish()}
          >
            {t("poolRules.rule.publish")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
