import { chime } from "./chime";
import { tellingChoice } from "./tellingChoice";

/** A tab nobody looks at lets the one somebody looks at go first. */
const kYieldMs = 120;
/** The same news reach every open tab within this. */
const kSameMs = 1500;

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function isLookedAt(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

function notifyDesktop(body: string, group: string, open: () => void): void {
  try {
    // `renotify`: the next of the same group takes the place of the one before, and is heard of again.
    const options: NotificationOptions & { renotify: boolean } = { body, tag: group, renotify: true };
    const shown = new Notification("Homeport", options);
    shown.onclick = () => {
      window.focus();
      shown.close();
      open();
    };
  } catch {
    // Phones let only installed pages do this; the notice on the screen remains.
  }
}

/**
 * Rings and notifies outside the page, as far as the person asked for it and the browser lets it. Of several open
 * tabs one does; if somebody looks at one of them, that one, and it has shown the news already.
 */
export async function tellOutside(body: string, group: string, open: () => void): Promise<void> {
  const { sound, desktop } = tellingChoice();
  if (!sound && !desktop) return;
  const looked = isLookedAt();
  const tell = () => {
    if (sound) chime();
    if (desktop && !looked) notifyDesktop(body, group, open);
  };
  // Only pages of a secure origin have locks; without them each tab tells for itself.
  if (!navigator.locks) return tell();
  if (!looked) await wait(kYieldMs);
  await navigator.locks.request(`homeport.news.${group}`, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    tell();
    await wait(kSameMs);
  });
}
