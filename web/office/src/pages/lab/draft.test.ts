import type { ServiceType, Strategy, Tier } from "@shared/api/types";
import { describe, expect, test } from "vitest";
import { draftFrom, draftFromForm, draftOf, formField, lastYears, requestOf } from "./draft";

const strategy = {
  id: "1",
  name: "Standard",
  effective_from: "2020-01-01T00:00:00Z",
  x_ppm: 800_000,
  y_ppm: 200_000,
  development_x_ppm: 900_000,
  development_y_ppm: 100_000,
  created_at: "2020-01-01T00:00:00Z",
} as Strategy;
const tiers = [
  { id: "2", name: "Gold", threshold_points: 100, discount_ppm: 950_000, colour: "" },
  { id: "1", name: "Silver", threshold_points: 0, discount_ppm: 1_000_000, colour: "#8c8c8c" },
] as Tier[];
const types = [{ id: "7", name: "Care", weight_ppm: 300_000 }] as ServiceType[];

describe("a draft", () => {
  test("starts from what is in force, tiers by threshold", () => {
    const draft = draftOf(strategy, tiers, types);
    expect(draft.tiers.map((tier) => tier.name)).toEqual(["Silver", "Gold"]);
    expect(draft.weights).toEqual({ "7": 300_000 });
    expect(draft.strategy).not.toHaveProperty("name");
  });

  test("asks with Y as what is left of X, in every period that has its own", () => {
    const draft = {
      ...draftOf(strategy, tiers, types),
      name: " Dearer ",
      period: ["2025-01-01", "2025-06-30"],
    };
    draft.strategy.x_ppm = 700_000;
    const request = requestOf(draft as Parameters<typeof requestOf>[0]);
    expect(request).toMatchObject({ name: "Dearer", from_on: "2025-01-01", to_on: "2025-06-30" });
    expect(request.strategy).toMatchObject({
      name: "Dearer",
      x_ppm: 700_000,
      y_ppm: 300_000,
      development_y_ppm: 100_000,
    });
    expect(request.strategy).not.toHaveProperty("maintenance_y_ppm");
    expect(request.weights).toEqual([{ service_type_id: "7", weight_ppm: 300_000 }]);
    expect(request).not.toHaveProperty("store_ids");
  });

  test("comes back from what was asked", () => {
    const draft = draftOf(strategy, tiers, types);
    draft.name = "Again";
    draft.period = ["2025-01-01", "2025-06-30"];
    draft.store_ids = ["3"];
    expect(requestOf(draftFrom(requestOf(draft)))).toEqual(requestOf(draft));
  });

  test("finds the input of every objection", () => {
    const request = requestOf(draftOf(strategy, tiers, types));
    const places: [string, (string | number)[]][] = [
      ["to_on", ["period"]],
      ["strategy.y_ppm", ["strategy", "x_ppm"]],
      ["strategy.development_y_ppm", ["strategy", "development_x_ppm"]],
      ["tiers[1].threshold_points", ["tiers", 1, "threshold_points"]],
      ["weights[0].service_type_id", ["weights", "7"]],
      ["store_ids[2]", ["store_ids"]],
      ["name", ["name"]],
    ];
    for (const [field, place] of places) expect(formField(field, request), field).toEqual(place);
  });

  test("takes over what stood in the form of a version, but no date", () => {
    const handed = draftFromForm({ ...strategy, x_ppm: 700_000, starts: new Date() });
    expect(handed.name).toBe("Standard");
    expect(handed.strategy).toMatchObject({ x_ppm: 700_000, development_x_ppm: 900_000 });
    for (const key of ["starts", "name", "y_ppm", "effective_from", "id"])
      expect(handed.strategy).not.toHaveProperty(key);
  });

  test("has weights suggested from its last three years at most", () => {
    expect(lastYears("2010-01-01", "2026-11-22")).toEqual({ from: "2023-11-23", to: "2026-11-22" });
    expect(lastYears("2026-01-01", "2026-11-22")).toEqual({ from: "2026-01-01", to: "2026-11-22" });
  });
});
