#pragma once

// Selling as a use-case: quote, sale, return, and what an import of another system's sales records.

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "kit/personal_data.hpp"
#include "kit/use_case.hpp"
#include "modules/catalogue/service.hpp"
#include "modules/customers/service.hpp"
#include "modules/programme/service.hpp"
#include "modules/sales/receipt_types.hpp"
#include "modules/sales/reservation_types.hpp"
#include "modules/sales/types.hpp"

namespace homeport::sales {

inline constexpr std::string_view kReadPermission = "sales.read";
inline constexpr std::string_view kSellPermission = "sales.sell";
inline constexpr std::string_view kReturnPermission = "sales.return";
inline constexpr std::string_view kOverridePermission = "sales.price.override";
inline constexpr std::string_view kOfflinePermission = "sales.offline";
inline constexpr std::string_view kReviewPermission = "sales.offline.review";

// What the lines would cost this customer now; writes nothing. Refusals: those of rules.hpp, identity.store_unknown,
// access.out_of_scope (a store out of reach), sales.foreign_currency, not_found sales.customer_unknown (none there, or
// none within reach of an actor without customers.find_anywhere), sales.customer_disabled, catalogue.product_unknown
// and catalogue.product_disabled with the line's field, and those of points::quote.
[[nodiscard]] Result<Quote> quote(catalogue::ProductCache& products, const kit::Read& read,
                                  const QuoteRequest& request);

// Completes a sale at once: quote, rewards, payments, lines, points, news. Besides the refusals of quote and
// check_payments: conflict sales.payable_changed, with the new quote as `current`, when the payable is not the expected
// one; those of rewarding.hpp.
//
// A sale made offline (permission sales.offline) stands as it was shown and paid: where it comes to another payable
// here, or sells what is no longer sold, or to a disabled member, that is recorded with it for somebody to look at.
// Prices are those of now, or lower ones that held when the till may have read its list. What is cheaper than all of
// them brings no points, and without sales.price.override it is bounded: forbidden sales.price_override_needed
// (kMostGoodwill of a sale), sales.offline_goodwill_limit (kMostUnexplainedPerDay of a person); besides check_offline.
[[nodiscard]] Result<SaleDocument> sell(catalogue::ProductCache& products, kit::Write& write,
                                        const SaleRequest& request);

// Says that somebody has looked at a sale made offline, and what the buyer got back. not_found sales.not_found;
// conflict sales.nothing_to_review; unprocessable sales.paid_back_too_much; forbidden sales.review_own_sale.
[[nodiscard]] Result<OfflineSale> review_offline(kit::Write& write, CustomerId customer_id, SaleId sale_id,
                                                 const OfflineReview& review);
// Those nobody has looked at, within reach, up to kit::kCountLimit.
[[nodiscard]] std::int64_t count_offline_to_review(const kit::Read& read);

// For db::Sharing: a sale of now without rewards touches nobody's rows but the customer's.
[[nodiscard]] bool may_share(const SaleRequest& request);
void foretell(db::Transaction& tx, const SaleRequest& request);

// Puts a basket aside with its prices and benefits, and holds the points and vouchers it is to be paid with. Refusals
// of sell but for the payments.
[[nodiscard]] Result<ReservationMade> reserve(catalogue::ProductCache& products, kit::Write& write,
                                              const ReservationRequest& request);
// not_found sales.reservation_unknown
[[nodiscard]] Result<ReservationDocument> load_reservation(const kit::Read& read, ReservationId id);
// Makes the sale that was reserved, exactly once, at the prices and with the benefits of then. conflict
// sales.reservation_expired, sales.reservation_completed, sales.reservation_voided, sales.due_differs; those of
// check_payments.
[[nodiscard]] Result<SaleDocument> complete(kit::Write& write, ReservationId id, const CompletionRequest& request);
// Gives it up and lets go of what it held. conflict sales.reservation_expired, _completed, _voided.
[[nodiscard]] Result<Reservation> void_reservation(kit::Write& write, ReservationId id);
// Lets go of those whose time is over; one transaction for each. Returns how many.
std::int64_t expire_reservations(kit::Runtime& runtime, const kit::Actor& actor);

// Takes units back, exactly reversing what they gave. Refusals: not_found sales.not_found, unprocessable
// sales.return_exceeds_sold, sales.return_line_unknown; invalid sales.return_line_twice; access.out_of_scope.
[[nodiscard]] Result<SaleReturn> take_back(kit::Write& write, CustomerId customer_id, SaleId sale_id,
                                           const ReturnRequest& request);

// Takes units of a sale back and sells others to the same buyer, in one transaction with one difference. Refusals of
// take_back and sell; payments pay the difference where there is one to pay.
[[nodiscard]] Result<ExchangeDocument> exchange(catalogue::ProductCache& products, kit::Write& write,
                                                CustomerId customer_id, SaleId sale_id, const ExchangeRequest& request);

// What that would come to now: the exchange itself, made and undone again, so that nothing can come out otherwise.
// Writes nothing. Refusals of exchange but for expected payable and payments.
[[nodiscard]] Result<ExchangeQuote> quote_exchange(catalogue::ProductCache& products, kit::Runtime& runtime,
                                                   const kit::Actor& actor, CustomerId customer_id, SaleId sale_id,
                                                   const ExchangeQuoteRequest& request);

// What a printer needs of a sale; sales.not_found. Writes nothing: `is_copy` tells whether it was printed before.
[[nodiscard]] Result<Receipt> receipt(const kit::Read& read, CustomerId customer_id, SaleId sale_id, PaperWidth width);
// The same, counted and audited: whatever is printed after the first is a copy and says so.
[[nodiscard]] Result<Receipt> print_receipt(kit::Write& write, CustomerId customer_id, SaleId sale_id,
                                            PaperWidth width);

// The sale a receipt's code stands for, or the number another system gave it; sales.not_found.
[[nodiscard]] Result<SaleDocument> find_by_receipt(const kit::Read& read, std::string_view code);

// Any customer's sale within reach; sales.not_found.
[[nodiscard]] Result<SaleDocument> load(const kit::Read& read, CustomerId customer_id, SaleId sale_id);

// A sale that happened elsewhere: paid at list price, points by the strategy, at the time it happened. No customer: to
// nobody known.
struct ImportedLine {
  catalogue::ProductForSale product;
  std::int64_t quantity = 1;
  Money amount;
  std::optional<Money> cost;
};
struct ImportedSale {
  std::string external_ref;  // unique over all sales
  std::string input_hash;    // of the order as the file has it
  OrgUnitId store_id;
  std::optional<CustomerId> customer_id;
  Time sold_at;
  std::vector<ImportedLine> lines;
};
enum class ImportedAs : std::uint8_t { recorded, was_here_already };
// `importer` is who brought the file: nothing beyond his reach is touched, whoever writes. conflict
// sales.external_ref_differs when an order of that reference is here with other lines; not_found
// sales.customer_unknown.
[[nodiscard]] Result<ImportedAs> record_imported(kit::Write& write, const kit::Actor& importer,
                                                 const ImportedSale& sale);
[[nodiscard]] bool is_recorded(db::Transaction& tx, std::string_view external_ref);

// Units of a product that came back elsewhere, without saying of which sale: they are taken from the lines of this
// customer's earlier sales, first those sold at the same price, then the newest. What goes back is what those lines
// recorded, whatever the file says it was worth.
struct ImportedReturn {
  std::string order_ref;     // of the return
  std::string external_ref;  // return_reference(order_ref, …): unique over all sales and returns
  std::string input_hash;
  CustomerId customer_id;
  ProductId product_id;
  std::int64_t quantity = 1;
  Money amount;  // what the file says of it, 0 or more: only to prefer lines of the same price
  Time returned_at;
  std::string reason;
};
// The reference of a product's part of a return.
[[nodiscard]] std::string return_reference(std::string_view order_ref, std::string_view product_key);
// Only what was sold within the importer's reach is taken back. Refusals, each before anything is written:
// unprocessable sales.return_matches_no_sale, sales.return_exceeds_sold
// (fewer units are left of what was sold before); conflict sales.external_ref_differs.
[[nodiscard]] Result<ImportedAs> record_imported_return(kit::Write& write, const kit::Actor& importer,
                                                        const ImportedReturn& given);

// What stores sold on days from `from` to `to` (both included), by day and store, within the actor's reach.
[[nodiscard]] std::vector<DayTotal> day_totals(const kit::Read& read, Date from, Date to);
// Newest sales within reach, at most `limit`.
[[nodiscard]] std::vector<Sale> newest_sales(const kit::Read& read, std::int64_t limit);

// Has the customer bought anything at or after that moment? One point read.
[[nodiscard]] bool has_bought_since(db::Transaction& tx, CustomerId customer_id, Time since);

// --- History, for analyses that read all of it -----------------------------------------------------------------------

// A line as it was sold. `cost` is the recorded one, whatever it was taken from.
struct HistoryLine {
  std::int64_t line_no = 0;
  ProductId product_id;
  std::int64_t quantity = 0;
  Money amount;
  Money cost;
};
struct HistorySale {
  SaleId sale_id;
  OrgUnitId store_id;
  programme::Pricing pricing = programme::Pricing::by_programme;
  Time sold_at;
  Money rebate;
  Points consumption;
  Points profit;
  Points combined;
  std::uint32_t first_line = 0;  // in CustomerHistory::lines
  std::uint32_t line_count = 0;
};
struct HistoryReturnLine {
  std::int64_t line_no = 0;
  std::int64_t quantity = 0;
};
struct HistoryReturn {
  ReturnId return_id;
  SaleId sale_id;
  Time returned_at;
  Money refund;
  Points consumption;
  Points profit;
  Points combined;
  std::uint32_t first_line = 0;  // in CustomerHistory::return_lines
  std::uint32_t line_count = 0;
};
// Everything one member bought and gave back. Sales and returns are in the order of their ids, which is the order the
// ledger took them in: of both kinds together, the smaller id came first.
struct CustomerHistory {
  CustomerId customer_id;
  std::span<const HistorySale> sales;
  std::span<const HistoryLine> lines;
  std::span<const HistoryReturn> returns;
  std::span<const HistoryReturnLine> return_lines;
};
// The last customer of a range that begins behind `after` and holds about so many sales; nothing when there are no
// more. Only members: start with CustomerId{0}.
[[nodiscard]] std::optional<CustomerId> history_range_end(db::Transaction& tx, CustomerId after, std::int64_t before_id,
                                                          std::int64_t sales);
// Customer by customer, what was recorded with ids below `before_id`, so that ranges read one after another, each in
// a snapshot of its own, are together the state of one moment. What `take` is given lives until it returns. Streams on
// SQLite; on PostgreSQL the range is in memory. Checks no reach; costs are margin secrets.
void read_history(db::Transaction& tx, CustomerId after, CustomerId until, std::int64_t before_id,
                  const std::function<void(const CustomerHistory&)>& take);

// Anything at all from `from` up to, not including, `to`?
[[nodiscard]] bool was_anything_sold(db::Transaction& tx, Time from, Time to);
// How many sales there are by the day totals, anonymous ones too: near enough for a progress bar.
[[nodiscard]] std::int64_t count_sold(db::Transaction& tx);

// Sales and returns on a customer's timeline; empty for those without sales.read.
[[nodiscard]] customers::TimelineSource timeline_source();

// What each service type sold in stores within reach, `from` <= sold_at < `until`, what was returned taken off; by the
// present service type of each product. A line whose cost is not known was recorded as sold at cost: lines at cost are
// left out. Costs are margin secrets.
[[nodiscard]] std::vector<programme::ServiceTypeSums> sums_by_service_type(const kit::Read& read, Time from,
                                                                           Time until);

// For the erasure of a customer: nothing of a sum changes.
[[nodiscard]] customers::ErasePart erase_part();

// For the document a person is given of what is held of him.
[[nodiscard]] std::vector<kit::PersonalPart> personal_parts();

}  // namespace homeport::sales
