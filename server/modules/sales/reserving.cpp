// Quote → reserve → complete or void. A reservation keeps what the quote said: prices, tier, strategy and period as
// they were; the points and vouchers it is to be paid with are held in the same transaction.

#include <algorithm>

#include "modules/programme/service.hpp"
#include "modules/sales/reservation_store.hpp"
#include "modules/sales/rewarding.hpp"
#include "modules/sales/selling.hpp"
#include "modules/sales/service.hpp"
#include "modules/sales/tenders.hpp"

namespace homeport::sales {
namespace {

constexpr std::int64_t kExpiryBatch = 200;

Refusal reservation_not_found() {
  return refuse(RefusalKind::not_found, "sales.reservation_unknown", "there is no such reservation within your reach");
}

Refusal has_ended(const Reservation& reservation) {
  if (reservation.state == ReservationState::held || reservation.state == ReservationState::expired) {
    return refuse(RefusalKind::conflict, "sales.reservation_expired",
                  "the reservation ended at " + format_rfc3339(reservation.expires_at) + "; quote again");
  }
  const bool is_sold = reservation.state == ReservationState::completed;
  return refuse(RefusalKind::conflict, is_sold ? "sales.reservation_completed" : "sales.reservation_voided",
                is_sold ? "the reservation was completed as sale " + to_string(*reservation.sale_id)
                        : std::string("the reservation was given up"));
}

Result<Reservation> find(db::Transaction& tx, const kit::Actor& actor, ReservationId id) {
  const auto customer_id = store::find_reservation_key(tx, id);
  if (!customer_id) return reservation_not_found();
  auto reservation = store::load_reservation(tx, *customer_id, id);
  CHECK(reservation.has_value());
  if (!actor.reaches(reservation->store_id, reservation->staff_id.value_or(StaffId{}))) return reservation_not_found();
  return std::move(*reservation);
}

Reservation new_reservation(kit::Write& write, const ReservationRequest& request, const Basket& basket,
                            const points::SaleQuote& worth) {
  Reservation made;
  made.customer_id = request.customer_id.value_or(CustomerId{write.anonymous_customer_id()});
  made.reservation_id = write.new_id<ReservationId>();
  made.store_id = basket.store.id;
  if (write.actor.staff_id.is_set()) made.staff_id = write.actor.staff_id;
  made.source = request.source;
  made.list = worth.arithmetic.list;
  made.payable = worth.arithmetic.payable;
  if (worth.tier) {
    made.tier_id = worth.tier->id;
    made.tier_name = worth.tier->name;
    made.tier_discount = worth.tier->discount;
  }
  if (worth.strategy) made.strategy_id = worth.strategy->id;
  if (request.customer_id) made.period = worth.period;
  if (basket.customer) made.customer_name = basket.customer->name;
  made.note = request.note;
  made.expires_at = plus_seconds(write.now, request.hold_seconds.value_or(kReservationSeconds));
  made.created_at = write.now;
  return made;
}

ReservationLine line_of(const Reservation& reservation, const PricedLine& line, const programme::LineInput& input) {
  ReservationLine row;
  row.customer_id = reservation.customer_id;
  row.reservation_id = reservation.reservation_id;
  row.line_no = line.line_no;
  row.product_id = line.product.id;
  row.sku = line.product.sku;
  row.product_name = line.product.name;
  row.quantity = line.quantity;
  row.unit_price = line.unit_price;
  row.discount = line.discount;
  row.amount = line.amount;
  row.cost = input.cost;
  row.margin = input.margin;
  row.weight = input.weight;
  return row;
}

// The basket as it was put aside.
Result<Basket> basket_of(db::Transaction& tx, const Reservation& reservation, std::span<const ReservationLine> lines) {
  Basket basket;
  TRY(basket.store, identity::require_store(tx, reservation.store_id));
  for (const auto& row : lines) {
    PricedLine line;
    line.line_no = row.line_no;
    line.product.id = row.product_id;
    line.product.sku = row.sku;
    line.product.name = row.product_name;
    line.quantity = row.quantity;
    line.unit_price = row.unit_price;
    line.discount = row.discount;
    line.amount = row.amount;
    line.product.margin = row.margin;
    line.product.weight = row.weight;
    basket.inputs.push_back(input_of(line.product, row.quantity, row.amount, row.cost));
    basket.lines.push_back(std::move(line));
  }
  return basket;
}

// What the basket was worth then: by the tier, strategy and period it was reserved under. The account is locked as it
// is now.
Result<points::SaleQuote> worth_as_reserved(kit::Write& write, const Reservation& reservation, const Basket& basket) {
  if (reservation.customer_id.value < 0) return points::quote(write.tx, std::nullopt, basket.inputs, write.now);
  points::PromisedTerms terms;
  if (reservation.strategy_id) {
    TRY(terms.strategy, programme::load_strategy(write.tx, *reservation.strategy_id));
  }
  if (reservation.tier_id) {
    terms.tier.emplace();
    terms.tier->id = *reservation.tier_id;
    terms.tier->name = *reservation.tier_name;
    terms.tier->discount = *reservation.tier_discount;
  }
  terms.period = *reservation.period;
  return points::quote_as_promised(write, reservation.customer_id, basket.inputs, terms);
}

kit::AuditEntry reservation_audit(std::string action, const Reservation& reservation) {
  kit::AuditEntry entry;
  entry.action = std::move(action);
  entry.subject_kind = "reservation";
  entry.subject_id = reservation.reservation_id.value;
  entry.subject_label = reservation.customer_name.value_or(std::string());
  entry.customer_id = reservation.customer_id.value;
  entry.org_unit_id = reservation.store_id.value;
  return entry;
}

// Ends a held reservation without a sale; false when it has ended by itself.
bool give_up(kit::Write& write, Reservation& reservation, ReservationState state) {
  if (!store::end_reservation(write.tx, reservation, state, std::nullopt, write.now)) return false;
  release_rewards(write, store::load_rewards(write.tx, reservation.customer_id, reservation.reservation_id));
  reservation.state = state;
  reservation.ended_at = write.now;
  ++reservation.version;
  const bool is_void = state == ReservationState::voided;
  write.audit(reservation_audit(is_void ? "sales.void_reservation" : "sales.expire_reservation", reservation));
  return true;
}

}  // namespace

Result<ReservationMade> reserve(catalogue::ProductCache& products, kit::Write& write,
                                const ReservationRequest& request) {
  TRY_DONE(check_source(request.source));
  TRY(const auto basket, fill_basket(products, write.as_read(), request.store_id, request.customer_id, request.lines));
  TRY_DONE(check_currency(basket, request.currency));
  TRY(const auto worth, worth_for_update(write, request.customer_id, basket.inputs, write.now));
  if (request.expected_payable) {
    TRY_DONE(check_expected(basket, worth, *request.expected_payable, write.view()));
  }
  auto made = new_reservation(write, request, basket, worth);
  ReservationMade answer;
  answer.quote = quote_of(basket, worth, write.view());
  TRY_DONE(show_rewards(write.as_read(), basket, worth, request.rewards, answer.quote));
  TRY(const auto held, hold_rewards(write, basket, worth, request.rewards, made));
  for (const auto& row : held)
    made.rewards += row.amount;
  store::insert_reservation(write.tx, made);
  for (std::size_t i = 0; i < basket.lines.size(); ++i)
    store::insert_line(write.tx, line_of(made, basket.lines[i], basket.inputs[i]));
  for (const auto& row : held)
    store::insert_reward(write.tx, row);
  write.audit(reservation_audit("sales.reserve", made));
  answer.reservation_id = made.reservation_id;
  answer.customer_id = made.customer_id;
  answer.expires_at = made.expires_at;
  return answer;
}

Result<ReservationDocument> load_reservation(const kit::Read& read, ReservationId id) {
  TRY(auto reservation, find(read.tx, read.actor, id));
  ReservationDocument document;
  document.due = reservation.payable - reservation.rewards;
  document.lines = store::load_lines(read.tx, reservation.customer_id, id);
  document.rewards = store::load_rewards(read.tx, reservation.customer_id, id);
  document.reservation = std::move(reservation);
  return document;
}

Result<SaleDocument> complete(kit::Write& write, ReservationId id, const CompletionRequest& request) {
  TRY(auto reservation, find(write.tx, write.actor, id));
  if (reservation.state != ReservationState::held || reservation.expires_at <= write.now) return has_ended(reservation);
  const Money due = reservation.payable - reservation.rewards;
  if (request.expected_due != due) {
    return refuse(
        RefusalKind::conflict, "sales.due_differs",
        "due are " + std::to_string(due.minor) + ", the till expected " + std::to_string(request.expected_due.minor),
        "expected_due_minor");
  }
  TRY_DONE(check_payments(request.payments, due));
  TRY(const auto basket, basket_of(write.tx, reservation, store::load_lines(write.tx, reservation.customer_id, id)));
  auto made = new_sale(write, basket, reservation.customer_id, reservation.source);
  made.sale.customer_name = reservation.customer_name;
  made.sale.note = request.note ? request.note : reservation.note;
  made.sale.reservation_id = id;
  // From here on nobody else completes it, gives it up or lets it expire.
  if (!store::end_reservation(write.tx, reservation, ReservationState::completed, made.sale.sale_id, write.now)) {
    throw db::SerializationFailure("the reservation was ended a moment ago");
  }
  const auto rewards = store::load_rewards(write.tx, reservation.customer_id, id);
  TRY(made.payments, commit_rewards(write, reservation, rewards, made.sale.sale_id));
  TRY(const auto worth, worth_as_reserved(write, reservation, basket));
  CHECK(worth.arithmetic.payable == reservation.payable);
  made.payments.insert(made.payments.end(), request.payments.begin(), request.payments.end());
  return finish_sale(write, basket, worth, std::move(made), "sales.complete_reservation");
}

Result<Reservation> void_reservation(kit::Write& write, ReservationId id) {
  TRY(auto reservation, find(write.tx, write.actor, id));
  // Too old is ended, whether or not the job has come by: what it held is let go there.
  if (reservation.state != ReservationState::held || reservation.expires_at <= write.now) return has_ended(reservation);
  if (!give_up(write, reservation, ReservationState::voided)) {
    throw db::SerializationFailure("the reservation was ended a moment ago");
  }
  return reservation;
}

std::int64_t expire_reservations(kit::Runtime& runtime, const kit::Actor& actor) {
  std::int64_t expired = 0;
  for (;;) {
    const auto due = kit::in_read(runtime, actor, [&](const kit::Read& read) {
      return store::reservations_past(read.tx, read.now, kExpiryBatch);
    });
    for (auto reservation : due) {
      const bool is_done = kit::in_write(
          runtime, actor, [&](kit::Write& write) { return give_up(write, reservation, ReservationState::expired); });
      expired += is_done ? 1 : 0;
    }
    if (static_cast<std::int64_t>(due.size()) < kExpiryBatch) return expired;
  }
}

}  // namespace homeport::sales
