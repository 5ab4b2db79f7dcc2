import { rewards } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import { reasonText } from "@shared/text/reason";
import { CommandButton } from "@shared/ui/command/CommandButtons";
import { bind } from "@shared/ui/command/command";
import { EmptyState } from "@shared/ui/EmptyState";
import { ReasonModal } from "@shared/ui/form/ReasonModal";
import { Page, Panel } from "@shared/ui/Page";
import { useQuery } from "@tanstack/react-query";
import { Alert, Input, Skeleton } from "antd";
import { ScanLine } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { VoucherView } from "./VoucherView";
import { cancelVoucher } from "./voucherCommands";
import "./rewards.css";

export default function FindVoucherPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const code = search.get("code")?.trim() ?? "";
  const [text, setText] = useState(code);
  const [cancelling, setCancelling] = useState(false);
  const query = useQuery({
    queryKey: ["rewards", "voucher", code],
    queryFn: ({ signal }) => rewards.findVoucher({ code }, signal),
    enabled: code !== "",
    retry: false,
  });
  const found = query.data;
  const ask = () => {
    const wanted = text.trim();
    if (wanted !== "") setSearch({ code: wanted });
    if (wanted === code && wanted !== "") void query.refetch();
  };
  return (
    <Page title={t("rewards.voucher.title")} narrow>
      <div className="hp-stack">
        <Panel>
          <Input
            autoFocus
            size="large"
            allowClear
            maxLength={40}
            autoComplete="off"
            spellCheck={false}
            prefix={<ScanLine size={18} className="hp-faint" />}
            aria-label={t("rewards.voucher.find")}
            placeholder={t("rewards.voucher.find")}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onPressEnter={ask}
          />
        </Panel>
        {code === "" ? (
          <EmptyState
            kind="notFound"
            title={t("rewards.voucher.findTitle")}
            text={t("rewards.voucher.findText")}
          />
        ) : query.error ? (
          <Alert type="error" showIcon title={reasonText(t, asProblem(query.error))} />
        ) : found ? (
          <Panel
            title={found.series.name}
            extra={
              <CommandButton
                command={bind(
                  cancelVoucher(() => setCancelling(true)),
                  found.voucher,
                )}
              />
            }
          >
            <VoucherView document={found} />
          </Panel>
        ) : (
          <Skeleton active />
        )}
      </div>
      {found ? (
        <ReasonModal
          open={cancelling}
          title={t("rewards.voucher.cancelTitle")}
          text={t("rewards.voucher.cancelText", { name: found.series.name, code: found.voucher.code })}
          label={t("rewards.voucher.cancelReason")}
          ok={t("rewards.voucher.cancel")}
          done={t("rewards.voucher.cancelled")}
          refresh={["rewards", "customer"]}
          run={(reason, key) =>
            rewards.cancelVoucher(found.voucher.customer_id, found.voucher.id, reason, { key })
          }
          onClose={() => setCancelling(false)}
        />
      ) : null}
    </Page>
  );
}
