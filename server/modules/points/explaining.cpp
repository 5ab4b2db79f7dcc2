// Explaining quotes and entries, and what the customer screens show of points.

#include <map>
#include <vector>

#include "modules/identity/service.hpp"
#include "modules/points/module.hpp"
#include "modules/points/recorded_lines.hpp"
#include "modules/points/service.hpp"
#include "modules/points/store.hpp"
#include "modules/points/wallet_explanation.hpp"

namespace homeport::points {
namespace {

// What both a quote and a recorded sale tell of themselves.
struct SaleContext {
  const StrategyVersion* strategy = nullptr;
  NoProgramme no_programme = NoProgramme::none;
  Period period = Period::development;
  std::string tier_name;
  Rate discount = kWhole;
  int currency_digits = 2;
};

std::vector<Step> steps_of(const SaleContext& context, const SaleArithmetic& sale, std::span<const LineInput> lines,
                           View view) {
  programme::PublicFacts facts;
  facts.no_programme = context.no_programme;
  if (context.strategy == nullptr) return explain_sale(facts, nullptr);
  const auto rule = programme::rule_of(*context.strategy, context.period);
  facts.strategy_name = context.strategy->name;
  facts.period = context.period;
  facts.weight_multiplier = rule.weight_multiplier;
  facts.tier_name = context.tier_name;
  facts.discount = context.discount;
  facts.currency_digits = context.currency_digits;
  facts = public_facts(lines, sale, std::move(facts));
  const programme::MarginFacts margin{lines, sale, rule};
  return explain_sale(facts, view.margin ? &margin : nullptr);
}

Step tier_explanation(const Programme& programme, const Tier& tier, Points combined, View view) {
  programme::TierFacts facts;
  facts.combined = combined;
  facts.tier_name = tier.name;
  facts.threshold = tier.threshold;
  if (const auto next = programme::next_tier(programme.tiers, tier, combined)) {
    facts.next_name = next->tier->name;
    facts.missing = next->missing;
    facts.progress_percent = programme::progress_percent(combined, next->tier->threshold);
  }
  return explain_tier(facts, view.margin);
}

SaleArithmetic recorded_arithmetic(const Programme& programme, const Entry& sale, std::span<const LineInput> lines) {
  const auto* strategy = sale.strategy_id ? programme.strategy(*sale.strategy_id) : nullptr;
  CHECK(strategy != nullptr || !sale.strategy_id);
  CHECK(sale.period && sale.pricing && sale.discount);
  auto arithmetic = programme::assess_by_strategy(lines, strategy, *sale.period, *sale.pricing, *sale.discount);
  CHECK(arithmetic.ok());
  return std::move(arithmetic).value();
}

std::vector<Step> explain_sale_entry(const Programme& programme, const Entry& entry, View view, int currency_digits) {
  const auto lines = sale_lines_from(entry.lines);
  SaleContext context;
  context.strategy = entry.strategy_id ? programme.strategy(*entry.strategy_id) : nullptr;
  context.no_programme = context.strategy == nullptr ? NoProgramme::no_strategy : NoProgramme::none;
  context.period = *entry.period;
  context.discount = *entry.discount;
  context.currency_digits = currency_digits;
  if (entry.tier_before_id) {
    if (const auto* tier = programme.tier(*entry.tier_before_id)) context.tier_name = tier->name;
  }
  return steps_of(context, recorded_arithmetic(programme, entry, lines), lines, view);
}

std::vector<Step> explain_return_entry(db::Transaction& tx, const Programme& programme, const Entry& entry, View view,
                                       int currency_digits) {
  const auto sale = store::load_entry(tx, entry.customer_id, *entry.of_entry_id);
  CHECK(sale.has_value());
  const auto inputs = sale_lines_from(sale->lines);
  const auto arithmetic = recorded_arithmetic(programme, *sale, inputs);
  std::map<std::int64_t, std::int64_t> returned_before;
  for (const auto& earlier : store::load_returns_of_sale(tx, entry.customer_id, sale->id)) {
    if (earlier.entry_no >= entry.entry_no) break;
    for (const auto& line : return_lines_from(earlier.lines))
      returned_before[line.line_no] += line.quantity;
  }
  std::vector<programme::ReturnedLine> lines;
  for (const auto& taken : return_lines_from(entry.lines)) {
    const auto index = static_cast<std::size_t>(taken.line_no - 1);
    CHECK(index < inputs.size());
    const programme::RecordedLine recorded{taken.line_no, inputs[index].quantity, returned_before[taken.line_no],
                                           arithmetic.lines[index]};
    lines.push_back({recorded, taken});
  }
  return programme::explain_return(lines, view.margin, currency_digits);
}

std::string name_of(const Programme& programme, std::optional<TierId> id) {
  const auto* tier = id ? programme.tier(*id) : nullptr;
  return tier == nullptr ? std::string() : tier->name;
}

Step explain_review(const Programme& programme, const Entry& entry) {
  const auto before = name_of(programme, entry.tier_before_id);
  const auto after = name_of(programme, entry.tier_id);
  return {"review", "Review of the tier: from \"" + before + "\" to \"" + after + "\".",
          "等级评定：由“" + before + "”变为“" + after + "”。", false};
}

PointsHead head_of(const Programme& programme, const std::optional<Account>& account) {
  PointsHead head;
  if (account) {
    head.consumption = account->consumption;
    head.profit = account->profit;
    head.combined = account->combined;
    head.sales_count = account->sales_count;
    head.spent = account->spent;
    head.first_sale_at = account->first_sale_at;
    head.last_sale_at = account->last_sale_at;
    head.wallet = account->wallet;
    head.available = account->available;
  }
  const auto* tier = programme.tier_recorded(account ? account->tier_id : std::nullopt, head.combined);
  if (tier == nullptr) return head;
  head.tier = TierHead{tier->id, tier->name, tier->discount, tier->colour};
  if (const auto next = programme::next_tier(programme.tiers, *tier, head.combined)) {
    head.next_tier = NextTierHead{next->tier->id, next->tier->name, next->tier->threshold, next->missing,
                                  programme::progress_percent(head.combined, next->tier->threshold)};
  }
  return head;
}

void fill_list(const kit::Read& read, std::span<customers::CustomerListItem> items) {
  if (!read.actor.may(kReadPermission)) return;
  std::vector<CustomerId> ids;
  for (const auto& item : items)
    ids.push_back(item.id);
  const auto summaries = store::load_summaries(read.tx, ids);
  if (summaries.empty()) return;
  const auto programme = programme::programme_of(read.tx, summaries.begin()->second.programme_revision);
  for (auto& item : items) {
    const auto found = summaries.find(item.id);
    if (found == summaries.end()) continue;
    item.combined_points = found->second.combined;
    item.last_purchase_at = found->second.last_sale_at;
    if (const auto* tier = programme->tier_recorded(found->second.tier_id, found->second.combined)) {
      item.tier_id = Id<customers::ListedTierTag>{tier->id.value};
      item.tier_name = tier->name;
    }
  }
}

customers::TimelineEntry timeline_entry_of(const Programme& programme, const Entry& entry) {
  customers::TimelineEntry shown;
  shown.at = entry.at;
  shown.id = entry.id.value;
  shown.kind = customers::TimelineKind::points;
  shown.title_key = "timeline.tier_changed";
  shown.params = {{"from", name_of(programme, entry.tier_before_id)}, {"to", name_of(programme, entry.tier_id)}};
  shown.subject_kind = "points_entry";
  shown.subject_id = Id<customers::TimelineSubjectTag>{entry.id.value};
  return shown;
}

}  // namespace

std::vector<Step> explain_quote(const SaleQuote& quote, std::span<const LineInput> lines, View view,
                                int currency_digits) {
  SaleContext context;
  context.strategy = quote.strategy ? &*quote.strategy : nullptr;
  context.no_programme = quote.no_programme;
  context.period = quote.period;
  context.currency_digits = currency_digits;
  if (quote.tier) {
    context.tier_name = quote.tier->name;
    context.discount = quote.tier->discount;
  }
  auto steps = steps_of(context, quote.arithmetic, lines, view);
  if (quote.strategy && quote.programme) {
    steps.push_back(
        explain_wallet_grant(*quote.strategy, quote.arithmetic.combined, quote.wallet, quote.kept_back, view));
  }
  if (quote.tier && quote.programme) {
    steps.push_back(tier_explanation(*quote.programme, *quote.tier, quote.history_combined, view));
  }
  return steps;
}

std::optional<Points> wallet_of_entry(db::Transaction& tx, CustomerId customer_id, EntryId entry_id) {
  const auto entry = store::load_entry(tx, customer_id, entry_id);
  return entry ? std::optional(entry->wallet) : std::nullopt;
}

PointsHead account_head(db::Transaction& tx, CustomerId customer_id) {
  const auto account = store::load_account(tx, customer_id);
  const auto programme =
      account ? programme::programme_of(tx, account->programme_revision) : programme::current_programme(tx);
  return head_of(*programme, account);
}

PointsHead account_head_at(db::Transaction& tx, CustomerId customer_id, Time at) {
  const auto programme = programme::current_programme(tx);
  Account account;
  const auto last = store::load_last_entry_by(tx, customer_id, at);
  if (last) {
    account.consumption = last->consumption_balance;
    account.profit = last->profit_balance;
    account.combined = last->combined_balance;
    account.wallet = last->wallet_balance;
    account.tier_id = last->tier_id;
    const auto sales = store::load_sales_until(tx, customer_id, last->entry_no);
    account.sales_count = sales.count;
    account.spent = sales.spent;
  }
  auto head = head_of(*programme, account);
  head.available.reset();
  return head;
}

Result<Explanation> explain_entry(const kit::Read& read, CustomerId customer_id, EntryId entry_id) {
  const auto entry = store::load_entry(read.tx, customer_id, entry_id);
  if (!entry) return refuse(RefusalKind::not_found, "points.entry_unknown", "the customer has no such points entry");
  const auto programme = programme::current_programme(read.tx);
  const auto digits = static_cast<int>(identity::chain_settings(read.tx).currency_digits);
  Explanation explanation;
  switch (entry->kind) {
    case EntryKind::sale:
      explanation.title_en = "Points of a sale";
      explanation.title_zh = "销售积分";
      explanation.steps = explain_sale_entry(*programme, *entry, read.view(), digits);
      explanation.steps.push_back(explain_wallet_of_sale(*programme, *entry, read.view()));
      break;
    case EntryKind::sale_return:
      explanation.title_en = "Points taken back by a return";
      explanation.title_zh = "退货收回积分";
      explanation.steps = explain_return_entry(read.tx, *programme, *entry, read.view(), digits);
      explanation.steps.push_back(explain_wallet_of_return(*entry, digits));
      break;
    case EntryKind::review:
      explanation.title_en = "Review of the tier";
      explanation.title_zh = "等级评定";
      explanation.steps = {explain_review(*programme, *entry)};
      break;
    default: explanation = explain_wallet_entry(read.tx, *entry, programme->zone, read.view()); break;
  }
  const auto* tier = entry->tier_id ? programme->tier(*entry->tier_id) : nullptr;
  if (tier != nullptr)
    explanation.steps.push_back(tier_explanation(*programme, *tier, entry->combined_balance, read.view()));
  return explanation;
}

std::vector<TierCount> tier_population(db::Transaction& tx) {
  auto counts = store::load_population(tx);
  if (counts.empty()) counts = store::count_by_tier(tx);
  std::vector<TierCount> population;
  for (const auto& tier : programme::current_programme(tx)->tiers) {
    const auto found = counts.find(tier.id);
    population.push_back({tier, found == counts.end() ? 0 : found->second});
  }
  return population;
}

namespace {

constexpr std::string_view kOfAccount =
    "EXISTS (SELECT 1 FROM points_account a WHERE a.customer_id = c.customer_id AND ";
constexpr std::string_view kOfLot =
    "EXISTS (SELECT 1 FROM points_lot l WHERE l.customer_id = c.customer_id AND l.state = 'active' AND "
    "l.left_points > 0 AND ";
// What a list of customers can be narrowed by; profit points are nobody's business there.
customers::ConditionField sum_of(std::string_view name, std::string_view column) {
  return {.name = name,
          .kind = customers::ConditionKind::integer,
          .column = column,
          .before = kOfAccount,
          .after = ")",
          .absent_is_zero = true,
          .permission = kReadPermission};
}

// Beside the consumption points they tell the profit.
customers::ConditionField combined_points() {
  auto field = sum_of("combined_points", "a.combined_points");
  field.permission = kit::kMarginPermission;
  return field;
}

customers::ConditionField moment_of(std::string_view name, std::string_view column) {
  return {.name = name,
          .kind = customers::ConditionKind::time,
          .column = column,
          .before = kOfAccount,
          .after = ")",
          .permission = kReadPermission};
}

}  // namespace

customers::ListExtension customer_list_extension() {
  customers::ListExtension extension;
  extension.fill = fill_list;
  extension.filters = {
      {"tier_id", "who hold this tier",
       "EXISTS (SELECT 1 FROM points_account a WHERE a.customer_id = c.customer_id AND a.tier_id = ", ")"}};
  extension.conditions = {{.name = "tier_id",
                           .kind = customers::ConditionKind::id,
                           .column = "a.tier_id",
                           .before = kOfAccount,
                           .after = ")",
                           .permission = kReadPermission,
                           .walk_table = "points_account",
                           .walk_column = "tier_id"},
                          combined_points(),
                          sum_of("consumption_points", "a.consumption_points"),
                          sum_of("available_points", "a.available_points"),
                          sum_of("spent_minor", "a.spent_minor"),
                          sum_of("sales_count", "a.sales_count"),
                          moment_of("first_purchase_at", "a.first_sale_at"),
                          moment_of("last_purchase_at", "a.last_sale_at"),
                          {.name = "points_expire_at",
                           .kind = customers::ConditionKind::time,
                           .column = "l.expires_at",
                           .before = kOfLot,
                           .after = ")",
                           .permission = kReadPermission}};
  return extension;
}

customers::HeadPart customer_head_part() {
  customers::HeadPart part;
  part.name = "points";
  part.table = &table_of<PointsHead>();
  part.write = [](const kit::Read& read, CustomerId customer_id) -> std::string {
    if (!read.actor.may(kReadPermission)) return "null";
    return to_json(account_head(read.tx, customer_id), read.view());
  };
  return part;
}

customers::TimelineSource timeline_source() {
  return
      [](const kit::Read& read, CustomerId customer_id, const customers::TimelinePosition& before, std::int64_t limit) {
        std::vector<customers::TimelineEntry> entries;
        if (!read.actor.may(kReadPermission)) return entries;
        const auto changes = store::tier_changes_before(read.tx, customer_id, before.at, before.id, limit);
        if (changes.empty()) return entries;
        const auto programme = programme::current_programme(read.tx);
        for (const auto& entry : changes)
          entries.push_back(timeline_entry_of(*programme, entry));
        return entries;
      };
}

std::string_view more_than_lead() {
  return "(EXISTS (SELECT 1 FROM points_entry e WHERE e.customer_id = c.customer_id) OR "
         "EXISTS (SELECT 1 FROM points_adjustment a WHERE a.customer_id = c.customer_id))";
}

customers::UsePart use_part() {
  return [](const kit::Read& read, CustomerId customer_id) {
    const auto account = store::load_account(read.tx, customer_id);
    return account && account->entry_count > 0;
  };
}

}  // namespace homeport::points
