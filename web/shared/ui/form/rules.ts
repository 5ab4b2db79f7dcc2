import type { Rule } from "antd/es/form";
import type { Text } from "../../text/i18n";

export function needed(t: Text, label: string): Rule {
  return { required: true, whitespace: true, message: t("form.required", { label }) };
}

/** For choices and amounts, where whitespace has no meaning. */
export function chosen(t: Text, label: string): Rule {
  return { required: true, message: t("form.required", { label }) };
}

export function atMost(t: Text, max: number): Rule {
  return { max, message: t("form.tooLong", { n: max }) };
}

/** The field's text must read as an amount; `message` says which kind. */
export function readable(message: string): Rule {
  return {
    validator: (_rule, value: unknown) =>
      typeof value === "number" && Number.isNaN(value)
        ? Promise.reject(new Error(message))
        : Promise.resolve(),
  };
}

export function between(min: number, max: number, message: string): Rule {
  return {
    validator: (_rule, value: unknown) =>
      typeof value === "number" && !Number.isNaN(value) && (value < min || value > max)
        ? Promise.reject(new Error(message))
        : Promise.resolve(),
  };
}

export function emailLike(t: Text): Rule {
  return { pattern: /^\S+@\S+\.\S+$/, message: t("form.email") };
}

export function phoneLike(t: Text): Rule {
  return { pattern: /^\+?[\d\s()\-*]{5,24}$/, message: t("form.phone") };
}
