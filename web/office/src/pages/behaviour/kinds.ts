import { behaviour } from "@shared/api/endpoints";
import type { BehaviourKind } from "@shared/api/types";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

export function useKinds(): readonly BehaviourKind[] {
  return (
    useQuery({
      queryKey: ["behaviour", "kinds"],
      queryFn: ({ signal }) => behaviour.kinds({}, signal),
      staleTime: 60_000,
    }).data?.items ?? []
  );
}

/** The name of a kind in the language of the screen. */
export function useKindName(): (id: string) => string {
  const { i18n } = useTranslation();
  const kinds = useKinds();
  const { language } = i18n;
  return useCallback(
    (id) => {
      const kind = kinds.find((one) => one.id === id);
      return kind ? (language === "zh" ? kind.name_zh : kind.name_en) : id;
    },
    [kinds, language],
  );
}
