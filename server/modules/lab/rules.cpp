#include "modules/lab/rules.hpp"

#include <algorithm>
#include <string>

#include "modules/programme/service.hpp"

namespace homeport::lab {
namespace {

Refusal wrong(std::string reason, std::string detail, std::string field) {
  return refuse(RefusalKind::invalid, std::move(reason), std::move(detail), std::move(field));
}

std::string at(std::string_view list, std::size_t index, std::string_view member = {}) {
  std::string field = std::string(list) + "[" + std::to_string(index) + "]";
  if (!member.empty()) field += "." + std::string(member);
  return field;
}

Outcome check_period(const BacktestRequest& request, Date today) {
  if (request.to < request.from) {
    return wrong("lab.period_empty",
                 "the last day, " + format_date(request.to) + ", is before the first, " + format_date(request.from),
                 "to_on");
  }
  if (request.from > today) {
    return wrong("lab.period_in_the_future", format_date(request.from) + " is still to come", "from_on");
  }
  if (request.to > today) {
    return wrong("lab.period_in_the_future", format_date(request.to) + " is still to come", "to_on");
  }
  const auto first = year_month_day(request.from);
  const auto last = year_month_day(request.to);
  const std::int64_t months = std::int64_t{last.year - first.year} * 12 + last.month - first.month + 1;
  if (months > kMostMonths) {
    return wrong("lab.period_too_long", std::to_string(months) + " months; the limit is " + std::to_string(kMostMonths),
                 "to_on");
  }
  return Done{};
}

// The strategy's fields as the caller knows them.
Refusal below_strategy(Refusal refusal) {
  const auto path = [](const std::string& field) { return field.empty() ? "strategy" : "strategy." + field; };
  refusal.field = path(refusal.field);
  for (auto& error : refusal.errors)
    error.field = path(error.field);
  return refusal;
}

bool is_colour(std::string_view text) {
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
  return text.empty() || (text.size() == 7 && text.front() == '#' && std::all_of(text.begin() + 1, text.end(), is_hex));
}

// The table is checked row by row, so that a refusal names the row it is about.
Outcome check_draft_tiers(std::span<const DraftTier> drafts) {
  const auto tiers = tiers_of(drafts);
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    if (!is_colour(tiers[i].colour)) {
      return wrong("programme.colour_bad", "a colour is # and six hexadecimal digits", at("tiers", i, "colour"));
    }
    auto checked = programme::check_tiers(std::span(tiers).first(i + 1));
    if (checked.ok()) continue;
    auto refusal = std::move(checked).refusal();
    refusal.field = at("tiers", i, refusal.field);
    return refusal;
  }
  return Done{};
}

template <class Items, class IdOf>
std::optional<std::size_t> second_of_twins(const Items& items, IdOf id_of) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      if (id_of(items[i]) == id_of(items[k])) return i;
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<programme::Tier> tiers_of(std::span<const DraftTier> drafts) {
  std::vector<programme::Tier> tiers;
  for (const auto& draft : drafts) {
    programme::Tier tier;
    tier.id = programme::TierId{static_cast<std::int64_t>(tiers.size()) + 1};
    tier.name = draft.name;
    tier.threshold = draft.threshold;
    tier.discount = draft.discount;
    tier.colour = draft.colour;
    tiers.push_back(std::move(tier));
  }
  return tiers;
}

Outcome check_request(const BacktestRequest& request, Date today, Time now) {
  TRY_DONE(check_period(request, today));
  auto strategy = request.strategy;
  strategy.effective_from = now;  // a draft has no date
  if (auto checked = programme::check_strategy(strategy, now); !checked.ok()) {
    return below_strategy(std::move(checked).refusal());
  }
  TRY_DONE(check_draft_tiers(request.tiers));
  if (const auto twin = second_of_twins(request.store_ids, [](OrgUnitId id) { return id; })) {
    return wrong("lab.store_twice", "this store is named twice", at("store_ids", *twin));
  }
  if (const auto twin = second_of_twins(request.weights, [](const DraftWeight& w) { return w.service_type_id; })) {
    return wrong("lab.weight_twice", "this service type is named twice", at("weights", *twin, "service_type_id"));
  }
  return Done{};
}

bool is_unfinished(BacktestState state) { return state == BacktestState::waiting || state == BacktestState::running; }

}  // namespace homeport::lab
