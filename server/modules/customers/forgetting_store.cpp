// The statements that take a customer away for good: as if he had never been, or down to a blank record.

#include "modules/customers/store.hpp"

namespace homeport::customers::store {
namespace {

const db::Sql kDeleteCards{"DELETE FROM customer_card WHERE customer_id = $1"};
const db::Sql kDeleteFurtherKeys{"DELETE FROM customer_further_key WHERE customer_id = $1"};
const db::Sql kDeleteTags{"DELETE FROM customer_tag WHERE customer_id = $1"};
const db::Sql kDeleteOwnValues{"DELETE FROM customer_own_value WHERE customer_id = $1"};
const db::Sql kDeleteSearchParts{"DELETE FROM customer_search_part WHERE customer_id = $1"};
const db::Sql kDeleteRecord{"DELETE FROM customer WHERE customer_id = $1 AND version = $2"};
const db::Sql kDeleteEvents{"DELETE FROM customer_event WHERE customer_id = $1"};
const db::Sql kDeleteSearch{"DELETE FROM customer_search WHERE rowid = $1",
                            "DELETE FROM customer_search WHERE customer_id = $1"};
const db::Sql kBlankRecord{
    "UPDATE customer SET name = '***', name_folded = '***', gender = NULL, birthday_on = NULL, phone = NULL, "
    "email = NULL, note = NULL, occupation = NULL, owner_staff_id = NULL, status = 'erased', external_ref = NULL, "
    "is_pooled = 0, hidden_bits = 0, updated_at = $2, version = version + 1 WHERE customer_id = $1"};
const db::Sql kBlankEvents{"UPDATE customer_event SET detail = '' WHERE customer_id = $1 AND detail <> ''"};
const db::Sql kDeleteMergeRecords{"DELETE FROM customer_merge_record WHERE customer_id = $1 OR from_id = $1"};

}  // namespace

void delete_parts(db::Transaction& tx, CustomerId id) {
  for (const auto* sql : {&kDeleteCards, &kDeleteFurtherKeys, &kDeleteTags, &kDeleteOwnValues, &kDeleteSearchParts})
    tx.send(*sql, id);
}

bool delete_record(db::Transaction& tx, CustomerId id, std::int64_t version) {
  return tx.execute(kDeleteRecord, id, version) == 1;
}

void delete_events(db::Transaction& tx, CustomerId id) { tx.send(kDeleteEvents, id); }

void delete_search(db::Transaction& tx, CustomerId id) { tx.send(kDeleteSearch, id); }

void blank_record(db::Transaction& tx, CustomerId id, Time now) { tx.send(kBlankRecord, id, now); }

void blank_events(db::Transaction& tx, CustomerId id) { tx.send(kBlankEvents, id); }

void delete_merge_records(db::Transaction& tx, CustomerId id) { tx.send(kDeleteMergeRecords, id); }

}  // namespace homeport::customers::store
