// Weeks of a pool by chance, against a plain model in memory that knows nothing of databases. The clock moves by hours
// and days, once in a while backwards. A failure names the seed.

#include <map>
#include <random>

#include "modules/pool/pool_fixture.hpp"

namespace homeport::pool {
namespace {

constexpr int kSteps = 400;
constexpr int kCustomers = 12;
constexpr std::uint64_t kSeed = 20'261'121;

struct ModelCustomer {
  CustomerId id;
  State state = State::public_;
  std::optional<std::size_t> owner;
  Time entered_at;
  Time moved_at;
  std::optional<Time> returned_at;
  Time taken_at;
  std::optional<Time> last_counted_at;
  std::map<std::size_t, Time> ends;  // when each person last lost him
};

struct ModelPerson {
  StaffId id;
  std::optional<Date> day;
  std::int64_t claims = 0;
  std::int64_t holding = 0;
};

class pool_model : public PoolFixture {
 protected:
  static constexpr std::int64_t kDaily = 3;
  static constexpr std::int64_t kHold = 4;
  static constexpr std::int64_t kCoolDays = 2;
  static constexpr std::int64_t kEmbargoHours = 2;
  static constexpr std::int64_t kFollowUpDays = 3;
  static constexpr std::int64_t kMaxDays = 9;

  void SetUp() override {
    PoolFixture::SetUp();
    if (IsSkipped()) return;
    Rule rule;
    rule.daily_claim_limit = kDaily;
    rule.hold_limit = kHold;
    rule.cooldown_days = kCoolDays;
    rule.embargo_hours = kEmbargoHours;
    rule.follow_up_days = kFollowUpDays;
    rule.max_days = kMaxDays;
    set_rule(rule);
    for (const auto id : {ann_, bob_, cat_})
      people_.push_back({id, {}, 0, 0});
    for (const auto id : bring(kCustomers)) {
      ModelCustomer customer;
      customer.id = id;
      customer.entered_at = customer.moved_at = now();
      customers_.push_back(customer);
    }
  }

  [[nodiscard]] Time now() { return database_->clock().now(); }
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(random_() % count); }
  // Everybody works in stores of the chain's zone.
  [[nodiscard]] Date today() { return local_date(now(), *TimeZone::find("Asia/Shanghai")); }
  [[nodiscard]] static Time later(Time time, std::int64_t days) { return plus_days(time, days); }
  [[nodiscard]] bool is_clock_behind(const ModelCustomer& customer) {
    return now() < plus_seconds(customer.moved_at, -kClockSlackSeconds);
  }

  std::string expected_claim(const ModelCustomer& customer, std::size_t who) {
    if (is_clock_behind(customer)) return "pool.clock_behind";
    if (customer.state == State::tracking) return "pool.already_claimed";
    if (now() < plus_seconds(customer.entered_at, kEmbargoHours * 3600)) return "pool.embargo";
    const auto end = customer.ends.find(who);
    const bool is_cooling = customer.returned_at && end != customer.ends.end() &&
                            end->second >= later(*customer.returned_at, -kCoolDays) &&
                            now() < later(*customer.returned_at, kCoolDays);
    if (is_cooling) return "pool.cool_down";
    const auto& person = people_[who];
    const auto claims = person.day && *person.day >= today() ? person.claims : 0;
    if (claims >= kDaily) return "pool.daily_limit";
    if (person.holding >= kHold) return "pool.hold_limit";
    return "";
  }

  void claim_one() {
    auto& customer = customers_[below(customers_.size())];
    const auto who = below(people_.size());
    const auto expected = expected_claim(customer, who);
    ASSERT_EQ(claim_as(people_[who].id, customer.id), expected);
    if (!expected.empty()) return;
    auto& person = people_[who];
    if (!person.day || *person.day < today()) {
      person.day = today();
      person.claims = 0;
    }
    ++person.claims;
    ++person.holding;
    customer.state = State::tracking;
    customer.owner = who;
    customer.taken_at = now();
    customer.moved_at = std::max(now(), customer.moved_at);
    customer.last_counted_at.reset();
  }

