import { useMe } from "@app/session/session";
import { all, orgUnits } from "@shared/api/endpoints";
import { useCan } from "@shared/ui/command/CommandProvider";
import { isStore } from "@shared/ui/Lookup";
import { useQuery } from "@tanstack/react-query";

/** The stores a person can choose among, closed ones too: they have sold. Who may not see the tree has his own. */
export function useUserStores(): readonly { id: string; name: string }[] {
  const me = useMe();
  const can = useCan()("identity.org_units.read");
  const units = useQuery({
    queryKey: ["org_units", "all"],
    queryFn: ({ signal }) => all(orgUnits.list, signal),
    staleTime: 60_000,
    enabled: can,
  }).data;
  return can ? (units ?? []).filter(isStore) : [{ id: me.org_unit_id, name: me.org_unit_name }];
}
