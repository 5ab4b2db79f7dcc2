/** Groups a mainland mobile number as people read it aloud; anything else stays as it is, masked digits included. */
export function phone(text: string): string {
  const found = /^(?:\+?86)?(1[\d*]{2})([\d*]{4})([\d*]{4})$/.exec(text.replace(/[\s-]/g, ""));
  return found ? `${found[1]} ${found[2]} ${found[3]}` : text;
}

export function isMasked(text: string): boolean {
  return text.includes("*");
}

/** "张" of "张伟", "AL" of "Ada Lovelace": what an avatar shows. */
export function initials(name: string): string {
  const trimmed = name.trim();
  if (trimmed === "") return "?";
  const first = [...trimmed][0] ?? "?";
  if (/\p{Script=Han}/u.test(first)) return first;
  const words = trimmed.split(/\s+/);
  const second = words.length > 1 ? ([...(words[words.length - 1] ?? "")][0] ?? "") : "";
  return `${first}${second}`.toUpperCase();
}
