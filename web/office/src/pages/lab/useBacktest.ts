import { lab } from "@shared/api/lab";
import { useQuery } from "@tanstack/react-query";
import { isUnfinished } from "./commands";

/** The server tells of progress by itself; asking now and then is for when that news does not come through. */
const kAskAgainMs = 2_000;

export function useBacktest(id: string | undefined) {
  return useQuery({
    queryKey: ["backtests", id],
    queryFn: ({ signal }) => lab.get(id ?? "", signal),
    enabled: id !== undefined,
    staleTime: 0,
    refetchInterval: (query) =>
      query.state.data && isUnfinished(query.state.data.backtest) ? kAskAgainMs : false,
  });
}
