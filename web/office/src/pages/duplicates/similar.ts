import type { SimilarRequest } from "@shared/api/duplicates";
import type { CustomerWrite } from "@shared/api/types";

const kLeastName = 2;
const kLeastPhone = 7;

/** What to ask about somebody being entered; nothing while there is nothing to ask by: nobody is found by a surname. */
export function similarRequest(values: Partial<CustomerWrite> | undefined): SimilarRequest | undefined {
  const text = (value: unknown) =>
    typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  const name = text(values?.name);
  const phone = text(values?.phone);
  const card_number = text(values?.card_number);
  const hasPhone = (phone?.length ?? 0) >= kLeastPhone;
  if ((name?.length ?? 0) < kLeastName && !hasPhone && !card_number) return undefined;
  const email = text(values?.email);
  const birthday_on = text(values?.birthday_on);
  return {
    kind: values?.kind ?? "person",
    name: name ?? "",
    ...(hasPhone ? { phone } : {}),
    ...(email ? { email } : {}),
    ...(card_number ? { card_number } : {}),
    ...(birthday_on ? { birthday_on } : {}),
  };
}
