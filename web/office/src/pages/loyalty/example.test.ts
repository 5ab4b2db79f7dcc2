import { describe, expect, test } from "vitest";
import { type ExampleLine, type ExampleTerms, workedExample } from "./example";

const plain: ExampleTerms = {
  xPpm: 800_000,
  discountPpm: 900_000,
  multiplierPpm: 1_000_000,
  capPoints: 0,
  bonusPoints: 0,
  accrueOnPaid: false,
  walletRatePpm: 1_000_000,
};
const line = (amountMinor: number, marginPpm: number, weightPpm: number): ExampleLine => ({
  amountMinor,
  marginPpm,
  weightPpm,
});
const two = [line(100_000, 200_000, 200_000), line(50_000, 400_000, 300_000)];

describe("a sale worked through", () => {
  test.each<[string, ExampleLine[], Partial<ExampleTerms>, object]>([
    [
      "weights near the margin",
      two,
      {},
      {
        consumption: 35_000,
        profit: 40_000,
        combined: 39_000,
        costMinor: 110_000,
        payableMinor: 145_100,
        rebateMinor: 4900,
      },
    ],
    [
      "weights of one give no rebate",
      [line(100_000, 200_000, 1_000_000), line(50_000, 400_000, 1_000_000)],
      {},
      { consumption: 150_000, combined: 62_000, payableMinor: 150_000, rebateMinor: 0 },
    ],
    [
      "rounding happens once, at the end",
      [line(9999, 333_333, 333_300), line(1, 500_000, 500_000)],
      { discountPpm: 850_000 },
      {
        consumption: 3333,
        profit: 3334,
        combined: 3334,
        costMinor: 6666,
        payableMinor: 9500,
        rebateMinor: 500,
      },
    ],
    [
      "a line sold at a loss takes from the profit",
      [line(30_000, -200_000, 100_000), line(90_000, 333_333, 300_000)],
      { discountPpm: 950_000 },
      {
        consumption: 30_000,
        profit: 24_000,
        combined: 25_200,
        costMinor: 96_000,
        payableMinor: 119_940,
        rebateMinor: 60,
      },
    ],
  ])("%s", (_name, lines, terms, expected) => {
    expect(workedExample(lines, { ...plain, ...terms })).toMatchObject(expected);
  });

  test("cap and bonus change what is granted, never what is paid", () => {
    const free = workedExample(two, plain);
    const capped = workedExample(two, { ...plain, capPoints: 10_000, bonusPoints: 500 });
    expect(capped.granted).toBe(10_500);
    expect(capped.payableMinor).toBe(free.payableMinor);
  });

  test("on the price paid the rebate counts against the profit", () => {
    expect(workedExample(two, { ...plain, accrueOnPaid: true }).granted).toBe(39_000 - 3920);
  });

  test("the wallet gets its rate of what is granted", () => {
    expect(workedExample(two, { ...plain, walletRatePpm: 500_000 }).wallet).toBe(19_500);
  });

  test("a customer never pays less than the cost, nor more than the list price", () => {
    for (const discountPpm of [1, 500_000, 1_000_000]) {
      const { payableMinor, costMinor, listMinor } = workedExample(two, { ...plain, discountPpm });
      expect(payableMinor).toBeGreaterThanOrEqual(costMinor);
      expect(payableMinor).toBeLessThanOrEqual(listMinor);
    }
  });
});
