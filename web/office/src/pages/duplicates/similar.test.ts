import { expect, test } from "vitest";
import { similarRequest } from "./similar";

test("nobody is looked for by a letter or the beginning of a phone", () => {
  expect(similarRequest(undefined)).toBeUndefined();
  expect(similarRequest({ name: " 王 " })).toBeUndefined();
  expect(similarRequest({ phone: "1380" })).toBeUndefined();
});

test("what is known is asked with, trimmed; what is blank is left out", () => {
  expect(similarRequest({ name: " 王小明 ", phone: "138", email: " " })).toEqual({
    kind: "person",
    name: "王小明",
  });
  expect(similarRequest({ phone: "13800138000", kind: "organisation" })).toEqual({
    kind: "organisation",
    name: "",
    phone: "13800138000",
  });
  expect(similarRequest({ card_number: "60000001" })).toMatchObject({ card_number: "60000001" });
});
