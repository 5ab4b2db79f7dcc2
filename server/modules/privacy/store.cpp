#include "modules/privacy/store.hpp"

#include "db/record_sql.hpp"

namespace homeport::privacy::store {
namespace {

const std::string kChangeColumns = db::columns_of(table_of<ConsentChange>(), "h.");
const std::string kInsertChangeText = db::insert_text("customer_consent_change", table_of<ConsentChange>());
const db::Sql kInsertChange{kInsertChangeText};
const db::Sql kSaveConsent{
    "INSERT INTO customer_consent (customer_id, purpose, state, change_id, at) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (customer_id, purpose) DO UPDATE SET state = excluded.state, change_id = excluded.change_id, "
    "at = excluded.at"};
const std::string kLoadConsentsText =
    "SELECT " + kChangeColumns +
    " FROM customer_consent s JOIN customer_consent_change h "
    "ON h.customer_id = s.customer_id AND h.id = s.change_id WHERE s.customer_id = $1";
const db::Sql kLoadConsents{kLoadConsentsText};
const db::Sql kLoadState{"SELECT state FROM customer_consent WHERE customer_id = $1 AND purpose = $2"};
const std::string kChangesText = "SELECT " + kChangeColumns + " FROM customer_consent_change h WHERE h.customer_id = ";
const db::Sql kForgetConsents{"DELETE FROM customer_consent WHERE customer_id = $1"};
const db::Sql kForgetChanges{"DELETE FROM customer_consent_change WHERE customer_id = $1"};

const std::string kInsertRevealText = db::insert_text("phone_reveal", table_of<Reveal>());
const db::Sql kInsertReveal{kInsertRevealText};
const db::Sql kHasRevealed{"SELECT id FROM phone_reveal WHERE customer_id = $1 AND staff_id = $2 AND at >= $3 LIMIT 1"};
const db::Sql kCountReveal{
    "INSERT INTO phone_reveal_day (staff_id, day_on, customers) VALUES ($1, $2, 1) "
    "ON CONFLICT (staff_id, day_on) DO UPDATE SET customers = phone_reveal_day.customers + 1"};
const db::Sql kRevealsOf{"SELECT customers FROM phone_reveal_day WHERE staff_id = $1 AND day_on = $2"};
const std::string kRevealsText = "SELECT " + db::columns_of(table_of<Reveal>(), "r.") +
                                 " FROM phone_reveal r JOIN customer c ON c.customer_id = r.customer_id WHERE 1 = 1";
const db::Sql kBlankNotes{"UPDATE phone_reveal SET note = NULL WHERE customer_id = $1"};

const std::string kInsertErasureText = db::insert_text("customer_erasure", table_of<Erasure>());
const db::Sql kInsertErasure{kInsertErasureText};

const db::Sql kLoadSetting{
    "SELECT reveal_daily_limit, bin_days, lead_months, updated_at, version FROM privacy_setting WHERE id = 1"};
const db::Sql kSaveSetting{
    "INSERT INTO privacy_setting (id, reveal_daily_limit, bin_days, lead_months, updated_at, version) "
    "VALUES (1, $1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE SET reveal_daily_limit = excluded.reveal_daily_limit, "
    "bin_days = excluded.bin_days, lead_months = excluded.lead_months, updated_at = excluded.updated_at, "
    "version = excluded.version"};
const db::Sql kLoadLeadPass{"SELECT day_on, after_customer_id, is_done FROM privacy_lead_pass WHERE id = 1"};
const db::Sql kSaveLeadPass{
    "INSERT INTO privacy_lead_pass (id, day_on, after_customer_id, is_done) VALUES (1, $1, $2, $3) ON CONFLICT (id) "
    "DO UPDATE SET day_on = excluded.day_on, after_customer_id = excluded.after_customer_id, "
    "is_done = excluded.is_done"};

constexpr std::array kByChange{kit::SortChoice{"recorded_at", "h.id", false}};
constexpr std::array kByReveal{kit::SortChoice{"at", "r.id", false}};

}  // namespace

void insert_change(db::Transaction& tx, const ConsentChange& change) { db::send_record(tx, kInsertChange, change); }

void save_consent(db::Transaction& tx, const ConsentChange& change) {
  tx.send(kSaveConsent, change.customer_id, word_of(change.purpose), word_of(change.state), change.id, change.at);
}

std::vector<ConsentChange> load_consents(db::Transaction& tx, CustomerId id) {
  return db::read_all<ConsentChange>(tx.query(kLoadConsents, id));
}

std::optional<ConsentState> load_state(db::Transaction& tx, CustomerId id, Purpose purpose) {
  auto rows = tx.query(kLoadState, id, word_of(purpose));
  if (!rows.next()) return std::nullopt;
  return rows.text(0) == word_of(ConsentState::given) ? ConsentState::given : ConsentState::withdrawn;
}

kit::ListQuery changes_of(CustomerId id) {
  kit::ListQuery query(kChangesText);
  query.bind(id.value);
  return query;
}

std::span<const kit::SortChoice> change_sorts() { return kByChange; }

std::map<std::int64_t, std::vector<std::string>> given_by(db::Transaction& tx, std::span<const CustomerId> ids) {
  std::map<std::int64_t, std::vector<std::string>> given;
  if (ids.empty()) return given;
  kit::ListQuery query("SELECT customer_id, purpose FROM customer_consent WHERE state = 'given' AND customer_id IN (");
  for (std::size_t i = 0; i < ids.size(); ++i)
    query.text(i == 0 ? "" : ", ").bind(ids[i].value);
  query.text(") ORDER BY customer_id, purpose");
  for (auto rows = query.run(tx); rows.next();)
    given[rows.integer(0)].push_back(rows.string(1));
  return given;
}

void insert_reveal(db::Transaction& tx, const Reveal& reveal) { db::send_record(tx, kInsertReveal, reveal); }

bool has_revealed(db::Transaction& tx, CustomerId id, StaffId staff, Time since) {
  return tx.query(kHasRevealed, id, staff, since).next();
}

std::int64_t count_reveal(db::Transaction& tx, StaffId staff, Date day) {
  tx.execute(kCountReveal, staff, format_date(day));
  return reveals_of(tx, staff, day);
}

std::int64_t reveals_of(db::Transaction& tx, StaffId staff, Date day) {
  auto rows = tx.query(kRevealsOf, staff, format_date(day));
  return rows.next() ? rows.integer(0) : 0;
}

kit::ListQuery reveal_rows(const kit::Actor& actor, const RevealConditions& conditions) {
  kit::ListQuery query(kRevealsText);
  if (conditions.staff_id) query.where_equal("r.staff_id", conditions.staff_id->value);
  if (conditions.customer_id) query.where_equal("r.customer_id", conditions.customer_id->value);
  query.where_in_reach(actor, "c.store_id", "c.owner_staff_id");
  return query;
}

std::span<const kit::SortChoice> reveal_sorts() { return kByReveal; }

void insert_erasure(db::Transaction& tx, const Erasure& erasure) { db::send_record(tx, kInsertErasure, erasure); }

void forget_consents(db::Transaction& tx, CustomerId id) {
  tx.send(kForgetConsents, id);
  tx.send(kForgetChanges, id);
}

void blank_reveal_notes(db::Transaction& tx, CustomerId id) { tx.send(kBlankNotes, id); }

std::optional<Setting> load_setting(db::Transaction& tx) {
  auto rows = tx.query(kLoadSetting);
  if (!rows.next()) return std::nullopt;
  return Setting{rows.maybe_integer(0), rows.maybe_integer(1), rows.maybe_integer(2), Time{rows.integer(3)},
                 rows.integer(4)};
}

void save_setting(db::Transaction& tx, const Setting& setting) {
  tx.execute(kSaveSetting, setting.reveal_daily_limit, setting.bin_days, setting.lead_months, setting.updated_at,
             setting.version);
}

std::optional<LeadPass> load_lead_pass(db::Transaction& tx) {
  auto rows = tx.query(kLoadLeadPass);
  if (!rows.next()) return std::nullopt;
  const auto day = parse_date(rows.text(0));
  CHECK(day.has_value());
  return LeadPass{*day, rows.id<CustomerId>(1), rows.integer(2) != 0};
}

void save_lead_pass(db::Transaction& tx, const LeadPass& pass) {
  tx.execute(kSaveLeadPass, format_date(pass.day_on), pass.after_customer_id, pass.is_done);
}

}  // namespace homeport::privacy::store
