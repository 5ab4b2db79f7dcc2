import { useMe } from "@app/session/session";
import { behaviour } from "@shared/api/endpoints";
import type { BehaviourEvent } from "@shared/api/types";
import { bind } from "@shared/ui/command/command";
import { ReasonModal } from "@shared/ui/form/ReasonModal";
import { type ReactNode, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { approveEvent, refuseEvent, reverseEvent } from "./commands";

/** What can be decided about an event, with the dialog that asks why. */
export function useDeciding(): {
  commandsOf: (event: BehaviourEvent) => ReturnType<typeof bind>[];
  dialog: ReactNode;
} {
  const { t } = useTranslation();
  const { staff } = useMe();
  const [deciding, setDeciding] = useState<{ event: BehaviourEvent; verdict: "refuse" | "reverse" }>();
  const commandsOf = useCallback(
    (event: BehaviourEvent) => [
      bind(approveEvent(staff.id), event),
      bind(
        refuseEvent(staff.id, () => setDeciding({ event, verdict: "refuse" })),
        event,
      ),
      bind(
        reverseEvent(() => setDeciding({ event, verdict: "reverse" })),
        event,
      ),
    ],
    [staff.id],
  );
  const reversing = deciding?.verdict === "reverse";
  const dialog = (
    <ReasonModal
      open={deciding !== undefined}
      title={reversing ? t("behaviour.events.reverseTitle") : t("behaviour.events.refuseTitle")}
      label={t("behaviour.events.reason")}
      ok={reversing ? t("behaviour.events.reverse") : t("behaviour.events.refuse")}
      done={reversing ? t("behaviour.events.reversed") : t("behaviour.events.refused")}
      refresh={["behaviour", "customer"]}
      run={async (reason, key) => {
        if (!deciding) return;
        await (reversing
          ? behaviour.reverse(deciding.event, reason, { key })
          : behaviour.refuse(deciding.event, reason, { key }));
      }}
      onClose={() => setDeciding(undefined)}
    />
  );
  return { commandsOf, dialog };
}
