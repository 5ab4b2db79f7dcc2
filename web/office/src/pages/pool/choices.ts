import { all } from "@shared/api/endpoints";
import { pool, pools } from "@shared/api/pool";
import type { ReasonKind, Stage } from "@shared/api/poolTypes";
import { useCan } from "@shared/ui/command/CommandProvider";
import { useStaff } from "@shared/ui/Lookup";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

export const kStages: readonly Stage[] = ["fresh", "contacted", "interested", "opportunity"];
export const kGrades = ["A", "B", "C", "D"] as const;
const kFresh = 60_000;

export function usePools() {
  return (
    useQuery({
      queryKey: ["pools", "all"],
      queryFn: ({ signal }) => all(pools.list, signal),
      staleTime: kFresh,
    }).data ?? []
  );
}

/** The reasons one may choose from when a customer goes back. */
export function useReasons(kind: ReasonKind) {
  const query = useQuery({
    queryKey: ["pool_reasons", kind],
    queryFn: ({ signal }) => pool.reasons({ kind, limit: 200 }, signal),
    staleTime: kFresh,
  });
  const items = useMemo(
    () => (query.data?.items ?? []).filter((one) => one.kind === kind && one.status === "active"),
    [query.data, kind],
  );
  return { items, waiting: query.isPending };
}

export interface Assignee {
  id: string;
  name: string;
  holding: number | undefined;
}

/** To whom customers may be given: staff in work, with what they hold already. */
export function useAssignees(enabled: boolean): readonly Assignee[] {
  const can = useCan();
  const staff = useStaff(enabled && can("identity.staff.read"));
  const board = useQuery({
    queryKey: ["pool", "board", {}],
    queryFn: ({ signal }) => pool.board({}, signal),
    enabled: enabled && can("pool.assign"),
    staleTime: kFresh,
  }).data;
  return useMemo(() => {
    const holding = new Map(board?.people.map((person) => [person.staff_id, person.holding]));
    const active = staff.filter((person) => person.status === "active");
    if (active.length > 0)
      return active.map(({ id, name }) => ({
        id,
        name,
        holding: holding.get(id) ?? (board ? 0 : undefined),
      }));
    return (board?.people ?? []).map((person) => ({
      id: person.staff_id,
      name: person.staff_name,
      holding: person.holding,
    }));
  }, [staff, board]);
}
