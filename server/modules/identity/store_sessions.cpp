#include "db/record_sql.hpp"
#include "modules/identity/store.hpp"

namespace homeport::identity::store {
namespace {

const db::Sql kInsertSession{
    "INSERT INTO session (id, staff_id, token_hash, created_at, last_seen_at, expires_at, source_address, user_agent, "
    "revoked) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)"};
const db::Sql kFindSession{
    "SELECT e.id, e.staff_id, e.created_at, e.last_seen_at, e.expires_at, s.name, s.status, s.org_unit_id, u.path, "
    "s.must_change_password FROM session e JOIN staff s ON s.id = e.staff_id JOIN org_unit u ON u.id = s.org_unit_id "
    "WHERE e.token_hash = $1 AND e.revoked = 0"};
const db::Sql kTouchSession{
    "UPDATE session SET last_seen_at = $2, expires_at = $3 WHERE id = $1 AND revoked = 0 AND last_seen_at < $2"};
const db::Sql kRevokeSession{"UPDATE session SET revoked = 1 WHERE id = $1 AND staff_id = $2 AND revoked = 0"};
const db::Sql kRevokeSessions{"UPDATE session SET revoked = 1 WHERE staff_id = $1 AND id <> $2 AND revoked = 0"};
const db::Sql kRevokeOldest{
    "UPDATE session SET revoked = 1 WHERE staff_id = $1 AND revoked = 0 AND id NOT IN "
    "(SELECT n.id FROM session n WHERE n.staff_id = $1 AND n.revoked = 0 AND n.expires_at > $2 ORDER BY n.id DESC "
    "LIMIT $3)"};
const db::Sql kDeleteSessions{"DELETE FROM session WHERE expires_at < $1"};

const db::Sql kLockAttempts{
    "INSERT INTO sign_in_attempt (kind, value, failures, last_failure_at, locked_until) VALUES ($1, $2, 0, 0, 0) "
    "ON CONFLICT (kind, value) DO UPDATE SET failures = sign_in_attempt.failures "
    "RETURNING failures, last_failure_at, locked_until"};
const db::Sql kLoadAttempts{
    "SELECT failures, last_failure_at, locked_until FROM sign_in_attempt WHERE kind = $1 AND value = $2"};
const db::Sql kStoreAttempts{
    "UPDATE sign_in_attempt SET failures = $3, last_failure_at = $4, locked_until = $5 WHERE kind = $1 AND value = $2"};
const db::Sql kDeleteAttemptsOfName{"DELETE FROM sign_in_attempt WHERE kind = 'name' AND value = $1"};
const db::Sql kDeleteAttemptsAtAddresses{
    "DELETE FROM sign_in_attempt WHERE kind = 'name_at_address' AND value >= $1 AND value < $2"};
const db::Sql kDeleteAttempts{"DELETE FROM sign_in_attempt WHERE last_failure_at < $1"};

const db::Sql kLoadTotp{"SELECT secret_sealed, confirmed, last_used_step FROM totp WHERE staff_id = $1"};
const db::Sql kPutTotp{
    "INSERT INTO totp (staff_id, secret_sealed, confirmed, last_used_step, created_at) VALUES ($1, $2, 0, -1, $3) "
    "ON CONFLICT (staff_id) DO UPDATE SET secret_sealed = excluded.secret_sealed, created_at = excluded.created_at "
    "WHERE totp.confirmed = 0"};
const db::Sql kUseTotpStep{"UPDATE totp SET last_used_step = $2 WHERE staff_id = $1 AND last_used_step < $2"};
const db::Sql kConfirmTotp{"UPDATE totp SET confirmed = 1 WHERE staff_id = $1"};
const db::Sql kDeleteTotp{"DELETE FROM totp WHERE staff_id = $1"};

Attempts read_attempts(const db::Rows& rows) { return {rows.integer(0), Time{rows.integer(1)}, Time{rows.integer(2)}}; }

}  // namespace

void insert_session(db::Transaction& tx, const SessionRow& session) {
  tx.execute(kInsertSession, session.id, session.staff_id, db::Param::blob(session.token_hash), session.created_at,
             session.last_seen_at, session.expires_at, session.source_address, session.user_agent);
}

std::optional<SignedIn> find_session(db::Transaction& tx, std::string_view token_hash) {
  auto rows = tx.query(kFindSession, db::Param::blob(token_hash));
  if (!rows.next()) return std::nullopt;
  SignedIn found;
  found.id = rows.id<SessionId>(0);
  found.staff_id = rows.id<StaffId>(1);
  found.created_at = Time{rows.integer(2)};
  found.last_seen_at = Time{rows.integer(3)};
  found.expires_at = Time{rows.integer(4)};
  found.staff_name = rows.string(5);
  found.is_active = rows.text(6) == "active";
  found.org_unit_id = rows.id<OrgUnitId>(7);
  found.org_unit_path = rows.string(8);
  found.must_change_password = rows.integer(9) == 1;
  return found;
}

void touch_session(db::Transaction& tx, SessionId id, Time seen_at, Time expires_at) {
  tx.execute(kTouchSession, id, seen_at, expires_at);
}

bool revoke_session(db::Transaction& tx, SessionId id, StaffId staff_id) {
  return tx.execute(kRevokeSession, id, staff_id) == 1;
}

std::int64_t revoke_sessions(db::Transaction& tx, StaffId staff_id, SessionId except) {
  return tx.execute(kRevokeSessions, staff_id, except);
}

void revoke_oldest_sessions(db::Transaction& tx, StaffId staff_id, std::int64_t kept, Time now) {
  tx.execute(kRevokeOldest, staff_id, now, kept);
}

std::int64_t delete_sessions_before(db::Transaction& tx, Time expired_before) {
  return tx.execute(kDeleteSessions, expired_before);
}

kit::ListQuery session_list(StaffId staff_id, Time now) {
  kit::ListQuery query(
      "SELECT e.id, e.created_at, e.last_seen_at, e.expires_at, e.source_address, e.user_agent FROM session e "
      "WHERE e.revoked = 0");
  query.where_equal("e.staff_id", staff_id.value).text(" AND e.expires_at > ").bind(now.us);
  return query;
}

Session read_session(const db::Rows& rows) {
  Session session;
  session.id = rows.id<SessionId>(0);
  session.created_at = Time{rows.integer(1)};
  session.last_seen_at = Time{rows.integer(2)};
  session.expires_at = Time{rows.integer(3)};
  session.source_address = rows.string(4);
  session.user_agent = rows.string(5);
  return session;
}

Attempts lock_attempts(db::Transaction& tx, const AttemptKey& key) {
  auto rows = tx.query(kLockAttempts, key.kind, key.value);
  CHECK(rows.next());
  return read_attempts(rows);
}

Attempts load_attempts(db::Transaction& tx, const AttemptKey& key) {
  auto rows = tx.query(kLoadAttempts, key.kind, key.value);
  return rows.next() ? read_attempts(rows) : Attempts{};
}

void store_attempts(db::Transaction& tx, const AttemptKey& key, const Attempts& attempts) {
  tx.execute(kStoreAttempts, key.kind, key.value, attempts.failures, attempts.last_failure_at, attempts.locked_until);
}

void delete_attempts_of_name(db::Transaction& tx, std::string_view name_value) {
  tx.execute(kDeleteAttemptsOfName, name_value);
  // ';' is the character after ':'.
  tx.execute(kDeleteAttemptsAtAddresses, std::string(name_value) + ":", std::string(name_value) + ";");
}

std::int64_t delete_attempts_before(db::Transaction& tx, Time last_failure_before) {
  return tx.execute(kDeleteAttempts, last_failure_before);
}

std::optional<TotpRow> load_totp(db::Transaction& tx, StaffId id) {
  auto rows = tx.query(kLoadTotp, id);
  if (!rows.next()) return std::nullopt;
  return TotpRow{rows.string(0), rows.integer(1) == 1, rows.integer(2)};
}

bool put_totp(db::Transaction& tx, StaffId id, std::string_view secret_sealed, Time now) {
  return tx.execute(kPutTotp, id, db::Param::blob(secret_sealed), now) == 1;
}

bool use_totp_step(db::Transaction& tx, StaffId id, std::int64_t step) {
  return tx.execute(kUseTotpStep, id, step) == 1;
}

void confirm_totp(db::Transaction& tx, StaffId id) { tx.execute(kConfirmTotp, id); }

void delete_totp(db::Transaction& tx, StaffId id) { tx.execute(kDeleteTotp, id); }

}  // namespace homeport::identity::store
