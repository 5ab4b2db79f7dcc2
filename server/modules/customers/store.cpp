#include "modules/customers/store.hpp"

#include "db/record_sql.hpp"
#include "db/sharing.hpp"

namespace homeport::customers::store {
namespace {

const db::Sql kInsert{
    "INSERT INTO customer (customer_id, kind, name, name_folded, gender, birthday_on, phone, email, note, occupation, "
    "store_id, owner_staff_id, status, source, external_ref, created_at, updated_at, version, is_pooled, hidden_bits) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)"};

const db::Sql kUpdate{
    "UPDATE customer SET kind = $2, name = $3, name_folded = $4, gender = $5, birthday_on = $6, phone = $7, "
    "email = $8, note = $9, occupation = $10, store_id = $11, owner_staff_id = $12, status = $13, source = $14, "
    "external_ref = $15, created_at = $16, updated_at = $17, version = $18, is_pooled = $19, hidden_bits = $20 "
    "WHERE customer_id = $1 AND version = CAST($18 AS BIGINT) - 1"};

const db::Sql kPlace{
    "UPDATE customer SET owner_staff_id = $2, store_id = CASE CAST($3 AS BIGINT) WHEN 0 THEN store_id ELSE CAST($3 AS "
    "BIGINT) END, "
    "is_pooled = $4, hidden_bits = $5, updated_at = $6, "
    "version = version + 1 WHERE customer_id = $1"};

const db::Sql kHold{"UPDATE customer SET updated_at = $2 WHERE customer_id = $1"};

const db::Sql kSelect{
    "SELECT customer_id, kind, name, name_folded, gender, birthday_on, phone, email, note, occupation, store_id, "
    "owner_staff_id, status, source, external_ref, created_at, updated_at, version, is_pooled, hidden_bits "
    "FROM customer WHERE customer_id = $1"};

const db::Sql kSelectHead{
    "SELECT customer_id, kind, name, phone, store_id, owner_staff_id, status, hidden_bits FROM customer "
    "WHERE customer_id = $1"};

const db::Sql kInsertKey{
    "INSERT INTO customer_key (kind, value, customer_id) VALUES ($2, $3, $1) ON CONFLICT DO NOTHING"};
const db::Sql kInsertTwoKeys{
    "INSERT INTO customer_key (kind, value, customer_id) VALUES ($2, $3, $1), ($4, $5, $1) ON CONFLICT DO NOTHING"};
const db::Sql kInsertThreeKeys{
    "INSERT INTO customer_key (kind, value, customer_id) VALUES ($2, $3, $1), ($4, $5, $1), ($6, $7, $1) "
    "ON CONFLICT DO NOTHING"};
const db::Sql kDeleteKey{"DELETE FROM customer_key WHERE kind = $2 AND value = $3 AND customer_id = $1"};
const db::Sql kSelectKeys{
    "SELECT 'phone', phone FROM customer WHERE customer_id = $1 AND phone IS NOT NULL UNION ALL "
    "SELECT 'external', external_ref FROM customer WHERE customer_id = $1 AND external_ref IS NOT NULL UNION ALL "
    "SELECT 'card', card_number FROM customer_card WHERE customer_id = $1 UNION ALL "
    "SELECT kind, value FROM customer_further_key WHERE customer_id = $1"};
const db::Sql kFindByKey{"SELECT customer_id FROM customer_key WHERE kind = $1 AND value = $2"};
const db::Sql kFindByCode{
    "SELECT kind, customer_id FROM customer_key WHERE kind = 'card' AND value = $1 "
    "UNION ALL SELECT kind, customer_id FROM customer_key WHERE kind = 'phone' AND value = $2"};

const db::Sql kSaveCard{
    "INSERT INTO customer_card (customer_id, card_number, status, issued_at, updated_at) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (customer_id, card_number) DO UPDATE SET status = excluded.status, issued_at = excluded.issued_at, "
    "updated_at = excluded.updated_at"};
const db::Sql kSelectCard{
    "SELECT customer_id, card_number, status, issued_at, updated_at FROM customer_card "
    "WHERE customer_id = $1 AND card_number = $2"};
const db::Sql kSelectCards{
    "SELECT customer_id, card_number, status, issued_at, updated_at FROM customer_card WHERE customer_id = $1 "
    "ORDER BY CASE status WHEN 'returned' THEN 1 ELSE 0 END, issued_at DESC, card_number LIMIT $2"};
// In the order of the key: for the few cards of a customer an engine that sorts takes longer than one that looks.
const db::Sql kActiveCards{
    "SELECT card_number, issued_at FROM customer_card WHERE customer_id = $1 AND status = 'active' "
    "ORDER BY card_number"};

const db::Sql kInsertSearch{"INSERT INTO customer_search (rowid, tokens) VALUES ($1, $2)",
                            "INSERT INTO customer_search (customer_id, tokens) VALUES ($1, to_tsvector('simple', $2))"};
const db::Sql kUpdateSearch{"UPDATE customer_search SET tokens = $2 WHERE rowid = $1",
                            "UPDATE customer_search SET tokens = to_tsvector('simple', $2) WHERE customer_id = $1"};

const db::Sql kInsertEvent{
    "INSERT INTO customer_event (customer_id, at, event_id, kind, detail, actor_name) "
    "VALUES ($1, $2, $3, $4, $5, $6)"};
const db::Sql kSelectEvents{
    "SELECT at, event_id, kind, detail, actor_name FROM customer_event WHERE customer_id = $1 AND (at, event_id) < "
    "($2, $3) "
    "ORDER BY at DESC, event_id DESC LIMIT $4"};
const db::Sql kSelectCardEvents{
    "SELECT at, event_id, kind, detail, actor_name FROM customer_event WHERE customer_id = $1 AND (at, event_id) < "
    "($2, $3) "
    "AND kind LIKE 'card|_%' ESCAPE '|' "
    "ORDER BY at DESC, event_id DESC LIMIT $4"};
const db::Sql kSelectChangeEvents{
    "SELECT at, event_id, kind, detail, actor_name FROM customer_event WHERE customer_id = $1 AND (at, event_id) < "
    "($2, $3) "
    "AND kind NOT LIKE 'card|_%' ESCAPE '|' "
    "ORDER BY at DESC, event_id DESC LIMIT $4"};

std::optional<kit::StaffId> maybe_staff(const db::Rows& rows, int column) {
  const auto value = rows.maybe_integer(column);
  return value ? std::optional(kit::StaffId{*value}) : std::nullopt;
}

}  // namespace

void insert(db::Transaction& tx, const Customer& customer) { db::send_record(tx, kInsert, customer); }

bool update(db::Transaction& tx, const Customer& customer) { return db::execute_record(tx, kUpdate, customer) == 1; }

bool place(db::Transaction& tx, CustomerId id, const Placement& placement, Time now) {
  return tx.execute(kPlace, id, placement.owner_staff_id, placement.store_id, placement.is_pooled,
                    placement.hidden_bits, now) == 1;
}

void hold(db::Transaction& tx, CustomerId id, Time now) { tx.execute(kHold, id, now); }

std::optional<Customer> load(db::Transaction& tx, CustomerId id) {
  return db::read_one<Customer>(tx.query(kSelect, id));
}

void foretell_head(db::Transaction& tx, CustomerId id) { db::foretell(tx, kSelectHead, id); }

std::optional<CustomerHead> load_head(db::Transaction& tx, CustomerId id) {
  auto rows = tx.query(kSelectHead, id);
  if (!rows.next()) return std::nullopt;
  CustomerHead head;
  head.id = rows.id<CustomerId>(0);
  head.kind = db::choice_at<CustomerKind>(rows, 1);
  head.name = rows.string(2);
  head.phone = rows.maybe_string(3);
  head.store_id = rows.id<kit::OrgUnitId>(4);
  head.owner_staff_id = maybe_staff(rows, 5);
  head.status = db::choice_at<CustomerStatus>(rows, 6);
  head.hidden_bits = rows.integer(7);
  return head;
}

std::int64_t insert_keys(db::Transaction& tx, CustomerId id, std::span<const Key> keys) {
  CHECK(keys.size() <= kMostKeysAtOnce);
  if (keys.empty()) return 0;
  if (tx.engine() == db::Engine::sqlite) {
    // A statement of several rows would write out what the search index still gathers, each time.
    std::int64_t inserted = 0;
    for (const auto& [kind, value] : keys)
      inserted += tx.execute(kInsertKey, id, word_of(kind), value);
    return inserted;
  }
  std::vector<db::Param> params{db::Param(id)};
  for (const auto& [kind, value] : keys) {
    params.emplace_back(word_of(kind));
    params.emplace_back(value);
  }
  const db::Sql& sql = keys.size() == 1 ? kInsertKey : keys.size() == 2 ? kInsertTwoKeys : kInsertThreeKeys;
  return tx.execute_with(sql, params);
}

void delete_key(db::Transaction& tx, CustomerId id, const Key& key) {
  tx.send(kDeleteKey, id, word_of(key.first), key.second);
}

std::vector<Key> load_keys(db::Transaction& tx, CustomerId id) {
  std::vector<Key> keys;
  for (auto rows = tx.query(kSelectKeys, id); rows.next();)
    keys.emplace_back(db::choice_at<KeyKind>(rows, 0), rows.string(1));
  return keys;
}

std::optional<CustomerId> find_by_key(db::Transaction& tx, KeyKind kind, std::string_view value) {
  auto rows = tx.query(kFindByKey, word_of(kind), value);
  if (!rows.next()) return std::nullopt;
  return rows.id<CustomerId>(0);
}

CodeMatches find_by_code(db::Transaction& tx, std::string_view card_number, std::string_view phone) {
  CodeMatches matches;
  for (auto rows = tx.query(kFindByCode, card_number, phone); rows.next();) {
    auto& match = rows.text(0) == word_of(KeyKind::card) ? matches.by_card : matches.by_phone;
    match = rows.id<CustomerId>(1);
  }
  return matches;
}

void save_card(db::Transaction& tx, const Card& card) { db::send_record(tx, kSaveCard, card); }

std::optional<Card> load_card(db::Transaction& tx, CustomerId id, std::string_view card_number) {
  return db::read_one<Card>(tx.query(kSelectCard, id, card_number));
}

std::vector<Card> load_cards(db::Transaction& tx, CustomerId id) {
  return db::read_all<Card>(tx.query(kSelectCards, id, kMostCardsListed));
}

std::optional<std::string> newest_card(db::Transaction& tx, CustomerId id) {
  std::optional<std::string> newest;
  std::int64_t newest_at = 0;
  for (auto rows = tx.query(kActiveCards, id); rows.next();) {
    if (newest && rows.integer(1) <= newest_at) continue;
    newest = rows.string(0);
    newest_at = rows.integer(1);
  }
  return newest;
}

void insert_search(db::Transaction& tx, CustomerId id, std::string_view tokens) { tx.send(kInsertSearch, id, tokens); }

void update_search(db::Transaction& tx, CustomerId id, std::string_view tokens) { tx.send(kUpdateSearch, id, tokens); }

void insert_event(db::Transaction& tx, CustomerId id, const Event& event) {
  tx.send(kInsertEvent, id, event.at, event.id, event.kind, event.detail, event.actor_name);
}

std::vector<Event> load_events(db::Transaction& tx, CustomerId id, EventKinds kinds, Time before,
                               std::int64_t before_id, std::int64_t limit) {
  const auto& sql = kinds == EventKinds::all     ? kSelectEvents
                    : kinds == EventKinds::cards ? kSelectCardEvents
                                                 : kSelectChangeEvents;
  std::vector<Event> events;
  for (auto rows = tx.query(sql, id, before, before_id, limit); rows.next();) {
    events.push_back({Time{rows.integer(0)}, rows.integer(1), rows.string(2), rows.string(3), rows.string(4)});
  }
  return events;
}

}  // namespace homeport::customers::store
