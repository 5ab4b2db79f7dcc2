#include "modules/sales/invariants.hpp"

#include <limits>

#include "db/record_sql.hpp"
#include "modules/sales/packed_sale.hpp"

namespace homeport::sales {
namespace {

// Each finds sales that break one promise: customer_id and sale_id of the first few.
constexpr std::string_view kLimit = " LIMIT 20";

kit::Invariant finding(std::string name, std::string about, std::string sql) {
  sql += kLimit;
  return {std::move(name), std::move(about), [sql](db::Transaction& tx) {
            std::vector<std::string> violations;
            for (auto rows = tx.query_text(sql, {}); rows.next();) {
              violations.push_back("sale " + std::to_string(rows.integer(1)) + " of customer " +
                                   std::to_string(rows.integer(0)));
            }
            return violations;
          }};
}

constexpr std::int64_t kSalesAtATime = 2'000;
const db::Sql kPackedAndLines{
    "SELECT s.customer_id, s.sale_id, s.packed_sale, s.source, s.store_id, s.sold_at, s.rebate_minor, "
    "s.consumption_points, s.profit_points, s.combined_points, l.line_no, l.product_id, l.quantity, l.amount_minor, "
    "l.cost_minor FROM (SELECT * FROM sale WHERE (customer_id, sale_id) > ($1, $2) ORDER BY customer_id, sale_id LIMIT "
    "$3) s JOIN sale_line l ON l.customer_id = s.customer_id AND l.sale_id = s.sale_id "
    "ORDER BY s.customer_id, s.sale_id, l.line_no"};

// A sale and its lines as they stand in their columns, and packed.
struct BothWays {
  Sale sale;
  std::string packed;
  std::vector<SaleLine> lines;

  explicit BothWays(const db::Rows& rows) : packed(rows.string(2)) {
    sale.customer_id = rows.id<CustomerId>(0);
    sale.sale_id = rows.id<SaleId>(1);
    sale.source = db::choice_at<SaleSource>(rows, 3);
    sale.store_id = rows.id<OrgUnitId>(4);
    sale.sold_at = Time{rows.integer(5)};
    sale.rebate = Money{rows.integer(6)};
    sale.consumption = Points{rows.integer(7)};
    sale.profit = Points{rows.integer(8)};
    sale.combined = Points{rows.integer(9)};
  }

