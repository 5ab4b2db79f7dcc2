import { newKey } from "@shared/api/client";
import { pools } from "@shared/api/pool";
import type { PoolMember } from "@shared/api/poolTypes";
import { asProblem, type Problem } from "@shared/api/problem";
import { useCan } from "@shared/ui/command/CommandProvider";
import { EmptyState, ProblemState } from "@shared/ui/EmptyState";
import { useLeaveGuard } from "@shared/ui/form/useLeaveGuard";
import { useOrgUnits, useRoles, useStaff } from "@shared/ui/Lookup";
import { Panel } from "@shared/ui/Page";
import { ProblemNote } from "@shared/ui/ProblemNote";
import { Status } from "@shared/ui/Values";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Skeleton } from "antd";
import { Pencil, Plus, Store, UserRound, Users, X } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { MemberSheet } from "./MemberSheet";
import { memberOf, shiftText } from "./members";

const kIcons = { staff: UserRound, org_unit: Store, role: Users } as const;

function useMemberNames(): (member: Pick<PoolMember, "kind" | "ref_id" | "name">) => string {
  const can = useCan();
  const staff = useStaff(can("identity.staff.read"));
  const units = useOrgUnits();
  const roles = useRoles();
  return (member) => {
    const from = { staff, org_unit: units, role: roles }[member.kind];
    return from.find((one) => one.id === member.ref_id)?.name ?? member.name ?? member.ref_id;
  };
}

/** Who may claim from a pool and whom its engine gives to. Saved as a whole. */
export function Members(props: { poolId: string }) {
  const { poolId } = props;
  const query = useQuery({
    queryKey: ["pools", "members", poolId],
    queryFn: ({ signal }) => pools.members(poolId, signal),
    staleTime: 0,
  });
  if (query.error)
    return <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton active paragraph={{ rows: 6 }} />;
  return <Editor key={poolId} poolId={poolId} saved={query.data.items} />;
}

function Editor(props: { poolId: string; saved: readonly PoolMember[] }) {
  const { t } = useTranslation();
  const can = useCan();
  const { poolId } = props;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const nameOf = useMemberNames();
  const [saved, setSaved] = useState(props.saved);
  const [items, setItems] = useState<readonly PoolMember[]>(props.saved);
  const [open, setOpen] = useState<{ at: number; member: PoolMember }>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const key = useRef(newKey());
  const dirty = items !== saved;
  const may = can("pool.manage");
  useLeaveGuard(dirty);
  const change = (next: readonly PoolMember[]) => {
    key.current = newKey();
    setItems(next);
  };
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const answer = await pools.setMembers(poolId, items.map(memberOf), { key: key.current });
      setSaved(answer.items);
      setItems(answer.items);
      void message.success(t("poolRules.members.saved"));
      void queries.invalidateQueries({ queryKey: ["pools"] });
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel
      title={t("poolRules.members.title")}
      extra={
        may ? (
          <Button
            icon={<Plus size={16} />}
            onClick={() => setOpen({ at: items.length, member: memberOf({ kind: "staff", ref_id: "" }) })}
          >
            {t("poolRules.members.add")}
          </Button>
        ) : null
      }
    >
      <ProblemNote problem={problem} />
      {items.length === 0 ? (
        <EmptyState kind="nothing" title={t("poolRules.members.empty")} text="" compact />
      ) : null}
      <ul className="hp-members">
        {items.map((member, i) => {
          const Icon = kIcons[member.kind];
          const facts = [
            `${t("poolRules.members.weight")} ${member.weight}`,
            member.day_capacity ? `${t("poolRules.members.day")} ${member.day_capacity}` : "",
            member.week_capacity ? `${t("poolRules.members.week")} ${member.week_capacity}` : "",
            shiftText(t, member),
          ].filter(Boolean);
          const name = nameOf(member);
          return (
            <li key={`${member.kind} ${member.ref_id}`}>
              <Icon size={17} aria-label={t(`poolRules.members.kind.${member.kind}`)} />
              <span>
                <strong>{name}</strong>
                {member.is_administrator ? (
                  <Status tone="accent">{t("poolRules.members.admin")}</Status>
                ) : null}
                <small>{facts.join(" · ")}</small>
              </span>
              {may ? (
                <>
                  <Button
                    type="text"
                    icon={<Pencil size={15} />}
                    aria-label={`${t("action.edit")} ${name}`}
                    onClick={() => setOpen({ at: i, member })}
                  />
                  <Button
                    type="text"
                    icon={<X size={16} />}
                    aria-label={`${t("action.remove")} ${name}`}
                    onClick={() => change(items.filter((_, j) => j !== i))}
                  />
                </>
              ) : null}
            </li>
          );
        })}
      </ul>
      {dirty ? (
        <div className="hp-members-foot">
          <Status tone="warn">{t("poolRules.members.unsaved")}</Status>
          <Button onClick={() => setItems(saved)} disabled={busy}>
            {t("action.discard")}
          </Button>
          <Button type="primary" loading={busy} onClick={() => void save()}>
            {t("poolRules.members.save")}
          </Button>
        </div>
      ) : null}
      {open ? (
        <MemberSheet
          member={open.member}
          taken={items.filter((_, i) => i !== open.at)}
          onClose={() => setOpen(undefined)}
          onDone={(member) => {
            const next = [...items];
            next[open.at] = member;
            change(next);
            setOpen(undefined);
          }}
        />
      ) : null}
    </Panel>
  );
}
