/** A bell that the browser hasn't allowed within this rings no more: later it would ring for nothing. */
const kStaleMs = 800;
const kNotes = [
  { hertz: 880, afterSeconds: 0 },
  { hertz: 1174.7, afterSeconds: 0.16 },
] as const;

let context: AudioContext | undefined;

function bell(): AudioContext | undefined {
  if (typeof AudioContext === "undefined") return undefined;
  try {
    context ??= new AudioContext();
  } catch {
    // Without sound the notice on the screen remains.
  }
  return context;
}

function ring(on: AudioContext): void {
  const start = on.currentTime;
  for (const { hertz, afterSeconds } of kNotes) {
    const oscillator = on.createOscillator();
    const volume = on.createGain();
    const at = start + afterSeconds;
    oscillator.type = "sine";
    oscillator.frequency.value = hertz;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(0.09, at + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.5);
    oscillator.connect(volume).connect(on.destination);
    oscillator.start(at);
    oscillator.stop(at + 0.55);
  }
}

/** Two soft notes, as of a bell over water. */
export function chime(): void {
  const on = bell();
  if (!on) return;
  if (on.state === "running") {
    ring(on);
    return;
  }
  const asked = Date.now();
  on.resume().then(
    () => {
      if (Date.now() - asked <= kStaleMs) ring(on);
    },
    () => undefined,
  );
}

/** Browsers let a page sound only after its person has done something on it: the first thing he does will do. */
export function readyToRing(): void {
  const unlock = () => {
    for (const kind of ["pointerdown", "keydown"]) window.removeEventListener(kind, unlock, true);
    void bell()
      ?.resume()
      .catch(() => undefined);
  };
  for (const kind of ["pointerdown", "keydown"]) window.addEventListener(kind, unlock, true);
}
