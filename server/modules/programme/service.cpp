// Tiers and strategies: reading, changing, and the defaults of a new chain.

#include "modules/catalogue/service.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "kit/endpoint.hpp"
#include "modules/identity/service.hpp"
#include "modules/programme/programme.hpp"
#include "modules/programme/service.hpp"
#include "modules/programme/store.hpp"
#include "modules/programme/tier_rules.hpp"

namespace homeport::programme {
namespace {

Refusal tier_unknown() { return refuse(RefusalKind::not_found, "programme.tier_unknown", "there is no such tier"); }

bool is_colour(std::string_view text) {
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
  return text.empty() || (text.size() == 7 && text.front() == '#' && std::all_of(text.begin() + 1, text.end(), is_hex));
}

// The table with this tier in it, new or in place of its old self.
Outcome check_table_with(std::vector<Tier> tiers, const Tier& tier) {
  if (!is_colour(tier.colour)) {
    return refuse(RefusalKind::invalid, "programme.colour_bad", "a colour is # and six hexadecimal digits", "colour");
  }
  std::erase_if(tiers, [&](const Tier& other) { return other.id == tier.id; });
  const auto place = std::upper_bound(tiers.begin(), tiers.end(), tier,
                                      [](const Tier& a, const Tier& b) { return a.threshold < b.threshold; });
  tiers.insert(place, tier);
  return check_tiers(tiers);
}

kit::AuditEntry audit_entry(std::string action, std::string subject_kind, std::int64_t id, std::string label) {
  kit::AuditEntry entry;
  entry.action = std::move(action);
  entry.subject_kind = std::move(subject_kind);
  entry.subject_id = id;
  entry.subject_label = std::move(label);
  return entry;
}

struct DefaultTier {
  std::string_view name_en;
  std::string_view name_zh;
  Points threshold;
  Rate discount;
  std::string_view colour;
};
constexpr std::array kDefaultTiers{
    DefaultTier{"Silver", "银卡", Points{0}, kWhole, "#8c8c8c"},
    DefaultTier{"Gold", "金卡", Points{100'000}, Rate{950'000}, "#d4a017"},
    DefaultTier{"Platinum", "铂金卡", Points{500'000}, Rate{900'000}, "#5b6ee1"},
};
constexpr Rate kDefaultProfitWeight{800'000};

void publish_change(kit::Write& write, std::int64_t subject_id) {
  write.publish({std::string(kChangedTopic), 0, subject_id, 0, "{}"});
}

}  // namespace

std::vector<Tier> tiers(db::Transaction& tx) { return current_programme(tx)->tiers; }

Result<Tier> load_tier(db::Transaction& tx, TierId id) {
  const auto programme = current_programme(tx);
  if (const auto* tier = programme->tier(id)) return *tier;
  return tier_unknown();
}

Result<Tier> create_tier(kit::Write& write, Tier wanted) {
  store::change_revision(write.tx);
  wanted.id = write.new_id<TierId>();
  wanted.version = 1;
  wanted.updated_at = write.now;
  TRY_DONE(check_table_with(store::load_tiers(write.tx), wanted));
  store::insert_tier(write.tx, wanted);
  publish_change(write, wanted.id.value);
  auto entry = audit_entry("programme.create_tier", "tier", wanted.id.value, wanted.name);
  entry.changes = kit::changes_of_new(wanted);
  write.audit(entry);
  return wanted;
}

Result<Tier> edit_tier(kit::Write& write, TierId id, std::int64_t version, std::string_view json) {
  store::change_revision(write.tx);
  auto tiers = store::load_tiers(write.tx);
  const auto found = std::find_if(tiers.begin(), tiers.end(), [&](const Tier& tier) { return tier.id == id; });
  if (found == tiers.end()) return tier_unknown();
  const Tier before = *found;
  TRY_DONE(kit::check_version(before, version, write.view()));
  Tier after = before;
  TRY_DONE(patch_record(after, json, write.view()));
  after.version = before.version + 1;
  after.updated_at = write.now;
  TRY_DONE(check_table_with(std::move(tiers), after));
  store::update_tier(write.tx, after);
  publish_change(write, id.value);
  auto entry = audit_entry("programme.edit_tier", "tier", id.value, after.name);
  entry.changes = kit::changes_between(before, after);
  write.audit(entry);
  return after;
}

std::optional<StrategyVersion> current_strategy(db::Transaction& tx, Time at) {
  const auto programme = current_programme(tx);
  const auto* strategy = programme->strategy_at(at);
  return strategy == nullptr ? std::nullopt : std::optional(*strategy);
}

Result<StrategyVersion> load_strategy(db::Transaction& tx, StrategyId id) {
  const auto programme = current_programme(tx);
  if (const auto* strategy = programme->strategy(id)) return *strategy;
  return refuse(RefusalKind::not_found, "programme.strategy_unknown", "there is no such version of the strategy");
}

Result<StrategyVersion> create_strategy(kit::Write& write, StrategyVersion wanted) {
  if (wanted.effective_from == Time{}) wanted.effective_from = write.now;
  TRY_DONE(check_strategy(wanted, write.now));
  store::change_revision(write.tx);
  if (store::load_strategies(write.tx).size() >= static_cast<std::size_t>(kMaxStrategyVersions)) {
    return refuse(RefusalKind::unprocessable, "programme.too_many_strategies",
                  "there are " + std::to_string(kMaxStrategyVersions) + " versions already");
  }
  wanted.id = write.new_id<StrategyId>();
  wanted.created_at = write.now;
  wanted.created_by.reset();
  if (write.actor.staff_id.is_set()) wanted.created_by = write.actor.staff_id;
  store::insert_strategy(write.tx, wanted);
  publish_change(write, wanted.id.value);
  auto entry = audit_entry("programme.create_strategy", "strategy", wanted.id.value, wanted.name);
  entry.changes = kit::changes_of_new(wanted);
  write.audit(entry);
  return wanted;
}

Result<std::vector<StrategyWarning>> strategy_warnings(db::Transaction& tx, StrategyId id) {
  const auto programme = current_programme(tx);
  const auto* strategy = programme->strategy(id);
  if (strategy == nullptr) {
    return refuse(RefusalKind::not_found, "programme.strategy_unknown", "there is no such version of the strategy");
  }
  std::vector<ServiceTypeRates> rates;
  for (const auto& type : catalogue::service_types(tx)) {
    if (type.margin) rates.push_back({type.name, *type.margin, type.weight});
  }
  return warnings_of(*strategy, rates, programme->tiers.empty() ? kWhole : programme->tiers.back().discount);
}

Result<WeightSuggestions> suggest_weights(const kit::Read& read, const SalesByServiceType& sums,
                                          std::optional<Date> from, std::optional<Date> to) {
  if (!read.actor.may(kit::kMarginPermission)) {
    return refuse(RefusalKind::forbidden, "access.margin_required",
                  "suggested weights tell margins: this needs the permission " + std::string(kit::kMarginPermission));
  }
  const auto zone = identity::chain_time_zone(read.tx);
  WeightSuggestions made;
  made.to = to.value_or(local_date(read.now, zone));
  made.from = from.value_or(plus_days(made.to, 1 - kSuggestionDays));
  if (made.to < made.from) {
    return refuse(RefusalKind::invalid, "programme.period_empty",
                  "the last day, " + format_date(made.to) + ", is before the first, " + format_date(made.from), "to");
  }
  if (made.to.days - made.from.days >= kMostSuggestionDays) {
    return refuse(RefusalKind::invalid, "programme.period_too_long",
                  "the limit is " + std::to_string(kMostSuggestionDays) + " days", "to");
  }
  for (const auto& type : catalogue::service_types(read.tx)) {
    WeightSuggestion item;
    item.service_type_id.value = type.id.value;
    item.name = type.name;
    item.weight = type.weight;
    made.items.push_back(std::move(item));
  }
  if (!sums) return made;
  for (const auto& sold : sums(read, start_of_day(made.from, zone), start_of_day(plus_days(made.to, 1), zone))) {
    for (auto& item : made.items) {
      if (item.service_type_id.value != sold.service_type_id) continue;
      item.lines_count = sold.lines_count;
      item.amount = sold.amount;
      item.cost = sold.cost;
      item.suggestion = suggested_weight(sold);
    }
  }
  return made;
}

void seed_defaults(kit::Write& write) {
  const auto present = current_programme(write.tx);
  if (!present->tiers.empty() || !present->strategies.empty()) return;
  store::change_revision(write.tx);
  const bool english = identity::chain_settings(write.tx).language == identity::Language::en;
  for (const auto& row : kDefaultTiers) {
    Tier tier;
    tier.id = write.new_id<TierId>();
    tier.name = english ? row.name_en : row.name_zh;
    tier.threshold = row.threshold;
    tier.discount = row.discount;
    tier.colour = row.colour;
    tier.updated_at = write.now;
    store::insert_tier(write.tx, tier);
  }
  StrategyVersion strategy;
  strategy.id = write.new_id<StrategyId>();
  strategy.name = english ? "Standard" : "标准策略";
  strategy.effective_from = kFirstTime;
  strategy.x = kDefaultProfitWeight;
  strategy.y = Rate{kPpm - kDefaultProfitWeight.ppm};
  strategy.created_at = write.now;
  store::insert_strategy(write.tx, strategy);
}

}  // namespace homeport::programme
