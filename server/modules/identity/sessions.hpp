#pragma once

#include <string>

#include "kit/use_case.hpp"
#include "modules/identity/account_types.hpp"

namespace homeport::identity {

struct OpenedSession {
  std::string token;
  Time expires_at;
};

// A new session of a person; beyond kSessionsPerStaff his oldest end. `request` may be nullptr (terminal).
[[nodiscard]] OpenedSession open_session(kit::Write& write, StaffId staff_id, const http::Request* request);

// An actor for what a person does while signing in: named in the audit trail, without any right.
[[nodiscard]] kit::Actor actor_without_rights(StaffId staff_id, std::string name);

}  // namespace homeport::identity
