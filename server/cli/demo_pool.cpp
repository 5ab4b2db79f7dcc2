#include "cli/demo_pool.hpp"

#include <array>

#include "cli/demo_must.hpp"
#include "modules/pool/service.hpp"

namespace homeport::cli {
namespace {

constexpr std::int64_t kLeadsPerDay = 3;
constexpr std::int64_t kBuyersPerHundred = 3;  // of those tracked, on any day

struct Words {
  std::string_view en;
  std::string_view zh;
};

constexpr std::array kSources{Words{"web", "web"}, Words{"fair", "fair"}, Words{"referral", "referral"}};
constexpr std::array kRegions{Words{"North", "北区"}, Words{"Harbour", "港区"}, Words{"Old town", "老城"}};
constexpr std::array kInterests{Words{"Skin care", "护肤"}, Words{"Make-up", "彩妆"}, Words{"Fragrance", "香氛"}};
constexpr std::array kTexts{
    Words{"Called; she asks for samples for dry skin and wants to come on Saturday",
          "电话联系，干性皮肤想试用小样，约周六到店"},
    Words{"Sent pictures of the new autumn range by message, two of them she liked",
          "微信发送秋季新品图片，对其中两款有兴趣"},
    Words{"Visited the stand at the fair, compares us with her present brand", "展会面谈，正在与目前使用的品牌比较"},
    Words{"Price was the question; explained points and the first-purchase gift", "主要顾虑价格，介绍了积分与首单礼"},
    Words{"Agreed on a trial in the store next week, prefers the evening", "约好下周到店试妆，希望安排在晚上"},
    Words{"Her sister is a member already and recommends us to the family", "其姐姐已是会员，向家人推荐了我们"},
};

std::int64_t below(std::mt19937_64& random, std::int64_t count) {
  return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(count));
}

template <class List>
const auto& one_of(std::mt19937_64& random, const List& list) {
  return list[static_cast<std::size_t>(below(random, static_cast<std::int64_t>(list.size())))];
}

}  // namespace

DemoPool::DemoPool(kit::Runtime& runtime, bool is_zh, std::vector<DemoSeller> sellers,
                   std::vector<std::string> surnames)
    : runtime_(runtime), is_zh_(is_zh), sellers_(std::move(sellers)), surnames_(std::move(surnames)) {}

kit::Actor DemoPool::actor_of(const DemoSeller& seller) {
  kit::Actor actor;
  actor.staff_id = seller.id;
  actor.name = seller.name;
  actor.permissions = kit::PermissionSet({std::string(pool::kReadPermission), std::string(pool::kClaimPermission),
                                          std::string(follow_ups::kWritePermission)});
  actor.scope = kit::DataScope::store;
  actor.org_unit_id = seller.store;
  actor.org_unit_ids = {seller.store.value};
  return actor;
}

void DemoPool::open(const std::vector<kit::OrgUnitId>& stores) {
  const auto system = kit::system_actor("demo");
  pool::Pool wanted;
  wanted.name = is_zh_ ? "新客公海" : "New leads";
  wanted.hidden_fields = {"name", "phone"};
  wanted.daily_reveal_limit = 5;
  for (const auto& source : kSources)
    wanted.match_sources.emplace_back(source.en);
  pool_ = must(kit::in_write(runtime_, system, [&](kit::Write& write) { return pool::create_pool(write, wanted); })).id;
  pool::Members members;
  for (const auto store : stores) {
    pool::Member member;
    member.kind = pool::MemberKind::org_unit;
    member.ref_id = pool::RefId{store.value};
    members.items.push_back(member);
  }
  must(kit::in_write(runtime_, system, [&](kit::Write& write) { return pool::set_members(write, pool_, members); }));
  pool::Rule rule;
  rule.daily_claim_limit = 5;
  rule.hold_limit = 30;
  rule.cooldown_days = 7;
  rule.follow_up_days = 7;
  rule.first_follow_up_hours = 48;
  rule.max_days = 60;
  rule.protect_limit = 3;
  rule.remind_before_hours = {48, 12};
  must(kit::in_write(runtime_, system, [&](kit::Write& write) { return pool::create_rule(write, pool_, rule); }));
}

