#include <optional>

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "base/totp.hpp"
#include "modules/identity/rules.hpp"
#include "modules/identity/sealing_key.hpp"
#include "modules/identity/service.hpp"
#include "modules/identity/sessions.hpp"
#include "modules/identity/sign_in_counter.hpp"
#include "modules/identity/store.hpp"
#include "modules/identity/throttle.hpp"

namespace homeport::identity {
namespace {

Refusal wrong_credentials() {
  return refuse(RefusalKind::unauthenticated, "identity.wrong_credentials",
                "the sign-in name, the password or the code is wrong");
}

// What was found out without a lock, and the password checked against it.
struct Proof {
  std::optional<StaffId> staff_id;
  std::string hash;
  bool is_right = false;
  std::string better_hash;  // when the stored one was made with other parameters
};

// A transaction that refuses must still keep its count, so the refusal travels as a value.
struct Decision {
  std::optional<SessionAnswer> answer;
  std::optional<Refusal> refusal;
};

Proof check_password(Identity& identity, const SignInCounter& counter, const SignInRequest& given, Time now,
                     std::int64_t& wait_s) {
  Proof proof;
  identity.runtime().database.read([&](db::Transaction& tx) {
    wait_s = counter.seconds_locked(tx, now);
    proof.staff_id = store::find_by_sign_in_name(tx, counter.sign_in_name());
    if (proof.staff_id) proof.hash = store::load_password_hash(tx, *proof.staff_id).value_or("");
  });
  if (wait_s > 0) return proof;
  const std::string_view password = trim(given.password);
  const bool has_password = !proof.hash.empty();
  const bool matches = verify_password(has_password ? std::string_view(proof.hash) : kDecoyHash, password);
  proof.is_right = has_password && matches;
  if (proof.is_right && needs_rehash(proof.hash, identity.password_cost())) {
    proof.better_hash = hash_password(password, identity.password_cost());
  }
  return proof;
}

enum class SecondFactor : std::uint8_t { satisfied, missing, wrong };

SecondFactor check_second_factor(Identity& identity, kit::Write& write, const Staff& staff,
                                 const std::optional<std::string>& code) {
  if (!staff.totp_enabled) return SecondFactor::satisfied;
  if (!code) return SecondFactor::missing;
  const auto totp = store::load_totp(write.tx, staff.id);
  CHECK(totp.has_value() && totp->confirmed);
  const auto step =
      match_totp(identity.sealing_key().open(totp->secret_sealed), *code, write.now, totp->last_used_step);
  if (!step || !store::use_totp_step(write.tx, staff.id, *step)) return SecondFactor::wrong;
  return SecondFactor::satisfied;
}

void audit_sign_in(kit::Write& write, std::string action, const Staff* staff) {
  kit::AuditEntry entry{.action = std::move(action), .subject_kind = "staff"};
  if (staff != nullptr) {
    entry.subject_id = staff->id.value;
    entry.subject_label = staff->name;
    entry.org_unit_id = staff->org_unit_id.value;
  }
  write.audit(entry);
}

Decision count_failure(Identity& identity, db::Transaction& tx, const SignInCounter& counter, const Staff* staff,
                       const http::Request& request, Time now) {
  const auto actor = kit::system_actor("sign-in");
  kit::Write write(identity.runtime(), tx, actor, now, &request);
  const bool locked = counter.add_failure(tx, now);
  audit_sign_in(write, "identity.sign_in_failed", staff);
  if (locked) audit_sign_in(write, "identity.sign_in_locked", staff);
  return {std::nullopt, wrong_credentials()};
}

Decision decide(Identity& identity, db::Transaction& tx, const SignInCounter& counter, const Proof& proof,
                const SignInRequest& given, const http::Request& request, Time now) {
  // Others may have failed meanwhile: who is locked out now learns nothing, not even that the password was right.
  if (const auto wait_s = counter.lock(tx, now); wait_s > 0) return {std::nullopt, locked_out(wait_s)};
  if (!proof.staff_id || !store::lock_staff(tx, *proof.staff_id)) {
    return count_failure(identity, tx, counter, nullptr, request, now);
  }
  const auto staff = store::load_staff(tx, *proof.staff_id);
  CHECK(staff.has_value());
  const bool is_right =
      proof.is_right && staff->status == StaffStatus::active && store::load_password_hash(tx, staff->id) == proof.hash;
  if (!is_right) return count_failure(identity, tx, counter, &*staff, request, now);

  const auto actor = actor_without_rights(staff->id, staff->name);
  kit::Write write(identity.runtime(), tx, actor, now, &request);
  switch (check_second_factor(identity, write, *staff, given.totp_code)) {
    case SecondFactor::satisfied: break;
    case SecondFactor::wrong: return count_failure(identity, tx, counter, &*staff, request, now);
    case SecondFactor::missing:
      return {std::nullopt, refuse(RefusalKind::unauthenticated, "identity.totp_required",
                                   "the code of the authenticator app is needed too", "totp_code")};
  }
  counter.reset_name_here(tx);
  if (!proof.better_hash.empty()) store::set_hash(tx, staff->id, proof.better_hash);
  auto opened = open_session(write, staff->id, &request);
  audit_sign_in(write, "identity.sign_in", &*staff);
  auto found = me(tx, identity, staff->id);
  return {SessionAnswer{std::move(opened.token), opened.expires_at, std::move(found).value()}, std::nullopt};
}

}  // namespace

Result<SessionAnswer> sign_in(Identity& identity, const SignInRequest& given, const http::Request& request, Time now) {
  const std::string address = address_key(request.source_address);
  TRY_DONE(identity.throttle().admit(address, now));
  const SignInCounter counter(given.sign_in_name, address);
  std::int64_t wait_s = 0;
  const Proof proof = check_password(identity, counter, given, now, wait_s);
  if (wait_s > 0) return locked_out(wait_s);
  Decision decision = identity.runtime().database.write(
      [&](db::Transaction& tx) { return decide(identity, tx, counter, proof, given, request, now); });
  if (decision.refusal) return std::move(*decision.refusal);
  return std::move(*decision.answer);
}

}  // namespace homeport::identity
