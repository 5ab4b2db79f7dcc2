#include <array>

#include "modules/identity/http.hpp"
#include "modules/identity/list_filters.hpp"
#include "modules/identity/store.hpp"

namespace homeport::identity {
namespace {

constexpr std::array kStaffSorts{kit::SortChoice{"name", "s.name_folded", true},
                                 kit::SortChoice{"sign_in_name", "s.sign_in_name", true},
                                 kit::SortChoice{"created_at", "s.created_at", false}};

Result<store::StaffFilter> staff_filter(const kit::Call& call) {
  store::StaffFilter filter;
  filter.q = call.query_text("q");
  TRY(filter.status, query_choice<StaffStatus>(call, "status"));
  TRY(filter.org_unit_id, call.query_id<OrgUnitId>("org_unit_id"));
  TRY(filter.role_id, call.query_id<RoleId>("role_id"));
  return filter;
}

std::string cursor_after(const kit::Page& page, const Staff& staff) {
  if (page.sort.name == "created_at") return kit::cursor_after_integer(staff.created_at.us, staff.id.value);
  return kit::cursor_after_text(page.sort.name == "name" ? staff.name_folded : staff.sign_in_name, staff.id.value);
}

Result<kit::Answer> list_staff(kit::Read& read, const kit::Call& call) {
  TRY(const auto filter, staff_filter(call));
  TRY(const auto page, kit::page_of(call.request(), kStaffSorts, false));
  auto query = store::staff_list(read.actor, filter);
  kit::ListAnswer list(page);
  list.set_count(kit::count_rows(read.tx, query));
  query.page(page, "s.id");
  std::vector<Staff> found;
  for (auto rows = query.run(read.tx); rows.next();)
    found.push_back(store::read_staff(rows));
  store::load_role_ids(read.tx, found);
  for (const auto& staff : found) {
    if (!list.add(to_json(staff, read.view()), cursor_after(page, staff))) break;
  }
  return kit::Answer{.json = list.take()};
}

// POST /v1/staff/{staff_id}/<what>
void add_action(kit::Endpoints& endpoints, Identity& identity, const std::string& what, kit::RouteSpec spec,
                Result<Staff> (*use_case)(const Identity&, kit::Write&, StaffId)) {
  spec.permission = "identity.staff.write";
  spec.answer = &table_of<Staff>();
  endpoints.action(http::Method::post, "/v1/staff/{staff_id}/" + what, std::move(spec),
                   [&identity, use_case](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     TRY(const auto id, call.path_id<StaffId>("staff_id"));
                     TRY(const auto staff, use_case(identity, write, id));
                     return kit::answer_with(staff, write.view());
                   });
}

void add_staff_actions(kit::Endpoints& endpoints, Identity& identity) {
  add_action(
      endpoints, identity, "disable",
      {.operation_id = "disable_staff",
       .summary = "Disables a person and ends all sessions of that person at once.",
       .refusals = {"identity.not_oneself", "identity.last_administrator", "identity.person_beyond_your_rights"}},
      disable_staff);
  add_action(endpoints, identity, "enable",
             {.operation_id = "enable_staff",
              .summary = "Lets a disabled person sign in again.",
              .refusals = {"identity.org_unit_disabled", "identity.person_beyond_your_rights"}},
             enable_staff);
  add_action(endpoints, identity, "remove_totp",
             {.operation_id = "remove_totp_of_staff",
              .summary = "Takes the second factor off somebody who lost it.",
              .refusals = {"identity.not_oneself", "identity.person_beyond_your_rights"}},
             remove_totp);
  endpoints.blocking(http::Method::post, "/v1/staff/{staff_id}/reset_password",
                     {.operation_id = "reset_password_of_staff",
                      .summary = "Makes a temporary password, shown once, to be changed at the next sign-in.",
                      .permission = "identity.staff.write",
                      .answer = &table_of<TemporaryPassword>(),
                      .refusals = {"identity.not_oneself", "identity.person_beyond_your_rights"},
                      .weight = kit::Weight::password},
                     nullptr, http::BodyKind::none, [&identity](kit::Blocking& blocking) -> Result<kit::Answer> {
                       TRY(const auto id, kit::Call(blocking.request).path_id<StaffId>("staff_id"));
                       TRY(const auto password, reset_password(identity, *blocking.actor, id, &blocking.request));
                       auto answer = kit::answer_with(password, blocking.view());
                       answer.headers.emplace_back("Cache-Control", "no-store");
                       return answer;
                     });
}

}  // namespace

void add_staff_routes(kit::Endpoints& endpoints, Identity& identity) {
  endpoints.read("/v1/staff",
                 {.operation_id = "list_staff",
                  .summary = "Staff within reach.",
                  .permission = "identity.staff.read",
                  .answer = &table_of<Staff>(),
                  .answer_is_list = true,
                  .query = {{"q", "part of name, sign-in name, phone, e-mail or guide number"},
                            {"status", "active or disabled"},
                            {"org_unit_id", "who works in this unit", FieldKind::id},
                            {"role_id", "who has this role", FieldKind::id}}},
                 list_staff);
  endpoints.read("/v1/staff/{staff_id}",
                 {.operation_id = "get_staff",
                  .summary = "One person.",
                  .permission = "identity.staff.read",
                  .answer = &table_of<Staff>(),
                  .refusals = {"identity.staff_unknown", "access.out_of_scope"}},
                 [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto id, call.path_id<StaffId>("staff_id"));
                   TRY(const auto staff, find_staff(read, id));
                   return kit::answer_with(staff, read.view());
                 });
  endpoints.write<Staff>(
      http::Method::post, "/v1/staff",
      {.operation_id = "create_staff",
       .summary = "Adds a person, who can sign in after reset_password.",
       .permission = "identity.staff.write",
       .answer = &table_of<Staff>(),
       .success_status = 201,
       .refusals = {"identity.sign_in_name_taken", "identity.sign_in_name_invalid", "identity.guide_number_taken",
                    "identity.phone_invalid", "identity.email_invalid", "identity.org_unit_unknown",
                    "identity.org_unit_disabled", "identity.role_unknown", "identity.role_beyond_your_rights"}},
      [&identity](kit::Write& write, const kit::Call& /*call*/, const Staff& given) -> Result<kit::Answer> {
        TRY(const auto staff, create_staff(identity, write, given));
        return kit::answer_with(staff, write.view(), 201);
      });
  endpoints.edit<Staff>(
      "/v1/staff/{staff_id}",
      {.operation_id = "edit_staff",
       .summary = "Changes what is given of a person.",
       .permission = "identity.staff.write",
       .refusals = {"identity.person_beyond_your_rights", "identity.role_beyond_your_rights",
                    "identity.last_administrator", "identity.sign_in_name_taken", "identity.guide_number_taken"}},
      [&identity](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<StaffId>("staff_id"));
        TRY(const auto version, call.if_match_version());
        TRY(const auto staff, edit_staff(identity, write, id, version, call.request().body));
        return kit::answer_with(staff, write.view());
      });
  add_staff_actions(endpoints, identity);
}

}  // namespace homeport::identity
