import { all } from "@shared/api/endpoints";
import { pools } from "@shared/api/pool";
import type { Pool } from "@shared/api/poolTypes";
import { asProblem } from "@shared/api/problem";
import { CommandButton, CommandMenu } from "@shared/ui/command/CommandButtons";
import { bind, type Command } from "@shared/ui/command/command";
import { EmptyState, ProblemState } from "@shared/ui/EmptyState";
import { useFormat } from "@shared/ui/FormatProvider";
import { Page, Panel } from "@shared/ui/Page";
import { Status } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { Plus, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { PoolForm } from "./PoolForm";
import { Reasons } from "./Reasons";
import "../pool.css";
import "./settings.css";

const removePool: Command<Pool> = {
  id: "pools.remove",
  label: (t) => t("action.remove"),
  icon: Trash2,
  permission: "pool.manage",
  danger: true,
  confirm: (t, { name }) => ({
    title: t("poolRules.removeTitle", { name }),
    text: t("poolRules.removeText"),
    danger: true,
  }),
  run: (one, key) => pools.remove(one.id, { key }),
  done: (t, { name }) => t("poolRules.removed", { name }),
  refresh: ["pools"],
};

function Row(props: { one: Pool }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { one } = props;
  const counts = {
    public: format.integer(one.counts.public_count),
    tracking: format.integer(one.counts.tracking_count),
    common: format.integer(one.counts.common_count),
  };
  return (
    <li>
      <span className="hp-pools-name">
        <Link to={`/pools/${one.id}`}>{one.name}</Link>
        <small>
          {t(`poolRules.mode.${one.mode}`)} · {t(`poolRules.engine.${one.engine}`)}
        </small>
      </span>
      <span className="hp-num hp-pools-counts">{t("poolRules.counts", counts)}</span>
      <Status tone={one.status === "on" ? "good" : "muted"}>{t(`poolRules.status.${one.status}`)}</Status>
      <CommandMenu commands={[bind(removePool, one)]} />
    </li>
  );
}

/** All pools, in the order in which they take customers. */
export default function PoolsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [creating, setCreating] = useState(false);
  const query = useQuery({ queryKey: ["pools", "all"], queryFn: ({ signal }) => all(pools.list, signal) });
  const create = useMemo<Command>(
    () => ({
      id: "pools.new",
      label: (text) => text("poolRules.create"),
      icon: Plus,
      permission: "pool.manage",
      keys: "n",
      run: () => setCreating(true),
    }),
    [],
  );
  const rows = useMemo(
    () => [...(query.data ?? [])].sort((a, b) => b.priority - a.priority || a.name.localeCompare(b.name)),
    [query.data],
  );
  return (
    <Page title={t("pool.settings")} commands={[bind(create, undefined)]} narrow>
      {query.error ? (
        <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} />
      ) : null}
      {query.isPending ? <Skeleton active paragraph={{ rows: 5 }} /> : null}
      {query.data && rows.length === 0 ? (
        <EmptyState kind="nothing" title={t("poolRules.emptyTitle")} text={t("poolRules.emptyText")}>
          <CommandButton command={bind(create, undefined)} kind="primary" />
        </EmptyState>
      ) : null}
      {rows.length > 0 ? (
        <Panel flush>
          <ul className="hp-pools">
            {rows.map((one) => (
              <Row key={one.id} one={one} />
            ))}
          </ul>
        </Panel>
      ) : null}
      <div className="hp-below">
        <Reasons />
      </div>
      <PoolForm
        open={creating}
        onClose={() => setCreating(false)}
        onSaved={(saved) => void navigate(`/pools/${saved.id}`)}
      />
    </Page>
  );
}
