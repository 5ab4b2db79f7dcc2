import { expect, test } from "vitest";
import type { OrgUnit } from "../api/types";
import { unitTree } from "./unitTree";

const unit = (id: string, parent_id?: string): OrgUnit => ({
  id,
  parent_id,
  kind: "store",
  name: `unit ${id}`,
  status: "active",
  version: 1,
  created_at: "2026-11-21T10:00:00Z",
});

test("units stand below their parents, in the order they came", () => {
  const [top] = unitTree([unit("1"), unit("2", "1"), unit("3", "2"), unit("4", "1")]);
  expect(top?.children.map((node) => node.value)).toEqual(["2", "4"]);
  expect(top?.children[0]?.children.map((node) => node.value)).toEqual(["3"]);
});

test("a unit whose parent is out of reach stands at the top, and none is lost to itself", () => {
  expect(unitTree([unit("5", "99"), unit("6", "6")]).map((node) => node.value)).toEqual(["5", "6"]);
});
