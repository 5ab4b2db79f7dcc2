#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kit/access.hpp"
#include "kit/runtime.hpp"
#include "modules/identity/actor_cache.hpp"
#include "modules/identity/permissions.hpp"

namespace homeport::identity {

inline constexpr std::string_view kCookieName = "homeport_session";

// "homeport_session=…; Path=/; HttpOnly; SameSite=Lax; Max-Age=…", with Secure on TLS.
[[nodiscard]] std::string session_cookie(std::string_view token, bool is_tls);
[[nodiscard]] std::string cleared_cookie(bool is_tls);
// Refuses a sign-in or set-up that another site's page sends: identity.cross_site.
[[nodiscard]] Outcome check_not_foreign(const http::Request& request);

// The rights of a person from the database, as an actor.
[[nodiscard]] kit::Actor load_actor(db::Transaction& tx, const PermissionCatalogue& permissions, StaffId staff_id,
                                    std::string name, OrgUnitId org_unit_id, std::string_view org_unit_path);

// Finds the session of a request by its bearer token or cookie.
//   identity.sign_in_required: no session, or it is revoked, expired, or its person disabled.
//   identity.cross_site: a write by cookie that doesn't come from our own pages.
//   identity.password_change_required: anything but /v1/me, the change itself and signing out, until it is done.
class SessionAuthenticator final : public kit::Authenticator {
 public:
  SessionAuthenticator(kit::Runtime& runtime, std::shared_ptr<ActorCache> cache, const PermissionCatalogue& permissions)
      : runtime_(runtime), cache_(std::move(cache)), permissions_(permissions) {}

  [[nodiscard]] std::shared_ptr<const kit::Actor> recall(const http::Request& request, Time now) override;
  [[nodiscard]] Result<std::shared_ptr<const kit::Actor>> authenticate(db::Transaction& tx,
                                                                       const http::Request& request, Time now) override;

 private:
  // Writes last_seen_at in a transaction of its own, without waiting: the one at hand may be a read.
  void touch(SessionId id, Time now, Time expires_at) const;

  kit::Runtime& runtime_;
  std::shared_ptr<ActorCache> cache_;
  const PermissionCatalogue& permissions_;
};

}  // namespace homeport::identity
