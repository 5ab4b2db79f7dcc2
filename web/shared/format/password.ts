export type Strength = 0 | 1 | 2 | 3 | 4;

const kCommon = [
  "password",
  "qwerty",
  "123456",
  "111111",
  "abc123",
  "iloveyou",
  "admin",
  "homeport",
  "letmein",
  "888888",
  "woaini",
];

/** What the server takes at the least. */
const kLeastPassword = 10;

/**
 * A hint while typing, no gate: the server decides. Length counts most; repeating, counting up,
 * a well-known word or one's own name takes it back.
 */
export function passwordStrength(password: string, own: readonly string[] = []): Strength {
  if (password.length < kLeastPassword) return 0;
  const lower = password.toLowerCase();
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\da-zA-Z]/].filter((kind) => kind.test(password)).length;
  const distinct = new Set(lower).size;
  let score = 1;
  if (password.length >= 12) score += 1;
  if (password.length >= 15) score += 1;
  if (kinds >= 3 || password.length >= 18) score += 1;
  const known = [...kCommon, ...own.map((word) => word.toLowerCase()).filter((word) => word.length >= 3)];
  if (known.some((word) => lower.includes(word))) score -= 2;
  if (distinct < 5) score -= 2;
  if (/(?:0123|1234|2345|3456|4567|5678|6789|abcd|bcde)/.test(lower)) score -= 1;
  return Math.max(0, Math.min(4, score)) as Strength;
}
