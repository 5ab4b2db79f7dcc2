import { privacy } from "@shared/api/privacy";
import { textFor } from "@shared/text/reason";
import { Blank, Status, Time } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { Modal, Skeleton } from "antd";
import { useTranslation } from "react-i18next";

/** Every yes and no of a customer, the last one first. */
export function History(props: { customerId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { customerId, onClose } = props;
  const history = useQuery({
    queryKey: ["customer", customerId, "consents", "history"],
    queryFn: ({ signal }) => privacy.consentHistory(customerId, signal),
  }).data;
  return (
    <Modal open footer={null} width={520} title={t("privacy.consents.history")} onCancel={onClose}>
      {history ? null : <Skeleton active />}
      {history?.items.length === 0 ? <p className="hp-faint">{t("privacy.consents.none")}</p> : null}
      <ul className="hp-consent-history">
        {history?.items.map((one) => (
          <li key={one.id}>
            <span>
              {t(`privacy.purpose.${one.purpose}`)}{" "}
              <Status tone={one.state === "given" ? "good" : "bad"}>{t(`privacy.state.${one.state}`)}</Status>
            </span>
            <small className="hp-faint">
              <Time at={one.at} exact /> · {textFor(t, `privacy.source.${one.source}`, one.source)} ·{" "}
              {one.by_name || <Blank />}
              {one.wording ? ` · ${one.wording}` : null}
            </small>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
