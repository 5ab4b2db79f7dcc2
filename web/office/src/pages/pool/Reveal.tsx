import { pool } from "@shared/api/pool";
import type { PoolCustomer, Revealed } from "@shared/api/poolTypes";
import { asProblem } from "@shared/api/problem";
import { isMasked } from "@shared/format/mask";
import { useCommandHost } from "@shared/ui/command/CommandProvider";
import { Facts } from "@shared/ui/Page";
import { Sheet } from "@shared/ui/Sheet";
import { Blank, Phone } from "@shared/ui/Values";
import { Button } from "antd";
import { Eye, PhoneCall } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

/** A masked number with a way to see it; each look is on record and counted. */
export function RevealablePhone(props: { customer: PoolCustomer }) {
  const { t } = useTranslation();
  const host = useCommandHost();
  const { customer } = props;
  const [seen, setSeen] = useState<Revealed>();
  const [busy, setBusy] = useState(false);
  // Only what a pool hides is opened here; a number that one has no right to see stays masked.
  const masked =
    customer.state === "public" && (customer.hidden_fields.length > 0 || isMasked(customer.phone ?? ""));
  const look = async () => {
    setBusy(true);
    try {
      setSeen(await pool.reveal(customer.customer_id));
      host.refresh("pool");
    } catch (error) {
      host.fail(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <span className="hp-reveal">
      {customer.phone ? <Phone text={customer.phone} /> : <Blank />}
      {masked && host.can("pool.claim") ? (
        <Button
          type="text"
          size="small"
          icon={<Eye size={14} />}
          loading={busy}
          aria-label={`${t("pool.reveal")} ${customer.name}`}
          onClick={(event) => {
            event.stopPropagation();
            void look();
          }}
        />
      ) : null}
      {seen ? <RevealedSheet seen={seen} onClose={() => setSeen(undefined)} /> : null}
    </span>
  );
}

function RevealedSheet(props: { seen: Revealed; onClose: () => void }) {
  const { t } = useTranslation();
  const { seen, onClose } = props;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a click inside is not one on the row behind
    // biome-ignore lint/a11y/useKeyWithClickEvents: the same
    <span onClick={(event) => event.stopPropagation()}>
      <Sheet open title={t("pool.revealTitle")} onClose={onClose} width={420}>
        <Facts
          items={[
            [t("field.name"), seen.name],
            [
              t("field.phone"),
              seen.phone ? (
                <a key="phone" className="hp-call" href={`tel:${seen.phone}`}>
                  <PhoneCall size={15} aria-hidden="true" /> <Phone text={seen.phone} />
                </a>
              ) : (
                <Blank key="phone" />
              ),
            ],
            seen.email ? [t("field.email"), seen.email] : false,
            seen.note ? [t("field.note"), seen.note] : false,
          ]}
        />
        <p className="hp-faint">
          {t("pool.revealLogged")}{" "}
          {seen.left_today === undefined || seen.left_today === null
            ? null
            : t("pool.revealLeft", { n: seen.left_today })}
        </p>
      </Sheet>
    </span>
  );
}
