#include "modules/sales/offline_store.hpp"

#include "db/record_sql.hpp"

namespace homeport::sales::store {
namespace {

const std::string kInsertText = db::insert_text("sale_offline", table_of<OfflineSale>());
const db::Sql kInsert{kInsertText};
const std::string kLoadText =
    "SELECT " + db::columns_of(table_of<OfflineSale>()) + " FROM sale_offline WHERE customer_id = $1 AND sale_id = $2";
const db::Sql kLoad{kLoadText};
const db::Sql kReview{
    "UPDATE sale_offline SET reviewed_at = $3, reviewed_by = $4, review_note = $5, paid_back_minor = $6, version = "
    "version + 1 WHERE customer_id = $1 AND sale_id = $2 AND reviewed_at IS NULL"};
const db::Sql kUnexplained{
    "SELECT CAST(coalesce(sum(-difference_minor), 0) AS BIGINT) FROM sale_offline WHERE staff_id = $1 AND created_at > "
    "$2 AND unexplained = 1"};

}  // namespace

void insert_offline(db::Transaction& tx, const OfflineSale& sale) { db::send_record(tx, kInsert, sale); }

std::optional<OfflineSale> load_offline(db::Transaction& tx, CustomerId customer_id, SaleId sale_id) {
  return db::read_one<OfflineSale>(tx.query(kLoad, customer_id, sale_id));
}

bool review_offline(db::Transaction& tx, const OfflineSale& sale) {
  return tx.execute(kReview, sale.customer_id, sale.sale_id, sale.reviewed_at, sale.reviewed_by, sale.review_note,
                    sale.paid_back) == 1;
}

Money unexplained_since(db::Transaction& tx, StaffId staff_id, Time since) {
  auto rows = tx.query(kUnexplained, staff_id, since);
  CHECK(rows.next());
  return Money{rows.integer(0)};
}

kit::ListQuery offline_rows(const kit::Actor& actor, std::optional<bool> is_reviewed) {
  static const std::string text =
      "SELECT " + db::columns_of(table_of<OfflineSale>(), "o.") + " FROM sale_offline o WHERE 1 = 1";
  kit::ListQuery query(text);
  query.where_in_reach(actor, "o.store_id", "o.staff_id");
  if (is_reviewed) query.text(*is_reviewed ? " AND o.reviewed_at IS NOT NULL" : " AND o.reviewed_at IS NULL");
  return query;
}

}  // namespace homeport::sales::store
