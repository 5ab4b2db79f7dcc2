#include <array>

#include "modules/identity/http.hpp"
#include "modules/identity/store.hpp"

namespace homeport::identity {
namespace {

constexpr std::array kSessionSorts{kit::SortChoice{"created_at", "e.created_at", false},
                                   kit::SortChoice{"last_seen_at", "e.last_seen_at", false}};

Result<kit::Answer> list_sessions(kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), kSessionSorts, true));
  auto query = store::session_list(read.actor.staff_id, read.now);
  kit::ListAnswer list(page);
  list.set_count(kit::count_rows(read.tx, query));
  query.page(page, "e.id");
  for (auto rows = query.run(read.tx); rows.next();) {
    Session session = store::read_session(rows);
    session.is_current = session.id == read.actor.session_id;
    const Time sorted_by = page.sort.name == "created_at" ? session.created_at : session.last_seen_at;
    if (!list.add(to_json(session, read.view()), kit::cursor_after_integer(sorted_by.us, session.id.value))) break;
  }
  return kit::Answer{.json = list.take()};
}

void add_password_routes(kit::Endpoints& endpoints, Identity& identity) {
  endpoints.blocking(
      http::Method::post, "/v1/me/password",
      {.operation_id = "change_my_password",
       .summary = "Changes one's own password and ends all other sessions.",
       .success_status = 204,
       .refusals = {"identity.wrong_password", "identity.password_too_short", "identity.password_too_common",
                    "identity.password_unchanged", "identity.locked_out"},
       .weight = kit::Weight::password},
      &table_of<PasswordChange>(), http::BodyKind::json, [&identity](kit::Blocking& blocking) -> Result<kit::Answer> {
        TRY(const auto given, record_from_json<PasswordChange>(blocking.request.body, View{}));
        TRY_DONE(change_password(identity, *blocking.actor, given, blocking.request, blocking.now));
        return kit::no_content();
      });
  endpoints.blocking(http::Method::post, "/v1/me/totp/disable",
                     {.operation_id = "disable_my_totp",
                      .summary = "Takes the second factor off, after the password was given again.",
                      .success_status = 204,
                      .refusals = {"identity.wrong_password", "identity.locked_out"},
                      .weight = kit::Weight::password},
                     &table_of<PasswordProof>(), http::BodyKind::json,
                     [&identity](kit::Blocking& blocking) -> Result<kit::Answer> {
                       TRY(const auto given, record_from_json<PasswordProof>(blocking.request.body, View{}));
                       TRY_DONE(disable_totp(identity, *blocking.actor, given, blocking.request, blocking.now));
                       return kit::no_content();
                     });
}

void add_totp_routes(kit::Endpoints& endpoints, Identity& identity) {
  // Secrets and codes are kept out of the stored answers of idempotent writes.
  endpoints.action(http::Method::post, "/v1/me/totp",
                   {.operation_id = "begin_my_totp",
                    .summary = "Makes a secret for an authenticator app; it counts once a code of it is confirmed.",
                    .answer = &table_of<TotpEnrolment>(),
                    .refusals = {"identity.totp_already_enabled"},
                    .is_idempotent = false},
                   [&identity](kit::Write& write, const kit::Call& /*call*/) -> Result<kit::Answer> {
                     TRY(const auto enrolment, begin_totp(identity, write));
                     auto answer = kit::answer_with(enrolment, write.view());
                     answer.headers.emplace_back("Cache-Control", "no-store");
                     return answer;
                   });
  endpoints.write<TotpCode>(
      http::Method::post, "/v1/me/totp/confirm",
      {.operation_id = "confirm_my_totp",
       .summary = "Puts the second factor in use with a first code.",
       .success_status = 204,
       .refusals = {"identity.totp_not_begun", "identity.totp_already_enabled", "identity.wrong_code"},
       .is_idempotent = false},
      [&identity](kit::Write& write, const kit::Call& /*call*/, const TotpCode& given) -> Result<kit::Answer> {
        TRY_DONE(confirm_totp(identity, write, given.code));
        return kit::no_content();
      });
}

}  // namespace

void add_me_routes(kit::Endpoints& endpoints, Identity& identity) {
  endpoints.read("/v1/me",
                 {.operation_id = "get_me",
                  .summary = "The signed-in person with rights, store and chain.",
                  .answer = &table_of<Me>()},
                 [&identity](kit::Read& read, const kit::Call& /*call*/) -> Result<kit::Answer> {
                   TRY(const auto found, me(read.tx, identity, read.actor.staff_id));
                   return kit::answer_with(found, read.view());
                 });
  endpoints.write<PreferencesRequest>(http::Method::patch, "/v1/me",
                                      {.operation_id = "change_my_preferences",
                                       .summary = "Sets one's own language and theme.",
                                       .answer = &table_of<Me>()},
                                      [&identity](kit::Write& write, const kit::Call& /*call*/,
                                                  const PreferencesRequest& given) -> Result<kit::Answer> {
                                        TRY(const auto changed, change_preferences(identity, write, given));
                                        return kit::answer_with(changed, write.view());
                                      });
  endpoints.read("/v1/sessions",
                 {.operation_id = "list_my_sessions",
                  .summary = "One's own open sessions.",
                  .answer = &table_of<Session>(),
                  .answer_is_list = true},
                 list_sessions);
  add_password_routes(endpoints, identity);
  add_totp_routes(endpoints, identity);
}

}  // namespace homeport::identity
