import { describe, expect, test } from "vitest";
import { expiresTooEarly, grantWrite } from "./granting";

const later = "2026-12-01T00:00:00.000Z";
const latest = "2027-01-01T00:00:00.000Z";

describe("points given by hand", () => {
  test.each([
    [{}, {}],
    [{ activates_at: null, expires_at: null }, {}],
    [{ activates_at: "", expires_at: latest }, { expires_at: latest }],
    [
      { activates_at: later, expires_at: latest },
      { activates_at: later, expires_at: latest },
    ],
  ])("with the life %j are sent with %j", (life, sent) => {
    expect(grantWrite({ points: 500, reason: " 生日 ", ...life })).toEqual({
      points: 500,
      reason: "生日",
      ...sent,
    });
  });

  test.each([
    ["the strategy says when", {}, false],
    ["long after now", { expires_at: latest }, false],
    ["in the past", { expires_at: "2026-11-01T00:00:00.000Z" }, true],
    ["just now", { expires_at: "2026-11-22T00:00:00.000Z" }, true],
    ["after it can be spent", { activates_at: later, expires_at: latest }, false],
    ["before it can be spent", { activates_at: latest, expires_at: later }, true],
    ["at the moment it could be spent", { activates_at: later, expires_at: later }, true],
    ["while only the beginning is given", { activates_at: latest }, false],
  ])("expiring %s", (_, life, tooEarly) => {
    expect(expiresTooEarly(life, new Date("2026-11-22T00:00:00.000Z"))).toBe(tooEarly);
  });
});
