#include "modules/identity/rules.hpp"

#include <algorithm>
#include <array>

#include <arpa/inet.h>
#include <unicode/ucurr.h>

#include "base/text.hpp"

namespace homeport::identity {
namespace {

constexpr std::size_t kShortestSignInName = 2;
constexpr std::size_t kLongestSignInName = 64;

std::string_view without_default_port(std::string_view authority, std::string_view scheme) {
  const std::string_view port = scheme == "https" ? ":443" : ":80";
  if (authority.ends_with(port)) authority.remove_suffix(port.size());
  return authority;
}

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

bool is_origin_of_host(std::string_view origin, std::string_view host) {
  const auto colon = origin.find("://");
  if (colon == std::string_view::npos || host.empty()) return false;
  const std::string scheme = lower_ascii(origin.substr(0, colon));
  if (scheme != "http" && scheme != "https") return false;
  const std::string from = lower_ascii(origin.substr(colon + 3));
  const std::string here = lower_ascii(host);
  return without_default_port(from, scheme) == without_default_port(here, scheme);
}

std::string describe(std::string_view permission) { return "the permission " + std::string(permission); }

// What `own` lacks of `other`; empty when nothing.
std::string first_missing(const Rights& own, const Rights& other) {
  if (own.everything) return {};
  if (other.everything) return "the rights of an administrator";
  for (const auto& permission : other.permissions.names()) {
    if (!own.has(permission)) return describe(permission);
  }
  if (other.scope > own.scope) {
    return "the data scope " + std::string(word_of(other.scope));
  }
  return {};
}

}  // namespace

Attempts after_failure(const Attempts& before, const LockoutPolicy& policy, Time now) {
  Attempts after = before;
  if (now > plus_seconds(before.last_failure_at, policy.memory_s)) after = Attempts{};
  ++after.failures;
  after.last_failure_at = now;
  if (after.failures >= policy.failures_to_lock) {
    std::int64_t seconds = kFirstLockSeconds;
    for (auto i = policy.failures_to_lock; i < after.failures && seconds < policy.longest_lock_s; ++i)
      seconds *= 2;
    after.locked_until = plus_seconds(now, std::min(seconds, policy.longest_lock_s));
  }
  return after;
}

std::int64_t seconds_locked(const Attempts& attempts, Time now) {
  if (attempts.locked_until <= now) return 0;
  return (attempts.locked_until.us - now.us + kMicrosPerSecond - 1) / kMicrosPerSecond;
}

std::string address_key(std::string_view source_address) {
  std::string text(source_address);
  std::array<unsigned char, 16> bytes{};
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  constexpr std::array<unsigned char, 12> kMappedPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  std::array<char, INET6_ADDRSTRLEN> out{};
  if (std::equal(kMappedPrefix.begin(), kMappedPrefix.end(), bytes.begin())) {
    return inet_ntop(AF_INET, bytes.data() + kMappedPrefix.size(), out.data(), out.size());
  }
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  return std::string(inet_ntop(AF_INET6, bytes.data(), out.data(), out.size())) + "/64";
}

Time session_expiry(Time created_at, Time last_seen_at) {
  return std::min(plus_seconds(last_seen_at, kIdleSeconds), plus_seconds(created_at, kLongestSessionSeconds));
}

bool is_same_origin(const RequestOrigin& origin) {
  if (!origin.fetch_site.empty()) return origin.fetch_site == "same-origin" || origin.fetch_site == "none";
  return is_origin_of_host(origin.origin, origin.host);
}

bool is_foreign_origin(const RequestOrigin& origin) {
  return !(origin.fetch_site.empty() && origin.origin.empty()) && !is_same_origin(origin);
}

std::optional<std::string> normalise_sign_in_name(std::string_view given) {
  std::string name = lower_ascii(fold_for_search(given));
  if (name.size() < kShortestSignInName || name.size() > kLongestSignInName) return std::nullopt;
  const bool is_plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view("._-@+").find(c) != std::string_view::npos;
  });
  if (!is_plain) return std::nullopt;
  return name;
}

