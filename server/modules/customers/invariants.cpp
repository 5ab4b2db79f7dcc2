// What must always be true of customers; each query gives the customers of whom it is not.

#include "modules/customers/module.hpp"

namespace homeport::customers {
namespace {

const db::Sql kKeyWithoutCustomer{
    "SELECT k.customer_id FROM customer_key k LEFT JOIN customer c ON c.customer_id = k.customer_id WHERE NOT ("
    "(k.kind = 'phone' AND c.phone IS NOT DISTINCT FROM k.value) OR "
    "(k.kind = 'external' AND c.external_ref IS NOT DISTINCT FROM k.value) OR "
    "(k.kind = 'card' AND EXISTS (SELECT 1 FROM customer_card d WHERE d.customer_id = k.customer_id "
    "AND d.card_number = k.value AND d.status <> 'returned')) OR EXISTS (SELECT 1 FROM customer_further_key f "
    "WHERE f.customer_id = k.customer_id AND f.kind = k.kind AND f.value = k.value)) LIMIT $1"};

const db::Sql kFurtherKeyWithoutKey{
    "SELECT f.customer_id FROM customer_further_key f WHERE NOT EXISTS (SELECT 1 FROM customer_key k "
    "WHERE k.kind = f.kind AND k.value = f.value AND k.customer_id = f.customer_id) LIMIT $1"};

const db::Sql kValueWithoutKey{
    "SELECT c.customer_id FROM customer c WHERE "
    "(c.phone IS NOT NULL AND NOT EXISTS (SELECT 1 FROM customer_key k "
    "WHERE k.kind = 'phone' AND k.value = c.phone AND k.customer_id = c.customer_id)) OR "
    "(c.external_ref IS NOT NULL AND NOT EXISTS (SELECT 1 FROM customer_key k "
    "WHERE k.kind = 'external' AND k.value = c.external_ref AND k.customer_id = c.customer_id)) LIMIT $1"};

const db::Sql kCardWithoutKey{
    "SELECT d.customer_id FROM customer_card d WHERE d.status <> 'returned' AND NOT EXISTS (SELECT 1 FROM customer_key "
    "k "
    "WHERE k.kind = 'card' AND k.value = d.card_number AND k.customer_id = d.customer_id) LIMIT $1"};

const db::Sql kCardWithoutCustomer{
    "SELECT d.customer_id FROM customer_card d LEFT JOIN customer c ON c.customer_id = d.customer_id "
    "WHERE c.customer_id IS NULL LIMIT $1"};

const db::Sql kWithoutSearchRow{
    "SELECT c.customer_id FROM customer c WHERE NOT EXISTS "
    "(SELECT 1 FROM customer_search s WHERE s.rowid = c.customer_id) LIMIT $1",
    "SELECT c.customer_id FROM customer c WHERE NOT EXISTS "
    "(SELECT 1 FROM customer_search s WHERE s.customer_id = c.customer_id) LIMIT $1"};

const db::Sql kSearchRowWithoutCustomer{
    "SELECT s.rowid FROM customer_search s WHERE NOT EXISTS "
    "(SELECT 1 FROM customer c WHERE c.customer_id = s.rowid) LIMIT $1",
    "SELECT s.customer_id FROM customer_search s WHERE NOT EXISTS "
    "(SELECT 1 FROM customer c WHERE c.customer_id = s.customer_id) LIMIT $1"};

const db::Sql kMergeOneSided{
    "SELECT m.customer_id FROM customer_merge m LEFT JOIN customer_merge o ON o.customer_id = m.other_id "
    "AND o.other_id = m.customer_id WHERE o.customer_id IS NULL OR o.is_successor = m.is_successor LIMIT $1"};

const db::Sql kSuccessorMerged{
    "SELECT m.customer_id FROM customer_merge m JOIN customer_merge s ON s.customer_id = m.other_id "
    "AND s.is_successor = 1 WHERE m.is_successor = 1 LIMIT $1"};

const db::Sql kBinWithoutDeleted{
    "SELECT b.customer_id FROM customer_bin b LEFT JOIN customer c ON c.customer_id = b.customer_id "
    "AND c.status = 'deleted' WHERE c.customer_id IS NULL LIMIT $1"};
const db::Sql kDeletedWithoutBin{
    "SELECT c.customer_id FROM customer c WHERE c.status = 'deleted' AND NOT EXISTS "
    "(SELECT 1 FROM customer_bin b WHERE b.customer_id = c.customer_id) LIMIT $1"};
const db::Sql kAlongWithNobody{
    "SELECT b.customer_id FROM customer_bin b WHERE b.along_with_id IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM customer_bin w WHERE w.customer_id = b.along_with_id) LIMIT $1"};

const db::Sql kErasedTells{
    "SELECT c.customer_id FROM customer c WHERE c.status = 'erased' AND (c.name <> '***' OR c.phone IS NOT NULL OR "
    "c.email IS NOT NULL OR c.note IS NOT NULL OR c.occupation IS NOT NULL OR c.gender IS NOT NULL OR "
    "c.birthday_on IS NOT NULL OR c.external_ref IS NOT NULL OR c.owner_staff_id IS NOT NULL OR "
    "EXISTS (SELECT 1 FROM customer_card d WHERE d.customer_id = c.customer_id) OR "
    "EXISTS (SELECT 1 FROM customer_further_key f WHERE f.customer_id = c.customer_id) OR "
    "EXISTS (SELECT 1 FROM customer_tag t WHERE t.customer_id = c.customer_id) OR "
    "EXISTS (SELECT 1 FROM customer_own_value v WHERE v.customer_id = c.customer_id) OR "
    "EXISTS (SELECT 1 FROM customer_search_part s WHERE s.customer_id = c.customer_id)) LIMIT $1"};

}  // namespace

std::vector<kit::Invariant> invariants() {
  return {
      kit::no_rows("customers.key_has_customer",
                   "every key belongs to a customer who has that phone, card or reference", kKeyWithoutCustomer),
      kit::no_rows("customers.value_has_key", "every phone and external reference of a customer has its key",
                   kValueWithoutKey),
      kit::no_rows("customers.further_key_has_key", "every further phone, e-mail and WeChat id has its key",
                   kFurtherKeyWithoutKey),
      kit::no_rows("customers.card_has_key", "every card in use has its key", kCardWithoutKey),
      kit::no_rows("customers.card_has_customer", "every card belongs to a customer", kCardWithoutCustomer),
      kit::no_rows("customers.has_search_row", "every customer can be searched for", kWithoutSearchRow),
      kit::no_rows("customers.bin_holds_deleted", "the recycle bin holds only deleted customers", kBinWithoutDeleted),
      kit::no_rows("customers.deleted_is_in_bin", "every deleted customer is in the recycle bin", kDeletedWithoutBin),
      kit::no_rows("customers.nobody_goes_along_alone", "whoever went along with somebody comes back with him",
                   kAlongWithNobody),
      kit::no_rows("customers.erased_tells_nothing", "of whoever was erased nothing tells who he was", kErasedTells),
      kit::no_rows("customers.merge_is_known_to_both", "a merge is known under both customers", kMergeOneSided),
      kit::no_rows("customers.successor_stands", "whoever others were merged into was not merged himself",
                   kSuccessorMerged),
      kit::no_rows("customers.search_row_has_customer", "the search index holds only customers",
                   kSearchRowWithoutCustomer),
  };
}

}  // namespace homeport::customers
