const kFields = [
  '[role="radio"][tabindex="0"]',
  'input:not([type="hidden"]):not([type="radio"]):not(:disabled)',
  'input[type="radio"]:checked:not(:disabled)',
  "textarea:not(:disabled)",
].join();

/**
 * For a dialog's `afterOpenChange`: the keyboard begins in its first field, not on the button that closes it, where
 * the dialog puts it whatever says `autoFocus`. Fingers are left alone: a keyboard on the glass would hide the rest.
 */
export function focusFirst(shown: boolean): void {
  if (!shown || matchMedia("(pointer: coarse)").matches) return;
  const dialogs = document.querySelectorAll<HTMLElement>('[role="dialog"]');
  const dialog = [...dialogs].filter((one) => one.offsetParent !== null || one.offsetHeight > 0).at(-1);
  const within = document.activeElement;
  if (!dialog || (dialog.contains(within) && within?.matches(kFields))) return;
  dialog.querySelector<HTMLElement>(kFields)?.focus();
}
