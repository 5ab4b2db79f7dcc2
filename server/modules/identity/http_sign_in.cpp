#include "modules/identity/authenticator.hpp"
#include "modules/identity/http.hpp"

namespace homeport::identity {
namespace {

kit::Answer signed_in(const SessionAnswer& session, const http::Request& request) {
  auto answer = kit::answer_with(session, View{}, 201);
  answer.headers.emplace_back("Set-Cookie", session_cookie(session.token, request.is_tls));
  answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

void add_setup_routes(kit::Endpoints& endpoints, Identity& identity) {
  endpoints.blocking(http::Method::get, "/v1/setup",
                     {.operation_id = "get_setup",
                      .summary = "Tells whether the chain still has to be set up.",
                      .is_public = true,
                      .answer = &table_of<SetupState>()},
                     nullptr, http::BodyKind::none, [](kit::Blocking& blocking) -> Result<kit::Answer> {
                       SetupState state;
                       state.needed =
                           !blocking.runtime.database.read([](db::Transaction& tx) { return is_set_up(tx); });
                       state.setup_code_required = state.needed;
                       return kit::answer_with(state, View{});
                     });
  endpoints.blocking(
      http::Method::post, "/v1/setup",
      {.operation_id = "set_up",
       .summary = "Sets the chain up with its first store and administrator, and signs that person in.",
       .is_public = true,
       .answer = &table_of<SessionAnswer>(),
       .success_status = 201,
       .refusals = {"identity.already_set_up", "identity.wrong_setup_code", "identity.too_many_tries",
                    "identity.password_too_short", "identity.password_too_common", "identity.sign_in_name_invalid",
                    "identity.currency_unknown", "identity.time_zone_unknown", "identity.cross_site"},
       .weight = kit::Weight::password},
      &table_of<SetupRequest>(), http::BodyKind::json, [&identity](kit::Blocking& blocking) -> Result<kit::Answer> {
        TRY_DONE(check_not_foreign(blocking.request));
        TRY(const auto given, record_from_json<SetupRequest>(blocking.request.body, View{}));
        TRY(const auto session, set_up_with_code(identity, given, blocking.request, blocking.now));
        return signed_in(session, blocking.request);
      });
}

void add_session_routes(kit::Endpoints& endpoints, Identity& identity) {
  endpoints.blocking(
      http::Method::post, "/v1/sessions",
      {.operation_id = "sign_in",
       .summary = "Signs in with name, password and, where it is enabled, the code of the second factor.",
       .is_public = true,
       .answer = &table_of<SessionAnswer>(),
       .success_status = 201,
       .refusals = {"identity.wrong_credentials", "identity.totp_required", "identity.locked_out",
                    "identity.too_many_tries", "identity.cross_site"},
       .weight = kit::Weight::password},
      &table_of<SignInRequest>(), http::BodyKind::json, [&identity](kit::Blocking& blocking) -> Result<kit::Answer> {
        TRY_DONE(check_not_foreign(blocking.request));
        TRY(const auto given, record_from_json<SignInRequest>(blocking.request.body, View{}));
        TRY(const auto session, sign_in(identity, given, blocking.request, blocking.now));
        return signed_in(session, blocking.request);
      });
  endpoints.action(http::Method::del, "/v1/sessions/current",
                   {.operation_id = "sign_out",
                    .summary = "Ends the session of this request.",
                    .success_status = 204,
                    .is_idempotent = false},
                   [&identity](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     sign_out(identity, write);
                     auto answer = kit::no_content();
                     answer.headers.emplace_back("Set-Cookie", cleared_cookie(call.request().is_tls));
                     return answer;
                   });
  endpoints.action(http::Method::del, "/v1/sessions/{session_id}",
                   {.operation_id = "end_session",
                    .summary = "Ends another session of one's own.",
                    .success_status = 204,
                    .refusals = {"identity.session_unknown"},
                    .is_idempotent = false},
                   [&identity](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     TRY(const auto id, call.path_id<SessionId>("session_id"));
                     TRY_DONE(end_session(identity, write, id));
                     return kit::no_content();
                   });
}

}  // namespace

void add_sign_in_routes(kit::Endpoints& endpoints, Identity& identity) {
  add_setup_routes(endpoints, identity);
  add_session_routes(endpoints, identity);
}

}  // namespace homeport::identity
