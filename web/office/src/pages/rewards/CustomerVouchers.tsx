import { newKey } from "@shared/api/client";
import { rewards } from "@shared/api/endpoints";
import { asProblem, type Problem } from "@shared/api/problem";
import type { VoucherDocument } from "@shared/api/types";
import { reasonText } from "@shared/text/reason";
import { CommandMenu } from "@shared/ui/command/CommandButtons";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind } from "@shared/ui/command/command";
import { useFormat } from "@shared/ui/FormatProvider";
import { focusFirst } from "@shared/ui/form/focusFirst";
import { ReasonModal } from "@shared/ui/form/ReasonModal";
import { Time } from "@shared/ui/Values";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Modal, Select } from "antd";
import { Gift, Ticket, TicketPercent } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { MoreList } from "../customers/MoreList";
import { useMore } from "../customers/useMore";
import { useWallet } from "../wallet/useWallet";
import { RedeemForm } from "./RedeemForm";
import { VoucherStatus } from "./RewardValues";
import { seriesTerms } from "./terms";
import { cancelVoucher } from "./voucherCommands";
import "./rewards.css";

/** A voucher for one member: as a present, or for points. */
function IssueOne(props: { customerId: string; forPoints: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { customerId, forPoints, onClose } = props;
  const [series, setSeries] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const key = useRef(newKey());
  const all = useQuery({
    queryKey: ["rewards", "series", "active"],
    queryFn: ({ signal }) => rewards.series({ status: "active", limit: 200 }, signal),
  }).data?.items.filter((one) => !forPoints || one.price_points !== undefined);
  const available = useWallet(forPoints ? customerId : undefined).data?.available_points;
  const chosen = all?.find((one) => one.id === series);
  const left =
    available === undefined || chosen?.price_points === undefined
      ? undefined
      : available - chosen.price_points;
  const issue = async () => {
    if (!series) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await rewards.issue(customerId, series, forPoints, { key: key.current });
      for (const first of ["rewards", "customer"]) void queries.invalidateQueries({ queryKey: [first] });
      void message.success(t("rewards.issue.issued", { name: chosen?.name ?? "" }));
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      afterOpenChange={focusFirst}
      title={t(forPoints ? "rewards.buy.title" : "rewards.issue.toOne")}
      width={440}
      onCancel={onClose}
      onOk={() => void issue()}
      okText={t(forPoints ? "rewards.buy.submit" : "rewards.issue.command")}
      okButtonProps={{ loading: busy, disabled: !series || (left !== undefined && left < 0) }}
    >
      {problem ? (
        <Alert className="hp-form-note" type="error" showIcon title={reasonText(t, problem)} />
      ) : null}
      <Select
        style={{ width: "100%" }}
        aria-label={t("rewards.issue.choose")}
        placeholder={t("rewards.issue.choose")}
        showSearch={{ optionFilterProp: "label" }}
        value={series}
        options={(all ?? []).map((one) => ({
          value: one.id,
          label: one.name,
          terms: [
            ...(forPoints
              ? [t("rewards.gift.pricePoints", { points: format.points(one.price_points ?? 0) })]
              : []),
            ...seriesTerms(t, format, one),
          ].join(" · "),
        }))}
        notFoundContent={forPoints ? t("rewards.buy.none") : undefined}
        optionRender={(option) => (
          <span className="hp-customer-option">
            {option.data.label}
            <small className="hp-faint">{option.data.terms}</small>
          </span>
        )}
        onChange={(next: string) => {
          setSeries(next);
          key.current = newKey();
        }}
      />
      {available === undefined ? null : (
        <p className={left !== undefined && left < 0 ? "hp-tone-bad" : "hp-faint"} aria-live="polite">
          {t("rewards.redemption.available", { points: format.points(available) })}
          {left === undefined
            ? null
            : ` · ${
                left < 0
                  ? t("rewards.redemption.notEnough", { points: format.points(-left) })
                  : t("rewards.redemption.left", { points: format.points(left) })
              }`}
        </p>
      )}
    </Modal>
  );
}

export default function CustomerVouchers(props: { customerId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const can = useCan();
  const { customerId } = props;
  const [doing, setDoing] = useState<"issue" | "buy" | "redeem">();
  const [cancelling, setCancelling] = useState<VoucherDocument>();
  const list = useMore<VoucherDocument>(["customer", customerId, "vouchers"], (query, signal) =>
    rewards.ofCustomer(customerId, query, signal),
  );
  return (
    <>
      <div className="hp-tab-tools">
        {can("rewards.redeem") ? (
          <Button icon={<Gift size={15} />} onClick={() => setDoing("redeem")}>
            {t("rewards.redemption.create")}
          </Button>
        ) : null}
        {can("rewards.redeem") ? (
          <Button icon={<TicketPercent size={15} />} onClick={() => setDoing("buy")}>
            {t("rewards.buy.title")}
          </Button>
        ) : null}
        {can("rewards.issue") ? (
          <Button icon={<Ticket size={15} />} onClick={() => setDoing("issue")}>
            {t("rewards.issue.toOne")}
          </Button>
        ) : null}
      </div>
      <MoreList list={list} empty={t("rewards.voucher.none")}>
        {(items) => (
          <ul className="hp-vouchers">
            {items.map((document) => {
              const { voucher, series } = document;
              return (
                <li key={voucher.id} data-state={voucher.state}>
                  <div>
                    <strong>{series.name}</strong>
                    <small className="hp-faint">{seriesTerms(t, format, series).join(" · ")}</small>
                  </div>
                  <div>
                    <span className="hp-num hp-voucher-code">{voucher.code}</span>
                    <small className="hp-faint">
                      {voucher.expires_at ? (
                        <>
                          {t("rewards.voucher.expiresAt")} <Time at={voucher.expires_at} exact />
                        </>
                      ) : (
                        t("rewards.voucher.noExpiry")
                      )}
                    </small>
                  </div>
                  <VoucherStatus state={voucher.state} />
                  <CommandMenu
                    commands={[
                      bind(
                        cancelVoucher(() => setCancelling(document)),
                        voucher,
                      ),
                    ]}
                  />
                </li>
              );
            })}
          </ul>
        )}
      </MoreList>
      {doing === "issue" || doing === "buy" ? (
        <IssueOne customerId={customerId} forPoints={doing === "buy"} onClose={() => setDoing(undefined)} />
      ) : null}
      <RedeemForm open={doing === "redeem"} customerId={customerId} onClose={() => setDoing(undefined)} />
      <ReasonModal
        open={cancelling !== undefined}
        title={t("rewards.voucher.cancelTitle")}
        text={t("rewards.voucher.cancelText", {
          name: cancelling?.series.name ?? "",
          code: cancelling?.voucher.code ?? "",
        })}
        label={t("rewards.voucher.cancelReason")}
        ok={t("rewards.voucher.cancel")}
        done={t("rewards.voucher.cancelled")}
        refresh={["rewards", "customer"]}
        run={(reason, key) =>
          rewards.cancelVoucher(customerId, cancelling?.voucher.id ?? "", reason, { key })
        }
        onClose={() => setCancelling(undefined)}
      />
    </>
  );
}
