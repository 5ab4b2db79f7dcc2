import type { components } from "./schema";

/** What a record has several of. */
type Schemas = components["schemas"];

export type CustomerAddress = Schemas["CustomerAddress"];
export type CustomerAddressWrite = Schemas["CustomerAddressPatch"];
export type CustomerContact = Schemas["CustomerContact"];
export type CustomerContactWrite = Schemas["CustomerContactPatch"];
export type CustomerChannel = Schemas["CustomerChannel"];
/** A channel's kind is chosen once. */
export type CustomerChannelWrite = Partial<Schemas["CustomerChannelCreate"]>;
export type CustomerVehicle = Schemas["CustomerVehicle"];
export type CustomerVehicleWrite = Schemas["CustomerVehiclePatch"];
export type CustomerDevice = Schemas["CustomerDevice"];
export type CustomerDeviceWrite = Schemas["CustomerDevicePatch"];
export type Birthday = Schemas["Birthday"];
export type BirthdayChoice = Schemas["BirthdayChoice"];
export type Division = Schemas["Division"];
