import { behaviour } from "@shared/api/endpoints";
import type { BehaviourRule } from "@shared/api/types";
import { bind } from "@shared/ui/command/command";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import type { ListParams } from "@shared/ui/list/useList";
import { Blank, Points, Status, Time } from "@shared/ui/Values";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { endRule, newKind, newRule, newVersion } from "./commands";
import { KindForm } from "./KindForm";
import { useKindName } from "./kinds";
import { RuleForm } from "./RuleForm";
import { capsText } from "./ruleValues";

const rowId = (row: BehaviourRule) => row.id;
const load = (params: ListParams, signal: AbortSignal) =>
  behaviour.rules({ ...params, in_force: params.in_force ?? "true" }, signal);

function useColumns(): ListColumn<BehaviourRule>[] {
  const { t } = useTranslation();
  const kindName = useKindName();
  return useMemo(
    () => [
      {
        key: "name",
        title: t("behaviour.rules.name"),
        fixed: true,
        phone: "title",
        render: (row) => (
          <>
            <strong className="hp-cell-main">{row.name}</strong>{" "}
            <small className="hp-faint hp-num">{row.code}</small>
          </>
        ),
      },
      { key: "kind", title: t("behaviour.rules.kind"), render: (row) => kindName(row.kind_id) },
      {
        key: "points",
        title: t("behaviour.rules.points"),
        align: "right",
        phone: "side",
        render: (row) => (row.points > 0 ? <Points value={row.points} signed strong /> : <Blank />),
      },
      {
        key: "marks",
        title: t("behaviour.rules.marks"),
        render: (row) =>
          row.marks === 0 ? (
            <Blank />
          ) : (
            <span className="hp-num">
              {row.dimension} {row.marks > 0 ? "+" : "−"}
              {Math.abs(row.marks)}
            </span>
          ),
      },
      { key: "caps", title: t("behaviour.rules.caps"), render: (row) => capsText(t, row) },
      {
        key: "approval",
        title: t("behaviour.rules.approval"),
        phone: "none",
        render: (row) => (row.needs_approval ? t("behaviour.rules.approvalYes") : <Blank />),
      },
      {
        key: "from",
        title: t("behaviour.rules.effectiveFrom"),
        phone: "none",
        render: (row) => <Time at={row.effective_from} exact />,
      },
      {
        key: "status",
        title: t("field.status"),
        render: (row) => (
          <Status tone={row.status === "active" ? "good" : "muted"}>
            {t(`behaviour.rules.status.${row.status}`)}
          </Status>
        ),
      },
    ],
    [t, kindName],
  );
}

export default function RulesPage() {
  const { t } = useTranslation();
  const columns = useColumns();
  const [form, setForm] = useState<{ from: BehaviourRule | undefined }>();
  const [addingKind, setAddingKind] = useState(false);
  const commands = useMemo(
    () => [
      bind(
        newRule(() => setForm({ from: undefined })),
        undefined,
      ),
      bind(
        newKind(() => setAddingKind(true)),
        undefined,
      ),
    ],
    [],
  );
  const rowCommands = useCallback(
    (row: BehaviourRule) => [
      bind(
        newVersion(() => setForm({ from: row })),
        row,
      ),
      bind(endRule, row),
    ],
    [],
  );
  return (
    <ListPage<BehaviourRule>
      id="behaviour_rules"
      title={t("behaviour.rules.title")}
      queryKey="behaviour"
      load={load}
      filters={[]}
      columns={columns}
      rowId={rowId}
      commands={commands}
      rowCommands={rowCommands}
      empty={{ title: t("behaviour.rules.emptyTitle"), text: t("behaviour.rules.emptyText") }}
    >
      {() => (
        <>
          <RuleForm open={form !== undefined} from={form?.from} onClose={() => setForm(undefined)} />
          <KindForm open={addingKind} onClose={() => setAddingKind(false)} />
        </>
      )}
    </ListPage>
  );
}
