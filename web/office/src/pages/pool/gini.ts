/** Points of the Lorenz curve: which share of the whole the lower x of the people have. Both ends are 0 and 1. */
export function lorenz(shares: readonly number[]): { x: number; y: number }[] {
  const sorted = [...shares].filter((share) => share >= 0).sort((a, b) => a - b);
  const whole = sorted.reduce((sum, share) => sum + share, 0);
  const points = [{ x: 0, y: 0 }];
  let sum = 0;
  for (const [i, share] of sorted.entries()) {
    sum += share;
    points.push({ x: (i + 1) / sorted.length, y: whole > 0 ? sum / whole : (i + 1) / sorted.length });
  }
  return sorted.length > 0 ? points : [...points, { x: 1, y: 1 }];
}

/** What a concentration means in words; below a third is what chance alone makes of small numbers. */
export function verdict(giniPpm: number): "good" | "middle" | "bad" {
  if (giniPpm < 330_000) return "good";
  return giniPpm < 500_000 ? "middle" : "bad";
}
