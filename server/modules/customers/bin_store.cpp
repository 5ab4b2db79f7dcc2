// The statements of the recycle bin.

#include "base/phone.hpp"
#include "base/text.hpp"
#include "db/record_sql.hpp"
#include "modules/customers/deleting.hpp"

namespace homeport::customers::store {
namespace {

const std::string kInsertBinText = db::insert_text("customer_bin", table_of<BinRow>());
const db::Sql kInsertBin{kInsertBinText};
const db::Sql kDeleteBin{"DELETE FROM customer_bin WHERE customer_id = $1"};
const std::string kSelectBinText =
    "SELECT " + db::columns_of(table_of<BinRow>()) + " FROM customer_bin WHERE customer_id = $1";
const db::Sql kSelectBin{kSelectBinText};
const db::Sql kAlong{
    "SELECT b.customer_id FROM customer_merge m JOIN customer_bin b ON b.customer_id = m.other_id "
    "WHERE m.customer_id = $1 AND m.is_successor = 0 AND b.along_with_id = $1 ORDER BY b.customer_id"};
const db::Sql kDeletedBefore{
    "SELECT customer_id FROM customer_bin WHERE deleted_at <= $1 AND along_with_id IS NULL "
    "ORDER BY deleted_at, customer_id LIMIT $2"};
const std::string kListBinText = "SELECT " + db::columns_of(table_of<BinRow>(), "b.") +
                                 ", c.name, c.kind, c.phone, c.store_id, c.owner_staff_id, c.is_pooled, c.hidden_bits "
                                 "FROM customer_bin b JOIN customer c ON c.customer_id = b.customer_id "
                                 "WHERE b.along_with_id IS NULL";

constexpr std::array kBinSorts{kit::SortChoice{"deleted_at", "b.deleted_at", false}};

}  // namespace

void insert_bin_row(db::Transaction& tx, const BinRow& row) { db::send_record(tx, kInsertBin, row); }

void delete_bin_row(db::Transaction& tx, CustomerId id) { tx.send(kDeleteBin, id); }

std::optional<BinRow> load_bin_row(db::Transaction& tx, CustomerId id) {
  return db::read_one<BinRow>(tx.query(kSelectBin, id));
}

std::vector<CustomerId> gone_along_with(db::Transaction& tx, CustomerId id) {
  std::vector<CustomerId> ids;
  for (auto rows = tx.query(kAlong, id); rows.next();)
    ids.push_back(rows.id<CustomerId>(0));
  return ids;
}

std::vector<CustomerId> deleted_before(db::Transaction& tx, Time before, std::int64_t limit) {
  std::vector<CustomerId> ids;
  for (auto rows = tx.query(kDeletedBefore, before, limit); rows.next();)
    ids.push_back(rows.id<CustomerId>(0));
  return ids;
}

kit::ListQuery bin_rows(const kit::Actor& actor, const std::optional<std::string>& words) {
  kit::ListQuery query(kListBinText);
  query.text(" AND ((1 = 1");
  query.where_in_reach(actor, "c.store_id", "c.owner_staff_id");
  query.text(") OR b.deleted_by_id = ").bind(actor.staff_id.value).text(")");
  if (!words) return query;
  query.text(" AND (").contains("c.name_folded", fold_for_search(*words));
  query.text(" OR EXISTS (SELECT 1 FROM customer_card k WHERE k.customer_id = c.customer_id AND ");
  query.text("k.card_number = ").bind(*words).text(")");
  if (const auto phone = normalise_phone(*words, kPhoneRegion)) query.text(" OR c.phone = ").bind(*phone);
  query.text(")");
  // As in the list: a hidden name isn't found out by searching.
  if (!actor.may(kHiddenPermission)) query.text(" AND (c.hidden_bits = 0 OR b.had_owner_id IS NOT NULL)");
  return query;
}

std::span<const kit::SortChoice> bin_sorts() { return kBinSorts; }

BinListRow read_bin_row(const db::Rows& rows) {
  BinListRow found;
  found.row = db::read_record<BinRow>(rows);
  int next = static_cast<int>(table_of<BinRow>().rows.size());
  auto& seen = found.seen;
  seen.id = found.row.customer_id;
  seen.name = rows.string(next++);
  seen.kind = rows.text(next++) == "person" ? CustomerKind::person : CustomerKind::organisation;
  seen.phone = rows.maybe_string(next++);
  seen.store_id = rows.id<kit::OrgUnitId>(next++);
  if (!rows.is_null(next)) seen.owner_staff_id = rows.id<kit::StaffId>(next);
  seen.is_pooled = rows.integer(next + 1) != 0;
  seen.hidden_bits = rows.integer(next + 2);
  return found;
}

}  // namespace homeport::customers::store
