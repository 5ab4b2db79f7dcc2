import { list, type WriteOptions } from "./calls";
import { client } from "./client";
import type * as P from "./profiles";
import type { Page } from "./types";

/** The same four calls for each kind of part. */
function parts<I extends { customer_id: string; id: string }, W>(all: string, one: string) {
  const of = (customer: string, id: string) => ({ path: { customer, id } });
  return {
    list: (customer: string, signal?: AbortSignal) =>
      client.get<Page<I>>(all, { path: { customer }, signal }),
    create: (customer: string, body: W, options: WriteOptions = {}) =>
      client.post<I>(all, { path: { customer }, body, ...options }),
    update: (customer: string, id: string, body: W, options: WriteOptions) =>
      client.patch<I>(one, { ...of(customer, id), body, ...options }),
    remove: (customer: string, id: string, options: WriteOptions = {}) =>
      client.delete<void>(one, { ...of(customer, id), ...options }),
  };
}
export type PartCalls<I extends { customer_id: string; id: string }, W> = ReturnType<typeof parts<I, W>>;

export const profiles = {
  addresses: parts<P.CustomerAddress, P.CustomerAddressWrite>(
    "/v1/customers/{customer}/addresses",
    "/v1/customers/{customer}/addresses/{id}",
  ),
  contacts: parts<P.CustomerContact, P.CustomerContactWrite>(
    "/v1/customers/{customer}/contacts",
    "/v1/customers/{customer}/contacts/{id}",
  ),
  channels: parts<P.CustomerChannel, P.CustomerChannelWrite>(
    "/v1/customers/{customer}/channels",
    "/v1/customers/{customer}/channels/{id}",
  ),
  vehicles: parts<P.CustomerVehicle, P.CustomerVehicleWrite>(
    "/v1/customers/{customer}/vehicles",
    "/v1/customers/{customer}/vehicles/{id}",
  ),
  devices: parts<P.CustomerDevice, P.CustomerDeviceWrite>(
    "/v1/customers/{customer}/devices",
    "/v1/customers/{customer}/devices/{id}",
  ),
  birthday: (customer: string, signal?: AbortSignal) =>
    client.get<P.Birthday>("/v1/customers/{customer}/birthday", { path: { customer }, signal }),
  chooseBirthday: (customer: string, body: P.BirthdayChoice, options: WriteOptions = {}) =>
    client.put<P.Birthday>("/v1/customers/{customer}/birthday", { path: { customer }, body, ...options }),
  divisions: list<P.Division>("/v1/divisions"),
};
