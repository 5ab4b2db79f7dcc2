import type { PoolCustomer } from "@shared/api/poolTypes";
import { isMasked } from "@shared/format/mask";
import { textFor } from "@shared/text/reason";
import { CommandMenu } from "@shared/ui/command/CommandButtons";
import { useCommandHost } from "@shared/ui/command/CommandProvider";
import type { BoundCommand } from "@shared/ui/command/command";
import { useFormat, useNow } from "@shared/ui/FormatProvider";
import { Time } from "@shared/ui/Values";
import { Button } from "antd";
import { Hand, PhoneCall, SquarePen } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DaysLeft, GradeTag, Opening, StageTag, Who, Why } from "./Cells";
import { urgencyOf } from "./due";

interface CardProps {
  customer: PoolCustomer;
  open: (() => void) | undefined;
  commands: readonly BoundCommand[];
}

function useRunning() {
  const host = useCommandHost();
  const [busy, setBusy] = useState(false);
  const run = (command: BoundCommand) => {
    setBusy(true);
    void command.run(host).finally(() => setBusy(false));
  };
  return { host, busy, run };
}

/** A public customer under the thumb: what is known, and one large button. */
export function PublicCard(props: CardProps & { claim: BoundCommand }) {
  const { t } = useTranslation();
  const now = useNow();
  const { customer, open, claim } = props;
  const { host, busy, run } = useRunning();
  const closed = Date.parse(customer.claimable_at) > now || !customer.may_claim;
  const facts = [
    customer.source ? textFor(t, `customers.sourceName.${customer.source}`, customer.source) : "",
    customer.interest ?? "",
    customer.region ?? "",
  ].filter(Boolean);
  return (
    <article className="hp-pool-card">
      <button type="button" className="hp-pool-card-main" onClick={open}>
        <span className="hp-pool-card-head">
          <Who customer={customer} />
          {customer.grade ? <GradeTag grade={customer.grade} /> : null}
        </span>
        <span className="hp-pool-card-facts">{facts.join(" · ")}</span>
        <span className="hp-pool-card-foot">
          <Opening customer={customer} />
          <span className="hp-faint">
            <Time at={customer.entered_at} />
          </span>
        </span>
      </button>
      {claim.available(host.can) ? (
        <Button
          type="primary"
          size="large"
          icon={<Hand size={17} />}
          loading={busy}
          disabled={closed}
          onClick={() => run(claim)}
        >
          {t("pool.claim")}
        </Button>
      ) : null}
    </article>
  );
}

/** A customer of one's own: how long is left and why, with call and follow-up within reach. */
export function MineCard(props: CardProps & { followUp: BoundCommand; showOwner?: boolean }) {
  const { t } = useTranslation();
  const now = useNow();
  const format = useFormat();
  const { customer, open, commands, followUp, showOwner } = props;
  const { host, run } = useRunning();
  const phone = customer.phone && !isMasked(customer.phone) ? customer.phone : undefined;
  return (
    <article className="hp-pool-card hp-mine-card" data-urgency={urgencyOf(customer, now)}>
      <button type="button" className="hp-pool-card-main" onClick={open}>
        <span className="hp-pool-card-head">
          <Who customer={customer} />
          <GradeTag grade={customer.grade} />
          <DaysLeft customer={customer} />
        </span>
        <Why customer={customer} />
        <span className="hp-pool-card-foot">
          <StageTag stage={customer.stage} />
          <span className="hp-faint">
            {showOwner
              ? (customer.owner_name ?? "")
              : customer.last_counted_at
                ? format.date(customer.last_counted_at)
                : null}
          </span>
        </span>
      </button>
      <div className="hp-mine-card-buttons">
        {phone ? (
          <Button size="large" href={`tel:${phone}`} icon={<PhoneCall size={17} />}>
            {t("pool.call")}
          </Button>
        ) : null}
        {followUp.available(host.can) ? (
          <Button size="large" type="primary" icon={<SquarePen size={17} />} onClick={() => run(followUp)}>
            {t("pool.followUp")}
          </Button>
        ) : null}
        <CommandMenu commands={commands} size="middle" />
      </div>
    </article>
  );
}
