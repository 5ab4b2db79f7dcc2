import { byId, list, type WriteOptions } from "./calls";
import { client } from "./client";
import type { components } from "./schema";
import type { Page } from "./types";

type Schemas = components["schemas"];

/** How it stands with one purpose: asked or not, and whether it is allowed. */
export type Consent = Schemas["Consent"];
export type ConsentChange = Schemas["ConsentChange"];
export type NewConsent = Schemas["NewConsent"];
export type PhoneReveal = Schemas["PhoneReveal"];
export type RevealedPhone = Schemas["RevealedPhone"];
export type RevealReason = PhoneReveal["reason"];
export type PrivacySetting = Schemas["PrivacySetting"];

/** What a customer is given of what is held of him: to read, or for a program. */
export type PersonalFile = "zh" | "en" | "json";

export const privacy = {
  consents: (id: string, signal?: AbortSignal) =>
    client.get<Page<Consent>>("/v1/customers/{id}/consents", { ...byId(id), signal }),
  consentHistory: (id: string, signal?: AbortSignal) =>
    client.get<Page<ConsentChange>>("/v1/customers/{id}/consents/history", { ...byId(id), signal }),
  recordConsent: (id: string, body: NewConsent, options: WriteOptions = {}) =>
    client.post<Consent>("/v1/customers/{id}/consents", { ...byId(id, options), body }),
  reveal: (id: string, body: Schemas["PhoneRevealRequest"], options: WriteOptions = {}) =>
    client.post<RevealedPhone>("/v1/customers/{id}/reveal", { ...byId(id, options), body }),
  reveals: list<PhoneReveal>("/v1/reveals"),
  erase: (id: string, body: Schemas["ErasureRequest"], options: WriteOptions = {}) =>
    client.post<Schemas["Erasure"]>("/v1/customers/{id}/erase", { ...byId(id, options), body }),
  personalData: (id: string, file: PersonalFile) =>
    file === "json"
      ? client.file("/v1/customers/{id}/personal_data", byId(id))
      : client.file("/v1/customers/{id}/personal_data.pdf", { ...byId(id), query: { language: file } }),
  setting: (signal?: AbortSignal) => client.get<PrivacySetting>("/v1/privacy_settings", { signal }),
  saveSetting: (body: Partial<PrivacySetting>, options: WriteOptions) =>
    client.patch<PrivacySetting>("/v1/privacy_settings", { body, ...options }),
  preview: (days: number, signal?: AbortSignal) =>
    client.get<Schemas["RetentionPreview"]>("/v1/privacy_settings/preview", {
      query: { bin_days: days },
      signal,
    }),
  leadPreview: (months: number, signal?: AbortSignal) =>
    client.get<Schemas["LeadRetentionPreview"]>("/v1/privacy_settings/lead_preview", {
      query: { lead_months: months },
      signal,
    }),
};
