import { useMe } from "@app/session/session";
import { all, orgUnits } from "@shared/api/endpoints";
import type { OrgUnit } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";

export type TillStore = Pick<OrgUnit, "id" | "name"> & Partial<Pick<OrgUnit, "address" | "phone">>;

const kStorageKey = "homeport.till.store";

/** Where this till stands: chosen once per device, among the stores the person may sell in. */
export function useStores() {
  const me = useMe();
  const can = useCan()("identity.org_units.read");
  const query = useQuery({
    queryKey: ["org_units", "all"],
    queryFn: ({ signal }) => all(orgUnits.list, signal),
    staleTime: 60_000,
    enabled: can,
  });
  const [chosen, setChosen] = useState(() => localStorage.getItem(kStorageKey));
  const units = query.data;
  const stores = useMemo<readonly TillStore[]>(() => {
    // Who may not see the tree sells where he belongs.
    if (!can) return [{ id: me.org_unit_id, name: me.org_unit_name }];
    return (units ?? []).filter(
      (unit) => unit.status === "active" && (unit.kind === "store" || unit.kind === "franchisee"),
    );
  }, [can, units, me.org_unit_id, me.org_unit_name]);
  const only = stores.length === 1 ? stores[0] : undefined;
  const store =
    stores.find((one) => one.id === chosen) ?? stores.find((one) => one.id === me.org_unit_id) ?? only;
  return {
    stores,
    store,
    waiting: can && query.isPending,
    problem: query.error,
    retry: () => void query.refetch(),
    choose: (id: string) => {
      localStorage.setItem(kStorageKey, id);
      setChosen(id);
    },
  };
}
