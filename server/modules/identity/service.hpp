#pragma once

// What other modules, the terminal and identity's own routes may do with staff, roles, stores and sign-ins.

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/password.hpp"
#include "base/result.hpp"
#include "kit/access.hpp"
#include "kit/use_case.hpp"
#include "modules/identity/account_types.hpp"
#include "modules/identity/types.hpp"

namespace homeport::identity {

// --- Facts for other modules: each one statement by primary key -----------------------------------------------------
// They are read in the caller's transaction rather than from a cache, so they are true there and then.

// Before set-up: the defaults of ChainSettings.
[[nodiscard]] ChainSettings chain_settings(db::Transaction& tx);
[[nodiscard]] TimeZone chain_time_zone(db::Transaction& tx);
// A store or franchisee that is active, with its zone and the chain's currency: everything a sale needs in one
// statement. identity.store_unknown (422) or identity.store_disabled (409), with `field`.
[[nodiscard]] Result<Store> require_store(db::Transaction& tx, OrgUnitId id, std::string_view field = "store_id");
// For db::Sharing: require_store will be asked for it.
void foretell_store(db::Transaction& tx, OrgUnitId id);
// The unit's own zone, else the chain's; the chain's when there is no such unit.
[[nodiscard]] TimeZone store_time_zone(db::Transaction& tx, OrgUnitId id);
// Empty when there is none.
[[nodiscard]] std::string org_unit_name(db::Transaction& tx, OrgUnitId id);
[[nodiscard]] std::string staff_name(db::Transaction& tx, StaffId id);
// Active stores and franchisees by name; at most as many as the chain has units.
[[nodiscard]] std::vector<OrgUnit> active_stores(db::Transaction& tx);
// identity.staff_unknown (422) unless this person exists and is active, with `field`.
[[nodiscard]] Result<Staff> require_active_staff(db::Transaction& tx, StaffId id, std::string_view field);

// Where a person works and as what, disabled people too. Two statements.
[[nodiscard]] std::optional<StaffPlace> staff_place(db::Transaction& tx, StaffId id);
// Active people who are one of `staff`, work in one of `units` or below, or have one of `roles`; each once, by id, at
// most kMostStaffAtOnce for each condition; without their roles.
inline constexpr std::int64_t kMostStaffAtOnce = 5'000;
[[nodiscard]] std::vector<StaffPlace> active_staff_of(db::Transaction& tx, std::span<const StaffId> staff,
                                                      std::span<const OrgUnitId> units, std::span<const RoleId> roles);
// "/1/5/"; nothing when there is no such unit.
[[nodiscard]] std::optional<std::string> org_unit_path(db::Transaction& tx, OrgUnitId id);
// Empty when there is none.
[[nodiscard]] std::string role_name(db::Transaction& tx, RoleId id);

// --- The desk -------------------------------------------------------------------------------------------------------

class ActorCache;
class PermissionCatalogue;
class SealingKey;
class SetupCode;
class SignInThrottle;

// What identity's use-cases share while the program runs. Made once by main, the terminal or a test; any thread.
class Identity {
 public:
  // `cost` is what hashing a password costs; tests take the least.
  explicit Identity(kit::Runtime& runtime, PasswordCost cost = PasswordCost::interactive);
  ~Identity();
  Identity(const Identity&) = delete;
  Identity& operator=(const Identity&) = delete;

  // Before serving: everything that can be allowed, of all modules (identity adds its own). Names given twice count
  // once.
  void declare_permissions(const std::vector<kit::Permission>& permissions);
  // Before serving: runs within the transaction of set-up, in the order added, after the chain, its first store and the
  // administrator are there (default tiers, service types…). Must not fail for business reasons.
  void add_seed(std::function<void(kit::Write&)> seed);

  [[nodiscard]] kit::Authenticator& authenticator();
  // The code that POST /v1/setup wants; empty once the chain is set up. Stays the same while this object lives.
  [[nodiscard]] std::string setup_code();

  // For identity itself.
  [[nodiscard]] kit::Runtime& runtime() const { return runtime_; }
  [[nodiscard]] PasswordCost password_cost() const { return cost_; }
  [[nodiscard]] const std::shared_ptr<ActorCache>& actors() const { return actors_; }
  [[nodiscard]] const PermissionCatalogue& permissions() const { return *permissions_; }
  [[nodiscard]] const std::vector<std::function<void(kit::Write&)>>& seeds() const { return seeds_; }
  [[nodiscard]] SealingKey& sealing_key() const { return *sealing_key_; }
  [[nodiscard]] SetupCode& code_for_setup() const { return *setup_code_; }
  [[nodiscard]] SignInThrottle& throttle() const { return *throttle_; }
  // After the commit nobody is recalled by what was known before it.
  void forget_actors_after_commit(db::Transaction& tx) const;