void DemoPool::bring(std::mt19937_64& random) {
  std::vector<pool::Lead> leads;
  const std::int64_t count = 1 + below(random, kLeadsPerDay * 2);
  for (std::int64_t i = 0; i < count; ++i) {
    pool::Lead lead;
    const std::string number = std::to_string(++leads_);
    lead.name = one_of(random, surnames_) + (is_zh_ ? "女士" : " ") + number;
    lead.phone = "1980000" + std::string(4 - std::min<std::size_t>(4, number.size()), '0') + number;
    lead.source = one_of(random, kSources).en;
    const auto& region = one_of(random, kRegions);
    const auto& interest = one_of(random, kInterests);
    lead.region = is_zh_ ? region.zh : region.en;
    lead.interest = is_zh_ ? interest.zh : interest.en;
    lead.activity = below(random, 14);
    lead.store_id = one_of(random, sellers_).store;
    leads.push_back(std::move(lead));
  }
  const auto system = kit::system_actor("demo");
  must(kit::in_write(runtime_, system, [&](kit::Write& write) { return pool::bring_leads(write, pool_, leads); }));
}

void DemoPool::claim_some(std::mt19937_64& random, const DemoSeller& seller) {
  const auto actor = actor_of(seller);
  pool::ListConditions conditions;
  conditions.pool_id = pool_;
  conditions.state = pool::State::public_;
  const auto waiting = kit::in_read(
      runtime_, actor, [&](const kit::Read& read) { return pool::select_customers(read, conditions, 50); });
  if (waiting.size() < 4) return;  // some stay, so that there is something to claim
  const auto id = one_of(random, waiting);
  // Limits and cool-downs say no as they would to anybody.
  const auto claimed = kit::in_write(runtime_, actor, [&](kit::Write& write) { return pool::claim(write, id); });
  (void)claimed.ok();
}

void DemoPool::follow_up_some(std::mt19937_64& random, const DemoSeller& seller) {
  const auto actor = actor_of(seller);
  const auto hooks = pool::follow_up_hooks();
  pool::ListConditions conditions;
  conditions.owner_staff_id = seller.id;
  conditions.state = pool::State::tracking;
  const auto mine = kit::in_read(runtime_, actor,
                                 [&](const kit::Read& read) { return pool::select_customers(read, conditions, 50); });
  for (const auto id : mine) {
    if (below(random, 100) >= 22) continue;
    const auto& text = one_of(random, kTexts);
    follow_ups::NewFollowUp wanted;
    wanted.kind = static_cast<follow_ups::Kind>(below(random, 4));
    wanted.text = std::string(is_zh_ ? text.zh : text.en);
    wanted.result = follow_ups::ContactResult::interested;
    if (below(random, 3) == 0) {
      wanted.next_text = is_zh_ ? "再次联系" : "Get in touch again";
      wanted.next_at = plus_days(runtime_.clock.now(), 2 + below(random, 9));
    }
    must(kit::in_write(runtime_, actor,
                       [&](kit::Write& write) { return follow_ups::record(hooks, write, id, wanted); }));
  }
}

std::vector<DemoPool::Buyer> DemoPool::buyers(std::mt19937_64& random) {
  std::vector<Buyer> found;
  for (const auto& seller : sellers_) {
    pool::ListConditions conditions;
    conditions.owner_staff_id = seller.id;
    conditions.state = pool::State::tracking;
    for (const auto id : kit::in_read(runtime_, actor_of(seller), [&](const kit::Read& read) {
           return pool::select_customers(read, conditions, 50);
         })) {
      if (below(random, 100) < kBuyersPerHundred) found.push_back({seller, id});
    }
  }
  return found;
}

void DemoPool::pass_day(std::mt19937_64& random) {
  bring(random);
  for (const auto& seller : sellers_) {
    if (below(random, 2) == 0) claim_some(random, seller);
    follow_up_some(random, seller);
  }
  pool::sweep(runtime_, {});
  pool::remind(runtime_);
}

}  // namespace homeport::cli
