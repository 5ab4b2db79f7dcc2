#include "modules/sales/offline.hpp"

#include <algorithm>

#include "modules/sales/offline_store.hpp"
#include "modules/sales/quoting.hpp"
#include "modules/sales/selling.hpp"
#include "modules/sales/service.hpp"
#include "modules/sales/store.hpp"
#include "modules/sales/tenders.hpp"

namespace homeport::sales {
namespace {

// What a sale is worth here, and what of it the till could not know.
struct Recalled {
  Basket basket;
  points::SaleQuote worth;
  bool has_earlier_price = false;
  bool has_disabled_product = false;
  bool is_member_disabled = false;
};

// now: a line costs what it costs now, or what the till says it showed, where that was the price then and is not more
// than now. lowest: the lowest price a till may have shown.
enum class PricesOf : std::uint8_t { now, lowest };

class Recalling {
 public:
  Recalling(catalogue::ProductCache& products, kit::Write& write, const SaleRequest& request, Time sold_at)
      : products_(products),
        write_(write),
        request_(request),
        sold_at_(sold_at),
        may_override_(write.actor.may(kOverridePermission)) {}

  Result<Recalled> recall(PricesOf prices) {
    Recalled made;
    TRY(made.basket.store, reachable_store(write_.as_read(), request_.store_id));
    if (request_.customer_id) {
      TRY(made.basket.customer, customer_within_reach(write_.as_read(), *request_.customer_id));
      made.is_member_disabled = made.basket.customer->status != customers::CustomerStatus::active;
    }
    for (std::size_t i = 0; i < request_.lines.size(); ++i)
      TRY_DONE(add(request_.lines[i], i, prices, made));
    TRY_DONE(check_currency(made.basket, request_.currency));
    TRY(made.worth, worth_for_update(write_, request_.customer_id, made.basket.inputs, sold_at_));
    return made;
  }

 private:
  Outcome add(LineRequest line, std::size_t index, PricesOf prices, Recalled& made) {
    TRY(auto product, product_of(line, index, made));
    const Money now = product.price;
    if (line.unit_price && !may_override_) {
      if (*line.unit_price < now && was_price(product.id, *line.unit_price)) product.price = *line.unit_price;
      line.unit_price.reset();
    }
    if (prices == PricesOf::lowest && product.price == now && !line.unit_price) {
      const auto lowest = catalogue::lowest_price_since(write_.tx, product.id, oldest_list());
      if (lowest) product.price = std::min(product.price, *lowest);
    }
    made.has_earlier_price = made.has_earlier_price || product.price != now;
    return add_line(made.basket, line, index, product, may_override_);
  }

  Result<catalogue::ProductForSale> product_of(const LineRequest& line, std::size_t index, Recalled& made) {
    auto found = find_product(products_, write_.as_read(), line, index);
    if (found.ok() || found.refusal().reason != "catalogue.product_disabled") return found;
    const auto id = line.product_id ? line.product_id : catalogue::find_by_code(write_.tx, *line.code);
    auto product = id ? catalogue::load_for_sale(write_.tx, *id) : std::nullopt;
    if (!product) return found;
    made.has_disabled_product = true;
    return std::move(*product);
  }

  [[nodiscard]] Time oldest_list() const { return plus_seconds(sold_at_, -kOfflinePriceSeconds); }
  bool was_price(ProductId id, Money price) { return catalogue::was_price_since(write_.tx, id, price, oldest_list()); }

