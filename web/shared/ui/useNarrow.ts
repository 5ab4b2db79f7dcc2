import { useSyncExternalStore } from "react";

const kNarrow = "(max-width: 767px)";

function subscribe(changed: () => void): () => void {
  const media = window.matchMedia(kNarrow);
  media.addEventListener("change", changed);
  return () => media.removeEventListener("change", changed);
}

/** Whether the screen is a phone's. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(kNarrow).matches);
}
