#pragma once

// The words of the strategy lab: a back-test, the draft it tries, and what came of it. Everything here tells margins:
// it is for holders of finance.margin.read.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "kit/access.hpp"
#include "modules/catalogue/types.hpp"
#include "modules/customers/types.hpp"
#include "modules/programme/types.hpp"

namespace homeport::lab {

using catalogue::ServiceTypeId;
using customers::CustomerId;
using kit::OrgUnitId;
using kit::StaffId;

using BacktestId = Id<struct BacktestTag>;

// waiting → running → done; failed and cancelled end it too. interrupted: the server died while it ran.
enum class BacktestState : std::uint8_t { waiting, running, done, failed, cancelled, interrupted };
// as_recorded: sales whose price another system decided stay at list price. by_programme: every member's sale is priced
// by the strategy, as if it had been sold at our till.
enum class ReplayPricing : std::uint8_t { as_recorded, by_programme };
// What the draft is compared with: the present version for the whole period, or the versions in force at each sale.
enum class ComparedWith : std::uint8_t { present, versions };
enum class Change : std::uint8_t { gains, loses };

inline constexpr std::int64_t kMostNameCharacters = 80;
inline constexpr std::int64_t kMostStores = 200;     // chosen in one back-test
inline constexpr std::int64_t kMostMonths = 240;     // of a period: twenty years
inline constexpr std::int64_t kMostBacktests = 500;  // kept of one chain
inline constexpr std::int64_t kMostUnfinished = 20;  // waiting or running at a time

struct DraftTier {
  std::string name;
  Points threshold;
  Rate discount;
  std::string colour;
};

struct DraftWeight {
  ServiceTypeId service_type_id;
  Rate weight;
};

// What is asked for. No tiers, no weights: the present ones.
struct BacktestRequest {
  std::string name;
  Date from;
  Date to;  // the last day that counts
  std::vector<OrgUnitId> store_ids;
  ReplayPricing pricing = ReplayPricing::as_recorded;
  ComparedWith compared_with = ComparedWith::present;
  programme::StrategyVersion strategy;
  std::vector<DraftTier> tiers;
  std::vector<DraftWeight> weights;
};

// A row of the table lab_backtest.
struct Backtest {
  BacktestId id;
  std::string name;
  BacktestState state = BacktestState::waiting;
  Date from;
  Date to;
  std::string request_json;
  std::string result_json;
  std::int64_t sales_total = 0;
  std::int64_t sales_done = 0;
  std::optional<std::string> error;
  StaffId created_by;
  std::string created_by_name;
  OrgUnitId org_unit_id;
  Time created_at;
  std::optional<Time> started_at;
  std::optional<Time> finished_at;
  std::int64_t version = 1;
};

// Sums of one side, net of what returns took back unless said otherwise.
struct SideFigures {
  Points consumption;
  Points profit;
  Points combined;
  Points wallet;  // granted, to be spent
  Money rebate;
  Money margin;        // paid less cost: what is left after the rebates
  Money wallet_value;  // what the wallet points pay
};

struct SideTotals {
  SideFigures sums;
  Points issued;      // combined, before returns
  Points taken_back;  // combined, by returns
  Points bonus;
  std::int64_t capped_sales = 0;
  std::int64_t refused_sales = 0;  // beyond the limits of what can be recorded
  std::int64_t tiers_raised = 0;
  std::int64_t tiers_lowered = 0;
  Points wallet_issued;
  Points wallet_kept_back;  // by the daily limit
  Points wallet_taken_back;
  Points wallet_expired;  // by the end of the period
  Points wallet_left;
  Money liability;  // what those left pay: the most that could be owed
};

struct ResultTotals {
  std::int64_t sales_count = 0;
  std::int64_t returns_count = 0;
  std::int64_t customers_count = 0;
  std::int64_t gaining_count = 0;
  std::int64_t losing_count = 0;
  Money amount;  // at list price
  Money cost;
  SideFigures recorded;  // as it happened
  SideTotals present;
  SideTotals changed;
};

struct ResultMonth {
  Date month;
  std::int64_t sales_count = 0;
  Money amount;
  SideFigures recorded;
  SideFigures present;
  SideFigures changed;
};

struct TypeFigures {
  Rate weight;
  Points combined;
  Money rebate;
  Money margin;
};
struct ResultServiceType {
  std::optional<ServiceTypeId> service_type_id;  // none: products that are gone
  std::string name;
  std::int64_t lines_count = 0;
  Money amount;
  Money cost;
  TypeFigures present;
  TypeFigures changed;
};

struct ResultTier {
  std::string name;
  Points threshold;
  Rate discount;
  std::string colour;
  std::int64_t customers_count = 0;
};
// How many who end in the one tier at present would end in the other; by position in the two lists.
struct ResultMove {
  std::int64_t from_tier = 0;
  std::int64_t to_tier = 0;
  std::int64_t customers_count = 0;
};

// A customer to whom the change does good or harm, kept beside the result.
struct ResultCustomerSide {
  Points combined;
  Points wallet;
  Money rebate;
  std::optional<std::string> tier_name;
};
struct ResultCustomer {
  std::int64_t rank = 0;
  CustomerId customer_id;
  std::optional<std::string> name;  // for who may read customers
  std::int64_t sales_count = 0;
  Money amount;
  ResultCustomerSide present;
  ResultCustomerSide changed;
  Money difference;  // of the rebates and of what the wallet points pay
  Points combined_difference;
};

struct BacktestResult {
  ResultTotals totals;
  std::vector<ResultMonth> months;
  std::vector<ResultServiceType> service_types;
  std::vector<ResultTier> present_tiers;
  std::vector<ResultTier> changed_tiers;
  std::vector<ResultMove> moves;
};

struct BacktestDocument {
  Backtest backtest;
  BacktestRequest request;
  std::optional<BacktestResult> result;
};

}  // namespace homeport::lab

#include "modules/lab/field_tables.hpp"
