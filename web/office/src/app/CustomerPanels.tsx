import type { Text } from "@shared/text/i18n";
import { useCan } from "@shared/ui/command/CommandProvider";
import { Skeleton } from "antd";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { modules } from "./modules";

const panels = modules
  .flatMap((module) => module.panels ?? [])
  .sort((a, b) => (a.order ?? 50) - (b.order ?? 50))
  .map((panel) => ({ ...panel, Content: lazy(panel.load) }));

/** What other modules show beside a customer's profile. */
export function CustomerSidePanels(props: { customerId: string }) {
  const can = useCan();
  return (
    <Suspense fallback={<Skeleton active paragraph={{ rows: 3 }} />}>
      {panels.map(({ id, place, permission, Content }) =>
        place === "side" && can(permission) ? <Content key={id} customerId={props.customerId} /> : null,
      )}
    </Suspense>
  );
}

/** What other modules add to the tabs of a customer. */
export function useCustomerTabs(customerId: string) {
  const can = useCan();
  const { t } = useTranslation();
  return panels
    .filter(({ place, permission }) => place === "tab" && can(permission))
    .map(({ id, label, Content }) => ({
      key: id,
      label: label(t as Text),
      children: (
        <Suspense fallback={<Skeleton active className="hp-pad" />}>
          <Content customerId={customerId} />
        </Suspense>
      ),
    }));
}
