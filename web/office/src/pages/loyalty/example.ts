/**
 * One sale worked through, to show what the parameters of a strategy do while somebody types them. The same arithmetic as
 * the server's, in integers; the server's counts.
 */
export interface ExampleLine {
  amountMinor: number;
  marginPpm: number;
  weightPpm: number;
}

export interface ExampleTerms {
  xPpm: number;
  discountPpm: number;
  multiplierPpm: number;
  /** 0: none. */
  capPoints: number;
  bonusPoints: number;
  accrueOnPaid: boolean;
  walletRatePpm: number;
}

export interface Example {
  listMinor: number;
  costMinor: number;
  consumption: number;
  profit: number;
  /** Before cap and bonus: what the payable is worked out from. */
  combined: number;
  payableMinor: number;
  rebateMinor: number;
  /** What the sale adds to the combined points in the end. */
  granted: number;
  /** What it adds to the wallet. */
  wallet: number;
}

const kPpm = 1_000_000n;

/** Half away from zero. */
function divided(value: bigint, by: bigint): bigint {
  const negative = value < 0n;
  const rounded = ((negative ? -value : value) * 2n + by) / (by * 2n);
  return negative ? -rounded : rounded;
}

const rate = (value: bigint, ppm: bigint) => divided(value * ppm, kPpm);
const least = (a: bigint, b: bigint) => (a < b ? a : b);
const most = (a: bigint, b: bigint) => (a > b ? a : b);

/** Money in hundredths: 1.00 point is 1.00 of profit, so both count alike here. */
export function workedExample(lines: readonly ExampleLine[], terms: ExampleTerms): Example {
  const x = BigInt(terms.xPpm);
  const y = kPpm - x;
  let list = 0n;
  let profit = 0n;
  let weighed = 0n;
  for (const line of lines) {
    const amount = BigInt(line.amountMinor);
    list += amount;
    profit += rate(amount, BigInt(line.marginPpm));
    weighed += amount * divided(BigInt(line.weightPpm) * BigInt(terms.multiplierPpm), kPpm);
  }
  const cost = list - profit;
  // Exact until the end, then rounded once.
  const combinedOf = (zt: bigint) => divided(x * zt * kPpm + y * weighed, kPpm * kPpm);
  const consumption = divided(weighed, kPpm);
  const combined = most(0n, combinedOf(profit));
  const asked = rate(combined, BigInt(terms.discountPpm)) + cost;
  const payable = cost > list ? list : most(cost, least(list, asked));
  const rebate = list - payable;
  const accrued = most(0n, combinedOf(terms.accrueOnPaid ? profit - rebate : profit));
  const cap = BigInt(terms.capPoints);
  const capped = cap > 0n ? least(accrued, cap) : accrued;
  const granted = capped + (accrued > 0n ? BigInt(terms.bonusPoints) : 0n);
  return {
    listMinor: Number(list),
    costMinor: Number(cost),
    consumption: Number(most(0n, consumption)),
    profit: Number(profit),
    combined: Number(combined),
    payableMinor: Number(payable),
    rebateMinor: Number(rebate),
    granted: Number(granted),
    wallet: Number(rate(granted, BigInt(terms.walletRatePpm))),
  };
}
