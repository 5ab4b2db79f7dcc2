import { useSyncExternalStore } from "react";
import { chime, readyToRing } from "./chime";

/** Whether news also sound and appear on the desktop: this browser's choice, off until somebody asks for it. */
export interface TellingChoice {
  sound: boolean;
  desktop: boolean;
}

const kStorageKey = "homeport.news";
const listeners = new Set<() => void>();
let known: TellingChoice | undefined;

function read(): TellingChoice {
  const stored = (localStorage.getItem(kStorageKey) ?? "").split(",");
  return { sound: stored.includes("sound"), desktop: stored.includes("desktop") };
}

/** Whether the browser lets us; that can be taken back in its settings at any time. */
function isAllowed(): boolean {
  return typeof Notification !== "undefined" && Notification.permission === "granted";
}

export function tellingChoice(): TellingChoice {
  if (!known) {
    known = read();
    if (known.sound) readyToRing();
  }
  const desktop = known.desktop && isAllowed();
  if (desktop !== known.desktop) known = { ...known, desktop };
  return known;
}

function choose(next: TellingChoice): void {
  known = next;
  localStorage.setItem(
    kStorageKey,
    [next.sound ? "sound" : "", next.desktop ? "desktop" : ""].filter(Boolean).join(","),
  );
  for (const listener of listeners) listener();
}

export function chooseSound(sound: boolean): void {
  choose({ ...tellingChoice(), sound });
  // To hear what it is like; and the browser lets us ring from now on.
  if (sound) chime();
}

/** Forgets what was read, as a page does that is loaded again. */
export function forgetTellingChoice(): void {
  known = undefined;
}

/** Asks the browser the first time; answers whether notifications will come. */
export async function chooseDesktop(desktop: boolean): Promise<boolean> {
  if (desktop && typeof Notification === "undefined") return false;
  const allowed = !desktop || (await Notification.requestPermission()) === "granted";
  choose({ ...tellingChoice(), desktop: desktop && allowed });
  return allowed;
}

export function useTellingChoice(): TellingChoice {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, tellingChoice);
}
