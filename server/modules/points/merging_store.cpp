// The statements of merges: what one account has of another.

#include "db/record_sql.hpp"
#include "modules/points/store.hpp"

namespace homeport::points::store {
namespace {

const db::Sql kOnTheWay{
    "SELECT (SELECT count(*) FROM points_entry WHERE customer_id = $1 AND other_customer_id = $2 "
    "AND kind = 'merge_out') - (SELECT count(*) FROM points_entry WHERE customer_id = $2 AND other_customer_id = $1 "
    "AND kind = 'merge_in')"};
const db::Sql kMergedSums{
    "SELECT CAST(coalesce(sum(consumption_points), 0) AS BIGINT), CAST(coalesce(sum(profit_points), 0) AS BIGINT), "
    "CAST(coalesce(sum(combined_points), 0) AS BIGINT), CAST(coalesce(sum(spent_minor), 0) AS BIGINT) "
    "FROM points_entry WHERE customer_id = $1 AND other_customer_id = $2 AND kind = 'merge_in' AND source_kind = "
    "'parcel' "
    "AND created_at >= $3"};
const std::string kMergedLotsText =
    "SELECT " + db::columns_of(table_of<Lot>()) +
    " FROM points_lot WHERE customer_id = $1 AND (left_points <> 0 OR reserved_points <> 0) "
    "AND entry_id IN (SELECT id FROM points_entry WHERE customer_id = $1 "
    "AND other_customer_id = $2 AND kind = 'merge_in' AND source_kind = 'parcel' "
    "AND created_at >= $3) ORDER BY id";
const db::Sql kMergedLots{kMergedLotsText};
const db::Sql kSaleSpan{"SELECT min(at), max(at) FROM points_entry WHERE customer_id = $1 AND kind = 'sale'"};

}  // namespace

bool parcels_on_the_way(db::Transaction& tx, CustomerId from, CustomerId into) {
  auto rows = tx.query(kOnTheWay, from, into);
  CHECK(rows.next());
  return rows.integer(0) != 0;
}

MergedSums load_merged_sums(db::Transaction& tx, CustomerId customer_id, CustomerId from, Time since) {
  auto rows = tx.query(kMergedSums, customer_id, from, since);
  CHECK(rows.next());
  return {Points{rows.integer(0)}, Points{rows.integer(1)}, Points{rows.integer(2)}, Money{rows.integer(3)}};
}

std::vector<Lot> load_merged_lots(db::Transaction& tx, CustomerId customer_id, CustomerId from, Time since) {
  return db::read_all<Lot>(tx.query(kMergedLots, customer_id, from, since));
}

SaleSpan load_sale_span(db::Transaction& tx, CustomerId customer_id) {
  auto rows = tx.query(kSaleSpan, customer_id);
  CHECK(rows.next());
  if (rows.is_null(0)) return {};
  return {Time{rows.integer(0)}, Time{rows.integer(1)}};
}

}  // namespace homeport::points::store
