// A row of somebody's file: understood within all limits, or refused with its number and a field.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "base/amounts.hpp"
#include "base/check.hpp"
#include "base/text.hpp"
#include "modules/imports/rules.hpp"

namespace {

using homeport::imports::ImportRow;
using homeport::imports::RowError;

homeport::imports::RowContext context(std::uint8_t how) {
  homeport::imports::RowContext made;
  for (std::size_t i = 0; i < homeport::imports::kMeaningCount; ++i)
    made.columns[i] = i;
  made.date_pattern = homeport::kDatePatterns[how % homeport::kDatePatterns.size()];
  made.default_store = homeport::kit::OrgUnitId{1};
  made.find_store = [](std::string_view) { return std::optional(homeport::kit::OrgUnitId{1}); };
  made.time_zone = [](homeport::kit::OrgUnitId) { return homeport::TimeZone::utc(); };
  made.now = homeport::Time{1'795'000'000'000'000};
  made.currency_digits = how % 4;
  made.currency = how % 3 == 0 ? "" : "CNY";
  if (how % 5 == 0) made.without_customer = homeport::imports::WithoutCustomer::anonymous;
  return made;
}

}  // namespace

// The first byte says how to read, the rest are cells parted by line feeds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::vector<std::string_view> cells;
  for (;;) {
    const auto end = rest.find('\n');
    cells.push_back(rest.substr(0, end));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  const auto rules = context(data[0]);
  const auto read = homeport::imports::read_row(7, cells, rules);
  if (const auto* error = std::get_if<RowError>(&read)) {
    CHECK(error->row_no == 7 && !error->field.empty() && error->reason.starts_with("imports."));
    return 0;
  }
  const auto& row = std::get<ImportRow>(read);
  CHECK(row.quantity != 0 && row.quantity >= -1'000'000 && row.quantity <= 1'000'000);
  CHECK(row.amount.minor >= -homeport::kMaxAmount && row.amount.minor <= homeport::kMaxAmount);
  CHECK(row.quantity > 0 ? row.amount.minor >= 0 : row.amount.minor <= 0);
  CHECK(!row.cost || (row.cost->minor >= 0 && row.quantity > 0));
  CHECK(row.sold_at <= rules.now);
  CHECK(homeport::is_valid_utf8(row.customer_name) && homeport::is_valid_utf8(row.order_ref));
  return 0;
}