 private:
  kit::Runtime& runtime_;
  PasswordCost cost_;
  std::shared_ptr<ActorCache> actors_;
  std::unique_ptr<PermissionCatalogue> permissions_;
  std::unique_ptr<SealingKey> sealing_key_;
  std::unique_ptr<SetupCode> setup_code_;
  std::unique_ptr<SignInThrottle> throttle_;
  std::unique_ptr<kit::Authenticator> authenticator_;
  std::vector<std::function<void(kit::Write&)>> seeds_;
};

// --- Set-up (blocking: hashes a password; call outside transactions) -------------------------------------------------

[[nodiscard]] bool is_set_up(db::Transaction& tx);
// Makes the settings, headquarters, first store, built-in roles and the administrator, runs the seeds and signs the
// administrator in. The set-up code is not looked at: who may call this has checked it. Refuses identity.already_set_up
// and what is wrong with a field; then nothing is left behind. `request` may be nullptr (terminal).
[[nodiscard]] Result<SessionAnswer> set_up(Identity& identity, const SetupRequest& given, const http::Request* request);
// The same over HTTP: identity.wrong_setup_code (403), identity.too_many_tries (429).
[[nodiscard]] Result<SessionAnswer> set_up_with_code(Identity& identity, const SetupRequest& given,
                                                     const http::Request& request, Time now);

// --- Signing in and out (blocking where a password is hashed) --------------------------------------------------------

// identity.wrong_credentials for everything that is wrong, after the same work; identity.totp_required when only the
// code is missing; identity.locked_out and identity.too_many_tries with the seconds to wait.
[[nodiscard]] Result<SessionAnswer> sign_in(Identity& identity, const SignInRequest& given,
                                            const http::Request& request, Time now);
// Ends all other sessions. identity.wrong_password (counted towards the lock-out), identity.password_*.
[[nodiscard]] Outcome change_password(Identity& identity, const kit::Actor& actor, const PasswordChange& given,
                                      const http::Request& request, Time now);
// Needs the password again.
[[nodiscard]] Outcome disable_totp(Identity& identity, const kit::Actor& actor, const PasswordProof& given,
                                   const http::Request& request, Time now);
// A new temporary password; all sessions of that person end. The rights are those of edit_staff.
[[nodiscard]] Result<TemporaryPassword> reset_password(Identity& identity, const kit::Actor& actor, StaffId id,
                                                       const http::Request* request);
// For the terminal: also enables a disabled person and takes the second factor off, so that nobody stays locked out.
[[nodiscard]] Result<TemporaryPassword> reset_password_by_sign_in_name(Identity& identity,
                                                                       std::string_view sign_in_name);

[[nodiscard]] Result<Me> me(db::Transaction& tx, const Identity& identity, StaffId id);
[[nodiscard]] Result<Me> change_preferences(const Identity& identity, kit::Write& write,
                                            const PreferencesRequest& given);
void sign_out(const Identity& identity, kit::Write& write);
// One of one's own; identity.session_unknown.
[[nodiscard]] Outcome end_session(const Identity& identity, kit::Write& write, SessionId id);

// A secret that counts only once a code of it was confirmed. identity.totp_already_enabled.
[[nodiscard]] Result<TotpEnrolment> begin_totp(Identity& identity, kit::Write& write);
// identity.totp_not_begun, identity.wrong_code.
[[nodiscard]] Outcome confirm_totp(Identity& identity, kit::Write& write, std::string_view code);

// --- Staff ----------------------------------------------------------------------------------------------------------
// Who manages a person needs him within reach and every right that person has. Nobody hands out a role with a right he
// lacks. Somebody must always remain administrator.

[[nodiscard]] Result<Staff> find_staff(const kit::Read& read, StaffId id);
// Without a password: nobody signs in with it before reset_password.
[[nodiscard]] Result<Staff> create_staff(const Identity& identity, kit::Write& write, Staff given);
// Sets what the JSON of a PATCH gives.
[[nodiscard]] Result<Staff> edit_staff(const Identity& identity, kit::Write& write, StaffId id, std::int64_t version,
                                       std::string_view json);
[[nodiscard]] Result<Staff> disable_staff(const Identity& identity, kit::Write& write, StaffId id);
[[nodiscard]] Result<Staff> enable_staff(const Identity& identity, kit::Write& write, StaffId id);
// For somebody who lost the phone.
[[nodiscard]] Result<Staff> remove_totp(const Identity& identity, kit::Write& write, StaffId id);

// --- Roles ----------------------------------------------------------------------------------------------------------

// Those the chain began with, by id; for demo data and the terminal.
[[nodiscard]] std::vector<Role> built_in_roles_of_chain(db::Transaction& tx);
[[nodiscard]] Result<Role> find_role(const kit::Read& read, RoleId id);
[[nodiscard]] Result<Role> create_role(const Identity& identity, kit::Write& write, Role given);
[[nodiscard]] Result<Role> edit_role(const Identity& identity, kit::Write& write, RoleId id, std::int64_t version,
                                     std::string_view json);
// identity.role_built_in, identity.role_in_use.
[[nodiscard]] Outcome delete_role(const Identity& identity, kit::Write& write, RoleId id);

// --- Organisation tree ----------------------------------------------------------------------------------------------

[[nodiscard]] Result<OrgUnit> find_org_unit(const kit::Read& read, OrgUnitId id);
[[nodiscard]] Result<OrgUnit> create_org_unit(const Identity& identity, kit::Write& write, OrgUnit given);
// Disabling wants neither active people nor active units below: identity.org_unit_in_use.
[[nodiscard]] Result<OrgUnit> edit_org_unit(const Identity& identity, kit::Write& write, OrgUnitId id,
                                            std::int64_t version, std::string_view json);
[[nodiscard]] Result<OrgUnit> move_org_unit(const Identity& identity, kit::Write& write, OrgUnitId id,
                                            OrgUnitId parent_id);

// --- Settings -------------------------------------------------------------------------------------------------------

[[nodiscard]] Result<Settings> find_settings(db::Transaction& tx);
[[nodiscard]] Result<Settings> edit_settings(kit::Write& write, std::int64_t version, std::string_view json);

}  // namespace homeport::identity
