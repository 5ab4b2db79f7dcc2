// The SQL of what a record has beside its columns: tags, own values, the search parts of higher modules.

#include "modules/customers/store.hpp"

namespace homeport::customers::store {
namespace {

const db::Sql kInsertTag{
    "INSERT INTO customer_tag (customer_id, tag_id, given_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"};
const db::Sql kDeleteTag{"DELETE FROM customer_tag WHERE customer_id = $1 AND tag_id = $2"};
const db::Sql kSaveValue{
    "INSERT INTO customer_own_value (customer_id, field_id, value, number, folded) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (customer_id, field_id) DO UPDATE SET value = excluded.value, number = excluded.number, "
    "folded = excluded.folded"};
const db::Sql kDeleteValue{"DELETE FROM customer_own_value WHERE customer_id = $1 AND field_id = $2"};
// One statement for both: a record page waits for one answer more, not two.
const db::Sql kSelectParts{
    "SELECT t.customer_id, CAST(0 AS BIGINT) AS what, t.tag_id AS of_id, '' AS value FROM customer_tag t WHERE "
    "t.customer_id = $1 "
    "UNION ALL SELECT v.customer_id, CAST(1 AS BIGINT), v.field_id, v.value FROM customer_own_value v WHERE "
    "v.customer_id = $1 "
    "ORDER BY what, of_id"};
const db::Sql kWithTag{
    "SELECT customer_id FROM customer_tag WHERE tag_id = $1 AND customer_id > $2 ORDER BY customer_id LIMIT $3"};
const db::Sql kWithOwnValue{
    "SELECT customer_id FROM customer_own_value WHERE field_id = $1 AND customer_id > $2 ORDER BY customer_id "
    "LIMIT $3"};

const db::Sql kInsertFurtherKey{"INSERT INTO customer_further_key (customer_id, kind, value) VALUES ($1, $2, $3)"};
const db::Sql kDeleteFurtherKey{"DELETE FROM customer_further_key WHERE customer_id = $1 AND kind = $2 AND value = $3"};

const db::Sql kSavePart{
    "INSERT INTO customer_search_part (customer_id, part, tokens) VALUES ($1, $2, $3) "
    "ON CONFLICT (customer_id, part) DO UPDATE SET tokens = excluded.tokens"};
const db::Sql kDeletePart{"DELETE FROM customer_search_part WHERE customer_id = $1 AND part = $2"};
const db::Sql kSelectSearchParts{"SELECT tokens FROM customer_search_part WHERE customer_id = $1 ORDER BY part"};

void add(KeptParts& parts, const db::Rows& rows) {
  if (rows.integer(1) == 0) {
    parts.tag_ids.push_back(rows.id<own_fields::TagId>(2));
  } else {
    parts.values.push_back({rows.id<own_fields::OwnFieldId>(2), rows.string(3)});
  }
}

std::vector<CustomerId> ids_of(db::Rows rows) {
  std::vector<CustomerId> ids;
  while (rows.next())
    ids.push_back(rows.id<CustomerId>(0));
  return ids;
}

}  // namespace

void insert_tag(db::Transaction& tx, CustomerId id, own_fields::TagId tag, Time now) {
  tx.send(kInsertTag, id, tag, now);
}

void delete_tag(db::Transaction& tx, CustomerId id, own_fields::TagId tag) { tx.send(kDeleteTag, id, tag); }

void save_own_value(db::Transaction& tx, CustomerId id, const own_fields::CheckedValue& value) {
  tx.send(kSaveValue, id, value.field_id, value.shown.value, value.number, value.folded);
}

void delete_own_value(db::Transaction& tx, CustomerId id, own_fields::OwnFieldId field) {
  tx.send(kDeleteValue, id, field);
}

KeptParts load_parts(db::Transaction& tx, CustomerId id) {
  KeptParts parts;
  for (auto rows = tx.query(kSelectParts, id); rows.next();)
    add(parts, rows);
  return parts;
}

std::map<std::int64_t, KeptParts> load_parts(db::Transaction& tx, std::span<const CustomerId> ids) {
  std::map<std::int64_t, KeptParts> parts;
  if (ids.empty()) return parts;
  kit::ListQuery query(
      "SELECT t.customer_id, CAST(0 AS BIGINT) AS what, t.tag_id AS of_id, '' AS value FROM customer_tag t ");
  const auto among = [&](std::string_view column) {
    query.text("WHERE ").text(column).text(" IN (");
    for (std::size_t i = 0; i < ids.size(); ++i)
      query.text(i == 0 ? "" : ", ").bind(ids[i].value);
    query.text(") ");
  };
  among("t.customer_id");
  query.text("UNION ALL SELECT v.customer_id, CAST(1 AS BIGINT), v.field_id, v.value FROM customer_own_value v ");
  among("v.customer_id");
  query.text("ORDER BY what, of_id");
  for (auto rows = query.run(tx); rows.next();)
    add(parts[rows.integer(0)], rows);
  return parts;
}

std::vector<CustomerId> with_tag(db::Transaction& tx, std::int64_t tag_id, CustomerId after, std::int64_t limit) {
  return ids_of(tx.query(kWithTag, tag_id, after, limit));
}

std::vector<CustomerId> with_own_value(db::Transaction& tx, std::int64_t field_id, CustomerId after,
                                       std::int64_t limit) {
  return ids_of(tx.query(kWithOwnValue, field_id, after, limit));
}

void insert_further_key(db::Transaction& tx, CustomerId id, const Key& key) {
  tx.send(kInsertFurtherKey, id, word_of(key.first), key.second);
}

void delete_further_key(db::Transaction& tx, CustomerId id, const Key& key) {
  tx.send(kDeleteFurtherKey, id, word_of(key.first), key.second);
}

void save_search_part(db::Transaction& tx, CustomerId id, std::string_view part, std::string_view tokens) {
  if (tokens.empty()) {
    tx.send(kDeletePart, id, part);
  } else {
    tx.send(kSavePart, id, part, tokens);
  }
}

std::vector<std::string> load_search_parts(db::Transaction& tx, CustomerId id) {
  std::vector<std::string> parts;
  for (auto rows = tx.query(kSelectSearchParts, id); rows.next();)
    parts.push_back(rows.string(0));
  return parts;
}

}  // namespace homeport::customers::store
