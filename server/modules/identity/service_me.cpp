#include "base/crypto.hpp"
#include "base/scan_codes.hpp"
#include "base/text.hpp"
#include "base/totp.hpp"
#include "modules/identity/permissions.hpp"
#include "modules/identity/rules.hpp"
#include "modules/identity/sealing_key.hpp"
#include "modules/identity/service.hpp"
#include "modules/identity/sessions.hpp"
#include "modules/identity/store.hpp"

namespace homeport::identity {
namespace {

Refusal no_such_person() {
  return refuse(RefusalKind::not_found, "identity.staff_unknown", "there is no such member of staff");
}

void audit_self(kit::Write& write, std::string action, std::vector<kit::AuditChange> changes = {}) {
  write.audit({.action = std::move(action),
               .subject_kind = "staff",
               .subject_id = write.actor.staff_id.value,
               .subject_label = write.actor.name,
               .org_unit_id = write.actor.org_unit_id.value,
               .changes = std::move(changes)});
}

}  // namespace

Result<Me> me(db::Transaction& tx, const Identity& identity, StaffId id) {
  std::vector<Staff> found;
  if (auto staff = store::load_staff(tx, id)) found.push_back(std::move(*staff));
  if (found.empty()) return no_such_person();
  store::load_role_ids(tx, found);
  const auto rights = rights_of(store::roles_of_staff(tx, id));
  Me me;
  me.staff = std::move(found.front());
  me.permissions = rights.everything ? identity.permissions().names() : rights.permissions.names();
  me.data_scope = rights.scope;
  me.org_unit_id = me.staff.org_unit_id;
  me.org_unit_name = org_unit_name(tx, me.org_unit_id);
  me.chain = chain_settings(tx);
  me.must_change_password = me.staff.must_change_password;
  return me;
}

Result<Me> change_preferences(const Identity& identity, kit::Write& write, const PreferencesRequest& given) {
  const StaffId id = write.actor.staff_id;
  if (!store::lock_staff(write.tx, id)) return no_such_person();
  const auto before = store::load_staff(write.tx, id);
  CHECK(before.has_value());
  Staff after = *before;
  after.language = given.language.value_or(before->language);
  after.theme = given.theme.value_or(before->theme);
  store::update_staff(write.tx, after);
  audit_self(write, "identity.change_preferences", kit::changes_between(*before, after));
  return me(write.tx, identity, id);
}

void sign_out(const Identity& identity, kit::Write& write) {
  // A session that ended meanwhile is as good.
  static_cast<void>(store::revoke_session(write.tx, write.actor.session_id, write.actor.staff_id));
  identity.forget_actors_after_commit(write.tx);
  audit_self(write, "identity.sign_out");
}

Outcome end_session(const Identity& identity, kit::Write& write, SessionId id) {
  if (!store::revoke_session(write.tx, id, write.actor.staff_id)) {
    return refuse(RefusalKind::not_found, "identity.session_unknown", "you have no such open session");
  }
  identity.forget_actors_after_commit(write.tx);
  write.audit({.action = "identity.end_session",
               .subject_kind = "session",
               .subject_id = id.value,
               .subject_label = write.actor.name,
               .org_unit_id = write.actor.org_unit_id.value});
  return Done{};
}

Result<TotpEnrolment> begin_totp(Identity& identity, kit::Write& write) {
  const auto staff = store::load_staff(write.tx, write.actor.staff_id);
  if (!staff) return no_such_person();
  const std::string secret = new_totp_secret();
  if (!store::put_totp(write.tx, staff->id, identity.sealing_key().seal(secret), write.now)) {
    return refuse(RefusalKind::conflict, "identity.totp_already_enabled",
                  "a second factor is in use already; disable it first");
  }
  audit_self(write, "identity.begin_totp");
  TotpEnrolment enrolment;
  enrolment.secret = base32_encode(secret);
  enrolment.otpauth_url = otpauth_url(secret, chain_settings(write.tx).chain_name, staff->sign_in_name);
  enrolment.qr_svg = qr_svg(enrolment.otpauth_url);
  return enrolment;
}

Outcome confirm_totp(Identity& identity, kit::Write& write, std::string_view code) {
  const StaffId id = write.actor.staff_id;
  if (!store::lock_staff(write.tx, id)) return no_such_person();
  const auto totp = store::load_totp(write.tx, id);
  if (!totp) {
    return refuse(RefusalKind::conflict, "identity.totp_not_begun", "ask for a secret first: POST /v1/me/totp");
  }
  if (totp->confirmed) {
    return refuse(RefusalKind::conflict, "identity.totp_already_enabled", "the second factor is in use already");
  }
  const auto step = match_totp(identity.sealing_key().open(totp->secret_sealed), code, write.now, totp->last_used_step);
  if (!step || !store::use_totp_step(write.tx, id, *step)) {
    return refuse(RefusalKind::unprocessable, "identity.wrong_code",
                  "this is not the code of the moment; is the clock of the phone right?", "code");
  }
  store::confirm_totp(write.tx, id);
  store::set_totp_enabled(write.tx, id, true);
  audit_self(write, "identity.confirm_totp");
  return Done{};
}

}  // namespace homeport::identity
