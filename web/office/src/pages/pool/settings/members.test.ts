import type { TFunction } from "i18next";
import { expect, test } from "vitest";
import { clock, memberOf, minutesOf, shiftText } from "./members";

const days = ((key: string) => key.replace("poolRules.members.weekday.", "")) as unknown as TFunction;
const member = (change: object) => memberOf({ kind: "staff", ref_id: "7", ...change });

test("a member is sent with what the engine needs and without its name", () => {
  expect(memberOf({ kind: "role", ref_id: "3", name: "导购", day_capacity: null })).toEqual({
    kind: "role",
    ref_id: "3",
    is_administrator: false,
    weight: 1,
    weekdays: "1234567",
    from_minute: 0,
    to_minute: 1440,
  });
});

test.each([
  [{}, ""],
  [{ weekdays: "135" }, "d1 d3 d5"],
  [{ from_minute: 540, to_minute: 1080 }, "09:00–18:00"],
  [{ weekdays: "67", from_minute: 600 }, "d6 d7 10:00–24:00"],
])("%j is the shift %j", (change, text) => {
  expect(shiftText(days, member(change))).toBe(text);
});

test.each([
  [0, "00:00"],
  [75, "01:15"],
  [1440, "24:00"],
])("%d minutes are %s, there and back", (minutes, text) => {
  expect(clock(minutes)).toBe(text);
  expect(minutesOf(text)).toBe(minutes);
});
