#include "modules/customers/merge_records.hpp"

#include <algorithm>

namespace homeport::customers {
namespace {

constexpr View kEverything{true};  // a record is for the program itself

const db::Sql kKeepMerge{
    "INSERT INTO customer_merge_record (customer_id, id, from_id, what, merged_at) VALUES ($1, $2, $3, $4, $5)"};
const db::Sql kLoadMerge{
    "SELECT id, what FROM customer_merge_record WHERE customer_id = $1 AND from_id = $2 AND undone_at IS NULL"};
const db::Sql kMergedAt{
    "SELECT merged_at FROM customer_merge_record WHERE customer_id = $1 AND from_id = $2 AND undone_at IS NULL"};
const db::Sql kUndoable{"SELECT from_id FROM customer_merge_record WHERE customer_id = $1 AND undone_at IS NULL"};
const db::Sql kCloseMerge{"UPDATE customer_merge_record SET undone_at = $3 WHERE customer_id = $1 AND id = $2"};
const db::Sql kForgetPair{"DELETE FROM customer_merge WHERE customer_id = $1 AND other_id = $2"};

template <class Value>
void give_back(Value& now, const Value& before, const Value& after) {
  if (now == after) now = before;
}

const own_fields::OwnValue* value_of(const std::vector<own_fields::OwnValue>& values, const std::string& field) {
  const auto found = std::ranges::find(values, field, &own_fields::OwnValue::field);
  return found == values.end() ? nullptr : &*found;
}

std::optional<std::string> text_of(const std::vector<own_fields::OwnValue>& values, const std::string& field) {
  const auto* value = value_of(values, field);
  return value == nullptr ? std::nullopt : std::optional(value->value);
}

void give_back_value(std::vector<own_fields::OwnValue>& now, const std::string& field, const NewCustomer& before,
                     const NewCustomer& after) {
  auto value = text_of(now, field);
  give_back(value, text_of(before.own_values, field), text_of(after.own_values, field));
  std::erase_if(now, [&](const auto& one) { return one.field == field; });
  if (value) now.push_back({field, *value});
}

bool has_tag(const std::vector<own_fields::TagId>& tags, own_fields::TagId tag) {
  return std::ranges::find(tags, tag) != tags.end();
}

}  // namespace

NewCustomer facts_of(const Customer& customer) {
  NewCustomer facts;
  facts.kind = customer.kind;
  facts.name = customer.name;
  facts.gender = customer.gender;
  facts.birthday_on = customer.birthday_on;
  facts.phone = customer.phone;
  facts.email = customer.email;
  facts.note = customer.note;
  facts.occupation = customer.occupation;
  facts.tag_ids = customer.tag_ids;
  facts.own_values = customer.own_values;
  return facts;
}

Customer given_back(Customer now, const NewCustomer& before, const NewCustomer& after) {
  give_back(now.name, before.name, after.name);
  give_back(now.gender, before.gender, after.gender);
  give_back(now.birthday_on, before.birthday_on, after.birthday_on);
  give_back(now.phone, before.phone, after.phone);
  give_back(now.email, before.email, after.email);
  give_back(now.note, before.note, after.note);
  give_back(now.occupation, before.occupation, after.occupation);
  std::erase_if(now.tag_ids, [&](auto tag) { return has_tag(after.tag_ids, tag) && !has_tag(before.tag_ids, tag); });
  for (const auto tag : before.tag_ids) {
    if (!has_tag(after.tag_ids, tag) && !has_tag(now.tag_ids, tag)) now.tag_ids.push_back(tag);
  }
  for (const auto* values : {&before.own_values, &after.own_values}) {
    for (const auto& value : *values)
      give_back_value(now.own_values, value.field, before, after);
  }
  return now;
}

namespace store {

void keep_merge(db::Transaction& tx, CustomerId into, CustomerId from, MergeRecordId id, const MergeRecord& record,
                Time now) {
  tx.send(kKeepMerge, into, id, from, to_json(record, kEverything), now);
}

std::optional<KeptMerge> load_merge(db::Transaction& tx, CustomerId into, CustomerId from) {
  auto rows = tx.query(kLoadMerge, into, from);
  if (!rows.next()) return std::nullopt;
  auto record = record_from_json<MergeRecord>(rows.string(1), kEverything);
  CHECK(record.ok());
  return KeptMerge{rows.id<MergeRecordId>(0), std::move(record).value()};
}

std::optional<Time> merged_at(db::Transaction& tx, CustomerId from, CustomerId into) {
  auto rows = tx.query(kMergedAt, into, from);
  if (!rows.next()) return std::nullopt;
  return Time{rows.integer(0)};
}

std::vector<CustomerId> undoable_merges(db::Transaction& tx, CustomerId into) {
  std::vector<CustomerId> ids;
  for (auto rows = tx.query(kUndoable, into); rows.next();)
    ids.push_back(rows.id<CustomerId>(0));
  return ids;
}

void close_merge(db::Transaction& tx, CustomerId into, MergeRecordId id, Time now) {
  tx.send(kCloseMerge, into, id, now);
}

void forget_successor(db::Transaction& tx, CustomerId one, CustomerId other) {
  tx.send(kForgetPair, one, other);
  tx.send(kForgetPair, other, one);
}

}  // namespace store
}  // namespace homeport::customers
