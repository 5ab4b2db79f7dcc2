import { pool } from "@shared/api/pool";
import type { PoolRequest } from "@shared/api/poolTypes";
import { CommandButton } from "@shared/ui/command/CommandButtons";
import { bind, type Command } from "@shared/ui/command/command";
import { useFormat } from "@shared/ui/FormatProvider";
import type { ListFilter } from "@shared/ui/list/FilterBar";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { ProblemNote } from "@shared/ui/ProblemNote";
import { Field, Sheet } from "@shared/ui/Sheet";
import { Blank, Status, Time } from "@shared/ui/Values";
import { App, Input } from "antd";
import { Check, X } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { kPoolRefresh } from "./commands";
import { useWork } from "./dialogs/useWork";
import "./pool.css";

type Verdict = "approve" | "refuse";
const kNoteMost = 500;
const rowId = (row: PoolRequest) => row.request_id;
const toParams = (filters: Record<string, string>) => ({ state: "pending", ...filters });

function AnswerDialog(props: { request: PoolRequest; verdict: Verdict; onClose: () => void }) {
  const { t } = useTranslation();
  const { request, verdict, onClose } = props;
  const { message } = App.useApp();
  const work = useWork(kPoolRefresh);
  const [note, setNote] = useState("");
  const send = async () => {
    const answer = await work.run([verdict, note], (key) =>
      pool[verdict](request.customer_id, request.request_id, note.trim() || undefined, { key }),
    );
    if (!answer) return;
    void message.success(
      t(verdict === "approve" ? "pool.requestsPage.approved" : "pool.requestsPage.refused"),
    );
    onClose();
  };
  const name = request.customer_name;
  return (
    <Sheet
      open
      title={t(verdict === "approve" ? "pool.requestsPage.approveTitle" : "pool.requestsPage.refuseTitle", {
        name,
      })}
      onClose={onClose}
      onOk={() => void send()}
      okText={t(`pool.requestsPage.${verdict}`)}
      danger={verdict === "refuse"}
      busy={work.busy}
    >
      <ProblemNote problem={work.problem} />
      <p>
        {request.asked_by_name}: {request.reason}
      </p>
      <Field label={t("pool.requestsPage.note")} htmlFor="hp-answer">
        <Input.TextArea
          id="hp-answer"
          autoFocus
          autoSize={{ minRows: 2, maxRows: 4 }}
          maxLength={kNoteMost}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </Sheet>
  );
}

function answer(
  verdict: Verdict,
  open: (request: PoolRequest, verdict: Verdict) => void,
): Command<PoolRequest> {
  return {
    id: `pool.request.${verdict}`,
    label: (t) => t(`pool.requestsPage.${verdict}`),
    icon: verdict === "approve" ? Check : X,
    permission: "pool.approve",
    keys: verdict === "approve" ? "y" : "r",
    danger: verdict === "refuse",
    when: (request) => request.state === "pending",
    run: (request) => open(request, verdict),
  };
}

function useFilters(): ListFilter[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        name: "state",
        kind: "select",
        label: t("pool.requestsPage.state"),
        options: (["pending", "approved", "refused"] as const).map((state) => ({
          value: state,
          label: t(`pool.requestState.${state}`),
        })),
      },
      {
        name: "kind",
        kind: "select",
        label: t("pool.requestsPage.kind"),
        options: [
          { value: "extension", label: t("pool.extend") },
          { value: "win", label: t("pool.requestsPage.win") },
        ],
      },
    ],
    [t],
  );
}

/** Wishes for more time, and wins without a sale: a manager says yes or no, and why. */
export default function RequestsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const [open, setOpen] = useState<{ request: PoolRequest; verdict: Verdict }>();
  const start = useCallback((request: PoolRequest, verdict: Verdict) => setOpen({ request, verdict }), []);
  const columns = useMemo<ListColumn<PoolRequest>[]>(
    () => [
      {
        key: "customer",
        title: t("pool.requestsPage.customer"),
        fixed: true,
        phone: "title",
        render: (row) => <Link to={`/customers/${row.customer_id}`}>{row.customer_name}</Link>,
      },
      {
        key: "kind",
        title: t("pool.requestsPage.kind"),
        phone: "side",
        render: (row) => (
          <Status tone={row.kind === "win" ? "good" : "accent"}>
            {row.kind === "win"
              ? t("pool.requestsPage.win")
              : t("pool.requestsPage.extension", { n: row.days ?? 0 })}
          </Status>
        ),
      },
      { key: "by", title: t("pool.requestsPage.by"), render: (row) => row.asked_by_name },
      {
        key: "reason",
        title: t("pool.requestsPage.reason"),
        render: (row) => <span className="hp-why">{row.reason}</span>,
      },
      { key: "at", title: t("pool.requestsPage.at"), render: (row) => <Time at={row.asked_at} /> },
      {
        key: "state",
        title: t("pool.requestsPage.state"),
        render: (row) =>
          row.state === "pending" ? (
            <span className="hp-request-buttons">
              <CommandButton command={bind(answer("approve", start), row)} size="small" />
              <CommandButton command={bind(answer("refuse", start), row)} size="small" />
            </span>
          ) : (
            <Status tone={row.state === "approved" ? "good" : "muted"}>
              {t(`pool.requestState.${row.state}`)}
              {row.answered_by_name ? ` · ${row.answered_by_name}` : null}
            </Status>
          ),
      },
      {
        key: "answer",
        title: t("pool.requestsPage.answer"),
        initiallyHidden: true,
        phone: "none",
        render: (row) => row.answer || <Blank />,
      },
      {
        key: "expires",
        title: t("pool.requestsPage.expires", { at: "" }).trim(),
        initiallyHidden: true,
        phone: "none",
        render: (row) => format.dateTime(row.expires_at),
      },
    ],
    [t, format, start],
  );
  const rowCommands = useCallback(
    (row: PoolRequest) => [bind(answer("approve", start), row), bind(answer("refuse", start), row)],
    [start],
  );
  return (
    <ListPage<PoolRequest>
      id="pool.requests"
      title={t("pool.requests")}
      queryKey="pool"
      load={pool.requests}
      toParams={toParams}
      filters={useFilters()}
      columns={columns}
      rowId={rowId}
      rowCommands={rowCommands}
      empty={{ title: t("pool.requestsPage.emptyTitle"), text: t("pool.requestsPage.emptyText") }}
    >
      {() => (open ? <AnswerDialog {...open} onClose={() => setOpen(undefined)} /> : null)}
    </ListPage>
  );
}
