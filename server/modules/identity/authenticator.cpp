#include "modules/identity/authenticator.hpp"

#include <algorithm>
#include <array>

#include "base/crypto.hpp"
#include "modules/identity/rules.hpp"
#include "modules/identity/store.hpp"

namespace homeport::identity {
namespace {

constexpr std::size_t kLongestToken = 128;

struct Presented {
  std::string_view token;
  bool by_cookie = false;
};

std::optional<Presented> presented_by(const http::Request& request) {
  const std::string_view authorization = request.header("authorization");
  constexpr std::string_view kScheme = "bearer ";
  Presented presented;
  const bool is_bearer =
      authorization.size() > kScheme.size() &&
      std::equal(kScheme.begin(), kScheme.end(), authorization.begin(), [](char expected, char given) {
        return expected == given || (given >= 'A' && given <= 'Z' && expected == given - 'A' + 'a');
      });
  if (is_bearer) {
    presented.token = authorization.substr(kScheme.size());
  } else {
    presented.token = request.cookie(kCookieName);
    presented.by_cookie = true;
  }
  if (presented.token.empty() || presented.token.size() > kLongestToken) return std::nullopt;
  return presented;
}

bool is_write(http::Method method) {
  return method != http::Method::get && method != http::Method::head && method != http::Method::options;
}

RequestOrigin origin_of(const http::Request& request) {
  return {request.header("sec-fetch-site"), request.header("origin"), request.header("host")};
}

Refusal cross_site() {
  return refuse(RefusalKind::forbidden, "identity.cross_site",
                "a change signed in by cookie must come from our own pages: Origin must match Host");
}

Outcome check_origin(const http::Request& request, const Presented& presented) {
  if (!presented.by_cookie || !is_write(request.method) || is_same_origin(origin_of(request))) return Done{};
  return cross_site();
}

bool is_open_before_password_change(const http::Request& request) {
  struct Open {
    http::Method method;
    std::string_view path;
  };
  constexpr std::array kOpen{
      Open{http::Method::get, "/v1/me"},
      Open{http::Method::patch, "/v1/me"},
      Open{http::Method::post, "/v1/me/password"},
      Open{http::Method::del, "/v1/sessions/current"},
  };
  return std::any_of(kOpen.begin(), kOpen.end(),
                     [&](const Open& open) { return open.method == request.method && open.path == request.path; });
}

Outcome check_password_change(const http::Request& request, bool must_change_password) {
  if (!must_change_password || is_open_before_password_change(request)) return Done{};
  return refuse(RefusalKind::forbidden, "identity.password_change_required",
                "choose a password of your own first: POST /v1/me/password");
}

Refusal sign_in_required() {
  return refuse(RefusalKind::unauthenticated, "identity.sign_in_required", "sign in first");
}

std::string cookie_with(std::string_view value, std::int64_t max_age_s, bool is_tls) {
  std::string cookie(kCookieName);
  cookie += '=';
  cookie += value;
  cookie += "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(max_age_s);
  if (is_tls) cookie += "; Secure";
  return cookie;
}

}  // namespace

std::string session_cookie(std::string_view token, bool is_tls) {
  return cookie_with(token, kLongestSessionSeconds, is_tls);
}

std::string cleared_cookie(bool is_tls) { return cookie_with("", 0, is_tls); }

Outcome check_not_foreign(const http::Request& request) {
  if (is_foreign_origin(origin_of(request))) return cross_site();
  return Done{};
}

kit::Actor load_actor(db::Transaction& tx, const PermissionCatalogue& permissions, StaffId staff_id, std::string name,
                      OrgUnitId org_unit_id, std::string_view org_unit_path) {
  const auto roles = store::roles_of_staff(tx, staff_id);
  const auto rights = rights_of(roles);
  kit::Actor actor;
  for (const auto& role : roles)
    actor.role_ids.push_back(role.id.value);
  actor.staff_id = staff_id;
  actor.name = std::move(name);
  actor.permissions = rights.everything ? kit::PermissionSet(permissions.names()) : rights.permissions;
  actor.scope = rights.scope;
  actor.org_unit_id = org_unit_id;
  actor.org_unit_path = org_unit_path;
  if (rights.scope == DataScope::branch) {
    actor.org_unit_ids = store::ids_within(tx, org_unit_path);
  } else {
    actor.org_unit_ids = {org_unit_id.value};
  }
  return actor;
}

std::shared_ptr<const kit::Actor> SessionAuthenticator::recall(const http::Request& request, Time now) {
  const auto presented = presented_by(request);
  if (!presented || !check_origin(request, *presented).ok()) return nullptr;
  const auto seen = cache_->recall(sha256(presented->token), now);
  if (!seen.actor || !check_password_change(request, seen.must_change_password).ok()) return nullptr;
  return seen.actor;
}

Result<std::shared_ptr<const kit::Actor>> SessionAuthenticator::authenticate(db::Transaction& tx,
                                                                             const http::Request& request, Time now) {
  const auto presented = presented_by(request);
  if (!presented) return sign_in_required();
  TRY_DONE(check_origin(request, *presented));
  const auto generation = cache_->generation();
  const std::string hash = sha256(presented->token);
  const auto session = store::find_session(tx, hash);
  if (!session || !session->is_active || now >= session->expires_at) return sign_in_required();

  auto actor = std::make_shared<kit::Actor>(load_actor(tx, permissions_, session->staff_id, session->staff_name,
                                                       session->org_unit_id, session->org_unit_path));
  actor->session_id = session->id;
  ActorCache::Seen seen{actor, now, session->expires_at, session->must_change_password};
  if (now >= plus_seconds(session->last_seen_at, kTouchSeconds)) {
    seen.expires_at = session_expiry(session->created_at, now);
    touch(session->id, now, seen.expires_at);
  }
  cache_->remember(hash, seen, generation);
  TRY_DONE(check_password_change(request, session->must_change_password));
  return std::shared_ptr<const kit::Actor>(std::move(actor));
}

void SessionAuthenticator::touch(SessionId id, Time now, Time expires_at) const {
  const bool is_queued = runtime_.database.submit({[id, now, expires_at](db::Transaction& tx) {
                                                     store::touch_session(tx, id, now, expires_at);
                                                     return true;
                                                   },
                                                   [](const std::exception_ptr&) {}});
  // With a full queue the next request tries again.
  static_cast<void>(is_queued);
}

}  // namespace homeport::identity
