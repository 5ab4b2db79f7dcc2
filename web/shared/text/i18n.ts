import i18next, { type TFunction } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../format/time";
import type { texts as zhTexts } from "./zh";
import type { laterTexts as zhLaterTexts } from "./zh/later";

/** Keys are checked against the Chinese texts; a test holds the English ones to the same set. */
declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof zhTexts & typeof zhLaterTexts };
    returnNull: false;
  }
}

/** For texts such as "{{n}} {{n, plural(one: day; other: days)}}"; Chinese needs none. */
export function plural(
  count: unknown,
  _language: string | undefined,
  words: { one?: string; other?: string },
): string {
  return (String(count) === "1" ? words.one : words.other) ?? "";
}

export type Text = TFunction<"translation", undefined>;

const kStorageKey = "homeport.language";

const loaders: Record<Language, () => Promise<{ texts: object }>> = {
  zh: () => import("./zh"),
  en: () => import("./en"),
};

const laterLoaders: Record<Language, () => Promise<{ laterTexts: object }>> = {
  zh: () => import("./zh/later"),
  en: () => import("./en/later"),
};
/** Whether somebody is past the first page, in whatever language. */
let laterWanted = false;
const laterLoaded = new Set<Language>();
let markStarted = () => {};
const started = new Promise<void>((resolve) => {
  markStarted = resolve;
});

export function isLanguage(value: unknown): value is Language {
  return value === "zh" || value === "en";
}

function preferredLanguage(): Language {
  const stored = localStorage.getItem(kStorageKey);
  if (isLanguage(stored)) return stored;
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith("zh")) ? "zh" : "en";
}

export function currentLanguage(): Language {
  return isLanguage(i18next.language) ? i18next.language : "zh";
}

export async function startTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: undefined,
    fallbackLng: false,
    ns: ["translation"],
    defaultNS: "translation",
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: false },
  });
  i18next.services.formatter?.add("plural", plural);
  await switchLanguage(preferredLanguage());
  markStarted();
}

async function loadLater(language: Language): Promise<void> {
  if (!laterWanted || laterLoaded.has(language)) return;
  const { laterTexts } = await laterLoaders[language]();
  i18next.addResourceBundle(language, "translation", laterTexts, true, true);
  laterLoaded.add(language);
}

/** The texts of the pages behind the sign-in; there before the first of them is drawn. */
export async function wantLaterTexts(): Promise<void> {
  laterWanted = true;
  // The shell is fetched before the first language is known; that one then brings these texts along.
  await started;
  await loadLater(currentLanguage());
}

/** Loads the language when it is new, then turns every mounted screen over without a reload. */
export async function switchLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, "translation")) {
    const { texts } = await loaders[language]();
    i18next.addResourceBundle(language, "translation", texts);
  }
  await loadLater(language);
  await i18next.changeLanguage(language);
  localStorage.setItem(kStorageKey, language);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}