bool is_plausible_email(std::string_view given) {
  const auto at = given.rfind('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == given.size() || given.size() > 254) return false;
  if (given.find_first_of(" \t<>(),;:\"") != std::string_view::npos) return false;
  const std::string_view domain = given.substr(at + 1);
  return domain.find('.') != std::string_view::npos && domain.front() != '.' && domain.back() != '.';
}

Outcome check_new_password(std::string_view password, std::string_view sign_in_name, std::string_view field) {
  const auto problem = problem_with_password(password, sign_in_name);
  if (!problem) return Done{};
  std::string detail;
  switch (*problem) {
    case PasswordProblem::not_text: detail = "the password is not valid text"; break;
    case PasswordProblem::too_short:
      detail = "the password needs at least " + std::to_string(kLeastPasswordCharacters) + " characters";
      break;
    case PasswordProblem::too_long:
      detail = "the password may have at most " + std::to_string(kMostPasswordBytes) + " bytes";
      break;
    case PasswordProblem::too_common: detail = "this is one of the passwords that are tried first"; break;
    case PasswordProblem::same_as_sign_in_name: detail = "the password must differ from the sign-in name"; break;
  }
  return refuse(RefusalKind::unprocessable, "identity.password_" + std::string(name_of(*problem)), std::move(detail),
                std::string(field));
}

namespace {

std::optional<std::int64_t> look_up_currency_digits(std::string_view code) {
  if (code.size() != 3) return std::nullopt;
  std::array<UChar, 4> wide{};
  for (std::size_t i = 0; i < 3; ++i) {
    if (code[i] < 'A' || code[i] > 'Z') return std::nullopt;
    wide.at(i) = static_cast<UChar>(code[i]);
  }
  UErrorCode error = U_ZERO_ERROR;
  if (ucurr_isAvailable(wide.data(), -U_DATE_MAX, U_DATE_MAX, &error) == 0 || U_FAILURE(error) != 0)
    return std::nullopt;
  const auto digits = ucurr_getDefaultFractionDigits(wide.data(), &error);
  if (U_FAILURE(error) != 0) return std::nullopt;
  return digits;
}

}  // namespace

// Each sale asks for the one currency of its chain, and ICU searches its tables each time.
std::optional<std::int64_t> currency_digits(std::string_view code) {
  thread_local std::string last_code;
  thread_local std::optional<std::int64_t> last_digits;
  if (code != last_code) {
    last_digits = look_up_currency_digits(code);
    last_code = code;
  }
  return last_digits;
}

std::string path_below(std::string_view parent_path, OrgUnitId id) {
  return (parent_path.empty() ? "/" : std::string(parent_path)) + to_string(id) + "/";
}

std::int64_t depth_of(std::string_view path) { return std::count(path.begin(), path.end(), '/') - 1; }

bool is_within(std::string_view path, std::string_view ancestor_path) { return path.starts_with(ancestor_path); }

std::string end_of_subtree(std::string_view path) {
  std::string end(path);
  CHECK(end.ends_with('/'));
  end.back() = '/' + 1;
  return end;
}

std::optional<OrgUnitId> parent_in_path(std::string_view path) {
  CHECK(path.size() >= 3 && path.ends_with('/'));
  const auto end = path.rfind('/', path.size() - 2);
  if (end == 0) return std::nullopt;
  const auto start = path.rfind('/', end - 1);
  return parse_id_as<OrgUnitId>(path.substr(start + 1, end - start - 1));
}

Outcome check_place(OrgUnitKind kind, const OrgUnit& parent, std::int64_t levels) {
  using enum OrgUnitKind;
  const bool fits = kind == store        ? parent.kind != store
                    : kind == branch     ? parent.kind == headquarters || parent.kind == branch
                    : kind == franchisee ? parent.kind == headquarters || parent.kind == branch
                                         : false;
  const auto& names = Choices<OrgUnitKind>::names;
  if (!fits) {
    return refuse(RefusalKind::unprocessable, "identity.org_unit_misplaced",
                  "a " + std::string(names.at(static_cast<std::size_t>(kind))) + " cannot stand below a " +
                      std::string(names.at(static_cast<std::size_t>(parent.kind))),
                  "parent_id");
  }
  if (parent.status != OrgUnitStatus::active) {
    return refuse(RefusalKind::conflict, "identity.org_unit_disabled", parent.name + " is disabled", "parent_id");
  }
  if (const auto depth = depth_of(parent.path) + levels; depth > kDeepestOrgUnit) {
    return refuse(
        RefusalKind::unprocessable, "identity.org_tree_too_deep",
        "the tree would have " + std::to_string(depth) + " levels, at most " + std::to_string(kDeepestOrgUnit),
        "parent_id");
  }
  return Done{};
}

Outcome check_move(const OrgUnit& unit, const OrgUnit& parent, std::int64_t levels) {
  if (unit.kind == OrgUnitKind::headquarters) {
    return refuse(RefusalKind::conflict, "identity.headquarters_fixed", "the headquarters stays at the top");
  }
  if (is_within(parent.path, unit.path)) {
    return refuse(RefusalKind::unprocessable, "identity.org_unit_cycle", parent.name + " is within " + unit.name,
                  "parent_id");
  }
  return check_place(unit.kind, parent, levels);
}

Rights rights_of(std::span<const Role> roles) {
  Rights rights;
  std::vector<std::string> names;
  for (const auto& role : roles) {
    names.insert(names.end(), role.permissions.begin(), role.permissions.end());
    rights.scope = std::max(rights.scope, role.data_scope);
    rights.everything = rights.everything || role.grants_everything;
  }
  rights.permissions = kit::PermissionSet(std::move(names));
  return rights;
}

bool covers(const Rights& own, const Rights& other) { return first_missing(own, other).empty(); }

Outcome check_may_hand_out(const Rights& own, const Role& role, std::string_view field) {
  const auto missing = first_missing(own, rights_of(std::span(&role, 1)));
  if (missing.empty()) return Done{};
  return refuse(RefusalKind::forbidden, "identity.role_beyond_your_rights",
                "the role " + role.name + " has " + missing + ", which you have not", std::string(field));
}

Outcome check_may_manage(const Rights& own, const Rights& person) {
  const auto missing = first_missing(own, person);
  if (missing.empty()) return Done{};
  return refuse(RefusalKind::forbidden, "identity.person_beyond_your_rights",
                "this person has " + missing + ", which you have not");
}

}  // namespace homeport::identity
