import type { Scheme } from "@shared/api/grading";
import { expect, test } from "vitest";
import { gradeOf, kFirstScheme, scoreOf, shareOf, toScheme, weightSum } from "./scheme";

const scheme: Scheme = {
  ...kFirstScheme,
  parameters: [
    { kind: "source", weight_ppm: 600_000, scores: [{ match: "转介绍", score: 100 }], other_score: 20 },
    {
      kind: "follow_ups",
      weight_ppm: 200_000,
      scores: [
        { match: "2", score: 50 },
        { match: "10", score: 100 },
      ],
      other_score: 0,
    },
  ],
};

test.each([
  // 0.6 of 100 and 0.2 of 50, of weights that make 0.8.
  [{ source: "转介绍", follow_ups: "3" }, 8750, "A"],
  // 10 is more than 2 as a number, though not as a text.
  [{ source: "转介绍", follow_ups: "10" }, 10_000, "A"],
  [{ source: "别处", follow_ups: "1" }, 1500, "D"],
  [{}, 1500, "D"],
])("%j has the score %d and the grade %s", (values, score, grade) => {
  expect(scoreOf(scheme, values)).toBe(score);
  expect(gradeOf(scheme.grades, score)).toBe(grade);
});

test("a score on the line has the higher grade", () => {
  expect(gradeOf(scheme.grades, 6000)).toBe("B");
  expect(gradeOf(scheme.grades, 5999)).toBe("C");
});

test("weights are parts of their sum", () => {
  expect(weightSum(scheme.parameters)).toBe(800_000);
  expect(shareOf(scheme.parameters[0] as never, scheme.parameters)).toBe(750_000);
  expect(scoreOf({ ...scheme, parameters: [] }, {})).toBe(0);
});

test("rows that say nothing are not sent, grades go from high to low", () => {
  const sent = toScheme({
    ...scheme,
    note: " ",
    parameters: [
      {
        kind: "region",
        weight_ppm: 1,
        scores: [
          { match: " ", score: 9 },
          { match: " 浦东 ", score: 80 },
        ],
        other_score: 5,
      },
    ],
    grades: [
      { grade: "B", min_score: 0 },
      { grade: " A ", min_score: 50 },
      { grade: "", min_score: 90 },
    ],
  });
  expect(sent.note).toBeUndefined();
  expect(sent.parameters[0]?.scores).toEqual([{ match: "浦东", score: 80 }]);
  expect(sent.grades).toEqual([
    { grade: "A", min_score: 50 },
    { grade: "B", min_score: 0 },
  ]);
});
