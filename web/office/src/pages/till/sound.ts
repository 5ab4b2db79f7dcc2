/** A short tone, made on the spot: high for found, low and twice for not found. */
const kStorageKey = "homeport.till.silent";
let context: AudioContext | undefined;

export function isSilent(): boolean {
  return localStorage.getItem(kStorageKey) === "1";
}

export function setSilent(silent: boolean): void {
  if (silent) localStorage.setItem(kStorageKey, "1");
  else localStorage.removeItem(kStorageKey);
}

function tone(audio: AudioContext, hertz: number, from: number, seconds: number): void {
  const oscillator = audio.createOscillator();
  const volume = audio.createGain();
  oscillator.type = "square";
  oscillator.frequency.value = hertz;
  // Faded in and out: a square wave that starts at once clicks.
  volume.gain.setValueAtTime(0, from);
  volume.gain.linearRampToValueAtTime(0.06, from + 0.005);
  volume.gain.setValueAtTime(0.06, from + seconds - 0.01);
  volume.gain.linearRampToValueAtTime(0, from + seconds);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(from);
  oscillator.stop(from + seconds);
}

export function beep(kind: "ok" | "no"): void {
  if (isSilent() || typeof AudioContext === "undefined") return;
  try {
    context ??= new AudioContext();
    void context.resume();
    const now = context.currentTime;
    if (kind === "ok") tone(context, 1568, now, 0.07);
    else {
      tone(context, 233, now, 0.14);
      tone(context, 233, now + 0.2, 0.14);
    }
  } catch {
    // A device without sound still sells.
  }
}
