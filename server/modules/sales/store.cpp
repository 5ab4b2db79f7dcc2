#include "modules/sales/store.hpp"

#include "db/record_sql.hpp"
#include "modules/sales/packed_sale.hpp"

namespace homeport::sales::store {
namespace {

template <class Record>
const db::Sql& insert_statement(std::string_view table) {
  static const db::MadeStatement statement(db::insert_text(table, table_of<Record>()) + " /*in_any_order*/");
  return statement.sql;
}

template <class Record>
db::MadeStatement select_of(std::string_view rest) {
  return db::MadeStatement("SELECT " + db::columns_of(table_of<Record>()) + std::string(rest));
}

const db::Sql kInsertPayment{
    "INSERT INTO sale_payment (customer_id, sale_id, payment_no, kind, amount_minor, refunded_minor, points, entry_id, "
    "voucher_customer_id, voucher_id, label, return_id) VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9, $10, $11) "
    "/*in_any_order*/"};
const db::Sql kAddRefunded{
    "UPDATE sale_payment SET refunded_minor = refunded_minor + $4 WHERE customer_id = $1 AND sale_id = $2 AND "
    "payment_no = $3"};
const db::Sql kAddReturnedQuantity{
    "UPDATE sale_line SET returned_quantity = returned_quantity + $4 "
    "WHERE customer_id = $1 AND sale_id = $2 AND line_no = $3"};
const db::Sql kAddReturnedAmount{
    "UPDATE sale SET returned_minor = returned_minor + $3, version = version + 1 WHERE customer_id = $1 AND sale_id = "
    "$2"};
const db::Sql kCountPrint{
    "UPDATE sale SET print_count = print_count + 1 WHERE customer_id = $1 AND sale_id = $2 RETURNING print_count"};
const db::Sql kReturnableLines{
    "SELECT l.sale_id, l.line_no, l.quantity, l.returned_quantity, l.amount_minor, s.store_id, s.staff_id FROM sale s "
    "JOIN sale_line l ON l.customer_id = s.customer_id AND l.sale_id = s.sale_id WHERE s.customer_id = $1 AND "
    "l.product_id = $2 AND "
    "l.returned_quantity < l.quantity AND s.sold_at <= $3 ORDER BY s.sold_at DESC, s.sale_id DESC, l.line_no"};
const db::Sql kTakeExternalKey{
    "INSERT INTO sale_external_key (external_ref, customer_id, sale_id, input_hash) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT DO NOTHING"};
const db::Sql kFindExternal{"SELECT customer_id, sale_id, input_hash FROM sale_external_key WHERE external_ref = $1"};
const db::Sql kAddToDay{
    "INSERT INTO sale_day_total (store_id, sold_on, sales_count, sales_minor, returns_count, returns_minor) "
    "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (store_id, sold_on) DO UPDATE SET "
    "sales_count = sale_day_total.sales_count + excluded.sales_count, "
    "sales_minor = sale_day_total.sales_minor + excluded.sales_minor, "
    "returns_count = sale_day_total.returns_count + excluded.returns_count, "
    "returns_minor = sale_day_total.returns_minor + excluded.returns_minor"};

}  // namespace

const std::string& sale_columns() {
  static const std::string columns = db::columns_of(table_of<Sale>(), "s.");
  return columns;
}

void insert_sale(db::Transaction& tx, const Sale& sale, std::span<const SaleLine> lines) {
  static const db::MadeStatement kInsert(db::insert_text("sale", table_of<Sale>(), "packed_sale") +
                                         " /*in_any_order*/");
  std::vector<std::string> arena;
  auto params = db::params_of(table_of<Sale>(), &sale, arena);
  const auto packed = pack_sale(sale, lines);
  params.push_back(db::Param::blob(packed));
  tx.send_with(kInsert.sql, params);
}

void insert_line(db::Transaction& tx, const SaleLine& line) {
  db::send_record(tx, insert_statement<SaleLine>("sale_line"), line);
}

void insert_payment(db::Transaction& tx, const Sale& sale, std::int64_t payment_no, const Payment& payment) {
  tx.send(kInsertPayment, sale.customer_id, sale.sale_id, payment_no, word_of(payment.kind), payment.amount,
          payment.points, payment.entry_id, payment.voucher_customer_id, payment.voucher_id, payment.label,
          payment.return_id);
}

std::optional<Sale> load_sale(db::Transaction& tx, CustomerId customer_id, SaleId sale_id) {
  static const auto kSelect = select_of<Sale>(" FROM sale WHERE customer_id = $1 AND sale_id = $2");
  return db::read_one<Sale>(tx.query(kSelect.sql, customer_id, sale_id));
}

std::optional<Sale> lock_sale(db::Transaction& tx, CustomerId customer_id, SaleId sale_id) {
  static const auto kSelect = select_of<Sale>(" FROM sale WHERE customer_id = $1 AND sale_id = $2 /*for_update*/");
  return db::read_one<Sale>(tx.query(kSelect.sql, customer_id, sale_id));
}

std::vector<SaleLine> load_lines(db::Transaction& tx, CustomerId customer_id, SaleId sale_id) {
  static const auto kSelect =
      select_of<SaleLine>(" FROM sale_line WHERE customer_id = $1 AND sale_id = $2 ORDER BY line_no");
  return db::read_all<SaleLine>(tx.query(kSelect.sql, customer_id, sale_id));
}

std::vector<Payment> load_payments(db::Transaction& tx, CustomerId customer_id, SaleId sale_id) {
  static const auto kSelect =
      select_of<Payment>(" FROM sale_payment WHERE customer_id = $1 AND sale_id = $2 ORDER BY payment_no");
  return db::read_all<Payment>(tx.query(kSelect.sql, customer_id, sale_id));
}

std::vector<Refund> load_refunds(db::Transaction& tx, CustomerId customer_id, SaleId sale_id) {
  static const db::MadeStatement kSelect("SELECT " + db::columns_of(table_of<Refund>(), "f.") +
                                         " FROM sale_refund f JOIN sale_return r ON r.customer_id = f.customer_id AND "
                                         "r.return_id = f.return_id WHERE r.customer_id = $1 AND r.sale_id = $2 "
                                         "ORDER BY f.return_id, f.payment_no");
  return db::read_all<Refund>(tx.query(kSelect.sql, customer_id, sale_id));
}

std::vector<SaleReturn> load_returns(db::Transaction& tx, CustomerId customer_id, SaleId sale_id) {
  static const auto kSelect =
      select_of<SaleReturn>(" FROM sale_return WHERE customer_id = $1 AND sale_id = $2 ORDER BY return_id");
  return db::read_all<SaleReturn>(tx.query(kSelect.sql, customer_id, sale_id));
}

void insert_return(db::Transaction& tx, const SaleReturn& sale_return) {
  db::send_record(tx, insert_statement<SaleReturn>("sale_return"), sale_return);
}

void insert_return_line(db::Transaction& tx, const SaleReturnLine& line) {
  db::send_record(tx, insert_statement<SaleReturnLine>("sale_return_line"), line);
}

void insert_refund(db::Transaction& tx, const Refund& refund) {
  db::send_record(tx, insert_statement<Refund>("sale_refund"), refund);
}

void add_refunded(db::Transaction& tx, const Refund& refund, SaleId sale_id) {
  tx.send(kAddRefunded, refund.customer_id, sale_id, refund.payment_no, refund.amount);
}

void add_returned_quantity(db::Transaction& tx, const SaleReturnLine& line, SaleId sale_id) {
  tx.send(kAddReturnedQuantity, line.customer_id, sale_id, line.line_no, line.quantity);
}

std::int64_t count_print(db::Transaction& tx, CustomerId customer_id, SaleId sale_id) {
  auto rows = tx.query(kCountPrint, customer_id, sale_id);
  CHECK(rows.next());
  return rows.integer(0);
}

void add_returned_amount(db::Transaction& tx, CustomerId customer_id, SaleId sale_id, Money refund) {
  tx.send(kAddReturnedAmount, customer_id, sale_id, refund);
}

std::vector<ReturnableLine> returnable_lines(db::Transaction& tx, CustomerId customer_id, ProductId product_id,
                                             Time at) {
  std::vector<ReturnableLine> lines;
  for (auto rows = tx.query(kReturnableLines, customer_id, product_id, at); rows.next();) {
    lines.push_back({rows.id<SaleId>(0), rows.integer(1), rows.integer(2), rows.integer(3), Money{rows.integer(4)},
                     rows.id<OrgUnitId>(5), StaffId{rows.maybe_integer(6).value_or(0)}});
  }
  return lines;
}

bool take_external_key(db::Transaction& tx, std::string_view external_ref, const ExternalSale& sale) {
  return tx.execute(kTakeExternalKey, external_ref, sale.customer_id, sale.sale_id, sale.input_hash) == 1;
}

std::optional<ExternalSale> find_external(db::Transaction& tx, std::string_view external_ref) {
  auto rows = tx.query(kFindExternal, external_ref);
  if (!rows.next()) return std::nullopt;
  return ExternalSale{rows.id<CustomerId>(0), rows.id<SaleId>(1), rows.string(2)};
}

void add_to_day(db::Transaction& tx, const DayTotal& change) {
  tx.send(kAddToDay, change.store_id, format_date(change.sold_on), change.sales_count, change.sales,
          change.returns_count, change.returns);
}

std::vector<Sale> sales_of_customer(db::Transaction& tx, CustomerId customer_id, Time before_at, std::int64_t before_id,
                                    std::int64_t limit) {
  static const auto kSelect = select_of<Sale>(
      " FROM sale WHERE customer_id = $1 AND (sold_at, sale_id) < ($2, $3) ORDER BY sold_at DESC, sale_id DESC LIMIT "
      "$4");
  return db::read_all<Sale>(tx.query(kSelect.sql, customer_id, before_at, before_id, limit));
}

std::vector<SaleReturn> returns_of_customer(db::Transaction& tx, CustomerId customer_id, Time before_at,
                                            std::int64_t before_id, std::int64_t limit) {
  static const auto kSelect = select_of<SaleReturn>(
      " FROM sale_return WHERE customer_id = $1 AND (returned_at, return_id) < ($2, $3) "
      "ORDER BY returned_at DESC, return_id DESC LIMIT $4");
  return db::read_all<SaleReturn>(tx.query(kSelect.sql, customer_id, before_at, before_id, limit));
}

}  // namespace homeport::sales::store
