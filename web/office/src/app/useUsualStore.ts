import { useCan } from "@shared/ui/command/CommandProvider";
import { isStore, useOrgUnits } from "@shared/ui/Lookup";
import { useMe } from "./session/session";

const kChosenKey = "homeport.store";
const kTillKey = "homeport.till.store";

/** Keeps at this device which store was chosen, for whoever belongs to none. */
export function rememberStore(id: string): void {
  localStorage.setItem(kChosenKey, id);
}

/**
 * The store something new is most likely for: where the person works; at headquarters the one chosen the last time at
 * this device, else that of its till, else the only one there is.
 */
export function useUsualStore(): { waiting: boolean; id: string | undefined } {
  const me = useMe();
  const can = useCan()("identity.org_units.read");
  const units = useOrgUnits();
  // Who may not see the tree works where he belongs.
  if (!can) return { waiting: false, id: me.org_unit_id };
  const stores = units.filter((unit) => isStore(unit) && unit.status === "active");
  const wanted = [me.org_unit_id, localStorage.getItem(kChosenKey), localStorage.getItem(kTillKey)];
  const found = wanted.map((id) => stores.find((unit) => unit.id === id)).find(Boolean);
  return { waiting: units.length === 0, id: (found ?? (stores.length === 1 ? stores[0] : undefined))?.id };
}
