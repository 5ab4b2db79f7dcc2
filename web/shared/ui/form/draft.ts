/** Unsaved input survives a reload or a closed drawer, in this tab only. Secrets never go in. */
const storageKey = (name: string) => `homeport.draft.${name}`;
const kSecret = /password|code|secret/i;

export function readDraft<V extends object>(name: string): Partial<V> | undefined {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(storageKey(name)) ?? "null");
    return typeof value === "object" && value !== null ? (value as Partial<V>) : undefined;
  } catch {
    return undefined;
  }
}

export function writeDraft(name: string, values: object): void {
  const kept = Object.fromEntries(Object.entries(values).filter(([field]) => !kSecret.test(field)));
  sessionStorage.setItem(storageKey(name), JSON.stringify(kept));
}

export function clearDraft(name: string): void {
  sessionStorage.removeItem(storageKey(name));
}
