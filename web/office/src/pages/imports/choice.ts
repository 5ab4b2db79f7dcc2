/** Which column means what. Pure. */
export type Choice<M extends string> = ReadonlyMap<number, M>;

/** One meaning has one column: the first that was given it. */
export function withoutDoubles<M extends string>(pairs: readonly (readonly [number, M])[]): Choice<M> {
  const choice = new Map<number, M>();
  for (const [index, meaning] of pairs)
    if (![...choice.values()].includes(meaning)) choice.set(index, meaning);
  return choice;
}

/** The columns a mapping kept from before names, in the order of `meanings`. */
export function pairsOf<M extends string>(
  mapping: Readonly<Partial<Record<M, unknown>>> | undefined,
  meanings: readonly M[],
): (readonly [number, M])[] {
  return meanings.flatMap((meaning) => {
    const index = mapping?.[meaning];
    return typeof index === "number" ? [[index, meaning] as const] : [];
  });
}

/** One column has one meaning and one meaning one column: a meaning moves to where it was chosen last. */
export function choose<M extends string>(
  choice: Choice<M>,
  index: number,
  meaning: M | undefined,
): Choice<M> {
  const next = new Map([...choice].filter(([other, taken]) => other !== index && taken !== meaning));
  if (meaning) next.set(index, meaning);
  return next;
}

export function columnOf<M extends string>(choice: Choice<M>, meaning: M): number | undefined {
  return [...choice].find(([, taken]) => taken === meaning)?.[0];
}
