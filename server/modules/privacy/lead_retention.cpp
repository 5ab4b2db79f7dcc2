// Leads nobody ever contacted, who go to the recycle bin after the months the chain decides.

#include "modules/identity/service.hpp"
#include "modules/privacy/rules.hpp"
#include "modules/privacy/service.hpp"
#include "modules/privacy/store.hpp"

namespace homeport::privacy {
namespace {

constexpr std::int64_t kLookedAtOnce = 2'000;    // customers of one read
constexpr std::int64_t kLookedInARun = 400'000;  // and of one run of the job
constexpr std::int64_t kPutAwayInARun = 1'000;
constexpr std::int64_t kLookedForPreview = 200'000;

struct Plan {
  std::int64_t months = 0;
  Time untouched_since;
  std::string reason;
  LeadPass pass;
};

TimeZone zone_of(const identity::ChainSettings& chain) {
  return TimeZone::find(chain.time_zone).value_or(TimeZone::utc());
}

// In the language of the chain: it stands in the recycle bin.
std::string reason_of(std::int64_t months, identity::Language language) {
  const auto number = std::to_string(months);
  return language == identity::Language::zh ? "线索 " + number + " 个月无人联系"
                                            : "a lead nobody contacted for " + number + " months";
}

std::optional<Plan> plan_of(const kit::Read& read) {
  const auto setting = load_setting(read.tx);
  if (!setting.lead_months) return std::nullopt;
  const auto chain = identity::chain_settings(read.tx);
  const auto zone = zone_of(chain);
  const auto pass = due_pass(store::load_lead_pass(read.tx), local_date(setting.updated_at, zone), read.now, zone);
  if (!pass) return std::nullopt;
  const auto months = *setting.lead_months;
  return Plan{months, leads_before(read.now, months, zone), reason_of(months, chain.language), *pass};
}

// False when he is more than a lead by now, and when the rule was changed meanwhile.
bool put_away(kit::Runtime& runtime, const kit::Actor& actor, const Hooks& hooks, const Plan& plan, CustomerId id) {
  const auto outcome = kit::in_write(runtime, actor, [&](kit::Write& write) -> Outcome {
    if (load_setting(write.tx).lead_months != plan.months) {
      return refuse(RefusalKind::conflict, "privacy.rule_changed", "the rule was changed meanwhile");
    }
    return hooks.leads.put_away(write, plan.untouched_since, id, plan.reason);
  });
  return outcome.ok();
}

void save_pass(kit::Runtime& runtime, const kit::Actor& actor, const LeadPass& pass) {
  kit::in_write(runtime, actor, [&](kit::Write& write) { store::save_lead_pass(write.tx, pass); });
}

LeadSlice slice_after(kit::Runtime& runtime, const kit::Actor& actor, const Hooks& hooks, Time untouched_since,
                      CustomerId after) {
  return kit::in_read(runtime, actor, [&](const kit::Read& read) {
    return hooks.leads.find(read.tx, untouched_since, after, kLookedAtOnce);
  });
}

}  // namespace

std::int64_t put_leads_away(kit::Runtime& runtime, const Hooks& hooks) {
  const auto actor = kit::system_actor("lead_retention");
  const auto plan = kit::in_read(runtime, actor, plan_of);
  if (!plan || !hooks.leads.find) return 0;
  auto pass = plan->pass;
  std::int64_t tried = 0;
  std::int64_t gone = 0;
  for (std::int64_t looked = 0; looked < kLookedInARun && tried < kPutAwayInARun && !pass.is_done;
       looked += kLookedAtOnce) {
    auto slice = slice_after(runtime, actor, hooks, plan->untouched_since, pass.after_customer_id);
    for (const auto id : slice.leads) {
      if (tried == kPutAwayInARun) break;
      ++tried;
      if (put_away(runtime, actor, hooks, *plan, id)) ++gone;
      pass.after_customer_id = id;
    }
    if (tried == kPutAwayInARun) break;
    pass.after_customer_id = slice.last;
    pass.is_done = slice.is_end;
  }
  save_pass(runtime, actor, pass);
  return gone;
}

LeadPreview preview_leads(kit::Runtime& runtime, const kit::Actor& actor, const Hooks& hooks, std::int64_t months) {
  LeadPreview preview;
  if (!hooks.leads.find) return preview;
  const auto untouched_since = kit::in_read(runtime, actor, [&](const kit::Read& read) {
    return leads_before(read.now, months, zone_of(identity::chain_settings(read.tx)));
  });
  CustomerId after;
  for (std::int64_t looked = 0; looked < kLookedForPreview; looked += kLookedAtOnce) {
    const auto slice = slice_after(runtime, actor, hooks, untouched_since, after);
    preview.customers += static_cast<std::int64_t>(slice.leads.size());
    after = slice.last;
    if (slice.is_end) return preview;
  }
  preview.is_exact = false;
  return preview;
}

std::string_view more_than_lead() {
  return "EXISTS (SELECT 1 FROM customer_consent a WHERE a.customer_id = c.customer_id AND a.state = 'given')";
}

}  // namespace homeport::privacy