  [[nodiscard]] bool is_of(const db::Rows& rows) const {
    return sale.customer_id.value == rows.integer(0) && sale.sale_id.value == rows.integer(1);
  }
  void add_line(const db::Rows& rows) {
    auto& line = lines.emplace_back();
    line.line_no = rows.integer(10);
    line.product_id = rows.id<ProductId>(11);
    line.quantity = rows.integer(12);
    line.amount = Money{rows.integer(13)};
    line.cost = Money{rows.integer(14)};
  }
};

// The sales behind this one, some at a time: not all of them fit into memory.
std::vector<BothWays> sales_behind(db::Transaction& tx, CustomerId customer, SaleId sale) {
  std::vector<BothWays> sales;
  for (auto rows = tx.query(kPackedAndLines, customer, sale, kSalesAtATime); rows.next();) {
    if (sales.empty() || !sales.back().is_of(rows)) sales.emplace_back(rows);
    sales.back().add_line(rows);
  }
  return sales;
}

std::vector<std::string> packed_otherwise(db::Transaction& tx) {
  std::vector<std::string> violations;
  CustomerId customer{std::numeric_limits<std::int64_t>::min()};
  SaleId last;
  for (auto sales = sales_behind(tx, customer, last); !sales.empty(); sales = sales_behind(tx, customer, last)) {
    for (const auto& [sale, packed, lines] : sales) {
      if (violations.size() < kit::kViolationLimit && pack_sale(sale, lines) != packed)
        violations.push_back("sale " + to_string(sale.sale_id) + " of customer " + to_string(sale.customer_id));
    }
    customer = sales.back().sale.customer_id;
    last = sales.back().sale.sale_id;
  }
  return violations;
}

}  // namespace

std::vector<kit::Invariant> invariants() {
  std::vector<kit::Invariant> all;
  all.push_back(
      finding("sales.lines_add_up", "The lines of a sale add up to its list price, payable, rebate, cost and points.",
              "SELECT s.customer_id, s.sale_id FROM sale s JOIN sale_line l ON l.customer_id = s.customer_id AND "
              "l.sale_id = s.sale_id GROUP BY s.customer_id, s.sale_id, s.list_minor, s.payable_minor, "
              "s.rebate_minor, s.cost_minor, s.consumption_points, s.profit_points, s.combined_points HAVING "
              "sum(l.amount_minor) <> s.list_minor OR sum(l.paid_minor) <> s.payable_minor OR "
              "sum(l.rebate_minor) <> s.rebate_minor OR sum(l.cost_minor) <> s.cost_minor OR "
              "sum(l.consumption_points) <> s.consumption_points OR sum(l.profit_points) <> s.profit_points OR "
              "sum(l.combined_points) <> s.combined_points"));
  all.push_back({"sales.packed_sales_match", "What analyses read of a sale is what its columns and its lines say.",
                 packed_otherwise});
  all.push_back(finding("sales.every_sale_has_lines", "No sale is without lines.",
                        "SELECT s.customer_id, s.sale_id FROM sale s WHERE NOT EXISTS (SELECT 1 FROM sale_line l WHERE "
                        "l.customer_id = s.customer_id AND l.sale_id = s.sale_id)"));
  all.push_back(finding("sales.payments_add_up", "The payments of a sale add up to what was payable.",
                        "SELECT s.customer_id, s.sale_id FROM sale s WHERE s.payable_minor <> (SELECT "
                        "CAST(coalesce(sum(p.amount_minor), 0) AS BIGINT) FROM sale_payment p WHERE p.customer_id = "
                        "s.customer_id AND p.sale_id = s.sale_id)"));
  all.push_back(finding("sales.rewards_add_up", "What a sale says rewards paid is what its tenders of rewards say.",
                        "SELECT s.customer_id, s.sale_id FROM sale s WHERE s.rewards_minor <> (SELECT "
                        "CAST(coalesce(sum(p.amount_minor), 0) AS BIGINT) FROM sale_payment p WHERE p.customer_id = "
                        "s.customer_id AND p.sale_id = s.sale_id AND p.kind IN ('points', 'voucher', 'goodwill'))"));
  all.push_back(
      finding("sales.refunds_add_up", "The tenders bear the refund of a return, and it is paid out as they say.",
              "SELECT r.customer_id, r.sale_id FROM sale_return r LEFT JOIN sale_refund f ON f.customer_id = "
              "r.customer_id AND f.return_id = r.return_id GROUP BY r.customer_id, r.sale_id, r.return_id, "
              "r.refund_minor, r.paid_out_minor, r.exchanged_minor, r.withheld_minor HAVING "
              "coalesce(sum(f.amount_minor), 0) <> "
              "r.refund_minor OR coalesce(sum(f.exchanged_minor), 0) <> r.exchanged_minor OR "
              "coalesce(sum(CASE WHEN f.kind IN ('points', 'voucher', 'goodwill') THEN 0 ELSE f.amount_minor END), 0) "
              "<> r.paid_out_minor + r.exchanged_minor + r.withheld_minor"));
  all.push_back(finding("sales.refunded_adds_up", "What a tender says went back is what the refunds of it say.",
                        "SELECT p.customer_id, p.sale_id FROM sale_payment p WHERE p.refunded_minor <> (SELECT "
                        "CAST(coalesce(sum(f.amount_minor), 0) AS BIGINT) FROM sale_return r JOIN sale_refund f ON "
                        "f.customer_id = r.customer_id AND f.return_id = r.return_id WHERE r.customer_id = "
                        "p.customer_id AND r.sale_id = p.sale_id AND f.payment_no = p.payment_no)"));
  all.push_back(finding("sales.exchanges_meet", "What a return gave for an exchange is what the new sale took.",
                        "SELECT r.customer_id, r.sale_id FROM sale_return r WHERE r.exchange_sale_id IS NOT NULL AND "
                        "r.exchanged_minor <> (SELECT CAST(coalesce(sum(p.amount_minor), 0) AS BIGINT) FROM "
                        "sale_payment p WHERE p.customer_id = r.customer_id AND p.sale_id = r.exchange_sale_id AND "
                        "p.kind = 'exchange' AND p.return_id = r.return_id)"));
  all.push_back(finding("sales.reservations_were_sold",
                        "A completed reservation has its one sale, at what was reserved.",
                        "SELECT r.customer_id, r.sale_id FROM sale_reservation r LEFT JOIN sale s ON s.customer_id = "
                        "r.customer_id AND s.sale_id = r.sale_id WHERE r.state = 'completed' AND (s.sale_id IS NULL OR "
                        "s.reservation_id <> r.reservation_id OR s.payable_minor <> r.payable_minor)"));
  all.push_back(finding("sales.reservations_are_known", "Every reservation is found by its number alone.",
                        "SELECT r.customer_id, r.reservation_id FROM sale_reservation r WHERE NOT EXISTS (SELECT 1 "
                        "FROM sale_reservation_key k WHERE k.reservation_id = r.reservation_id AND k.customer_id = "
                        "r.customer_id)"));
  all.push_back(finding("sales.offline_is_told", "Whatever a sale made offline differs by is there to be looked at.",
                        "SELECT s.customer_id, s.sale_id FROM sale s LEFT JOIN sale_offline o ON o.customer_id = "
                        "s.customer_id AND o.sale_id = s.sale_id WHERE s.offline_difference_minor <> 0 AND "
                        "(o.sale_id IS NULL OR o.difference_minor <> s.offline_difference_minor)"));
  all.push_back(finding("sales.returns_add_up", "What a sale says was refunded is what its returns refunded.",
                        "SELECT s.customer_id, s.sale_id FROM sale s WHERE s.returned_minor <> (SELECT "
                        "CAST(coalesce(sum(r.refund_minor), 0) AS BIGINT) FROM sale_return r WHERE r.customer_id = "
                        "s.customer_id AND r.sale_id = s.sale_id)"));
  all.push_back(
      finding("sales.returned_quantities_add_up", "What a line says went back is what its return lines say.",
              "SELECT l.customer_id, l.sale_id FROM sale_line l WHERE l.returned_quantity <> (SELECT "
              "CAST(coalesce(sum(q.quantity), 0) AS BIGINT) FROM sale_return r JOIN sale_return_line q ON "
              "q.customer_id = r.customer_id AND q.return_id = r.return_id WHERE r.customer_id = l.customer_id "
              "AND r.sale_id = l.sale_id AND q.line_no = l.line_no)"));
  return all;
}

}  // namespace homeport::sales
