import i18next from "i18next";
import { expect, test } from "vitest";
import { texts as en } from "./en";
import { laterTexts as enLater } from "./en/later";
import { plural } from "./i18n";
import { texts as zh } from "./zh";
import { laterTexts as zhLater } from "./zh/later";

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, prefix = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") found.set(prefix + key, value);
    else for (const [below, text] of leaves(value, `${prefix}${key}.`)) found.set(below, text);
  }
  return found;
}

const parameters = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort();

const chinese = new Map([...leaves(zh), ...leaves(zhLater)]);
const english = new Map([...leaves(en), ...leaves(enLater)]);

test("what comes later takes nothing of what was there", () => {
  const first = leaves(zh);
  expect([...leaves(zhLater).keys()].filter((key) => first.has(key))).toEqual([]);
});

test("both languages have the same keys", () => {
  expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
});

test("both languages fill in the same parameters", () => {
  const differing = [...chinese].filter(
    ([key, text]) => JSON.stringify(parameters(text)) !== JSON.stringify(parameters(english.get(key) ?? "")),
  );
  expect(differing.map(([key]) => key)).toEqual([]);
});

test("no text is empty and the English ones are not Chinese by mistake", () => {
  // Names a language is written in its own script in both; the first step of the wizard addresses readers of either.
  const bilingual = new Set(["shell.chinese", "setup.languageTitle"]);
  for (const [key, text] of [...chinese, ...english]) expect(text.trim(), key).not.toBe("");
  const mixed = [...english].filter(([key, text]) => /\p{Script=Han}/u.test(text) && !bilingual.has(key));
  expect(mixed).toEqual([]);
});

test.each([
  [1, "1 day"],
  ["1", "1 day"],
  [0, "0 days"],
  [2, "2 days"],
  ["1,234", "1,234 days"],
  [-1, "-1 days"],
])("of %j is said in English as %s", async (n, words) => {
  const texts = i18next.createInstance();
  await texts.init({
    lng: "en",
    resources: { en: { translation: { days: "{{n}} {{n, plural(one: day; other: days)}}" } } },
    interpolation: { escapeValue: false },
  });
  texts.services.formatter?.add("plural", plural);
  expect(texts.t("days" as never, { n } as never)).toBe(words);
});

test("a plural names both words", () => {
  for (const [key, text] of english)
    for (const [, inside] of text.matchAll(/\{\{\w+, plural\(([^)]*)\)\}\}/g))
      expect(inside, key).toMatch(/^one: [^;]+; other: [^;]+$/);
});

// A parameter of that name would be taken for one of the two words.
test("no text with a plural has a parameter called one or other", () => {
  for (const [key, text] of english)
    if (text.includes(", plural(")) expect(text, key).not.toMatch(/\{\{(one|other)\}\}/);
});