  void put_back_in_model(ModelCustomer& customer) {
    --people_[*customer.owner].holding;
    customer.moved_at = std::max(now(), customer.moved_at);
    customer.ends[*customer.owner] = customer.moved_at;
    customer.owner.reset();
    customer.state = State::public_;
    customer.entered_at = now();
    customer.returned_at = now();
  }

  void give_back_one() {
    auto& customer = customers_[below(customers_.size())];
    const auto who = customer.owner.value_or(below(people_.size()));
    const std::string expected = is_clock_behind(customer)           ? "pool.clock_behind"
                                 : customer.state == State::tracking ? ""
                                                                     : "pool.not_held";
    ASSERT_EQ(give_back_as(people_[who].id, customer.id), expected);
    if (expected.empty()) put_back_in_model(customer);
  }

  void follow_up_one() {
    auto& customer = customers_[below(customers_.size())];
    if (!customer.owner) return;
    std::string text = "Spoke about ";
    for (int i = 0; i < 24; ++i)
      text += static_cast<char>('a' + below(26));
    const auto made = follow_up_as(people_[*customer.owner].id, customer.id, text);
    ASSERT_TRUE(made.counts) << text;
    customer.last_counted_at = customer.last_counted_at ? std::max(*customer.last_counted_at, now()) : now();
  }

  void sweep_all() {
    std::int64_t expected = 0;
    for (auto& customer : customers_) {
      if (!customer.owner || is_clock_behind(customer)) continue;
      const auto quiet = later(customer.last_counted_at.value_or(customer.taken_at), kFollowUpDays);
      if (std::min(quiet, later(customer.taken_at, kMaxDays)) > now()) continue;
      ++expected;
      put_back_in_model(customer);
    }
    ASSERT_EQ(sweep_now(), expected);
  }

  void compare() {
    for (const auto& customer : customers_) {
      const auto row = place(customer.id);
      ASSERT_EQ(row.state, customer.state);
      ASSERT_EQ(row.owner_staff_id.has_value(), customer.owner.has_value());
      if (!customer.owner) continue;
      ASSERT_EQ(*row.owner_staff_id, people_[*customer.owner].id);
      const auto quiet = later(customer.last_counted_at.value_or(customer.taken_at), kFollowUpDays);
      ASSERT_EQ(row.due_at, std::min(quiet, later(customer.taken_at, kMaxDays)));
    }
    ASSERT_EQ(database_->broken_invariants(modules()), std::vector<std::string>{});
  }

  void step() {
    switch (below(10)) {
      case 0: return pass_hours(static_cast<std::int64_t>(1 + below(20)));
      case 1: {
        // Now and then the clock is set wrong and mended later.
        if (below(8) == 0) return pass_hours(-static_cast<std::int64_t>(1 + below(5)));
        return pass_days(static_cast<std::int64_t>(1 + below(3)));
      }
      case 2: return sweep_all();
      case 3: return give_back_one();
      case 4:
      case 5: return follow_up_one();
      default: return claim_one();
    }
  }

  std::mt19937_64 random_{kSeed};
  std::vector<ModelPerson> people_;
  std::vector<ModelCustomer> customers_;
};

TEST_P(pool_model, a_plain_model_predicts_every_answer_and_every_date) {
  SCOPED_TRACE("seed " + std::to_string(kSeed));
  for (int i = 0; i < kSteps; ++i) {
    SCOPED_TRACE("step " + std::to_string(i));
    step();
    if (HasFatalFailure()) return;
    if (i % 20 == 0) compare();
    if (HasFatalFailure()) return;
  }
  compare();
}

HOMEPORT_ON_BOTH_ENGINES(pool_model);

}  // namespace
}  // namespace homeport::pool
