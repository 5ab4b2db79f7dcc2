import { all, catalogue } from "@shared/api/endpoints";
import type { ServiceType } from "@shared/api/types";
import { useQuery } from "@tanstack/react-query";

export function useServiceTypes(): readonly ServiceType[] {
  return (
    useQuery({
      queryKey: ["service_types", "all"],
      queryFn: ({ signal }) => all(catalogue.serviceTypes, signal),
      staleTime: 60_000,
    }).data ?? []
  );
}
