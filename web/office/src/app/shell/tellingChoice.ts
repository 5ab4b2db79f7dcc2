import { useSyncExternalStore } from "react";

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

export function tellingChoice(): TellingChoice {
  known ??= read();
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
  if (sound) chime();
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

let context: AudioContext | undefined;

/** Two soft notes, as of a bell over water. */
export function chime(): void {
  if (typeof AudioContext === "undefined") return;
  try {
    context ??= new AudioContext();
    void context.resume();
    const start = context.currentTime;
    for (const [hertz, after] of [
      [880, 0],
      [1174.7, 0.16],
    ] as const) {
      const oscillator = context.createOscillator();
      const volume = context.createGain();
      oscillator.type = "sine";
      oscillator.frequency.value = hertz;
      volume.gain.setValueAtTime(0, start + after);
      volume.gain.linearRampToValueAtTime(0.09, start + after + 0.015);
      volume.gain.exponentialRampToValueAtTime(0.001, start + after + 0.5);
      oscillator.connect(volume).connect(context.destination);
      oscillator.start(start + after);
      oscillator.stop(start + after + 0.55);
    }
  } catch {
    // Without sound the notice on the screen remains.
  }
}
