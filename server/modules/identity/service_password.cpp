#include "base/crypto.hpp"
#include "base/text.hpp"
#include "modules/identity/rules.hpp"
#include "modules/identity/service.hpp"
#include "modules/identity/sign_in_counter.hpp"
#include "modules/identity/staff_access.hpp"
#include "modules/identity/store.hpp"

namespace homeport::identity {
namespace {

constexpr std::size_t kTemporaryPasswordGroups = 3;
constexpr std::size_t kGroupCharacters = 4;  // 60 bits in all

struct Account {
  std::string sign_in_name;
  std::string hash;
  std::int64_t wait_s = 0;
};

void audit_about(kit::Write& write, std::string action, const Staff& staff) {
  write.audit({.action = std::move(action),
               .subject_kind = "staff",
               .subject_id = staff.id.value,
               .subject_label = staff.name,
               .org_unit_id = staff.org_unit_id.value});
}

// Checks one's own password again. A wrong one counts like a failed sign-in: an open screen is no way to guess it.
// Returns the hash it was checked against.
Result<Account> prove_own_password(Identity& identity, const kit::Actor& actor, std::string_view password,
                                   const http::Request& request, Time now, std::string_view field) {
  auto& database = identity.runtime().database;
  const auto account = database.read([&](db::Transaction& tx) {
    Account found;
    if (const auto staff = store::load_staff(tx, actor.staff_id)) {
      found.sign_in_name = staff->sign_in_name;
      found.hash = store::load_password_hash(tx, staff->id).value_or("");
      found.wait_s = SignInCounter(found.sign_in_name, address_key(request.source_address)).seconds_locked(tx, now);
    }
    return found;
  });
  if (account.wait_s > 0) return locked_out(account.wait_s);
  if (verify_password(account.hash, trim(password))) return account;
  const SignInCounter counter(account.sign_in_name, address_key(request.source_address));
  database.write([&](db::Transaction& tx) {
    kit::Write write(identity.runtime(), tx, actor, now, &request);
    // Being locked already changes nothing here: the answer is the same.
    static_cast<void>(counter.lock(tx, now));
    counter.add_failure(tx, now);
    if (const auto staff = store::load_staff(tx, actor.staff_id)) {
      audit_about(write, "identity.password_check_failed", *staff);
    }
  });
  return refuse(RefusalKind::unprocessable, "identity.wrong_password", "this is not your password", std::string(field));
}

// Somebody else may have changed the password since it was checked.
Result<Staff> load_if_unchanged(db::Transaction& tx, StaffId id, std::string_view hash) {
  if (store::lock_staff(tx, id) && store::load_password_hash(tx, id) == hash) {
    if (auto staff = store::load_staff(tx, id)) return std::move(*staff);
  }
  return refuse(RefusalKind::conflict, "identity.password_changed_meanwhile",
                "your password was changed meanwhile; sign in again");
}

std::string new_temporary_password() {
  std::string password;
  for (std::size_t i = 0; i < kTemporaryPasswordGroups; ++i) {
    if (i != 0) password += '-';
    password += random_code(kGroupCharacters);
  }
  return password;
}

void put_temporary_password(Identity& identity, kit::Write& write, const Staff& staff, std::string_view hash) {
  store::set_password(write.tx, staff.id, hash, true);
  store::revoke_sessions(write.tx, staff.id, SessionId{});
  const SignInCounter counter(staff.sign_in_name, "");
  counter.reset_name_everywhere(write.tx);
  identity.forget_actors_after_commit(write.tx);
  audit_about(write, "identity.reset_password", staff);
}

}  // namespace

Outcome change_password(Identity& identity, const kit::Actor& actor, const PasswordChange& given,
                        const http::Request& request, Time now) {
  TRY(const auto account,
      prove_own_password(identity, actor, given.current_password, request, now, "current_password"));
  const std::string_view password = trim(given.new_password);
  TRY_DONE(check_new_password(password, account.sign_in_name, "new_password"));
  if (password == trim(given.current_password)) {
    return refuse(RefusalKind::unprocessable, "identity.password_unchanged", "the new password is the old one",
                  "new_password");
  }
  const std::string hash = hash_password(password, identity.password_cost());
  return identity.runtime().database.write([&](db::Transaction& tx) -> Outcome {
    kit::Write write(identity.runtime(), tx, actor, now, &request);
    TRY(const auto staff, load_if_unchanged(tx, actor.staff_id, account.hash));
    store::set_password(tx, staff.id, hash, false);
    store::revoke_sessions(tx, staff.id, actor.session_id);
    identity.forget_actors_after_commit(tx);
    audit_about(write, "identity.change_password", staff);
    return Done{};
  });
}

Outcome disable_totp(Identity& identity, const kit::Actor& actor, const PasswordProof& given,
                     const http::Request& request, Time now) {
  TRY(const auto account, prove_own_password(identity, actor, given.password, request, now, "password"));
  return identity.runtime().database.write([&](db::Transaction& tx) -> Outcome {
    kit::Write write(identity.runtime(), tx, actor, now, &request);
    TRY(const auto staff, load_if_unchanged(tx, actor.staff_id, account.hash));
    store::delete_totp(tx, staff.id);
    store::set_totp_enabled(tx, staff.id, false);
    audit_about(write, "identity.disable_totp", staff);
    return Done{};
  });
}

Result<TemporaryPassword> reset_password(Identity& identity, const kit::Actor& actor, StaffId id,
                                         const http::Request* request) {
  if (actor.kind == kit::Actor::Kind::staff && actor.staff_id == id) {
    return refuse(RefusalKind::conflict, "identity.not_oneself", "change your own password at /v1/me/password");
  }
  TemporaryPassword answer{new_temporary_password()};
  const std::string hash = hash_password(answer.temporary_password, identity.password_cost());
  auto outcome = identity.runtime().database.write([&](db::Transaction& tx) -> Outcome {
    kit::Write write(identity.runtime(), tx, actor, identity.runtime().clock.now(), request);
    TRY(const auto staff, load_managed_staff(write, id));
    put_temporary_password(identity, write, staff, hash);
    return Done{};
  });
  if (!outcome.ok()) return std::move(outcome).refusal();
  return answer;
}

Result<TemporaryPassword> reset_password_by_sign_in_name(Identity& identity, std::string_view sign_in_name) {
  const auto name = normalise_sign_in_name(sign_in_name).value_or("");
  TemporaryPassword answer{new_temporary_password()};
  const std::string hash = hash_password(answer.temporary_password, identity.password_cost());
  const auto actor = kit::system_actor("terminal");
  auto outcome = kit::in_write(identity.runtime(), actor, [&](kit::Write& write) -> Outcome {
    const auto id = store::find_by_sign_in_name(write.tx, name);
    if (!id) {
      return refuse(RefusalKind::not_found, "identity.staff_unknown", "nobody signs in as " + std::string(sign_in_name),
                    "sign_in_name");
    }
    TRY(auto staff, load_managed_staff(write, *id));
    staff.status = StaffStatus::active;
    staff.totp_enabled = false;
    ++staff.version;
    store::update_staff(write.tx, staff);
    store::delete_totp(write.tx, staff.id);
    put_temporary_password(identity, write, staff, hash);
    return Done{};
  });
  if (!outcome.ok()) return std::move(outcome).refusal();
  return answer;
}

}  // namespace homeport::identity
