#include "cli/demo_rewards.hpp"

#include <array>

#include "cli/demo_must.hpp"
#include "modules/behaviour/service.hpp"
#include "modules/rewards/service.hpp"

namespace homeport::cli {
namespace {

constexpr std::int64_t kStockPerStore = 40;
constexpr std::uint64_t kEventsPerThousandAndDay = 12;  // of the members there are

struct DemoGift {
  std::string_view name_zh;
  std::string_view name_en;
  std::int64_t points;  // whole
  std::int64_t price_minor;
  std::int64_t limit;
};
constexpr std::array kGifts{
    DemoGift{"折叠伞", "Folding umbrella", 80, 0, 2},
    DemoGift{"护手霜礼盒", "Hand cream set", 150, 0, 0},
    DemoGift{"保温杯", "Vacuum flask", 260, 1'990, 1},
    DemoGift{"双人下午茶", "Afternoon tea for two", 600, 0, 4},
};

struct DemoRule {
  std::string_view kind;
  std::string_view name_zh;
  std::string_view name_en;
  std::int64_t points;  // whole
  std::int64_t marks;
  std::string_view dimension_zh;
  std::string_view dimension_en;
  std::int64_t per_day;
  std::int64_t per_month;
  bool needs_approval;
};
constexpr std::array kRules{
    DemoRule{"visit", "到店签到", "Store visit", 1, 1, "活跃", "activity", 1, 10, false},
    DemoRule{"review", "商品评价", "Product review", 5, 2, "口碑", "advocacy", 1, 4, false},
    DemoRule{"referral", "推荐新会员", "New member referred", 30, 5, "口碑", "advocacy", 0, 5, true},
    DemoRule{"survey", "满意度问卷", "Survey answered", 3, 1, "活跃", "activity", 1, 2, false},
    DemoRule{"event", "参加会员活动", "Members' event", 10, 3, "活跃", "activity", 1, 0, false},
    DemoRule{"complaint", "不实投诉", "Unfounded complaint", 0, -5, "信用", "fairness", 0, 0, true},
};
// Visits come often, referrals rarely.
constexpr std::array<std::size_t, 10> kOften{0, 0, 0, 0, 0, 1, 1, 3, 4, 2};

void add_gifts(kit::Runtime& runtime, const kit::Actor& actor, std::span<const kit::OrgUnitId> stores,
               bool is_english) {
  for (const auto& one : kGifts) {
    rewards::Gift wanted;
    wanted.name = is_english ? one.name_en : one.name_zh;
    wanted.name_en = std::string(one.name_en);
    wanted.points_price = Points{one.points * 100};
    wanted.price = Money{one.price_minor};
    wanted.limit_per_member = one.limit;
    must(kit::in_write(runtime, actor, [&](kit::Write& write) -> Outcome {
      TRY(const auto gift, rewards::create_gift(write, wanted));
      for (const auto store : stores) {
        rewards::StockRequest came;
        came.store_id = store;
        came.quantity = kStockPerStore;
        TRY_DONE(rewards::move_stock(write, gift.id, came));
      }
      return Done{};
    }));
  }
}

void add_series(kit::Runtime& runtime, const kit::Actor& actor, bool is_english) {
  rewards::VoucherSeries welcome;
  welcome.name = is_english ? "Welcome voucher" : "新人礼券";
  welcome.name_en = "Welcome voucher";
  welcome.value = Money{2'000};
  welcome.minimum = Money{10'000};
  welcome.new_members_only = true;
  welcome.valid_days = 30;
  welcome.limit_per_member = 1;
  rewards::VoucherSeries spend;
  spend.name = is_english ? "50 off for points" : "积分换 50 元券";
  spend.name_en = "50 off for points";
  spend.value = Money{5'000};
  spend.minimum = Money{20'000};
  spend.valid_days = 90;
  spend.points_price = Points{5'000};
  rewards::VoucherSeries birthday;
  birthday.name = is_english ? "Birthday, 12 % off" : "生日 88 折券";
  birthday.name_en = "Birthday, 12 % off";
  birthday.kind = rewards::SeriesKind::percent_off;
  birthday.rate = Rate{120'000};
  birthday.cap = Money{10'000};
  birthday.valid_days = 14;
  birthday.limit_per_member = 1;
  for (const auto& series : {welcome, spend, birthday}) {
    must(kit::in_write(runtime, actor, [&](kit::Write& write) { return rewards::create_series(write, series); }));
  }
}

void add_rules(kit::Runtime& runtime, const kit::Actor& actor, bool is_english) {
  const auto kinds = kit::in_read(runtime, actor, [](const kit::Read& read) { return behaviour::kinds(read.tx); });
  for (const auto& one : kRules) {
    behaviour::Rule rule;
    rule.code = one.kind;
    for (const auto& kind : kinds) {
      if (kind.code == one.kind) rule.kind_id = kind.id;
    }
    rule.name = is_english ? one.name_en : one.name_zh;
    rule.points = Points{one.points * 100};
    rule.marks = one.marks;
    rule.dimension = std::string(is_english ? one.dimension_en : one.dimension_zh);
    rule.most_per_day = one.per_day;
    rule.most_per_month = one.per_month;
    rule.needs_approval = one.needs_approval;
    must(kit::in_write(runtime, actor, [&](kit::Write& write) { return behaviour::create_rule(write, rule); }));
  }
}

}  // namespace

void add_demo_rewards(kit::Runtime& runtime, const kit::Actor& actor, std::span<const kit::OrgUnitId> stores,
                      std::string_view language) {
  const bool is_english = language == "en";
  add_gifts(runtime, actor, stores, is_english);
  add_series(runtime, actor, is_english);
  add_rules(runtime, actor, is_english);
}

void add_demo_behaviour(kit::Write& write, std::span<const customers::CustomerId> customers, std::mt19937_64& random) {
  const std::uint64_t events = customers.size() * kEventsPerThousandAndDay / 1'000;
  for (std::uint64_t i = 0; i < events; ++i) {
    behaviour::EventRequest request;
    request.customer_id = customers[random() % customers.size()];
    request.kind = kRules[kOften[random() % kOften.size()]].kind;
    (void)must(behaviour::record_event(write, request));
  }
}

}  // namespace homeport::cli
