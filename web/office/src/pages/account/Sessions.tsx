import { identity } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import type { Session } from "@shared/api/types";
import { CommandButton } from "@shared/ui/command/CommandButtons";
import { bind, type Command } from "@shared/ui/command/command";
import { ProblemState } from "@shared/ui/EmptyState";
import { Panel } from "@shared/ui/Page";
import { Status, Time } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { MonitorSmartphone, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { deviceOf } from "./device";

const revoke: Command<Session> = {
  id: "account.session.revoke",
  label: (t) => t("account.revoke"),
  icon: X,
  when: (session) => !session.is_current,
  confirm: (t, session) => ({
    title: t("account.revokeTitle"),
    text: t("account.revokeText", {
      device: deviceOf(session.user_agent) ?? t("account.unknownDevice"),
      address: session.source_address ?? "—",
    }),
    danger: true,
  }),
  run: (session, key) => identity.revokeSession(session.id, { key }),
  done: (t) => t("account.revoked"),
  refresh: ["sessions"],
};

export function Sessions() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ["sessions"], queryFn: ({ signal }) => identity.sessions(signal) });
  return (
    <Panel title={t("account.sessions")}>
      <p className="hp-faint">{t("account.sessionsText")}</p>
      {query.isPending ? <Skeleton active paragraph={{ rows: 2 }} title={false} /> : null}
      {query.error ? (
        <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} compact />
      ) : null}
      <ul className="hp-sessions">
        {query.data?.items.map((session) => (
          <li key={session.id}>
            <MonitorSmartphone size={18} className="hp-faint" aria-hidden="true" />
            <span>
              {deviceOf(session.user_agent) ?? t("account.unknownDevice")}
              <small>
                {session.source_address ? `${session.source_address} · ` : ""}
                {t("account.signedInAt")} <Time at={session.created_at} />
              </small>
            </span>
            {session.is_current ? (
              <Status tone="good">{t("account.thisDevice")}</Status>
            ) : (
              <CommandButton command={bind(revoke, session)} size="small" />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
