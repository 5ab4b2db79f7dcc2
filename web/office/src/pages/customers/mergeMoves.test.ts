import { describe, expect, it } from "vitest";
import { movedValues } from "./mergeMoves";

const of = (...fields: string[]) => ({ own_values: fields.map((field) => ({ field, value: "1" })) });

describe("what goes along in a merge", () => {
  it("is what the one who stays has none of", () => {
    expect(movedValues(of("skin", "height"), of("skin"))).toEqual(["height"]);
    expect(movedValues(of("skin"), of("skin"))).toEqual([]);
    expect(movedValues(of(), of("skin"))).toEqual([]);
    expect(movedValues(of("a", "b"), of())).toEqual(["a", "b"]);
  });
});
