import { create, list, update } from "./calls";
import type * as O from "./ownFields";

export const ownFields = {
  list: list<O.OwnField>("/v1/own_fields"),
  create: create<O.OwnField, O.OwnFieldWrite>("/v1/own_fields"),
  update: update<O.OwnField, O.OwnFieldWrite>("/v1/own_fields/{id}"),
};

export const tags = {
  list: list<O.CustomerTag>("/v1/tags"),
  create: create<O.CustomerTag, O.CustomerTagWrite>("/v1/tags"),
  update: update<O.CustomerTag, O.CustomerTagWrite>("/v1/tags/{id}"),
};
