import type { Customer } from "@shared/api/types";
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
export function CustomerSidePanels(props: { customer: Customer }) {
  const can = useCan();
  const { customer } = props;
  return (
    <Suspense fallback={<Skeleton active paragraph={{ rows: 3 }} />}>
      {panels.map(({ id, place, permission, when, Content }) =>
        place === "side" && can(permission) && (!when || when(customer)) ? (
          <Content key={id} customerId={customer.id} />
        ) : null,
      )}
    </Suspense>
  );
}

/** What other modules add to the tabs of a customer. */
export function useCustomerTabs(customer: Customer | undefined) {
  const can = useCan();
  const { t } = useTranslation();
  if (!customer) return [];
  return panels
    .filter(({ place, permission, when }) => place === "tab" && can(permission) && (!when || when(customer)))
    .map(({ id, label, Content }) => ({
      key: id,
      label: label(t as Text),
      children: (
        <Suspense fallback={<Skeleton active className="hp-pad" />}>
          <Content customerId={customer.id} />
        </Suspense>
      ),
    }));
}
