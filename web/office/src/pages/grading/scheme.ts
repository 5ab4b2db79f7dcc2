import type { GradeBand, ParameterKind, Scheme, SchemeParameter } from "@shared/api/grading";

export const kKinds: readonly ParameterKind[] = ["source", "interest", "region", "activity", "follow_ups"];
/** Those whose values are numbers: a row then says "at least". */
export const kNumeric: ReadonlySet<ParameterKind> = new Set(["activity", "follow_ups"]);
const kOne = 1_000_000;
const kHundred = 100;

export const kFirstScheme: Scheme = {
  purpose: "lead",
  parameters: [],
  grades: [
    { grade: "A", min_score: 80 },
    { grade: "B", min_score: 60 },
    { grade: "C", min_score: 30 },
    { grade: "D", min_score: 0 },
  ],
};

export function weightSum(parameters: readonly SchemeParameter[]): number {
  return parameters.reduce((sum, one) => sum + (Number.isFinite(one.weight_ppm) ? one.weight_ppm : 0), 0);
}

/** The part of the whole that one weight makes, in ppm. */
export function shareOf(parameter: SchemeParameter, parameters: readonly SchemeParameter[]): number {
  const sum = weightSum(parameters);
  return sum > 0 ? Math.round((parameter.weight_ppm / sum) * kOne) : 0;
}

/** The score of given values, in hundredths, as the server works it out: for the example beside the editor. */
export function scoreOf(scheme: Scheme, values: Partial<Record<ParameterKind, string>>): number {
  const sum = weightSum(scheme.parameters);
  if (sum === 0) return 0;
  const weighed = scheme.parameters.reduce(
    (total, one) => total + one.weight_ppm * partScore(one, values[one.kind]),
    0,
  );
  return Math.floor((weighed * kHundred) / sum);
}

function partScore(parameter: SchemeParameter, value: string | undefined): number {
  const given = value?.trim();
  if (!given) return parameter.other_score;
  if (!kNumeric.has(parameter.kind))
    return parameter.scores.find((one) => one.match.trim() === given)?.score ?? parameter.other_score;
  const number = Number(given);
  const reached = parameter.scores
    .filter((one) => Number(one.match) <= number)
    .sort((a, b) => Number(b.match) - Number(a.match));
  return reached[0]?.score ?? parameter.other_score;
}

export function gradeOf(grades: readonly GradeBand[], scoreHundredths: number): string | undefined {
  return [...grades]
    .sort((a, b) => b.min_score - a.min_score)
    .find((one) => one.min_score * kHundred <= scoreHundredths)?.grade;
}

/** What is sent: rows that say nothing left out, grades from high to low. */
export function toScheme(draft: Scheme): Scheme {
  const note = draft.note?.trim();
  return {
    purpose: draft.purpose,
    ...(note ? { note } : {}),
    parameters: draft.parameters.map((one) => ({
      kind: one.kind,
      weight_ppm: one.weight_ppm,
      scores: one.scores
        .filter((row) => row.match.trim() !== "")
        .map((row) => ({ match: row.match.trim(), score: row.score })),
      other_score: one.other_score,
    })),
    grades: [...draft.grades]
      .filter((one) => one.grade.trim() !== "")
      .sort((a, b) => b.min_score - a.min_score)
      .map((one) => ({ grade: one.grade.trim(), min_score: one.min_score })),
  };
}
