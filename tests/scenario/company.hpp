#pragma once

// The files of a real company's sales teams: its agents, and its deals with what became of them.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "base/time.hpp"
#include "support/shared_data.hpp"

namespace homeport::test {

inline constexpr std::int32_t kTickDays = 7;
inline const Date kBegin = *parse_date("2016-10-01");
inline const Date kEnd = *parse_date("2017-12-31");
inline const Date kFirstOf2017 = *parse_date("2017-01-01");

using Row = std::map<std::string, std::string>;

inline std::vector<Row> rows_in(const std::filesystem::path& file) {
  std::vector<Row> found;
  std::vector<std::string> names;
  CsvReader reader(
      ',',
      [&](const CsvRow& row) {
        Row made;
        for (std::size_t i = 0; i < row.fields.size(); ++i) {
          if (row.number == 1) {
            names.emplace_back(row.fields[i]);
          } else {
            made[names.at(i)] = std::string(row.fields[i]);
          }
        }
        if (row.number > 1) found.push_back(std::move(made));
        return CsvStep::go_on;
      },
      [](const CsvError&) { return CsvStep::go_on; });
  reader.feed(support::read_file(file));
  reader.finish();
  return found;
}

// "GTXPro" in one file is "GTX Pro" in another.
inline std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

struct Deal {
  std::string ref;
  std::string name;
  std::string agent;
  std::string product;
  std::string series;
  std::string region;
  std::string stage;
  std::optional<Date> engaged_on;
  std::optional<Date> closed_on;
  std::string value;
  Date arrives_on;
  std::string customer_id;

  [[nodiscard]] bool is_won() const { return stage == "Won"; }
  [[nodiscard]] bool is_lost() const { return stage == "Lost"; }
};

// The first day a tick looks back upon: what happens on a day is entered at the next tick.
inline Date tick_after(Date on) {
  const auto days = on.days - kBegin.days;
  return plus_days(kBegin, (days / kTickDays + 1) * kTickDays);
}
// Sales are brought in when a quarter has passed, and what came before them has been entered.
inline Date quarter_end_after(Date on) {
  const auto parts = year_month_day(tick_after(on));
  const auto quarter = (parts.month - 1) / 3;
  return *plus_months(*date_from({parts.year, static_cast<decltype(parts.month)>(quarter * 3 + 1), 1}), 3);
}

struct Company {
  std::vector<Row> teams;
  std::vector<Deal> deals;
};

inline std::optional<Company> company_of_files() {
  const auto file = [](const std::string& name) { return support::shared_data_file("crm/maven_" + name + ".csv"); };
  const auto teams = file("sales_teams");
  const auto products = file("products");
  const auto pipeline = file("sales_pipeline");
  if (!teams || !products || !pipeline) return std::nullopt;
  Company company;
  company.teams = rows_in(*teams);
  std::map<std::string, std::string> series;
  for (auto& row : rows_in(*products))
    series[without_blanks(row["product"])] = row["series"];
  std::map<std::string, std::string> regions;
  for (auto& row : company.teams)
    regions[row["sales_agent"]] = row["regional_office"];
  for (auto& row : rows_in(*pipeline)) {
    Deal deal;
    deal.ref = row["opportunity_id"];
    deal.name = row["account"].empty() ? "Deal " + deal.ref : row["account"];
    deal.agent = row["sales_agent"];
    deal.product = row["product"];
    deal.series = series.at(without_blanks(deal.product));
    deal.region = regions.at(deal.agent);
    deal.stage = row["deal_stage"];
    deal.engaged_on = parse_date(row["engage_date"]);
    deal.closed_on = parse_date(row["close_date"]);
    deal.value = row["close_value"];
    // Nobody wrote down when a deal was first heard of: at the beginning of the month, or of the last.
    deal.arrives_on = first_of_month(deal.engaged_on.value_or(kEnd));
    company.deals.push_back(std::move(deal));
  }
  return company;
}

}  // namespace homeport::test
