#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "modules/identity/http.hpp"
#include "modules/identity/permissions.hpp"
#include "modules/identity/store.hpp"

namespace homeport::identity {
namespace {

constexpr std::array kRoleSorts{kit::SortChoice{"name", "r.name", true},
                                kit::SortChoice{"created_at", "r.created_at", false}};
constexpr std::array kPermissionSorts{kit::SortChoice{"name", "name", true}};

// The administrator's list is what there is to allow, which also grows with the program.
void show_everything(Role& role, const PermissionCatalogue& catalogue) {
  if (role.grants_everything) role.permissions = catalogue.names();
}

Result<kit::Answer> list_roles(const Identity& identity, kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), kRoleSorts, false));
  auto query = store::role_list(call.query_text("q"));
  kit::ListAnswer list(page);
  list.set_count(kit::count_rows(read.tx, query));
  query.page(page, "r.id");
  std::vector<Role> found;
  for (auto rows = query.run(read.tx); rows.next();)
    found.push_back(store::read_role(rows));
  store::load_permissions(read.tx, found);
  for (auto& role : found) {
    show_everything(role, identity.permissions());
    const std::string cursor = page.sort.name == "name" ? kit::cursor_after_text(role.name, role.id.value)
                                                        : kit::cursor_after_integer(role.created_at.us, role.id.value);
    if (!list.add(to_json(role, read.view()), cursor)) break;
  }
  return kit::Answer{.json = list.take()};
}

Result<kit::Answer> list_permissions(const Identity& identity, kit::Read& read, const kit::Call& call) {
  TRY(auto page, kit::page_of(call.request(), kPermissionSorts, false));
  std::vector<kit::Permission> shown = identity.permissions().all();
  // The program bounds this list, and the role editor wants the whole of it.
  if (!call.request().query_value("limit")) page.limit = static_cast<std::int64_t>(shown.size());
  if (page.descending) std::reverse(shown.begin(), shown.end());
  kit::ListAnswer list(page);
  list.set_count({static_cast<std::int64_t>(shown.size()), true});
  for (const auto& permission : shown) {
    if (page.after_text &&
        (page.descending ? permission.name >= *page.after_text : permission.name <= *page.after_text)) {
      continue;
    }
    // A cursor wants an id beside the name; the names alone are distinct.
    if (!list.add(to_json(info_of(permission), read.view()), kit::cursor_after_text(permission.name, 1))) break;
  }
  return kit::Answer{.json = list.take()};
}

void add_role_reads(kit::Endpoints& endpoints, Identity& identity) {
  endpoints.read("/v1/roles",
                 {.operation_id = "list_roles",
                  .summary = "All roles.",
                  .permission = "identity.roles.read",
                  .answer = &table_of<Role>(),
                  .answer_is_list = true,
                  .query = {{"q", "part of the name"}}},
                 [&identity](kit::Read& read, const kit::Call& call) { return list_roles(identity, read, call); });
  endpoints.read("/v1/roles/{role_id}",
                 {.operation_id = "get_role",
                  .summary = "One role.",
                  .permission = "identity.roles.read",
                  .answer = &table_of<Role>(),
                  .refusals = {"identity.role_unknown"}},
                 [&identity](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto id, call.path_id<RoleId>("role_id"));
                   TRY(auto role, find_role(read, id));
                   show_everything(role, identity.permissions());
                   return kit::answer_with(role, read.view());
                 });
  endpoints.read(
      "/v1/permissions",
      {.operation_id = "list_permissions",
       .summary = "Everything that can be allowed, of all modules.",
       .permission = "identity.roles.read",
       .answer = &table_of<PermissionInfo>(),
       .answer_is_list = true},
      [&identity](kit::Read& read, const kit::Call& call) { return list_permissions(identity, read, call); });
}

}  // namespace

void add_role_routes(kit::Endpoints& endpoints, Identity& identity) {
  add_role_reads(endpoints, identity);
  endpoints.write<Role>(
      http::Method::post, "/v1/roles",
      {.operation_id = "create_role",
       .summary = "Adds a role.",
       .permission = "identity.roles.write",
       .answer = &table_of<Role>(),
       .success_status = 201,
       .refusals = {"identity.role_name_taken", "identity.permission_unknown", "identity.role_beyond_your_rights",
                    "identity.roles_need_whole_chain"}},
      [&identity](kit::Write& write, const kit::Call& /*call*/, const Role& given) -> Result<kit::Answer> {
        TRY(const auto role, create_role(identity, write, given));
        return kit::answer_with(role, write.view(), 201);
      });
  endpoints.edit<Role>(
      "/v1/roles/{role_id}",
      {.operation_id = "edit_role",
       .summary = "Changes what is given of a role, for everybody who has it.",
       .permission = "identity.roles.write",
       .refusals = {"identity.administrator_fixed", "identity.role_beyond_your_rights",
                    "identity.roles_need_whole_chain", "identity.permission_unknown", "identity.role_name_taken"}},
      [&identity](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<RoleId>("role_id"));
        TRY(const auto version, call.if_match_version());
        TRY(const auto role, edit_role(identity, write, id, version, call.request().body));
        return kit::answer_with(role, write.view());
      });
  endpoints.action(http::Method::del, "/v1/roles/{role_id}",
                   {.operation_id = "delete_role",
                    .summary = "Deletes a role that nobody has.",
                    .permission = "identity.roles.write",
                    .success_status = 204,
                    .refusals = {"identity.role_built_in", "identity.role_in_use", "identity.role_beyond_your_rights"}},
                   [&identity](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     TRY(const auto id, call.path_id<RoleId>("role_id"));
                     TRY_DONE(delete_role(identity, write, id));
                     return kit::no_content();
                   });
}

}  // namespace homeport::identity
