#pragma once

// What identity decides, without a database, a clock or a request.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/password.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "kit/access.hpp"
#include "modules/identity/types.hpp"

namespace homeport::identity {

// --- Lock-out -------------------------------------------------------------------------------------------------------

// Failures in a row: of one sign-in name from one address, of a name from anywhere, or of one address.
struct Attempts {
  std::int64_t failures = 0;
  Time last_failure_at;
  Time locked_until;

  friend bool operator==(const Attempts&, const Attempts&) = default;
};

struct LockoutPolicy {
  std::int64_t failures_to_lock;
  std::int64_t memory_s;        // without a failure for so long, counting starts anew
  std::int64_t longest_lock_s;  // at least kFirstLockSeconds
};

// A stranger who guesses at a name must not keep its owner out: guesses lock the name where they come from.
inline constexpr LockoutPolicy kNameAtAddressLockout{5, 24 * 3600, 3600};
// Guesses at one name from many addresses are slowed down to one a minute.
inline constexpr LockoutPolicy kNameLockout{100, 24 * 3600, 60};
// Many people sit behind one address of a shop.
inline constexpr LockoutPolicy kAddressLockout{30, 15 * 60, 3600};
inline constexpr std::int64_t kFirstLockSeconds = 60;

// One more failure: from `failures_to_lock` on each one locks, for kFirstLockSeconds and twice as long every further
// time, at most `longest_lock_s`.
[[nodiscard]] Attempts after_failure(const Attempts& before, const LockoutPolicy& policy, Time now);
// Whole seconds until the next try, rounded up; 0 when it is open.
[[nodiscard]] std::int64_t seconds_locked(const Attempts& attempts, Time now);

// What is counted as one address: IPv4 as it is, the /64 of an IPv6 address (a household has a whole one), anything
// else as it is.
[[nodiscard]] std::string address_key(std::string_view source_address);

// --- Sessions -------------------------------------------------------------------------------------------------------

inline constexpr std::int64_t kIdleSeconds = 12 * 3600;
inline constexpr std::int64_t kLongestSessionSeconds = 30 * 24 * 3600;
inline constexpr std::int64_t kTouchSeconds = 60;  // last_seen_at is written at most this often
inline constexpr std::int64_t kSessionsPerStaff = 50;

// kIdleSeconds after the last use, never later than kLongestSessionSeconds after sign-in.
[[nodiscard]] Time session_expiry(Time created_at, Time last_seen_at);

// What a browser tells about where a request comes from; empty when it doesn't.
struct RequestOrigin {
  std::string_view fetch_site;  // Sec-Fetch-Site
  std::string_view origin;      // Origin
  std::string_view host;        // Host
};

// True when the request came from one of our own pages: Sec-Fetch-Site same-origin or none, else an Origin with our
// host and port. A request that tells nothing is not.
[[nodiscard]] bool is_same_origin(const RequestOrigin& origin);
// True when the request says that it came from elsewhere.
[[nodiscard]] bool is_foreign_origin(const RequestOrigin& origin);

// --- Names ----------------------------------------------------------------------------------------------------------

// Lower case, half-width; 2 to 64 of a–z, 0–9, . _ - @ +. Nothing when it can't be one.
[[nodiscard]] std::optional<std::string> normalise_sign_in_name(std::string_view given);
[[nodiscard]] bool is_plausible_email(std::string_view given);
// Refuses what problem_with_password finds: identity.password_too_short and so on, with `field`.
[[nodiscard]] Outcome check_new_password(std::string_view password, std::string_view sign_in_name,
                                         std::string_view field);
// Verifying a password against it costs what it costs against a real one, so that time doesn't tell whether a name is
// known. It is the hash of no password.
inline constexpr std::string_view kDecoyHash =
    "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
// Digits of the minor unit; nothing for a code that ISO 4217 doesn't know.
[[nodiscard]] std::optional<std::int64_t> currency_digits(std::string_view code);

// --- Organisation tree ----------------------------------------------------------------------------------------------

inline constexpr std::int64_t kDeepestOrgUnit = 8;    // units from the root to a leaf, both counted
inline constexpr std::int64_t kMostOrgUnits = 4'000;  // in the chain; a manager's whole reach fits in one statement

[[nodiscard]] std::string path_below(std::string_view parent_path, OrgUnitId id);
[[nodiscard]] std::int64_t depth_of(std::string_view path);
// True for the unit itself and everything under it.
[[nodiscard]] bool is_within(std::string_view path, std::string_view ancestor_path);
// Paths p with first <= p < last are those within `path`.
[[nodiscard]] std::string end_of_subtree(std::string_view path);
[[nodiscard]] std::optional<OrgUnitId> parent_in_path(std::string_view path);

// May a unit of this kind stand below that one? identity.org_unit_misplaced, identity.org_unit_disabled,
// identity.org_tree_too_deep.
[[nodiscard]] Outcome check_place(OrgUnitKind kind, const OrgUnit& parent, std::int64_t levels);
// identity.headquarters_fixed, identity.org_unit_cycle, and those of check_place. `levels`: of the moved subtree.
[[nodiscard]] Outcome check_move(const OrgUnit& unit, const OrgUnit& parent, std::int64_t levels);

// --- Rights ---------------------------------------------------------------------------------------------------------

// What several roles give together: all their permissions, the widest scope.
struct Rights {
  kit::PermissionSet permissions;
  DataScope scope = DataScope::own;
  bool everything = false;

  [[nodiscard]] bool has(std::string_view permission) const { return everything || permissions.has(permission); }
};

[[nodiscard]] Rights rights_of(std::span<const Role> roles);
// Has `own` everything that `other` has?
[[nodiscard]] bool covers(const Rights& own, const Rights& other);
// Nobody gives away, takes away or reshapes a role that says more than he may himself:
// identity.role_beyond_your_rights, its detail names the first thing missing.
[[nodiscard]] Outcome check_may_hand_out(const Rights& own, const Role& role, std::string_view field);
// Nobody manages a person who may do more than he: identity.person_beyond_your_rights.
[[nodiscard]] Outcome check_may_manage(const Rights& own, const Rights& person);

}  // namespace homeport::identity