  catalogue::ProductCache& products_;
  kit::Write& write_;
  const SaleRequest& request_;
  Time sold_at_;
  bool may_override_;
};

void drop_points(points::SaleQuote& worth) {
  auto& sums = worth.arithmetic;
  sums.consumption = sums.profit = sums.combined = Points{};
  for (auto& line : sums.lines)
    line.consumption = line.profit = line.combined = Points{};
  worth.strategy.reset();
  worth.account.reset();
}

Outcome check_unexplained(kit::Write& write, Money shown, const points::SaleQuote& worth) {
  const Money payable = worth.arithmetic.payable;
  TRY_DONE(check_goodwill(shown, payable, worth.arithmetic.list, false));
  const auto before =
      store::unexplained_since(write.tx, write.actor.staff_id, plus_seconds(write.now, -kUnexplainedSeconds));
  if (before + (payable - shown) <= kMostUnexplainedPerDay) return Done{};
  return refuse(RefusalKind::forbidden, "sales.offline_goodwill_limit",
                "shown were " + std::to_string(shown.minor) + ", payable are " + std::to_string(payable.minor) +
                    ": with " + std::to_string(before.minor) +
                    " of the last day that is more than one may send without the permission sales.price.override",
                "expected_payable_minor");
}

void audit_difference(kit::Write& write, const OfflineSale& told, const Sale& sale) {
  auto entry = audit_entry("sales.offline_difference", sale);
  entry.changes.push_back({"payable_minor", std::to_string(told.shown.minor), std::to_string(told.payable.minor)});
  const auto note = [&entry](std::string_view name, bool is_so) {
    if (is_so) entry.changes.push_back({std::string(name), "", "true"});
  };
  note("earlier_price", told.earlier_price);
  note("disabled_product", told.disabled_product);
  note("disabled_member", told.disabled_member);
  note("unexplained", told.unexplained);
  write.audit(entry);
}

OfflineSale told_of(const Sale& sale, const Recalled& recalled, Money shown, bool is_unexplained) {
  OfflineSale told;
  told.customer_id = sale.customer_id;
  told.sale_id = sale.sale_id;
  told.store_id = sale.store_id;
  told.staff_id = sale.staff_id;
  told.customer_name = sale.customer_name;
  told.sold_at = sale.sold_at;
  told.shown = shown;
  told.payable = sale.payable;
  told.difference = shown - sale.payable;
  told.earlier_price = recalled.has_earlier_price;
  told.disabled_product = recalled.has_disabled_product;
  told.disabled_member = recalled.is_member_disabled;
  told.unexplained = is_unexplained;
  told.created_at = sale.created_at;
  return told;
}

bool is_to_be_reviewed(const OfflineSale& told) {
  return told.difference.minor != 0 || told.earlier_price || told.disabled_product || told.disabled_member;
}

Refusal nothing_to_review() {
  return refuse(RefusalKind::conflict, "sales.nothing_to_review",
                "nothing of this sale is to be looked at, or somebody has done it");
}

}  // namespace

Result<SaleDocument> sell_offline(catalogue::ProductCache& products, kit::Write& write, const SaleRequest& request) {
  TRY_DONE(kit::check_permission(write.actor, kOfflinePermission));
  const Money shown = request.expected_payable;
  TRY_DONE(check_payments(request.payments, shown));
  const Time sold_at = std::min(*request.sold_at, write.now);
  Recalling recalling(products, write, request, sold_at);
  TRY(auto recalled, recalling.recall(PricesOf::now));
  bool is_unexplained = false;
  if (shown < recalled.worth.arithmetic.payable && !write.actor.may(kOverridePermission)) {
    TRY(recalled, recalling.recall(PricesOf::lowest));
    is_unexplained = shown < recalled.worth.arithmetic.payable;
    if (is_unexplained) TRY_DONE(check_unexplained(write, shown, recalled.worth));
  }
  if (is_unexplained || recalled.is_member_disabled) drop_points(recalled.worth);
  auto made = new_sale(write, recalled.basket, request.customer_id, request.source);
  made.sale.note = request.note;
  made.sale.sold_at = sold_at;
  made.payments = offline_tenders(request.payments, shown, recalled.worth.arithmetic.payable);
  made.sale.offline_difference = shown - recalled.worth.arithmetic.payable;
  auto document = finish_sale(write, recalled.basket, recalled.worth, std::move(made), "sales.sell_offline");
  auto told = told_of(document.sale, recalled, shown, is_unexplained);
  if (!is_to_be_reviewed(told)) return document;
  store::insert_offline(write.tx, told);
  audit_difference(write, told, document.sale);
  document.offline = std::move(told);
  return document;
}

Result<OfflineSale> review_offline(kit::Write& write, CustomerId customer_id, SaleId sale_id,
                                   const OfflineReview& review) {
  const auto sale = store::load_sale(write.tx, customer_id, sale_id);
  const auto seller = sale ? sale->staff_id.value_or(StaffId{}) : StaffId{};
  if (!sale || !write.actor.reaches(sale->store_id, seller)) return sale_not_found();
  auto told = store::load_offline(write.tx, customer_id, sale_id);
  if (!told || told->reviewed_at) return nothing_to_review();
  if (seller.is_set() && seller == write.actor.staff_id && !write.actor.may(kOverridePermission)) {
    return refuse(RefusalKind::forbidden, "sales.review_own_sale", "somebody else looks at what one sold oneself");
  }
  told->paid_back = review.paid_back.value_or(Money{});
  if (told->paid_back > std::max(told->difference, Money{})) {
    return refuse(RefusalKind::unprocessable, "sales.paid_back_too_much",
                  "the buyer's are " + std::to_string(std::max<std::int64_t>(told->difference.minor, 0)),
                  "paid_back_minor");
  }
  told->reviewed_at = write.now;
  if (write.actor.staff_id.is_set()) told->reviewed_by = write.actor.staff_id;
  told->review_note = review.note;
  ++told->version;
  if (!store::review_offline(write.tx, *told)) return nothing_to_review();
  auto entry = audit_entry("sales.review_offline", *sale);
  entry.changes.push_back({"paid_back_minor", "", std::to_string(told->paid_back.minor)});
  if (told->review_note) entry.changes.push_back({"review_note", "", *told->review_note});
  write.audit(entry);
  return std::move(*told);
}

std::int64_t count_offline_to_review(const kit::Read& read) {
  return kit::count_rows(read.tx, store::offline_rows(read.actor, false)).total;
}

}  // namespace homeport::sales
