#pragma once

// The SQL of identity: one statement to a function.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/transaction.hpp"
#include "kit/paging.hpp"
#include "modules/identity/account_types.hpp"
#include "modules/identity/rules.hpp"

namespace homeport::identity::store {

// --- Settings: one row, once set up ---------------------------------------------------------------------------------

[[nodiscard]] std::optional<Settings> load_settings(db::Transaction& tx);
// False when there was a row already.
[[nodiscard]] bool insert_settings(db::Transaction& tx, const Settings& settings);
void update_settings(db::Transaction& tx, const Settings& settings);
// Keeps others from changing the row until the transaction ends.
void lock_settings(db::Transaction& tx);

// --- Organisation tree ----------------------------------------------------------------------------------------------

// Changes to the tree's shape come one after the other.
void lock_tree(db::Transaction& tx);
[[nodiscard]] std::optional<OrgUnit> load_org_unit(db::Transaction& tx, OrgUnitId id);
void insert_org_unit(db::Transaction& tx, const OrgUnit& unit);
void update_org_unit(db::Transaction& tx, const OrgUnit& unit);
// Puts `new_path` in place of the first part of all paths within `old_path`.
void rewrite_paths(db::Transaction& tx, std::string_view old_path, std::string_view new_path);
[[nodiscard]] std::int64_t count_org_units(db::Transaction& tx);
[[nodiscard]] std::int64_t count_active_children(db::Transaction& tx, OrgUnitId id);
[[nodiscard]] std::int64_t count_active_staff_within(db::Transaction& tx, std::string_view path);
// Slashes in the longest path of the subtree.
[[nodiscard]] std::int64_t deepest_within(db::Transaction& tx, std::string_view path);
[[nodiscard]] std::vector<std::int64_t> ids_within(db::Transaction& tx, std::string_view path);  // sorted
[[nodiscard]] std::optional<OrgUnitId> find_by_code(db::Transaction& tx, std::string_view code);
// Active stores and franchisees, by name.
[[nodiscard]] std::vector<OrgUnit> load_stores(db::Transaction& tx);

struct OrgUnitFilter {
  std::optional<std::string> q;
  std::optional<std::string> kind;
  std::optional<std::string> status;
  std::optional<OrgUnitId> parent_id;
};
[[nodiscard]] kit::ListQuery org_unit_list(const kit::Actor& actor, const OrgUnitFilter& filter);
[[nodiscard]] OrgUnit read_org_unit(const db::Rows& rows);

// The store with the chain's settings beside it, in one statement.
struct StoreRow {
  OrgUnitId id;
  OrgUnitKind kind = OrgUnitKind::store;
  OrgUnitStatus status = OrgUnitStatus::active;
  std::string name;
  std::string time_zone;
  std::string currency;
};
[[nodiscard]] std::optional<StoreRow> load_store(db::Transaction& tx, OrgUnitId id);
void foretell_store(db::Transaction& tx, OrgUnitId id);

// --- Staff ----------------------------------------------------------------------------------------------------------

[[nodiscard]] bool any_staff(db::Transaction& tx);
// Locks the row; false when there is none.
[[nodiscard]] bool lock_staff(db::Transaction& tx, StaffId id);
[[nodiscard]] std::optional<Staff> load_staff(db::Transaction& tx, StaffId id);  // without roles
// False when the sign-in name or the guide number is taken.
[[nodiscard]] bool insert_staff(db::Transaction& tx, const Staff& staff);
void update_staff(db::Transaction& tx, const Staff& staff);
void set_password(db::Transaction& tx, StaffId id, std::string_view hash, bool must_change);
void set_hash(db::Transaction& tx, StaffId id, std::string_view hash);
void set_last_sign_in(db::Transaction& tx, StaffId id, Time at);
[[nodiscard]] std::optional<std::string> load_password_hash(db::Transaction& tx, StaffId id);
[[nodiscard]] std::optional<StaffId> find_by_sign_in_name(db::Transaction& tx, std::string_view sign_in_name);
[[nodiscard]] std::optional<StaffId> find_by_guide_number(db::Transaction& tx, std::string_view guide_number);
[[nodiscard]] std::optional<std::string> load_staff_name(db::Transaction& tx, StaffId id);

struct StaffFilter {
  std::optional<std::string> q;
  std::optional<std::string> status;
  std::optional<OrgUnitId> org_unit_id;
  std::optional<RoleId> role_id;
};
[[nodiscard]] kit::ListQuery staff_list(const kit::Actor& actor, const StaffFilter& filter);
[[nodiscard]] Staff read_staff(const db::Rows& rows);
// Fills in role_ids of all of them.
void load_role_ids(db::Transaction& tx, std::vector<Staff>& staff);
void replace_roles(db::Transaction& tx, StaffId id, const std::vector<RoleId>& role_ids);

[[nodiscard]] std::optional<StaffPlace> load_place(db::Transaction& tx, StaffId id);  // without roles
[[nodiscard]] std::vector<RoleId> load_role_ids_of(db::Transaction& tx, StaffId id);
// In the unit or below it, by id; without roles.
[[nodiscard]] std::vector<StaffPlace> load_active_of_unit(db::Transaction& tx, OrgUnitId id, std::int64_t limit);
[[nodiscard]] std::vector<StaffPlace> load_active_of_role(db::Transaction& tx, RoleId id, std::int64_t limit);
[[nodiscard]] std::optional<std::string> load_unit_path(db::Transaction& tx, OrgUnitId id);

// --- Roles ----------------------------------------------------------------------------------------------------------

// Whoever changes who is an administrator waits here for the others.
void lock_administrators(db::Transaction& tx);
// Active people with a role that grants everything, without `except`.
[[nodiscard]] std::int64_t count_administrators(db::Transaction& tx, StaffId except);
[[nodiscard]] bool lock_role(db::Transaction& tx, RoleId id);
[[nodiscard]] std::optional<Role> load_role(db::Transaction& tx, RoleId id);      // with permissions
[[nodiscard]] std::vector<Role> roles_of_staff(db::Transaction& tx, StaffId id);  // with permissions
[[nodiscard]] std::vector<Role> load_built_in_roles(db::Transaction& tx);  // with permissions, the administrator first
// False when the name is taken.
[[nodiscard]] bool insert_role(db::Transaction& tx, const Role& role);
void update_role(db::Transaction& tx, const Role& role);
void delete_role(db::Transaction& tx, RoleId id);
void add_permissions(db::Transaction& tx, RoleId id, const std::vector<std::string>& permissions);
void delete_permissions(db::Transaction& tx, RoleId id);
[[nodiscard]] std::optional<RoleId> find_role(db::Transaction& tx, std::string_view name);
[[nodiscard]] std::int64_t count_holders(db::Transaction& tx, RoleId id);
[[nodiscard]] kit::ListQuery role_list(std::optional<std::string_view> q);
[[nodiscard]] Role read_role(const db::Rows& rows);  // without permissions
void load_permissions(db::Transaction& tx, std::vector<Role>& roles);

// --- Sessions -------------------------------------------------------------------------------------------------------

struct SessionRow {
  SessionId id;
  StaffId staff_id;
  std::string token_hash;
  Time created_at;
  Time last_seen_at;
  Time expires_at;
  std::string source_address;
  std::string user_agent;
};
void insert_session(db::Transaction& tx, const SessionRow& session);

// A session that isn't revoked, with its person.
struct SignedIn {
  SessionId id;
  StaffId staff_id;
  Time created_at;
  Time last_seen_at;
  Time expires_at;
  std::string staff_name;
  bool is_active = false;
  OrgUnitId org_unit_id;
  std::string org_unit_path;
  bool must_change_password = false;
};
[[nodiscard]] std::optional<SignedIn> find_session(db::Transaction& tx, std::string_view token_hash);
void touch_session(db::Transaction& tx, SessionId id, Time seen_at, Time expires_at);
// True when it was open and belonged to that person.
[[nodiscard]] bool revoke_session(db::Transaction& tx, SessionId id, StaffId staff_id);
// All of a person but `except`; how many.
std::int64_t revoke_sessions(db::Transaction& tx, StaffId staff_id, SessionId except);
// All but the newest `kept`.
void revoke_oldest_sessions(db::Transaction& tx, StaffId staff_id, std::int64_t kept, Time now);
std::int64_t delete_sessions_before(db::Transaction& tx, Time expired_before);
[[nodiscard]] kit::ListQuery session_list(StaffId staff_id, Time now);
[[nodiscard]] Session read_session(const db::Rows& rows);

// --- Failed sign-ins ------------------------------------------------------------------------------------------------

struct AttemptKey {
  std::string_view kind;  // "address", "name"
  std::string_view value;
};
// Locks the counter (making it if need be) and returns it.
[[nodiscard]] Attempts lock_attempts(db::Transaction& tx, const AttemptKey& key);
[[nodiscard]] Attempts load_attempts(db::Transaction& tx, const AttemptKey& key);
void store_attempts(db::Transaction& tx, const AttemptKey& key, const Attempts& attempts);
// Every counter of a name: from anywhere and from each address.
void delete_attempts_of_name(db::Transaction& tx, std::string_view name_value);
std::int64_t delete_attempts_before(db::Transaction& tx, Time last_failure_before);

// --- Second factor --------------------------------------------------------------------------------------------------

struct TotpRow {
  std::string secret_sealed;
  bool confirmed = false;
  std::int64_t last_used_step = -1;
};
[[nodiscard]] std::optional<TotpRow> load_totp(db::Transaction& tx, StaffId id);
// A new unconfirmed secret in place of another unconfirmed one; false when there is a confirmed one.
[[nodiscard]] bool put_totp(db::Transaction& tx, StaffId id, std::string_view secret_sealed, Time now);
// False when that step or a later one was used already.
[[nodiscard]] bool use_totp_step(db::Transaction& tx, StaffId id, std::int64_t step);
void confirm_totp(db::Transaction& tx, StaffId id);
void delete_totp(db::Transaction& tx, StaffId id);
void set_totp_enabled(db::Transaction& tx, StaffId id, bool enabled);

}  // namespace homeport::identity::store
