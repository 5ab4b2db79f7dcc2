/** Pages that hear the scanner themselves; while there is one, what the whole office does with a scan waits. */
let holders = 0;

/** From now on until the answer is called. */
export function holdScanner(): () => void {
  holders += 1;
  let held = true;
  return () => {
    if (held) holders -= 1;
    held = false;
  };
}

export function isScannerHeld(): boolean {
  return holders > 0;
}
