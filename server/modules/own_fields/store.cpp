#include "modules/own_fields/store.hpp"

#include <map>

#include "db/record_sql.hpp"

namespace homeport::own_fields::store {
namespace {

const db::Sql kInsertField{
    "INSERT INTO own_field (id, key, name, kind, digits, unit, is_required, is_searchable, place, status, created_at, "
    "updated_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING"};
const db::Sql kUpdateField{
    "UPDATE own_field SET key = $2, name = $3, kind = $4, digits = $5, unit = $6, is_required = $7, "
    "is_searchable = $8, place = $9, status = $10, created_at = $11, updated_at = $12, version = $13 "
    "WHERE id = $1 AND version = CAST($13 AS BIGINT) - 1"};
const db::Sql kSelectFields{
    "SELECT id, key, name, kind, digits, unit, is_required, is_searchable, place, status, created_at, updated_at, "
    "version FROM own_field ORDER BY place, id"};

const db::Sql kSaveOption{
    "INSERT INTO own_field_option (own_field_id, key, label, is_retired, place) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (own_field_id, key) DO UPDATE SET label = excluded.label, is_retired = excluded.is_retired, "
    "place = excluded.place"};
const db::Sql kSelectOptions{
    "SELECT own_field_id, key, label, is_retired FROM own_field_option ORDER BY own_field_id, place, key"};

const db::Sql kInsertTag{
    "INSERT INTO tag (id, name, name_folded, colour, status, created_at, updated_at, version) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING"};
const db::Sql kUpdateTag{
    "UPDATE tag SET name = $2, name_folded = $3, colour = $4, status = $5, created_at = $6, updated_at = $7, "
    "version = $8 WHERE id = $1 AND version = CAST($8 AS BIGINT) - 1"};
const db::Sql kSelectTag{
    "SELECT id, name, name_folded, colour, status, created_at, updated_at, version FROM tag WHERE id = $1"};
const db::Sql kFindTag{"SELECT id FROM tag WHERE name_folded = $1"};
const db::Sql kSelectTags{
    "SELECT id, name, name_folded, colour, status, created_at, updated_at, version FROM tag "
    "ORDER BY name_folded, id LIMIT $1"};
const db::Sql kCountTags{"SELECT count(*) FROM tag"};

}  // namespace

bool insert(db::Transaction& tx, const OwnField& field) { return db::execute_record(tx, kInsertField, field) == 1; }

bool insert(db::Transaction& tx, const Tag& tag) { return db::execute_record(tx, kInsertTag, tag) == 1; }

bool update(db::Transaction& tx, const OwnField& field) { return db::execute_record(tx, kUpdateField, field) == 1; }

bool update(db::Transaction& tx, const Tag& tag) { return db::execute_record(tx, kUpdateTag, tag) == 1; }

void save_option(db::Transaction& tx, OwnFieldId field, const OwnFieldOption& option, std::int64_t place) {
  tx.send(kSaveOption, field, option.key, option.label, option.is_retired, place);
}

std::vector<OwnField> load_fields(db::Transaction& tx) { return db::read_all<OwnField>(tx.query(kSelectFields)); }

void load_options(db::Transaction& tx, std::span<OwnField> fields) {
  std::map<std::int64_t, OwnField*> by_id;
  for (auto& field : fields)
    by_id[field.id.value] = &field;
  for (auto rows = tx.query(kSelectOptions); rows.next();) {
    const auto found = by_id.find(rows.integer(0));
    if (found == by_id.end()) continue;
    found->second->options.push_back({rows.string(1), rows.string(2), rows.integer(3) == 1});
  }
}

std::optional<Tag> load_tag(db::Transaction& tx, TagId id) { return db::read_one<Tag>(tx.query(kSelectTag, id)); }

std::optional<TagId> find_tag(db::Transaction& tx, std::string_view name_folded) {
  auto rows = tx.query(kFindTag, name_folded);
  if (!rows.next()) return std::nullopt;
  return rows.id<TagId>(0);
}

std::vector<Tag> load_tags(db::Transaction& tx) { return db::read_all<Tag>(tx.query(kSelectTags, kMostTags)); }

std::int64_t count_tags(db::Transaction& tx) {
  auto rows = tx.query(kCountTags);
  CHECK(rows.next());
  return rows.integer(0);
}

}  // namespace homeport::own_fields::store
