// What members of the club do at the till: gifts, vouchers, sales and reservations.

#include <algorithm>

#include "simulate/club.hpp"

namespace homeport::test {
namespace {

constexpr std::int64_t kGiftPrice = 700;
constexpr std::int64_t kVoucherWorth = 300;
constexpr std::int64_t kVoucherPrice = 500;
constexpr std::int64_t kHoldSeconds = 3'600;

json::array cash(std::int64_t minor) {
  if (minor == 0) return {};
  return {json::object{{"kind", "cash"}, {"amount_minor", minor}}};
}

}  // namespace

void Club::redeem() {
  const auto member = somebody();
  const auto quantity = 1 + chance_.below(3);
  const json::object request{{"customer_id", members_[member].id},
                             {"gift_id", gift_},
                             {"quantity", quantity},
                             {"store_id", shop_.first_store()}};
  auto why_not = why_not_spend(member, kGiftPrice * quantity);
  if (quantity > stock_) why_not = "rewards.stock_too_low";
  const auto reply = shop_.ada().post("/v1/redemptions", request);
  expect(reply, why_not);
  if (!reply.ok()) return;
  stock_ -= quantity;
  redemptions_.push_back({member, reply.text("/id"), wallet_of(member).draw(kGiftPrice * quantity), quantity, false});
}

void Club::cancel_redemption() {
  if (redemptions_.empty()) return;
  auto& one = chance_.any_of(redemptions_);
  const auto reply = shop_.ada().post(path_of(one.member) + "/redemptions/" + one.id + "/cancel",
                                      json::object{{"reason", "by chance"}});
  expect(reply, one.is_over ? "rewards.redemption_cancelled" : "");
  if (std::exchange(one.is_over, true)) return;
  stock_ += one.quantity;
  give_back(one.member, one.parts);
}

void Club::buy_voucher() {
  const auto member = somebody();
  const auto why_not = why_not_spend(member, kVoucherPrice);
  const auto reply =
      shop_.ada().post(path_of(member) + "/vouchers", json::object{{"series_id", series_}, {"pay_with_points", true}});
  expect(reply, why_not);
  if (!reply.ok()) return;
  Voucher voucher;
  voucher.member = member;
  voucher.id = reply.text("/id");
  voucher.code = reply.text("/code");
  voucher.parts = wallet_of(member).draw(kVoucherPrice);
  voucher.expires_at = parse_rfc3339(reply.text("/expires_at"));
  vouchers_.push_back(std::move(voucher));
}

std::optional<std::size_t> Club::some_voucher_of(std::size_t member) {
  if (vouchers_.empty() || chance_.below(2) == 0) return std::nullopt;
  const auto index = chance_.index_of(vouchers_.size());
  const auto& one = vouchers_[index];
  if (one.is_used || one.is_over || standing_for(one.member) != member) return std::nullopt;
  return index;
}

void Club::use_voucher_again() {
  if (vouchers_.empty()) return;
  const auto index = chance_.index_of(vouchers_.size());
  const auto& one = vouchers_[index];
  if (!one.is_used) return;
  const auto holder = standing_for(one.member);
  expect(shop_.ada().post("/v1/sales", Shop::paid(basket(holder, 0, index), payable(holder))), "rewards.voucher_used");
}

void Club::cancel_voucher() {
  if (vouchers_.empty()) return;
  auto& one = chance_.any_of(vouchers_);
  std::string why_not;
  if (one.is_used) {
    why_not = "rewards.voucher_used";
  } else if (one.is_over) {
    why_not = "rewards.voucher_cancelled";
  } else if (one.expires_at && *one.expires_at <= now()) {
    why_not = "rewards.voucher_expired";
  }
  // By the number of whoever has it now.
  const auto reply = shop_.ada().post(path_of(standing_for(one.member)) + "/vouchers/" + one.id + "/cancel",
                                      json::object{{"reason", "by chance"}});
  expect(reply, why_not);
  if (!reply.ok()) return;
  one.is_over = true;
  give_back(one.member, one.parts);
}

std::int64_t Club::payable(std::size_t member) {
  return Shop::done(shop_.ada().post("/v1/quotes", basket(member, 0, std::nullopt)), "quote").number("/payable_minor");
}

json::object Club::basket(std::size_t member, std::int64_t points, std::optional<std::size_t> voucher) {
  auto request = shop_.basket(members_[member].id, {{pen_, 1}});
  json::array rewards;
  if (voucher) rewards.push_back(json::object{{"kind", "voucher"}, {"code", vouchers_[*voucher].code}});
  if (points > 0) rewards.push_back(json::object{{"kind", "points"}, {"amount_minor", points}});
  if (!rewards.empty()) request["rewards"] = rewards;
  return request;
}

void Club::sell() {
  const auto member = somebody();
  const auto whole = payable(member);
  const auto voucher = some_voucher_of(member);
  const auto left = whole - (voucher ? std::min(kVoucherWorth, whole) : 0);
  const auto points = chance_.below(3) == 0 ? 0 : std::min(some_points(member), left);
  auto request = basket(member, points, voucher);
  request["expected_payable_minor"] = whole;
  request["payments"] = cash(left - points);
  std::string why_not;
  if (points > 0 && wallet_of(member).is_blocked) why_not = "points.wallet_blocked";
  if (points > wallet_of(member).available()) why_not = "points.balance_too_low";
  if (voucher && vouchers_[*voucher].expires_at <= now()) why_not = "rewards.voucher_expired";
  const auto reply = shop_.ada().post("/v1/sales", request);
  expect(reply, why_not);
  if (!reply.ok()) return;
  if (voucher) vouchers_[*voucher].is_used = true;
  sales_.push_back({member, path_of(member) + "/sales/" + reply.text("/sale/sale_id"), wallet_of(member).draw(points),
                    voucher, false});
}

void Club::take_back() {
  if (sales_.empty()) return;
  auto& sale = chance_.any_of(sales_);
  const json::object whole{{"lines", json::array{json::object{{"line_no", 1}, {"quantity", 1}}}},
                           {"reason", "by chance"}};
  expect(shop_.ada().post(sale.path + "/returns", whole), sale.is_back ? "sales.return_exceeds_sold" : "");
  if (std::exchange(sale.is_back, true)) return;
  if (!sale.parts.empty()) give_back(sale.member, sale.parts);
  if (sale.voucher) keep_reissue(*sale.voucher);
}

// The voucher of a sale that is back was given again, with a code of its own.
void Club::keep_reissue(std::size_t used) {
  const auto old = vouchers_[used];
  const auto list = Shop::done(shop_.ada().get(path_of(old.member) + "/vouchers?limit=200"), "vouchers");
  for (const auto& item : list.list("/items")) {
    const auto& voucher = item.at("voucher").as_object();
    const auto* from = voucher.if_contains("reissued_from_id");
    if (from == nullptr || !from->is_string() || from->as_string() != old.id) continue;
    auto again = old;
    again.id = std::string(voucher.at("id").as_string());
    again.code = std::string(voucher.at("code").as_string());
    again.expires_at = parse_rfc3339(std::string(voucher.at("expires_at").as_string()));
    again.is_used = false;
    vouchers_.push_back(std::move(again));
    return;
  }
  FAIL() << "the voucher " << old.id << " was not given again";
}

void Club::reserve() {
  const auto member = somebody();
  const auto whole = payable(member);
  const auto points = std::min(some_points(member), whole);
  auto request = basket(member, points, std::nullopt);
  request["hold_seconds"] = kHoldSeconds;
  std::string why_not;
  if (wallet_of(member).is_blocked) why_not = "points.wallet_blocked";
  if (points > wallet_of(member).available()) why_not = "points.balance_too_low";
  const auto reply = shop_.ada().post("/v1/reservations", request);
  expect(reply, why_not);
  if (!reply.ok()) return;
  Held held;
  held.member = member;
  held.id = reply.text("/reservation_id");
  held.points = points;
  held.parts = wallet_of(member).draw(points);
  held.due = reply.number("/quote/due_minor");
  held.expires_at = plus_seconds(now(), kHoldSeconds);
  held_.push_back(std::move(held));
}

void Club::end_reservation() {
  if (held_.empty()) return;
  auto& held = chance_.any_of(held_);
  const std::string path = "/v1/reservations/" + held.id;
  const json::object completion{{"payments", cash(held.due)}, {"expected_due_minor", held.due}};
  if (held.is_over) {
    const auto reply = shop_.ada().post(path + "/complete", completion);
    ASSERT_EQ(reply.status, 409) << reply.body;
    return;
  }
  if (chance_.below(3) == 0) {
    expect(shop_.ada().act(path + "/void"), "");
    held.is_over = true;
    wallet_of(held.member).let_go(held.parts);
    return wallet_of(held.member).settle(now());
  }
  const auto reply = shop_.ada().post(path + "/complete", completion);
  expect(reply, wallet_of(held.member).is_blocked ? "points.wallet_blocked" : "");
  if (!reply.ok()) return;
  held.is_over = true;
  sales_.push_back(
      {held.member, path_of(held.member) + "/sales/" + reply.text("/sale/sale_id"), held.parts, std::nullopt, false});
}

}  // namespace homeport::test
