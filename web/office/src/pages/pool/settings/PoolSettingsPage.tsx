import { pools } from "@shared/api/pool";
import type { Pool } from "@shared/api/poolTypes";
import { asProblem } from "@shared/api/problem";
import { useCan, useCommandHost } from "@shared/ui/command/CommandProvider";
import { bind, type Command } from "@shared/ui/command/command";
import { ProblemState } from "@shared/ui/EmptyState";
import { Page } from "@shared/ui/Page";
import { ProblemNote } from "@shared/ui/ProblemNote";
import { Field, Sheet } from "@shared/ui/Sheet";
import { Status } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { Select, Skeleton, Tabs } from "antd";
import { MoveRight, PackagePlus, Pencil, Play } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { usePools } from "../choices";
import { kPoolRefresh } from "../commands";
import { useWork } from "../dialogs/useWork";
import { Leads } from "./Leads";
import { Members } from "./Members";
import { PoolForm } from "./PoolForm";
import { RuleEditor } from "./RuleEditor";
import "../pool.css";
import "./settings.css";

/** Repeats a move of at most so many until none remain; answers how many there were. */
async function untilNoneRemain(
  one: (key: string) => Promise<{ moved: number; remaining: number }>,
  key: string,
): Promise<number> {
  let moved = 0;
  for (let i = 0; ; i += 1) {
    const answer = await one(`${key.slice(0, 50)}-${i}`);
    moved += answer.moved;
    if (answer.remaining === 0 || answer.moved === 0) return moved;
  }
}

function MoveAll(props: { pool: Pool; onClose: () => void }) {
  const { t } = useTranslation();
  const host = useCommandHost();
  const { pool, onClose } = props;
  const work = useWork(kPoolRefresh);
  const [to, setTo] = useState<string>();
  const others = usePools().filter((one) => one.id !== pool.id && one.status === "on");
  const send = async () => {
    if (!to) return;
    const moved = await work.run(to, (key) =>
      untilNoneRemain((one) => pools.moveAll(pool.id, to, { key: one }), key),
    );
    if (moved === undefined) return;
    host.toast(t("poolRules.operations.moved", { n: moved }));
    onClose();
  };
  return (
    <Sheet
      open
      title={t("poolRules.operations.moveAll")}
      onClose={onClose}
      onOk={() => void send()}
      okDisabled={!to}
      busy={work.busy}
    >
      <p className="hp-faint">{t("poolRules.operations.moveAllText")}</p>
      <ProblemNote problem={work.problem} />
      <Field label={t("poolRules.operations.moveTo")} htmlFor="hp-move-to">
        <Select
          id="hp-move-to"
          style={{ width: "100%" }}
          value={to}
          onChange={setTo}
          options={others.map((one) => ({ value: one.id, label: one.name }))}
        />
      </Field>
    </Sheet>
  );
}

function useCommands(pool: Pool | undefined, edit: () => void, moveAll: () => void) {
  const host = useCommandHost();
  return useMemo(() => {
    if (!pool) return [];
    const editing: Command = {
      id: "pools.edit",
      label: (t) => t("action.edit"),
      icon: Pencil,
      permission: "pool.manage",
      keys: "e",
      run: edit,
    };
    const assign: Command = {
      id: "pools.assign_waiting",
      label: (t) => t("poolRules.operations.assignNow"),
      icon: Play,
      permission: "pool.manage",
      when: () => pool.engine !== "none",
      run: async (_, key) => {
        const answer = await pools.assignWaiting(pool.id, { key });
        host.toast(host.t("poolRules.operations.assignedNow", answer));
      },
      refresh: kPoolRefresh,
    };
    const takeIn: Command = {
      id: "pools.take_in",
      label: (t) => t("poolRules.operations.takeIn"),
      icon: PackagePlus,
      permission: "pool.manage",
      confirm: (t) => ({
        title: t("poolRules.operations.takeIn"),
        text: t("poolRules.operations.takeInText"),
      }),
      run: async (_, key) => {
        const n = await untilNoneRemain((one) => pools.takeIn(pool.id, { key: one }), key);
        host.toast(host.t("poolRules.operations.tookIn", { n }));
      },
      refresh: kPoolRefresh,
    };
    const move: Command = {
      id: "pools.move_all",
      label: (t) => t("poolRules.operations.moveAll"),
      icon: MoveRight,
      permission: "pool.manage",
      run: moveAll,
    };
    return [editing, assign, takeIn, move].map((command) => bind(command, undefined));
  }, [pool, host, edit, moveAll]);
}

/** One pool: its rules with their dry run, its members, its details, and the way to bring leads. */
export default function PoolSettingsPage() {
  const { t } = useTranslation();
  const can = useCan();
  const { id = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const [dialog, setDialog] = useState<"edit" | "move">();
  const query = useQuery({
    queryKey: ["pools", "one", id],
    queryFn: ({ signal }) => pools.get(id, signal),
  });
  const pool = query.data;
  const [edit, moveAll] = useMemo(() => [() => setDialog("edit"), () => setDialog("move")], []);
  const commands = useCommands(pool, edit, moveAll);
  if (query.error)
    return <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} />;
  if (!pool) return <Skeleton active paragraph={{ rows: 10 }} />;
  const tabs = [
    { key: "rules", label: t("poolRules.tab.rules"), children: <RuleEditor poolId={id} /> },
    { key: "members", label: t("poolRules.tab.members"), children: <Members poolId={id} /> },
    ...(can("pool.manage")
      ? [{ key: "leads", label: t("poolRules.tab.leads"), children: <Leads poolId={id} /> }]
      : []),
  ];
  return (
    <Page
      title={pool.name}
      sub={
        <>
          <Status tone={pool.status === "on" ? "good" : "muted"}>
            {t(`poolRules.status.${pool.status}`)}
          </Status>
          {" · "}
          {t(`poolRules.mode.${pool.mode}`)}
          {" · "}
          {t("poolRules.counts", {
            public: pool.counts.public_count,
            tracking: pool.counts.tracking_count,
            common: pool.counts.common_count,
          })}
        </>
      }
      commands={commands}
    >
      <Tabs
        className="hp-pool-tabs"
        items={tabs}
        destroyOnHidden
        activeKey={
          tabs.some((tab) => tab.key === search.get("tab")) ? (search.get("tab") ?? "rules") : "rules"
        }
        onChange={(tab) => setSearch(tab === "rules" ? {} : { tab }, { replace: true })}
      />
      <PoolForm open={dialog === "edit"} pool={pool} onClose={() => setDialog(undefined)} />
      {dialog === "move" ? <MoveAll pool={pool} onClose={() => setDialog(undefined)} /> : null}
    </Page>
  );
}
