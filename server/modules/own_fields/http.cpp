#include "kit/routes.hpp"
#include "modules/own_fields/module.hpp"
#include "modules/own_fields/service.hpp"

namespace homeport::own_fields {
namespace {

Result<kit::Answer> edit_field(kit::Write& write, const kit::Call& call) {
  return kit::edit_record<OwnFieldId>(
      write, call, "own_field_id", [&](OwnFieldId id) { return load_field(write.tx, id); },
      [&](const OwnField& before, OwnField after) { return update_field(write, before, std::move(after)); });
}

Result<kit::Answer> edit_tag(kit::Write& write, const kit::Call& call) {
  return kit::edit_record<TagId>(
      write, call, "tag_id", [&](TagId id) { return load_tag(write.tx, id); },
      [&](const Tag& before, Tag after) { return update_tag(write, before, std::move(after)); });
}

void add_field_routes(kit::Endpoints& endpoints) {
  auto list = kit::spec_of<OwnField>(
      "list_own_fields", "The fields the chain added to its customers, in their order, all.", kReadPermission);
  list.answer_is_list = true;
  endpoints.read("/v1/own_fields", list, [](kit::Read& read, const kit::Call&) -> Result<kit::Answer> {
    return kit::whole_list(load_fields(read.tx), read.view());
  });
  auto create =
      kit::spec_of<OwnField>("create_own_field", "Adds a field to the records of customers.", kWritePermission);
  create.success_status = 201;
  create.refusals = {"own_fields.key_invalid",    "own_fields.key_taken",    "own_fields.too_many_fields",
                     "own_fields.options_needed", "own_fields.option_twice", "own_fields.options_unwanted",
                     "own_fields.digits_unwanted"};
  endpoints.write<OwnField>(http::Method::post, "/v1/own_fields", create,
                            [](kit::Write& write, const kit::Call&, const OwnField& body) -> Result<kit::Answer> {
                              TRY(const auto field, create_field(write, body));
                              return kit::answer_with(field, write.view(), 201);
                            });
  auto edit = kit::spec_of<OwnField>(
      "edit_own_field", "Changes the members given; options are given all or not at all.", kWritePermission);
  edit.refusals = {"own_fields.option_gone", "own_fields.option_twice", "own_fields.options_needed"};
  edit.is_audited = false;  // an edit that changes nothing leaves no trace
  endpoints.edit<OwnField>("/v1/own_fields/{own_field_id}", edit, edit_field);
}

void add_tag_routes(kit::Endpoints& endpoints) {
  auto list = kit::spec_of<Tag>("list_tags", "The tags a customer can have, by name, all.", kReadPermission);
  list.answer_is_list = true;
  endpoints.read("/v1/tags", list, [](kit::Read& read, const kit::Call&) -> Result<kit::Answer> {
    return kit::whole_list(load_tags(read.tx), read.view());
  });
  auto create = kit::spec_of<Tag>("create_tag", "Adds a tag.", kWritePermission);
  create.success_status = 201;
  create.refusals = {"own_fields.tag_taken", "own_fields.too_many_tags"};
  endpoints.write<Tag>(http::Method::post, "/v1/tags", create,
                       [](kit::Write& write, const kit::Call&, const Tag& body) -> Result<kit::Answer> {
                         TRY(const auto tag, create_tag(write, body));
                         return kit::answer_with(tag, write.view(), 201);
                       });
  auto edit = kit::spec_of<Tag>("edit_tag", "Changes the members given.", kWritePermission);
  edit.refusals = {"own_fields.tag_taken"};
  edit.is_audited = false;
  endpoints.edit<Tag>("/v1/tags/{tag_id}", edit, edit_tag);
}

}  // namespace

void add_routes(kit::Endpoints& endpoints) {
  add_field_routes(endpoints);
  add_tag_routes(endpoints);
}

}  // namespace homeport::own_fields
