#include "simulate/club.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "modules/points/service.hpp"

namespace homeport::test {
namespace {

constexpr std::int64_t kApprovalAbove = 50'000;
constexpr std::int64_t kGiveBackDays = 5;
constexpr std::int64_t kGiftPrice = 700;
constexpr std::int64_t kGiftStock = 12;
constexpr std::int64_t kVoucherPrice = 500;
constexpr std::int64_t kVoucherWorth = 300;
constexpr std::int64_t kVoucherDays = 20;
constexpr std::int64_t kVisitPoints = 900;
constexpr std::int64_t kVisitMarks = 2;
constexpr std::int64_t kMostVisits = 6;

}  // namespace

Club::Club(db::Engine engine, std::uint64_t seed) : shop_(engine), chance_(seed) {
  const auto me = Shop::done(shop_.ada().get("/v1/me"), "me");
  zone_ = *TimeZone::find(me.text("/chain/time_zone"));
  pen_ = shop_.add_product("PEN", 1'000, 400, shop_.add_service_type("modest", 200'000));
  set_up_programme();
  for (int i = 0; i < 4; ++i) {
    Member member;
    member.id = shop_.register_customer("Member " + std::to_string(i));
    members_.push_back(std::move(member));
  }
}

void Club::set_up_programme() {
  auto& ada = shop_.ada();
  // Sales bring nothing to spend: what does is told apart here.
  const json::object strategy{{"name", "Club"},
                              {"x_ppm", 800'000},
                              {"y_ppm", 200'000},
                              {"wallet_rate_ppm", 0},
                              {"expiry", "never"},
                              {"give_back_days", kGiveBackDays},
                              {"adjustment_approval_above_points", kApprovalAbove}};
  Shop::done(ada.post("/v1/strategies", strategy), "strategy");
  gift_ = Shop::id_of(
      Shop::done(ada.post("/v1/gifts", json::object{{"name", "Umbrella"}, {"price_points", kGiftPrice}}), "gift"));
  stock_ = kGiftStock;
  Shop::done(ada.post("/v1/gifts/" + gift_ + "/stock",
                      json::object{{"store_id", shop_.first_store()}, {"kind", "received"}, {"quantity", stock_}}),
             "stock");
  const json::object series{{"name", "Three off"},
                            {"kind", "money_off"},
                            {"value_minor", kVoucherWorth},
                            {"valid_days", kVoucherDays},
                            {"price_points", kVoucherPrice}};
  series_ = Shop::id_of(Shop::done(ada.post("/v1/voucher_series", series), "series"));
  const auto kinds = Shop::done(ada.get("/v1/behaviour_kinds"), "kinds");
  const json::object rule{{"code", "visit"},           {"kind_id", kinds.text("/items/0/id")},
                          {"name", "Visit"},           {"points", kVisitPoints},
                          {"marks", kVisitMarks},      {"dimension", "activity"},
                          {"most_in_all", kMostVisits}};
  Shop::done(ada.post("/v1/behaviour_rules", rule), "rule");
}

void Club::pass_time() {
  shop_.clock().advance_seconds(chance_.below(6) == 0 ? kSecondsPerDay * (1 + chance_.below(5))
                                                      : 61 + chance_.below(2 * 3'600));
  shop_.sign_in_again();
  settle();
}

// Parcels arrive, and what is due happens.
void Club::settle() {
  shop_.run_jobs();
  for (auto& held : held_) {
    if (held.is_over || held.expires_at > now()) continue;
    held.is_over = true;
    wallet_of(held.member).let_go(held.parts);
  }
  for (auto& member : members_)
    member.wallet.settle(now());
}

void Club::step() {
  pass_time();
  using Act = void (Club::*)();
  static constexpr std::array<std::pair<const char*, Act>, 22> kActs{{{"bonus", &Club::give_bonus},
                                                                      {"bonus", &Club::give_bonus},
                                                                      {"bonus", &Club::give_bonus},
                                                                      {"adjust", &Club::adjust},
                                                                      {"decide", &Club::decide},
                                                                      {"redeem", &Club::redeem},
                                                                      {"redeem", &Club::redeem},
                                                                      {"cancel redemption", &Club::cancel_redemption},
                                                                      {"buy voucher", &Club::buy_voucher},
                                                                      {"use voucher again", &Club::use_voucher_again},
                                                                      {"cancel voucher", &Club::cancel_voucher},
                                                                      {"sell", &Club::sell},
                                                                      {"sell", &Club::sell},
                                                                      {"take back", &Club::take_back},
                                                                      {"reserve", &Club::reserve},
                                                                      {"end reservation", &Club::end_reservation},
                                                                      {"visit", &Club::visit},
                                                                      {"visit", &Club::visit},
                                                                      {"reverse visit", &Club::reverse_visit},
                                                                      {"transfer", &Club::transfer},
                                                                      {"block", &Club::block},
                                                                      {"merge", &Club::merge}}};
  const auto& [name, act] = kActs[chance_.index_of(kActs.size())];
  told_ = name;
  (this->*act)();
  shop_.clock().advance_seconds(1);
  settle();
}

void Club::check_wallets() {
  for (std::size_t i = 0; i < members_.size(); ++i) {
    const auto& member = members_[i];
    const auto wallet = Shop::done(shop_.ada().get(path_of(i) + "/wallet"), "wallet");
    ASSERT_EQ(wallet.number("/available_points"), member.wallet.available()) << "member " << i;
    ASSERT_EQ(wallet.number("/pending_points"), member.wallet.pending()) << "member " << i;
    ASSERT_EQ(wallet.number("/reserved_points"), reserved(i)) << "member " << i;
    ASSERT_EQ(wallet.number("/debt_points"), member.wallet.debt) << "member " << i;
    ASSERT_EQ(wallet.value.at("is_blocked").as_bool(), member.wallet.is_blocked) << "member " << i;
  }
}

void Club::check_everything() {
  for (std::size_t i = 0; i < members_.size(); ++i) {
    if (members_[i].merged_into) continue;
    std::int64_t marks = 0;
    const auto told = Shop::done(shop_.ada().get(path_of(i) + "/marks"), "marks");
    for (const auto& sum : told.list("/items"))
      marks += sum.at("marks").as_int64();
    ASSERT_EQ(marks, members_[i].marks) << "member " << i;
  }
  const auto places = Shop::done(shop_.ada().get("/v1/gifts/" + gift_ + "/stock"), "stock");
  std::int64_t stock = 0;
  for (const auto& place : places.list("/items"))
    stock += place.at("quantity").as_int64();
  ASSERT_EQ(stock, stock_);
  ASSERT_EQ(shop_.broken_invariants(), std::vector<std::string>{});
}

std::size_t Club::somebody() {
  for (;;) {
    const auto index = chance_.index_of(members_.size());
    if (!members_[index].merged_into) return index;
  }
}

std::size_t Club::standing_for(std::size_t member) const {
  while (members_[member].merged_into)
    member = *members_[member].merged_into;
  return member;
}

// Mostly what is there, sometimes too much.
std::int64_t Club::some_points(std::size_t member) {
  const auto available = wallet_of(member).available();
  if (available == 0 || chance_.below(7) == 0) return available + 1 + chance_.below(1'000);
  return 1 + chance_.below(std::min<std::int64_t>(available, 20'000));
}

std::int64_t Club::reserved(std::size_t member) const {
  std::int64_t points = 0;
  for (const auto& held : held_)
    points += !held.is_over && held.member == member ? held.points : 0;
  return points;
}

std::string Club::why_not_spend(std::size_t member, std::int64_t points) {
  if (wallet_of(member).is_blocked) return "points.wallet_blocked";
  return points > wallet_of(member).available() ? "points.balance_too_low" : "";
}

void Club::expect(const Reply& reply, const std::string& reason) {
  told_ += " -> " + (reply.ok() ? std::to_string(reply.status) : reply.reason());
  if (reason.empty()) {
    ASSERT_TRUE(reply.ok()) << reply.body;
  } else {
    ASSERT_EQ(reply.reason(), reason) << reply.body;
  }
}

void Club::give_back(std::size_t member, const ModelParts& parts) {
  const Date last = plus_days(local_date(now(), zone_), static_cast<std::int32_t>(kGiveBackDays));
  wallet_of(member).give_back(parts, now(), start_of_day(plus_days(last, 1), zone_));
  send_on(member);
}

void Club::send_on(std::size_t member) {
  if (const auto into = members_[member].merged_into) {
    wallet_of(member).send_everything_to(wallet_of(*into));
    send_on(*into);
  }
}

bool Club::needs_second(std::size_t member, std::int64_t points) {
  auto& one = members_[member];
  const Date today = local_date(now(), zone_);
  if (one.given_on != today) one.given = 0;
  one.given_on = today;
  return std::abs(points) > kApprovalAbove || (points > 0 && one.given + points > kApprovalAbove);
}

void Club::book(std::size_t member, std::int64_t points, bool is_bonus, std::optional<Time> activates_at,
                std::optional<Time> expires_at) {
  auto& wallet = wallet_of(member);
  if (points < 0) {
    (void)wallet.draw(-points);
  } else {
    wallet.add(points, now(), is_bonus ? activates_at : std::nullopt, is_bonus ? expires_at : std::nullopt);
  }
  send_on(member);
}

void Club::give_bonus() {
  const auto member = somebody();
  Waiting wanted;
  wanted.member = member;
  wanted.is_bonus = true;
  wanted.points = 1 + chance_.below(chance_.below(5) == 0 ? 2 * kApprovalAbove : 9'000);
  if (chance_.below(3) == 0) wanted.activates_at = plus_days(now(), 1 + chance_.below(6));
  if (chance_.below(2) == 0) {
    wanted.expires_at = plus_seconds(wanted.activates_at.value_or(now()), 3'600 * (1 + chance_.below(240)));
  }
  json::object request{{"points", wanted.points}, {"reason", "by chance"}};
  if (wanted.activates_at) request["activates_at"] = format_rfc3339(*wanted.activates_at);
  if (wanted.expires_at) request["expires_at"] = format_rfc3339(*wanted.expires_at);
  const bool waits = needs_second(member, wanted.points);
  const auto reply = shop_.ada().post(path_of(member) + "/grants", request);
  expect(reply, "");
  ASSERT_EQ(reply.text("/state"), waits ? "waiting" : "done");
  wanted.id = reply.text("/id");
  if (waits) return waiting_.push_back(wanted);
  members_[member].given += wanted.points;
  book(member, wanted.points, true, wanted.activates_at, wanted.expires_at);
}

void Club::adjust() {
  Waiting wanted;
  wanted.member = somebody();
  wanted.points = 1 + chance_.below(chance_.below(4) == 0 ? 2 * kApprovalAbove : 9'000);
  if (chance_.below(2) == 0) wanted.points = -some_points(wanted.member);
  const bool waits = needs_second(wanted.member, wanted.points);
  const auto reply = shop_.ada().post(path_of(wanted.member) + "/adjustments",
                                      json::object{{"wallet_points", wanted.points}, {"reason", "by chance"}});
  const bool is_short = -wanted.points > wallet_of(wanted.member).available();
  expect(reply, !waits && is_short ? "points.balance_too_low" : "");
  if (!reply.ok()) return;
  wanted.id = reply.text("/id");
  if (waits) return waiting_.push_back(wanted);
  if (wanted.points > 0) members_[wanted.member].given += wanted.points;
  book(wanted.member, wanted.points, false, {}, {});
}

void Club::decide() {
  if (waiting_.empty()) return;
  const auto index = chance_.index_of(waiting_.size());
  const auto one = waiting_[index];
  const std::string path = "/v1/adjustments/" + one.id;
  expect(shop_.ada().post(path + "/approve", json::object{}), "points.own_adjustment");
  auto second = shop_.hire("Administrator", shop_.headquarters());
  const bool approves = chance_.below(4) != 0;
  const auto begins = std::max(now(), one.activates_at.value_or(now()));
  std::string why_not;
  if (approves && one.is_bonus && one.expires_at && *one.expires_at <= begins) why_not = "points.expires_too_early";
  if (approves && -one.points > wallet_of(one.member).available()) why_not = "points.balance_too_low";
  const auto reply = second.post(path + (approves ? "/approve" : "/refuse"), json::object{});
  expect(reply, why_not);
  if (!reply.ok()) return;
  waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(index));
  if (approves) book(one.member, one.points, one.is_bonus, one.activates_at, one.expires_at);
}

void Club::transfer() {
  const auto from = somebody();
  const auto to = somebody();
  if (from == to) return;
  const auto points = some_points(from);
  const json::object request{{"to_customer_id", members_[to].id}, {"points", points}, {"reason", "by chance"}};
  const auto why_not = why_not_spend(from, points);
  expect(shop_.ada().post(path_of(from) + "/transfers", request), why_not);
  if (why_not.empty()) wallet_of(from).send_to(wallet_of(to), points);
}

void Club::block() {
  const auto member = somebody();
  auto& is_blocked = wallet_of(member).is_blocked;
  is_blocked = !is_blocked && chance_.below(2) == 0;
  expect(shop_.ada().post(path_of(member) + (is_blocked ? "/wallet/block" : "/wallet/unblock"),
                          json::object{{"reason", "by chance"}}),
         "");
}

void Club::merge() {
  const auto from = somebody();
  const auto into = somebody();
  const auto left = std::count_if(members_.begin(), members_.end(), [](const Member& one) { return !one.merged_into; });
  if (from == into || left < 3) return;
  const auto id_of = [&](std::size_t member) { return customers::CustomerId{std::stoll(members_[member].id)}; };
  const std::vector<customers::MergePart> parts{points::merge_part()};
  const auto done =
      kit::in_write(shop_.application().runtime(), kit::system_actor("simulation"),
                    [&](kit::Write& write) { return customers::point_to(write, id_of(from), id_of(into), parts); });
  const bool is_holding = reserved(from) > 0;
  told_ += done.ok() ? " -> ok" : " -> " + done.refusal().reason;
  ASSERT_EQ(done.ok(), !is_holding);
  if (is_holding) return;
  Shop::done(shop_.ada().act(path_of(from) + "/disable"), "disable");
  auto& one = members_[from];
  auto& other = members_[into];
  one.merged_into = into;
  other.wallet.is_blocked = other.wallet.is_blocked || one.wallet.is_blocked;
  other.marks += std::exchange(one.marks, 0);
  other.visits += std::exchange(one.visits, 0);
  one.wallet.send_everything_to(other.wallet);
}

void Club::visit() {
  const auto member = somebody();
  const auto kinds = Shop::done(shop_.ada().get("/v1/behaviour_kinds"), "kinds");
  const auto reply = shop_.ada().post("/v1/behaviour_events", json::object{{"customer_id", members_[member].id},
                                                                           {"kind", kinds.text("/items/0/code")}});
  expect(reply, "");
  const bool counts = members_[member].visits < kMostVisits;
  ASSERT_EQ(reply.text("/state"), counts ? "granted" : "not_granted");
  if (!counts) return;
  ++members_[member].visits;
  members_[member].marks += kVisitMarks;
  visits_.push_back({member, reply.text("/id"), wallet_of(member).add(kVisitPoints, now(), {}, {})});
}

void Club::reverse_visit() {
  if (visits_.empty()) return;
  const auto index = chance_.index_of(visits_.size());
  const auto one = visits_[index];
  visits_.erase(visits_.begin() + static_cast<std::ptrdiff_t>(index));
  expect(shop_.ada().post(path_of(one.member) + "/behaviour_events/" + one.id + "/reverse",
                          json::object{{"reason", "by chance"}}),
         "");
  const auto holder = standing_for(one.member);
  --members_[holder].visits;
  members_[holder].marks -= kVisitMarks;
  wallet_of(one.member).take_back(one.lot, kVisitPoints);
  send_on(one.member);
}

}  // namespace homeport::test
