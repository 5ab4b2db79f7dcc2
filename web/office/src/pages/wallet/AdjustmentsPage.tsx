import { useMe } from "@app/session/session";
import { wallet as api } from "@shared/api/endpoints";
import type { Adjustment, AdjustmentKind, AdjustmentState } from "@shared/api/types";
import { bind, type Command } from "@shared/ui/command/command";
import { useFormat } from "@shared/ui/FormatProvider";
import { ReasonModal } from "@shared/ui/form/ReasonModal";
import { type ListColumn, ListPage } from "@shared/ui/list/ListPage";
import { CustomerName, StaffName } from "@shared/ui/Names";
import { Points, Status, Time, type Tone } from "@shared/ui/Values";
import { Check, X } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { kWalletRefresh } from "./useWallet";
import "./wallet.css";

const kStates: readonly AdjustmentState[] = ["waiting", "done", "refused"];
const kKinds: readonly AdjustmentKind[] = ["adjustment", "grant"];
const kTones: Record<AdjustmentState, Tone> = {
  waiting: "warn",
  done: "good",
  refused: "bad",
};

export function decide(
  verdict: "approve" | "refuse",
  me: string,
  open: (row: Adjustment) => void,
): Command<Adjustment> {
  return {
    id: `adjustments.${verdict}`,
    label: (t) => t(`wallet.approvals.${verdict}`),
    icon: verdict === "approve" ? Check : X,
    permission: "points.approve",
    danger: verdict === "refuse",
    // Nobody decides about what he asked for himself; the server refuses it, too.
    when: (row) => row.state === "waiting" && row.requested_by !== me,
    run: open,
  };
}

function useColumns(): ListColumn<Adjustment>[] {
  const { t } = useTranslation();
  const { staff: me } = useMe();
  return useMemo(
    () => [
      {
        key: "at",
        title: t("wallet.approvals.askedAt"),
        fixed: true,
        render: (row) => <Time at={row.requested_at} exact />,
      },
      {
        key: "customer",
        title: t("wallet.approvals.customer"),
        phone: "title",
        render: (row) => <CustomerName id={row.customer_id} />,
      },
      {
        key: "points",
        title: t("wallet.approvals.points"),
        align: "right",
        phone: "side",
        render: (row) => (
          <span className="hp-adjusted">
            {row.wallet_points === 0 ? null : <Points value={row.wallet_points} signed strong />}
            {row.combined_points === 0 ? null : (
              <small className="hp-faint">
                {t("points.combined")} <Points value={row.combined_points} signed />
              </small>
            )}
          </span>
        ),
      },
      {
        key: "kind",
        title: t("wallet.approvals.kind"),
        render: (row) => t(`wallet.approvals.kinds.${row.kind}`),
      },
      { key: "reason", title: t("wallet.approvals.reason"), phone: "line", render: (row) => row.reason },
      {
        key: "askedBy",
        title: t("wallet.approvals.askedBy"),
        render: (row) => (row.requested_by === me.id ? me.name : <StaffName id={row.requested_by} />),
      },
      {
        key: "state",
        title: t("field.status"),
        render: (row) => <Status tone={kTones[row.state]}>{t(`wallet.approvals.state.${row.state}`)}</Status>,
      },
      {
        key: "activates",
        title: t("wallet.grant.activatesAt"),
        phone: "none",
        initiallyHidden: true,
        render: (row) => <Time at={row.activates_at} exact />,
      },
      {
        key: "expires",
        title: t("wallet.grant.expiresAt"),
        phone: "none",
        initiallyHidden: true,
        render: (row) => <Time at={row.expires_at} exact />,
      },
      {
        key: "decidedBy",
        title: t("wallet.approvals.decidedBy"),
        phone: "none",
        render: (row) => <StaffName id={row.decided_by} />,
      },
      {
        key: "decidedAt",
        title: t("wallet.approvals.decidedAt"),
        phone: "none",
        initiallyHidden: true,
        render: (row) => <Time at={row.decided_at} exact />,
      },
    ],
    [t, me],
  );
}

/** What is decided about, in the dialog that asks why. */
function Asked(props: { row: Adjustment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { row } = props;
  const points = row.wallet_points || row.combined_points;
  return (
    <span className="hp-asked">
      <CustomerName id={row.customer_id} />{" "}
      {t("wallet.approvals.approveText", {
        points: `${points > 0 ? "+" : ""}${format.points(points)}`,
        reason: row.reason,
      })}
      {row.activates_at ? (
        <small>
          {t("wallet.grant.activatesAt")} {format.dateTime(row.activates_at)}
        </small>
      ) : null}
      {row.expires_at ? (
        <small>
          {t("wallet.grant.expiresAt")} {format.dateTime(row.expires_at)}
        </small>
      ) : null}
    </span>
  );
}

const rowId = (row: Adjustment) => row.id;

export default function AdjustmentsPage() {
  const { t } = useTranslation();
  const { staff } = useMe();
  const columns = useColumns();
  const [deciding, setDeciding] = useState<{ row: Adjustment; verdict: "approve" | "refuse" }>();
  const rowCommands = useCallback(
    (row: Adjustment) =>
      (["approve", "refuse"] as const).map((verdict) =>
        bind(
          decide(verdict, staff.id, () => setDeciding({ row, verdict })),
          row,
        ),
      ),
    [staff.id],
  );
  const row = deciding?.row;
  const approving = deciding?.verdict === "approve";
  return (
    <ListPage<Adjustment>
      id="adjustments"
      title={t("wallet.approvals.title")}
      queryKey="adjustments"
      load={api.adjustments}
      filters={[
        {
          name: "state",
          kind: "select",
          label: t("field.status"),
          options: kStates.map((value) => ({ value, label: t(`wallet.approvals.state.${value}`) })),
        },
        {
          name: "kind",
          kind: "select",
          label: t("wallet.approvals.kind"),
          options: kKinds.map((value) => ({ value, label: t(`wallet.approvals.kinds.${value}`) })),
        },
      ]}
      columns={columns}
      rowId={rowId}
      rowCommands={rowCommands}
      empty={{ title: t("wallet.approvals.emptyTitle"), text: t("wallet.approvals.emptyText") }}
    >
      {() => (
        <ReasonModal
          open={deciding !== undefined}
          optional={approving}
          danger={!approving}
          title={t(
            `wallet.approvals.${approving ? "approveTitle" : "refuseTitle"}.${row?.kind ?? "adjustment"}`,
          )}
          text={row ? <Asked row={row} /> : null}
          label={t("wallet.approvals.note")}
          ok={t(`wallet.approvals.${deciding?.verdict ?? "approve"}`)}
          done={approving ? t("wallet.approvals.approved") : t("wallet.approvals.refused")}
          refresh={kWalletRefresh}
          run={(note, key) =>
            approving ? api.approve(row?.id ?? "", note, { key }) : api.refuse(row?.id ?? "", note, { key })
          }
          onClose={() => setDeciding(undefined)}
        />
      )}
    </ListPage>
  );
}
