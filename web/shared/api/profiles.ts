import type { Id, Instant } from "./types";

/** What a record has several of. */
interface Part {
  customer_id: Id;
  id: Id;
  created_at: Instant;
  updated_at: Instant;
  version: number;
}
type Written<P extends Part> = Partial<Omit<P, keyof Part>>;

export interface CustomerAddress extends Part {
  kind: "home" | "work" | "shop" | "delivery" | "other";
  country: string;
  division_code?: string;
  region?: string;
  street: string;
  postal_code?: string;
  recipient?: string;
  phone?: string;
  is_main: boolean;
  note?: string;
}
export type CustomerAddressWrite = Written<CustomerAddress>;

export interface CustomerContact extends Part {
  name: string;
  title?: string;
  phone?: string;
  email?: string;
  wechat_id?: string;
  is_main: boolean;
  note?: string;
}
export type CustomerContactWrite = Written<CustomerContact>;

export interface CustomerChannel extends Part {
  kind: "phone" | "email" | "wechat";
  value: string;
  label?: string;
}
export type CustomerChannelWrite = Written<CustomerChannel>;

export interface CustomerVehicle extends Part {
  plate?: string;
  vin?: string;
  brand?: string;
  model?: string;
  colour?: string;
  bought_on?: string;
  mileage_km?: number;
  insured_until?: string;
  warranty_until?: string;
  note?: string;
}
export type CustomerVehicleWrite = Written<CustomerVehicle>;

export interface CustomerDevice extends Part {
  kind: "phone" | "tablet" | "computer" | "watch" | "appliance" | "other";
  brand?: string;
  model?: string;
  imei?: string;
  serial_number?: string;
  bought_on?: string;
  warranty_until?: string;
  note?: string;
}
export type CustomerDeviceWrite = Written<CustomerDevice>;

export interface Birthday {
  customer_id: Id;
  calendar: "solar" | "lunar";
  birthday_on?: string;
  lunar_month?: number;
  lunar_day?: number;
  is_leap_month?: boolean;
  next_on?: string;
  days_left?: number;
}
export interface BirthdayChoice {
  calendar: "solar" | "lunar";
  lunar_month?: number;
  lunar_day?: number;
  is_leap_month?: boolean;
}

export interface Division {
  code: string;
  name: string;
  has_children: boolean;
}
