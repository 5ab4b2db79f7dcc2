#pragma once

// The SQL of sales and nothing but: one statement per function.

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "db/transaction.hpp"
#include "modules/sales/types.hpp"

namespace homeport::sales::store {

// With its lines packed; they are inserted one by one besides.
void insert_sale(db::Transaction& tx, const Sale& sale, std::span<const SaleLine> lines);
void insert_line(db::Transaction& tx, const SaleLine& line);
void insert_payment(db::Transaction& tx, const Sale& sale, std::int64_t payment_no, const Payment& payment);

[[nodiscard]] std::optional<Sale> load_sale(db::Transaction& tx, CustomerId customer_id, SaleId sale_id);
// The same, keeping other writers of this sale away until the end of the transaction.
[[nodiscard]] std::optional<Sale> lock_sale(db::Transaction& tx, CustomerId customer_id, SaleId sale_id);
[[nodiscard]] std::vector<SaleLine> load_lines(db::Transaction& tx, CustomerId customer_id, SaleId sale_id);
[[nodiscard]] std::vector<Payment> load_payments(db::Transaction& tx, CustomerId customer_id, SaleId sale_id);
[[nodiscard]] std::vector<SaleReturn> load_returns(db::Transaction& tx, CustomerId customer_id, SaleId sale_id);

[[nodiscard]] std::vector<Refund> load_refunds(db::Transaction& tx, CustomerId customer_id, SaleId sale_id);

void insert_refund(db::Transaction& tx, const Refund& refund);
// Adds to what of the tender went back; never beyond its amount (a named constraint holds it).
void add_refunded(db::Transaction& tx, const Refund& refund, SaleId sale_id);
// Counts one more print of the receipt and says which it is.
[[nodiscard]] std::int64_t count_print(db::Transaction& tx, CustomerId customer_id, SaleId sale_id);

void insert_return(db::Transaction& tx, const SaleReturn& sale_return);
void insert_return_line(db::Transaction& tx, const SaleReturnLine& line);
// Adds to what of the line went back; never beyond its quantity (a named constraint holds it).
void add_returned_quantity(db::Transaction& tx, const SaleReturnLine& line, SaleId sale_id);
void add_returned_amount(db::Transaction& tx, CustomerId customer_id, SaleId sale_id, Money refund);

// Lines of a customer's sales of this product up to `at` with units that did not go back, newest sale first.
struct ReturnableLine {
  SaleId sale_id;
  std::int64_t line_no = 0;
  std::int64_t quantity = 0;
  std::int64_t returned_quantity = 0;
  Money amount;
  OrgUnitId store_id;
  StaffId staff_id;  // none: nobody's
};
[[nodiscard]] std::vector<ReturnableLine> returnable_lines(db::Transaction& tx, CustomerId customer_id,
                                                           ProductId product_id, Time at);

struct ExternalSale {
  CustomerId customer_id;
  SaleId sale_id;
  std::string input_hash;
};
// True when the reference was free and now stands for this sale.
[[nodiscard]] bool take_external_key(db::Transaction& tx, std::string_view external_ref, const ExternalSale& sale);
[[nodiscard]] std::optional<ExternalSale> find_external(db::Transaction& tx, std::string_view external_ref);

// Adds counts and amounts to the store's day.
void add_to_day(db::Transaction& tx, const DayTotal& change);

// Newest first: the customer's sales and returns strictly before (before_at, before_id).
[[nodiscard]] std::vector<Sale> sales_of_customer(db::Transaction& tx, CustomerId customer_id, Time before_at,
                                                  std::int64_t before_id, std::int64_t limit);
[[nodiscard]] std::vector<SaleReturn> returns_of_customer(db::Transaction& tx, CustomerId customer_id, Time before_at,
                                                          std::int64_t before_id, std::int64_t limit);

// Columns of Sale with the prefix "s.", for composed lists.
[[nodiscard]] const std::string& sale_columns();

}  // namespace homeport::sales::store
