// Erasing somebody for good: what stays is a number that sales and points refer to, its store and how it came.

#include "modules/customers/deleting.hpp"
#include "modules/customers/records.hpp"

namespace homeport::customers {
namespace {

const db::Sql kBlank{
    "UPDATE customer SET name = '***', name_folded = '***', gender = NULL, birthday_on = NULL, phone = NULL, "
    "email = NULL, note = NULL, occupation = NULL, owner_staff_id = NULL, status = 'erased', external_ref = NULL, "
    "is_pooled = 0, hidden_bits = 0, updated_at = $2, version = version + 1 WHERE customer_id = $1"};
// The keys of a customer are the values of his record, cards and further keys: they are found by them.
const db::Sql kKeys{
    "SELECT 'phone', phone FROM customer WHERE customer_id = $1 AND phone IS NOT NULL UNION ALL "
    "SELECT 'external', external_ref FROM customer WHERE customer_id = $1 AND external_ref IS NOT NULL UNION ALL "
    "SELECT 'card', card_number FROM customer_card WHERE customer_id = $1 UNION ALL "
    "SELECT kind, value FROM customer_further_key WHERE customer_id = $1"};
const db::Sql kFreeKey{"DELETE FROM customer_key WHERE kind = $2 AND value = $3 AND customer_id = $1"};
const db::Sql kForgetCards{"DELETE FROM customer_card WHERE customer_id = $1"};
const db::Sql kForgetFurtherKeys{"DELETE FROM customer_further_key WHERE customer_id = $1"};
const db::Sql kForgetTags{"DELETE FROM customer_tag WHERE customer_id = $1"};
const db::Sql kForgetOwnValues{"DELETE FROM customer_own_value WHERE customer_id = $1"};
const db::Sql kForgetSearchParts{"DELETE FROM customer_search_part WHERE customer_id = $1"};
const db::Sql kForgetMerges{"DELETE FROM customer_merge_record WHERE customer_id = $1 OR from_id = $1"};
const db::Sql kBlankEvents{"UPDATE customer_event SET detail = '' WHERE customer_id = $1 AND detail <> ''"};
const db::Sql kDeletedBefore{
    "SELECT customer_id FROM customer_bin WHERE deleted_at <= $1 AND along_with_id IS NULL "
    "ORDER BY deleted_at, customer_id LIMIT $2"};

void free_keys(db::Transaction& tx, CustomerId id) {
  std::vector<std::pair<std::string, std::string>> keys;
  for (auto rows = tx.query(kKeys, id); rows.next();)
    keys.emplace_back(rows.string(0), rows.string(1));
  for (const auto& [kind, value] : keys)
    tx.send(kFreeKey, id, kind, value);
}

void erase(kit::Write& write, CustomerId id) {
  free_keys(write.tx, id);
  for (const auto* sql : {&kForgetCards, &kForgetFurtherKeys, &kForgetTags, &kForgetOwnValues, &kForgetSearchParts,
                          &kForgetMerges, &kBlankEvents}) {
    write.tx.send(*sql, id);
  }
  store::delete_bin_row(write.tx, id);
  write.tx.send(kBlank, id, write.now);
  store::update_search(write.tx, id, "");
  publish_change(write, id, {});
}

}  // namespace

ErasePart erase_part() { return erase; }

Result<Customer> load_deleted(const kit::Read& read, CustomerId id) {
  auto customer = store::load(read.tx, id);
  const auto row = store::load_bin_row(read.tx, id);
  if (!customer || !row || row->along_with_id) {
    return refuse(RefusalKind::not_found, "customers.not_in_recycle_bin", "this customer is not in the recycle bin");
  }
  const bool is_own = read.actor.staff_id.is_set() && row->deleted_by_id == read.actor.staff_id;
  if (!is_own) {
    TRY_DONE(kit::check_reach(read.actor, customer->store_id, customer->owner_staff_id.value_or(kit::StaffId{})));
  }
  load_parts(read.tx, *customer);
  return std::move(*customer);
}

std::vector<CustomerId> deleted_before(db::Transaction& tx, Time before, std::int64_t limit) {
  std::vector<CustomerId> ids;
  for (auto rows = tx.query(kDeletedBefore, before, limit); rows.next();)
    ids.push_back(rows.id<CustomerId>(0));
  return ids;
}

std::optional<Time> deleted_at(db::Transaction& tx, CustomerId id) {
  const auto row = store::load_bin_row(tx, id);
  return row ? std::optional(row->deleted_at) : std::nullopt;
}

std::optional<Time> created_at(db::Transaction& tx, CustomerId id) {
  const auto customer = store::load(tx, id);
  return customer ? std::optional(customer->created_at) : std::nullopt;
}

void hold(kit::Write& write, CustomerId id) { store::hold(write.tx, id, write.now); }

}  // namespace homeport::customers
