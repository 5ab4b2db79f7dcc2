#include <array>

#include "modules/identity/http.hpp"
#include "modules/identity/list_filters.hpp"
#include "modules/identity/store.hpp"

namespace homeport::identity {
namespace {

constexpr std::array kUnitSorts{kit::SortChoice{"tree", "u.path", true}, kit::SortChoice{"name", "u.name_folded", true},
                                kit::SortChoice{"created_at", "u.created_at", false}};

Result<store::OrgUnitFilter> unit_filter(const kit::Call& call) {
  store::OrgUnitFilter filter;
  filter.q = call.query_text("q");
  TRY(filter.kind, query_choice<OrgUnitKind>(call, "kind"));
  TRY(filter.status, query_choice<OrgUnitStatus>(call, "status"));
  TRY(filter.parent_id, call.query_id<OrgUnitId>("parent_id"));
  return filter;
}

std::string cursor_after(const kit::Page& page, const OrgUnit& unit) {
  if (page.sort.name == "created_at") return kit::cursor_after_integer(unit.created_at.us, unit.id.value);
  return kit::cursor_after_text(page.sort.name == "name" ? unit.name_folded : unit.path, unit.id.value);
}

Result<kit::Answer> list_org_units(kit::Read& read, const kit::Call& call) {
  TRY(const auto filter, unit_filter(call));
  TRY(const auto page, kit::page_of(call.request(), kUnitSorts, false));
  auto query = store::org_unit_list(read.actor, filter);
  kit::ListAnswer list(page);
  list.set_count(kit::count_rows(read.tx, query));
  query.page(page, "u.id");
  for (auto rows = query.run(read.tx); rows.next();) {
    const OrgUnit unit = store::read_org_unit(rows);
    if (!list.add(to_json(unit, read.view()), cursor_after(page, unit))) break;
  }
  return kit::Answer{.json = list.take()};
}

void add_unit_reads(kit::Endpoints& endpoints) {
  endpoints.read("/v1/org_units",
                 {.operation_id = "list_org_units",
                  .summary = "Headquarters, branches and stores within reach; sorted as a tree, parents first.",
                  .permission = "identity.org_units.read",
                  .answer = &table_of<OrgUnit>(),
                  .answer_is_list = true,
                  .query = {{"q", "part of name or code"},
                            {"kind", "headquarters, branch, franchisee or store"},
                            {"status", "active or disabled"},
                            {"parent_id", "what stands directly below this unit", FieldKind::id}}},
                 list_org_units);
  endpoints.read("/v1/org_units/{org_unit_id}",
                 {.operation_id = "get_org_unit",
                  .summary = "One branch or store.",
                  .permission = "identity.org_units.read",
                  .answer = &table_of<OrgUnit>(),
                  .refusals = {"identity.org_unit_unknown", "access.out_of_scope"}},
                 [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto id, call.path_id<OrgUnitId>("org_unit_id"));
                   TRY(const auto unit, find_org_unit(read, id));
                   return kit::answer_with(unit, read.view());
                 });
}

}  // namespace

void add_org_unit_routes(kit::Endpoints& endpoints, Identity& identity) {
  add_unit_reads(endpoints);
  endpoints.write<OrgUnit>(
      http::Method::post, "/v1/org_units",
      {.operation_id = "create_org_unit",
       .summary = "Adds a branch, franchisee or store.",
       .permission = "identity.org_units.write",
       .answer = &table_of<OrgUnit>(),
       .success_status = 201,
       .refusals = {"identity.parent_unknown", "identity.org_unit_misplaced", "identity.org_unit_disabled",
                    "identity.org_tree_too_deep", "identity.too_many_org_units", "identity.code_taken",
                    "identity.time_zone_unknown"}},
      [&identity](kit::Write& write, const kit::Call& /*call*/, const OrgUnit& given) -> Result<kit::Answer> {
        TRY(const auto unit, create_org_unit(identity, write, given));
        return kit::answer_with(unit, write.view(), 201);
      });
  endpoints.edit<OrgUnit>(
      "/v1/org_units/{org_unit_id}",
      {.operation_id = "edit_org_unit",
       .summary = "Changes what is given of a branch or store; status disabled closes it.",
       .permission = "identity.org_units.write",
       .refusals = {"identity.org_unit_in_use", "identity.org_unit_disabled", "identity.headquarters_fixed",
                    "identity.code_taken", "identity.time_zone_unknown"}},
      [&identity](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<OrgUnitId>("org_unit_id"));
        TRY(const auto version, call.if_match_version());
        TRY(const auto unit, edit_org_unit(identity, write, id, version, call.request().body));
        return kit::answer_with(unit, write.view());
      });
  endpoints.write<MoveRequest>(
      http::Method::post, "/v1/org_units/{org_unit_id}/move",
      {.operation_id = "move_org_unit",
       .summary = "Puts a branch or store with everything below it under another unit.",
       .permission = "identity.org_units.write",
       .answer = &table_of<OrgUnit>(),
       .refusals = {"identity.org_unit_cycle", "identity.headquarters_fixed", "identity.parent_unknown",
                    "identity.org_unit_misplaced", "identity.org_unit_disabled", "identity.org_tree_too_deep"}},
      [&identity](kit::Write& write, const kit::Call& call, const MoveRequest& given) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<OrgUnitId>("org_unit_id"));
        TRY(const auto unit, move_org_unit(identity, write, id, given.parent_id));
        return kit::answer_with(unit, write.view());
      });
}

void add_settings_routes(kit::Endpoints& endpoints) {
  endpoints.read("/v1/settings",
                 {.operation_id = "get_settings",
                  .summary = "What is the same for the whole chain.",
                  .permission = "identity.settings.write",
                  .answer = &table_of<Settings>()},
                 [](kit::Read& read, const kit::Call& /*call*/) -> Result<kit::Answer> {
                   TRY(const auto settings, find_settings(read.tx));
                   return kit::answer_with(settings, read.view());
                 });
  endpoints.edit<Settings>("/v1/settings",
                           {.operation_id = "edit_settings",
                            .summary = "Changes name, time zone or language of the chain.",
                            .permission = "identity.settings.write",
                            .refusals = {"identity.currency_fixed", "identity.time_zone_unknown"}},
                           [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                             TRY(const auto version, call.if_match_version());
                             TRY(const auto settings, edit_settings(write, version, call.request().body));
                             return kit::answer_with(settings, write.view());
                           });
}

}  // namespace homeport::identity
