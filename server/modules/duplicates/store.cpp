#include "modules/duplicates/store.hpp"

#include "db/record_sql.hpp"

namespace homeport::duplicates::store {
namespace {

constexpr std::string_view kColumns =
    "p.id, p.customer_id, p.other_id, p.score, p.evidence, p.state, p.store_id, p.owner_staff_id, p.other_store_id, "
    "p.other_owner_staff_id, p.found_at, p.decided_at, p.decided_by";

const db::Sql kDeleteKeys{"DELETE FROM duplicate_key WHERE customer_id = $1"};
const db::Sql kInsertKey{"INSERT INTO duplicate_key (block, customer_id) VALUES ($1, $2) ON CONFLICT DO NOTHING"};
const db::Sql kInBlock{"SELECT customer_id FROM duplicate_key WHERE block = $1 ORDER BY customer_id LIMIT $2"};
const db::Sql kSavePair{
    "INSERT INTO duplicate_pair (id, customer_id, other_id, score, evidence, state, store_id, owner_staff_id, "
    "other_store_id, other_owner_staff_id, found_at, decided_at, decided_by) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (customer_id, other_id) DO UPDATE SET "
    "score = excluded.score, evidence = excluded.evidence, store_id = excluded.store_id, "
    "owner_staff_id = excluded.owner_staff_id, other_store_id = excluded.other_store_id, "
    "other_owner_staff_id = excluded.other_owner_staff_id WHERE duplicate_pair.state = 'open'"};
const db::Sql kOpenPairs{
    "SELECT id, customer_id, other_id, score, evidence, state, store_id, owner_staff_id, other_store_id, "
    "other_owner_staff_id, found_at, decided_at, decided_by FROM duplicate_pair WHERE state = 'open' AND "
    "customer_id = $1 UNION ALL SELECT id, customer_id, other_id, score, evidence, state, store_id, owner_staff_id, "
    "other_store_id, other_owner_staff_id, found_at, decided_at, decided_by FROM duplicate_pair WHERE state = 'open' "
    "AND other_id = $1"};
const db::Sql kDeletePair{"DELETE FROM duplicate_pair WHERE customer_id = $1 AND other_id = $2 AND state = 'open'"};
const db::Sql kMarkMerged{
    "UPDATE duplicate_pair SET state = 'merged', decided_at = $3, decided_by = $4 WHERE customer_id = $1 AND "
    "other_id = $2"};
const db::Sql kReopenMerged{
    "UPDATE duplicate_pair SET state = 'open', decided_at = NULL, decided_by = NULL WHERE customer_id = $1 AND "
    "other_id = $2 AND state = 'merged'"};
const db::Sql kLoadPair{
    "SELECT id, customer_id, other_id, score, evidence, state, store_id, owner_staff_id, other_store_id, "
    "other_owner_staff_id, found_at, decided_at, decided_by FROM duplicate_pair WHERE id = $1"};
const db::Sql kDecide{
    "UPDATE duplicate_pair SET state = $2, decided_at = $3, decided_by = $4 WHERE id = $1 AND state = $5"};

const db::Sql kAnyWaiting{"SELECT 1 FROM duplicate_waiting LIMIT 1"};
const db::Sql kPutWaiting{
    "INSERT INTO duplicate_waiting (customer_id, event_id) VALUES ($1, $2) ON CONFLICT (customer_id) DO UPDATE SET "
    "event_id = excluded.event_id"};
const db::Sql kSelectWaiting{"SELECT customer_id, event_id FROM duplicate_waiting ORDER BY event_id LIMIT $1"};
const db::Sql kDeleteWaiting{"DELETE FROM duplicate_waiting WHERE customer_id = $1 AND event_id = $2"};

}  // namespace

bool is_anybody_waiting(db::Transaction& tx) { return tx.query(kAnyWaiting).next(); }

void put_waiting(db::Transaction& tx, const Waiting& waiting) {
  tx.send(kPutWaiting, waiting.customer_id, waiting.event_id);
}

std::vector<Waiting> load_waiting(db::Transaction& tx, std::int64_t limit) {
  std::vector<Waiting> waiting;
  for (auto rows = tx.query(kSelectWaiting, limit); rows.next();)
    waiting.push_back({rows.id<CustomerId>(0), rows.integer(1)});
  return waiting;
}

void delete_waiting(db::Transaction& tx, const Waiting& waiting) {
  tx.send(kDeleteWaiting, waiting.customer_id, waiting.event_id);
}

void delete_keys(db::Transaction& tx, CustomerId id) { tx.send(kDeleteKeys, id); }

void insert_key(db::Transaction& tx, const std::string& block, CustomerId id) { tx.send(kInsertKey, block, id); }

std::vector<CustomerId> customers_in_block(db::Transaction& tx, const std::string& block) {
  std::vector<CustomerId> ids;
  for (auto rows = tx.query(kInBlock, block, static_cast<std::int64_t>(kMostInBlock + 2)); rows.next();)
    ids.push_back(rows.id<CustomerId>(0));
  return ids;
}

void save_pair(db::Transaction& tx, const Pair& pair) { db::send_record(tx, kSavePair, pair); }

std::vector<Pair> open_pairs_of(db::Transaction& tx, CustomerId id) {
  return db::read_all<Pair>(tx.query(kOpenPairs, id));
}

void delete_pair(db::Transaction& tx, const Pair& pair) { tx.send(kDeletePair, pair.customer_id, pair.other_id); }

void mark_merged(db::Transaction& tx, CustomerId first, CustomerId second, kit::StaffId by, Time at) {
  tx.send(kMarkMerged, first, second, at, by);
}

void reopen_merged(db::Transaction& tx, CustomerId first, CustomerId second) { tx.send(kReopenMerged, first, second); }

std::optional<Pair> load_pair(db::Transaction& tx, PairId id) { return db::read_one<Pair>(tx.query(kLoadPair, id)); }

bool decide(db::Transaction& tx, const Pair& pair, PairState from) {
  return tx.execute(kDecide, pair.id, word_of(pair.state), pair.decided_at, pair.decided_by, word_of(from)) == 1;
}

kit::ListQuery list_pairs(const kit::Actor& actor, PairState state, std::int64_t least_score) {
  kit::ListQuery query("SELECT " + std::string(kColumns) + " FROM duplicate_pair p WHERE p.score >= ");
  query.bind(least_score).where_equal("p.state", word_of(state));
  query.where_in_reach(actor, "p.store_id", "p.owner_staff_id");
  query.where_in_reach(actor, "p.other_store_id", "p.other_owner_staff_id");
  return query;
}

}  // namespace homeport::duplicates::store
