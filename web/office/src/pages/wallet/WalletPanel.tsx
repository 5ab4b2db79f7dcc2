import { wallet as api, customers } from "@shared/api/endpoints";
import { CommandMenu } from "@shared/ui/command/CommandButtons";
import { usePageCommands } from "@shared/ui/command/CommandProvider";
import { bind } from "@shared/ui/command/command";
import { useFormat } from "@shared/ui/FormatProvider";
import { ReasonModal } from "@shared/ui/form/ReasonModal";
import { Panel } from "@shared/ui/Page";
import { Status } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { Skeleton, Tooltip } from "antd";
import { CalendarClock } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AdjustForm } from "./AdjustForm";
import { adjustPoints, blockWallet, grantPoints, lookBack, transferPoints, unblockWallet } from "./commands";
import { GrantForm } from "./GrantForm";
import { LookBack } from "./LookBack";
import { TransferForm } from "./TransferForm";
import { kWalletRefresh, useWallet } from "./useWallet";
import "./wallet.css";

type Doing = "adjust" | "grant" | "transfer" | "at" | "block" | "unblock";

/** The member's spendable points beside the record: how many, which are on their way, what expires, what can be done. */
export default function WalletPanel(props: { customerId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { customerId } = props;
  const [doing, setDoing] = useState<Doing>();
  const query = useWallet(customerId);
  const wallet = query.data;
  const name =
    useQuery({
      queryKey: ["customer", customerId],
      queryFn: ({ signal }) => customers.get(customerId, signal),
    }).data?.name ?? "";
  const subject = { customerId, name, isBlocked: wallet?.is_blocked ?? false };
  const commands = wallet
    ? [
        bind(
          adjustPoints(() => setDoing("adjust")),
          subject,
        ),
        bind(
          grantPoints(() => setDoing("grant")),
          subject,
        ),
        bind(
          transferPoints(() => setDoing("transfer")),
          subject,
        ),
        bind(
          lookBack(() => setDoing("at")),
          subject,
        ),
        bind(
          blockWallet(() => setDoing("block")),
          subject,
        ),
        bind(
          unblockWallet(() => setDoing("unblock")),
          subject,
        ),
      ]
    : [];
  usePageCommands(commands);
  if (query.error) return null;
  const close = () => setDoing(undefined);
  const coming = wallet?.coming_expiries ?? [];
  return (
    <Panel title={t("wallet.title")} extra={<CommandMenu commands={commands} size="middle" />}>
      {wallet ? (
        <div className="hp-wallet">
          {wallet.is_blocked ? (
            <Tooltip title={t("wallet.blockedText")}>
              <span>
                <Status tone="bad">{t("wallet.blocked")}</Status>
              </span>
            </Tooltip>
          ) : null}
          <strong className="hp-wallet-available hp-num" data-testid="wallet-available">
            {format.points(wallet.available_points)}
          </strong>
          <dl>
            <div>
              <dt>{t("wallet.pending")}</dt>
              <dd className="hp-num">{format.points(wallet.pending_points)}</dd>
            </div>
            <div>
              <dt>{t("wallet.reserved")}</dt>
              <dd className="hp-num">{format.points(wallet.reserved_points)}</dd>
            </div>
            {wallet.debt_points > 0 ? (
              <div>
                <dt>
                  <Tooltip title={t("wallet.debtText")}>
                    <span>{t("wallet.debt")}</span>
                  </Tooltip>
                </dt>
                <dd className="hp-num hp-tone-bad">{format.points(wallet.debt_points)}</dd>
              </div>
            ) : null}
          </dl>
          {coming.length > 0 ? (
            <ul className="hp-wallet-coming">
              {coming.slice(0, 3).map((one) => (
                <li key={one.expires_at}>
                  <CalendarClock size={15} aria-hidden="true" />
                  {t("wallet.nextExpiry", {
                    points: format.points(one.points),
                    date: format.date(one.expires_at),
                  })}
                </li>
              ))}
            </ul>
          ) : (
            <p className="hp-faint">{t("wallet.noExpiry")}</p>
          )}
        </div>
      ) : (
        <Skeleton active title={false} paragraph={{ rows: 3 }} />
      )}
      <AdjustForm open={doing === "adjust"} subject={subject} onClose={close} />
      <GrantForm open={doing === "grant"} subject={subject} onClose={close} />
      <TransferForm open={doing === "transfer"} subject={subject} onClose={close} />
      <LookBack open={doing === "at"} customerId={customerId} onClose={close} />
      <ReasonModal
        open={doing === "block"}
        title={t("wallet.block.title", { name })}
        text={t("wallet.block.text")}
        label={t("wallet.block.reason")}
        ok={t("wallet.block.command")}
        done={t("wallet.block.done")}
        refresh={kWalletRefresh}
        run={(reason, key) => api.block(customerId, reason, { key })}
        onClose={close}
      />
      <ReasonModal
        open={doing === "unblock"}
        danger={false}
        title={t("wallet.block.undoTitle", { name })}
        text={t("wallet.block.undoText")}
        label={t("wallet.block.undoReason")}
        ok={t("wallet.block.undo")}
        done={t("wallet.block.undone")}
        refresh={kWalletRefresh}
        run={(reason, key) => api.unblock(customerId, reason, { key })}
        onClose={close}
      />
    </Panel>
  );
}
