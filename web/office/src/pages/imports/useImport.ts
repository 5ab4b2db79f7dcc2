import { imports } from "@shared/api/endpoints";
import { useQuery } from "@tanstack/react-query";

/** The server tells of progress by itself; asking now and then is for when that news does not come through. */
const kAskAgainMs = 2_000;

export function useImport(id: string) {
  return useQuery({
    queryKey: ["imports", id],
    queryFn: ({ signal }) => imports.get(id, signal),
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.import.state === "running" ? kAskAgainMs : false),
  });
}
