import { useMe } from "@app/session/session";
import { useOrgUnits } from "@shared/ui/Lookup";

/** Where what names no store belongs unless somebody says otherwise. */
export function useHomeStore(): string | undefined {
  const me = useMe();
  const stores = useOrgUnits().filter((unit) => unit.kind === "store" || unit.kind === "franchisee");
  if (stores.some((store) => store.id === me.org_unit_id)) return me.org_unit_id;
  return stores.length === 1 ? stores[0]?.id : undefined;
}
