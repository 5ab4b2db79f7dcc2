#pragma once

// The words of selling: quote, sale, payment, return. Amounts are minor units of the chain's currency, points are
// hundredths, quantities are whole units.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "kit/access.hpp"
#include "modules/catalogue/types.hpp"
#include "modules/customers/types.hpp"
#include "modules/points/types.hpp"
#include "modules/programme/types.hpp"
#include "modules/sales/offline_types.hpp"
#include "modules/sales/tender_types.hpp"

namespace homeport::sales {

using catalogue::ProductId;
using customers::CustomerId;
using kit::OrgUnitId;
using kit::StaffId;
using points::EntryId;
using points::ReturnId;
using points::SaleId;
using programme::StrategyId;
using programme::TierId;
using ReservationId = Id<struct ReservationTag>;

enum class SaleSource : std::uint8_t { till, api, import };

inline constexpr std::int64_t kMostLines = 200;
inline constexpr std::int64_t kMostNoteCharacters = 500;
inline constexpr std::int64_t kOfflineAgeSeconds = 7 * kSecondsPerDay;  // of a sale made without the network
inline constexpr std::int64_t kClockSkewSeconds = 5 * 60;               // a till's clock may be ahead by

// A line as the till asks for it: the product by id or by code (barcode or SKU), never both.
struct LineRequest {
  std::optional<ProductId> product_id;
  std::optional<std::string> code;
  std::int64_t quantity = 1;
  std::optional<Money> unit_price;  // another price than the product's; needs sales.price.override
  std::optional<Money> discount;    // off the whole line; needs sales.price.override
};

struct QuoteRequest {
  OrgUnitId store_id;
  std::optional<CustomerId> customer_id;
  std::vector<LineRequest> lines;
  std::vector<RewardRequest> rewards;
  std::optional<std::string> currency;  // of the amounts; none: the chain's, and no other is taken
};

struct SaleRequest {
  OrgUnitId store_id;
  std::optional<CustomerId> customer_id;
  std::vector<LineRequest> lines;
  std::vector<RewardRequest> rewards;
  std::vector<Payment> payments;
  Money expected_payable;  // what the till showed; the sale is refused when it is another by now
  std::optional<std::string> note;
  SaleSource source = SaleSource::till;
  // A sale made while the till had no network, at `sold_at`: it stands as it was shown and paid.
  std::optional<bool> offline;
  std::optional<Time> sold_at;
  std::optional<std::string> currency;
};

// One line of a quote: what the person at the till sees before anything is decided.
struct QuoteLine {
  std::int64_t line_no = 0;
  ProductId product_id;
  std::string sku;
  std::string product_name;
  std::int64_t quantity = 0;
  Money unit_price;
  Money discount;
  Money amount;
  Money rebate;
  Money paid;
  std::optional<Money> cost;
  Points consumption;
  Points profit;
  Points combined;
};

struct ExplanationStep {
  std::string key;
  std::string text_en;
  std::string text_zh;
};

struct Quote {
  OrgUnitId store_id;
  std::optional<CustomerId> customer_id;
  std::vector<QuoteLine> lines;
  Money list;
  Money payable;
  Money rebate;
  Money cost;
  Points consumption;
  Points profit;
  Points combined;
  Points wallet;
  std::optional<TierId> tier_id;
  std::optional<std::string> tier_name;
  std::optional<Rate> tier_discount;
  std::optional<Points> history_combined;
  std::optional<StrategyId> strategy_id;
  std::vector<RewardShown> rewards;
  Money due;  // payable less rewards: to be paid with money
  // What points could pay of it, whether or not they are among the rewards. None for nobody known.
  std::optional<Points> points_available;
  std::optional<Points> points_payable_max;
  std::optional<Money> points_payable_max_amount;
  std::vector<ExplanationStep> explanation;
};

struct SaleLine {
  CustomerId customer_id;
  SaleId sale_id;
  std::int64_t line_no = 0;
  ProductId product_id;
  std::string sku;
  std::string product_name;
  std::int64_t quantity = 0;
  Money unit_price;
  Money discount;
  Money amount;
  Money rebate;
  Money paid;
  Money cost;
  Points consumption;
  Points profit;
  Points combined;
  std::int64_t returned_quantity = 0;
};

// The row of table sale; also an item of the list of sales.
struct Sale {
  CustomerId customer_id;  // negative: an anonymous buyer's own id
  SaleId sale_id;
  OrgUnitId store_id;
  std::optional<StaffId> staff_id;
  SaleSource source = SaleSource::till;
  std::optional<std::string> external_ref;
  Time sold_at;
  Money list;
  Money payable;
  Money rebate;
  Money cost;
  Money rewards;  // of payable, paid with points and vouchers
  Money returned;
  Points consumption;
  Points profit;
  Points combined;
  std::optional<TierId> tier_id;
  std::optional<std::string> tier_name;
  std::optional<StrategyId> strategy_id;
  std::optional<EntryId> entry_id;
  std::optional<std::string> customer_name;
  std::optional<std::string> note;
  std::optional<ReservationId> reservation_id;  // the one it completed
  std::optional<ReturnId> exchange_return_id;   // what came back for it
  std::optional<Money> offline_difference;      // made offline: shown and paid, less what it would have cost
  std::int64_t print_count = 0;                 // of its receipt
  Time created_at;
  std::int64_t version = 1;
};

struct ReturnLineRequest {
  std::int64_t line_no = 0;
  std::int64_t quantity = 0;
};

struct ReturnRequest {
  std::vector<ReturnLineRequest> lines;
  std::string reason;
  // When all of a sale has gone back, gifts handed out with it come back too, unless the buyer keeps them for the
  // points they cost.
  std::optional<bool> keeps_gifts{};
};

struct SaleReturn {
  CustomerId customer_id;
  ReturnId return_id;
  SaleId sale_id;
  OrgUnitId store_id;
  std::optional<StaffId> staff_id;
  std::optional<std::string> external_ref;
  Time returned_at;
  std::string reason;
  Money refund;     // the buyer's part of what he paid, over all tenders
  Money paid_out;   // of it, in money
  Money exchanged;  // of it, used for what was bought in exchange
  Money withheld;   // of it, kept for points the sale brought and that were spent already
  Points consumption;
  Points profit;
  Points combined;
  std::optional<EntryId> entry_id;
  std::optional<SaleId> exchange_sale_id;
  Time created_at;
};

struct SaleReturnLine {
  CustomerId customer_id;
  ReturnId return_id;
  std::int64_t line_no = 0;
  std::int64_t quantity = 0;
  Money refund;
};

// A sale with everything in it, as one answer.
struct SaleDocument {
  Sale sale;
  std::optional<std::string> store_name;
  std::optional<std::string> staff_name;
  std::optional<Points> wallet;  // what it brought there; none for nobody known
  std::vector<SaleLine> lines;
  std::vector<Payment> payments;
  std::vector<SaleReturn> returns;
  std::vector<Refund> refunds;
  std::optional<OfflineSale> offline;  // made offline, and to be looked at
};

// Goods come back and others are taken, in one transaction with one difference to pay or to get.
struct ExchangeRequest {
  std::vector<ReturnLineRequest> return_lines;
  std::string reason;
  std::vector<LineRequest> lines;
  std::vector<RewardRequest> rewards;
  std::vector<Payment> payments;  // where the difference is to be paid
  Money expected_payable;         // of the new lines
  std::optional<std::string> note;
  std::optional<std::string> currency;
};
struct ExchangeDocument {
  SaleReturn returned;
  SaleDocument sale;
  Money difference;  // above 0: paid by the buyer; below: paid out to him
};

// The same asked beforehand, without saying how the difference is paid.
struct ExchangeQuoteRequest {
  std::vector<ReturnLineRequest> return_lines;
  std::vector<LineRequest> lines;
  std::vector<RewardRequest> rewards;
};
struct RefundShown {
  PaymentKind kind = PaymentKind::cash;
  Money amount;
  Money exchanged;
  std::optional<Points> points;
};
// What an exchange would come to now. Points are those of the member; none for nobody known.
struct ExchangeQuote {
  Money refund;                      // of what comes back, over all tenders
  std::vector<RefundShown> refunds;  // by tender
  Money withheld;                    // of it, kept for points the sale brought and that were spent
  Quote quote;                       // of the new lines, after the return; due before what comes back pays for it
  Money exchanged;                   // of the refund, used for the new lines
  Money due;                         // left to be paid with money
  Money paid_out;                    // left to be paid out
  Money difference;                  // above 0: due; below: paid out
  std::optional<Points> combined_before;
  std::optional<Points> combined_after;
  std::optional<std::string> tier_name_before;
  std::optional<std::string> tier_name_after;
  std::optional<Points> available_before;  // points that can be spent
  std::optional<Points> available_after;
  std::optional<Points> debt_after;  // taken back though they were spent
};

struct DayTotal {
  OrgUnitId store_id;
  Date sold_on;
  std::int64_t sales_count = 0;
  Money sales;
  std::int64_t returns_count = 0;
  Money returns;
};

}  // namespace homeport::sales

#include "modules/sales/field_tables.hpp"
