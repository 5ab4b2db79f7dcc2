#include "base/json.hpp"
#include "db/record_sql.hpp"
#include "kit/routes.hpp"
#include "modules/programme/module.hpp"
#include "modules/programme/service.hpp"
#include "modules/programme/store.hpp"

namespace homeport::programme {
namespace {

Result<kit::Answer> list_tiers(const kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), store::tier_sorts(), false));
  auto query = store::tier_rows();
  const auto count = kit::count_rows(read.tx, query);
  query.page(page, "t.id");
  kit::ListAnswer answer(page);
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto tier = db::read_record<Tier>(rows);
    const auto cursor = kit::cursor_after_integer(tier.threshold.hundredths, tier.id.value);
    if (!answer.add(to_json(tier, read.view()), cursor)) break;
  }
  answer.set_count(count);
  return kit::Answer{answer.take()};
}

Result<kit::Answer> list_strategies(const kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), store::strategy_sorts(), true));
  auto query = store::strategy_rows();
  const auto count = kit::count_rows(read.tx, query);
  query.page(page, "s.id");
  kit::ListAnswer answer(page);
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto strategy = db::read_record<StrategyVersion>(rows);
    const auto cursor = kit::cursor_after_integer(strategy.effective_from.us, strategy.id.value);
    if (!answer.add(to_json(strategy, read.view()), cursor)) break;
  }
  answer.set_count(count);
  return kit::Answer{answer.take()};
}

Result<kit::Answer> show_current_strategy(const kit::Read& read, const kit::Call&) {
  const auto strategy = current_strategy(read.tx, read.now);
  if (!strategy) return refuse(RefusalKind::not_found, "programme.no_strategy", "no strategy is in force yet");
  return kit::answer_with(*strategy, read.view());
}

Result<kit::Answer> show_strategy(const kit::Read& read, const kit::Call& call) {
  TRY(const auto id, call.path_id<StrategyId>("strategy_id"));
  TRY(const auto strategy, load_strategy(read.tx, id));
  return kit::answer_with(strategy, read.view());
}

Result<kit::Answer> show_warnings(const kit::Read& read, const kit::Call& call) {
  TRY(const auto id, call.path_id<StrategyId>("strategy_id"));
  TRY(const auto warnings, strategy_warnings(read.tx, id));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const auto& warning : warnings) {
    json.begin_object().key("key").text(warning.key);
    json.key("period").text(word_of(warning.period));
    if (!warning.service_type.empty()) json.key("service_type").text(warning.service_type);
    json.key("text_en").text(warning.text_en).key("text_zh").text(warning.text_zh).end_object();
  }
  json.end_array();
  json.key("total")
      .integer(static_cast<std::int64_t>(warnings.size()))
      .key("total_is_exact")
      .boolean(true)
      .end_object();
  return kit::Answer{json.take()};
}

void add_tier_routes(kit::Endpoints& endpoints) {
  auto list = kit::spec_of<Tier>("list_tiers", "The tiers, lowest first.", kReadPermission);
  list.answer_is_list = true;
  endpoints.read("/v1/tiers", list, list_tiers);
  const std::vector<std::string> refusals{"programme.first_threshold",      "programme.thresholds_not_rising",
                                          "programme.discount_not_falling", "programme.tier_name_taken",
                                          "programme.too_many_tiers",       "programme.colour_bad"};
  auto create = kit::spec_of<Tier>("create_tier", "Adds a tier.", kWritePermission);
  create.success_status = 201;
  create.refusals = refusals;
  endpoints.write<Tier>(http::Method::post, "/v1/tiers", create,
                        [](kit::Write& write, const kit::Call&, const Tier& body) -> Result<kit::Answer> {
                          TRY(const auto tier, create_tier(write, body));
                          return kit::answer_with(tier, write.view(), 201);
                        });
  auto edit = kit::spec_of<Tier>("edit_tier",
                                 "Changes the fields given; who is above a lowered threshold rises a moment later.",
                                 kWritePermission);
  edit.refusals = refusals;
  endpoints.edit<Tier>("/v1/tiers/{tier_id}", edit,
                       [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                         TRY(const auto id, call.path_id<TierId>("tier_id"));
                         TRY(const auto version, call.if_match_version());
                         TRY(const auto tier, edit_tier(write, id, version, call.request().body));
                         return kit::answer_with(tier, write.view());
                       });
}

void add_strategy_routes(kit::Endpoints& endpoints) {
  const auto* table = &table_of<StrategyVersion>();
  auto list = kit::spec_of("list_strategies", "All versions of the strategy, latest first.", kReadPermission, table);
  list.answer_is_list = true;
  endpoints.read("/v1/strategies", list, list_strategies);
  auto current = kit::spec_of("get_current_strategy", "The version in force now.", kReadPermission, table);
  current.refusals = {"programme.no_strategy"};
  endpoints.read("/v1/strategies/current", current, show_current_strategy);
  endpoints.read("/v1/strategies/{strategy_id}", kit::spec_of("get_strategy", "One version.", kReadPermission, table),
                 show_strategy);
  endpoints.read(
      "/v1/strategies/{strategy_id}/warnings",
      kit::spec_of("list_strategy_warnings", "Where a version yields no rebate, for the present service types.",
                   kit::kMarginPermission),
      show_warnings);
  auto create = kit::spec_of("create_strategy", "Publishes a new version; sales dated before it keep theirs.",
                             kWritePermission, table);
  create.success_status = 201;
  create.refusals = {"programme.profit_weight_too_low", "programme.weights_do_not_add_up",
                     "programme.weight_missing",        "programme.bonus_above_cap",
                     "programme.effective_in_the_past", "programme.too_many_strategies"};
  endpoints.write<StrategyVersion>(
      http::Method::post, "/v1/strategies", create,
      [](kit::Write& write, const kit::Call&, const StrategyVersion& body) -> Result<kit::Answer> {
        TRY(const auto strategy, create_strategy(write, body));
        return kit::answer_with(strategy, write.view(), 201);
      });
}

// Reads all sales of its days, so it waits behind its own kind only.
void add_suggestion_route(kit::Endpoints& endpoints, const SalesByServiceType& sums) {
  auto spec = kit::spec_of<WeightSuggestions>(
      "suggest_weights", "What each service type would weigh by its real margin.", kit::kMarginPermission);
  spec.query = {{"from", "first day; a year before the last if left out", FieldKind::date},
                {"to", "last day; today if left out", FieldKind::date}};
  spec.refusals = {"programme.period_empty", "programme.period_too_long"};
  spec.weight = kit::Weight::heavy;
  endpoints.blocking(http::Method::get, "/v1/strategies/suggested_weights", spec, nullptr, http::BodyKind::none,
                     [sums](kit::Blocking& blocking) -> Result<kit::Answer> {
                       const kit::Call call(blocking.request);
                       TRY(const auto from, call.query_date("from"));
                       TRY(const auto to, call.query_date("to"));
                       return blocking.runtime.database.read([&](db::Transaction& tx) -> Result<kit::Answer> {
                         const kit::Read read{tx, *blocking.actor, blocking.now};
                         TRY(const auto made, suggest_weights(read, sums, from, to));
                         return kit::answer_with(made, read.view());
                       });
                     });
}

}  // namespace

void add_routes(kit::Endpoints& endpoints, const SalesByServiceType& sums) {
  add_tier_routes(endpoints);
  add_strategy_routes(endpoints);
  add_suggestion_route(endpoints, sums);
}

}  // namespace homeport::programme
