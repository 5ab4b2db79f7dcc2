import { customers } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import { ProblemState } from "@shared/ui/EmptyState";
import { useQuery } from "@tanstack/react-query";
import { Modal, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import type { OwnCard } from "./cardCommands";
import "./cards.css";

function picture(svg: string): string {
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}

/** What the till's scanner reads, for a member who has left the card at home, or to be printed on one. */
export function CardCodes(props: { card: OwnCard; onClose: () => void }) {
  const { t } = useTranslation();
  const { card, onClose } = props;
  const number = card.card_number;
  const codes = useQuery({
    queryKey: ["customer", card.customerId, "cards", number, "codes"],
    queryFn: ({ signal }) => customers.cardCodes(card.customerId, number, signal),
  });
  return (
    <Modal
      open
      title={t("customers.record.codeTitle", { number })}
      onCancel={onClose}
      okText={t("customers.record.printCode")}
      onOk={() => window.print()}
      okButtonProps={{ disabled: !codes.data }}
      cancelText={t("action.close")}
      width={380}
      rootClassName="hp-card-codes"
    >
      {codes.error ? (
        <ProblemState problem={asProblem(codes.error)} retry={() => void codes.refetch()} />
      ) : null}
      {codes.data ? (
        <figure className="hp-card-code">
          <img src={picture(codes.data.code_qr_svg)} alt={`QR ${number}`} width={200} height={200} />
          <img src={picture(codes.data.code_barcode_svg)} alt={`Code 128 ${number}`} height={64} />
          <figcaption>
            <span className="hp-num">{number}</span>
            <span className="hp-faint">{t("customers.record.codeHint")}</span>
          </figcaption>
        </figure>
      ) : codes.error ? null : (
        <Skeleton active />
      )}
    </Modal>
  );
}
