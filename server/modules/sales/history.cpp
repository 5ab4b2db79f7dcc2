// All recorded sales and returns, customer by customer, and sums over them: what analyses read.

#include "base/check.hpp"
#include "modules/sales/packed_sale.hpp"
#include "modules/sales/service.hpp"

namespace homeport::sales {
namespace {

// Of what was committed by one moment: ids grow with time, so a bound for ids is a bound for all of it.
const db::Sql kLastOfRange{
    "SELECT customer_id FROM sale WHERE customer_id > $1 AND sale_id < $2 ORDER BY customer_id LIMIT 1 OFFSET $3"};
const db::Sql kLastCustomer{"SELECT max(customer_id) FROM sale WHERE customer_id > $1"};
const db::Sql kAnySold{"SELECT 1 FROM sale WHERE sold_at >= $1 AND sold_at < $2 LIMIT 1"};
const db::Sql kCountSold{"SELECT CAST(coalesce(sum(sales_count), 0) AS BIGINT) FROM sale_day_total"};
const db::Sql kSales{
    "SELECT customer_id, sale_id, packed_sale FROM sale "
    "WHERE customer_id > $1 AND customer_id <= $2 AND sale_id < $3 ORDER BY customer_id, sale_id"};
const db::Sql kReturns{
    "SELECT customer_id, return_id, sale_id, returned_at, refund_minor, consumption_points, profit_points, "
    "combined_points FROM sale_return "
    "WHERE customer_id > $1 AND customer_id <= $2 AND return_id < $3 ORDER BY customer_id, return_id"};
const db::Sql kReturnLines{
    "SELECT return_id, line_no, quantity FROM sale_return_line "
    "WHERE customer_id > $1 AND customer_id <= $2 AND return_id < $3 ORDER BY customer_id, return_id, line_no"};

// Rows of one of the three tables, with the one that was read but not taken yet.
class Ahead {
 public:
  explicit Ahead(db::Rows rows) : rows_(std::move(rows)), is_there_(rows_.next()) {}

  [[nodiscard]] bool is_there() const { return is_there_; }
  [[nodiscard]] bool is_of(std::int64_t first_column) const { return is_there_ && rows_.integer(0) == first_column; }
  [[nodiscard]] std::int64_t operator[](int column) const { return rows_.integer(column); }
  [[nodiscard]] std::string_view bytes(int column) const { return rows_.text(column); }
  void go_on() { is_there_ = rows_.next(); }

 private:
  db::Rows rows_;
  bool is_there_;
};

// What one customer did, in vectors that keep their room for the next one.
struct Gathered {
  std::vector<HistorySale> sales;
  std::vector<HistoryLine> lines;
  std::vector<HistoryReturn> returns;
  std::vector<HistoryReturnLine> return_lines;

  void clear() {
    sales.clear();
    lines.clear();
    returns.clear();
    return_lines.clear();
  }
};

void take_sale(Ahead& sales, Gathered& into) {
  auto& sale = into.sales.emplace_back();
  sale.sale_id = SaleId{sales[1]};
  unpack_sale(sales.bytes(2), sale, into.lines);
  sales.go_on();
}

void take_return(Ahead& returns, Ahead& lines, Gathered& into) {
  auto& made = into.returns.emplace_back();
  made.return_id = ReturnId{returns[1]};
  made.sale_id = SaleId{returns[2]};
  made.returned_at = Time{returns[3]};
  made.refund = Money{returns[4]};
  made.consumption = Points{returns[5]};
  made.profit = Points{returns[6]};
  made.combined = Points{returns[7]};
  made.first_line = static_cast<std::uint32_t>(into.return_lines.size());
  for (; lines.is_of(made.return_id.value); lines.go_on())
    into.return_lines.push_back({lines[1], lines[2]});
  made.line_count = static_cast<std::uint32_t>(into.return_lines.size()) - made.first_line;
  returns.go_on();
}

}  // namespace

std::optional<CustomerId> history_range_end(db::Transaction& tx, CustomerId after, std::int64_t before_id,
                                            std::int64_t sales) {
  if (auto rows = tx.query(kLastOfRange, after, before_id, sales); rows.next()) return rows.id<CustomerId>(0);
  auto rows = tx.query(kLastCustomer, after);
  if (!rows.next() || rows.is_null(0)) return std::nullopt;
  return rows.id<CustomerId>(0);
}

void read_history(db::Transaction& tx, CustomerId after, CustomerId until, std::int64_t before_id,
                  const std::function<void(const CustomerHistory&)>& take) {
  Ahead sales(tx.query(kSales, after, until, before_id));
  Ahead returns(tx.query(kReturns, after, until, before_id));
  Ahead return_lines(tx.query(kReturnLines, after, until, before_id));
  Gathered gathered;
  while (sales.is_there()) {
    const CustomerId customer{sales[0]};
    gathered.clear();
    while (sales.is_of(customer.value))
      take_sale(sales, gathered);
    while (returns.is_of(customer.value))
      take_return(returns, return_lines, gathered);
    take({customer, gathered.sales, gathered.lines, gathered.returns, gathered.return_lines});
  }
}

bool was_anything_sold(db::Transaction& tx, Time from, Time to) { return tx.query(kAnySold, from, to).next(); }

std::int64_t count_sold(db::Transaction& tx) {
  auto rows = tx.query(kCountSold);
  CHECK(rows.next());
  return rows.integer(0);
}
}  // namespace homeport::sales
