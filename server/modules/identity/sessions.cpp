#include "modules/identity/sessions.hpp"

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "modules/identity/rules.hpp"
#include "modules/identity/store.hpp"

namespace homeport::identity {
namespace {

constexpr std::size_t kMostUserAgentBytes = 200;

// What the other side says about itself, fit for a list: valid text of limited length or nothing.
std::string shown_user_agent(std::string_view given) {
  if (given.size() > kMostUserAgentBytes) {
    given = given.substr(0, kMostUserAgentBytes);
    while (!given.empty() && !is_valid_utf8(given))
      given.remove_suffix(1);
  }
  if (!is_valid_utf8(given) || has_control_characters(given)) return {};
  return std::string(given);
}

}  // namespace

OpenedSession open_session(kit::Write& write, StaffId staff_id, const http::Request* request) {
  OpenedSession opened{random_token(), session_expiry(write.now, write.now)};
  store::SessionRow row;
  row.id = write.new_id<SessionId>();
  row.staff_id = staff_id;
  row.token_hash = sha256(opened.token);
  row.created_at = write.now;
  row.last_seen_at = write.now;
  row.expires_at = opened.expires_at;
  if (request != nullptr) {
    row.source_address = request->source_address;
    row.user_agent = shown_user_agent(request->header("user-agent"));
  }
  store::insert_session(write.tx, row);
  store::revoke_oldest_sessions(write.tx, staff_id, kSessionsPerStaff, write.now);
  store::set_last_sign_in(write.tx, staff_id, write.now);
  return opened;
}

kit::Actor actor_without_rights(StaffId staff_id, std::string name) {
  kit::Actor actor;
  actor.staff_id = staff_id;
  actor.name = std::move(name);
  return actor;
}

}  // namespace homeport::identity
