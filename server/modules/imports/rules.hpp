#pragma once

// How a file of sales is understood: what its columns seem to mean, and what one row says. Pure.

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date_pattern.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "modules/imports/types.hpp"

namespace homeport::imports {

// The name of a column as its synonyms are written: folded, without spaces, dashes, underscores, dots and slashes.
[[nodiscard]] std::string plain_column_name(std::string_view name);

// What each column seems to mean, from its name in English or Chinese; no meaning is given twice (the earlier column
// has it).
[[nodiscard]] std::vector<std::optional<Meaning>> suggest_meanings(std::span<const std::string> column_names);

// Column per meaning, in the order of Meaning.
using Columns = std::array<std::optional<std::size_t>, kMeaningCount>;
[[nodiscard]] Columns columns_of(const CheckRequest& mapping);

// Refusals: invalid imports.column_unknown (index beyond the file's columns), imports.column_twice; unprocessable
// imports.column_needed: order_ref, sold_at, sku, quantity, amount or unit_price, and customer_ref or customer_phone
// must be mapped (no customer where rows without one become anonymous sales), and cost and profit not both;
// imports.date_format_unknown; imports.store_needed when neither a store column nor a default store is given.
[[nodiscard]] Outcome check_mapping(const CheckRequest& mapping, std::size_t column_count);

// "1,234.50", "¥ 12", "-3.5", full-width digits: an exact decimal rounded half away from zero to minor units of
// `digits` decimals. Nothing for anything else, more than 18 digits, or beyond ±kMaxAmount. Thousands need three digits
// behind each comma; a decimal comma is not understood (it cannot be told from thousands).
[[nodiscard]] std::optional<std::int64_t> parse_decimal(std::string_view text, int digits);

struct RowContext {
  Columns columns;
  DatePattern date_pattern = DatePattern::year_month_day_dashes;
  std::optional<OrgUnitId> default_store;
  // The store of that name or code, if the caller may sell there.
  std::function<std::optional<OrgUnitId>(std::string_view)> find_store;
  std::function<TimeZone(OrgUnitId)> time_zone;
  Time now;
  int currency_digits = 2;
  std::string currency;  // of the chain; empty: not looked at
  WithoutCustomer without_customer = WithoutCustomer::refuse;
};

// Reads one row. The first thing wrong with it is named with field (a Meaning's name), reason, detail and the value:
// imports.value_missing, imports.value_too_long, imports.date_unreadable, imports.date_in_future,
// imports.number_unreadable, imports.number_too_large, imports.quantity_zero, imports.amount_negative,
// imports.amount_positive (of a return), imports.cost_negative, imports.phone_unreadable, imports.store_unknown,
// imports.customer_missing, imports.return_without_customer, imports.foreign_currency.
// A quantity below 0 is a return: its amount is 0 or less, and it has no cost.
[[nodiscard]] std::variant<ImportRow, RowError> read_row(std::int64_t row_no, std::span<const std::string_view> cells,
                                                         const RowContext& context);

// True when the text carries the sign of a currency that cannot be `currency` (ISO code): "€ 5" in a chain of CNY.
[[nodiscard]] bool names_foreign_currency(std::string_view text, std::string_view currency);

// Some tills stamp the lines of an order one by one: these times are one order's.
[[nodiscard]] bool is_one_order(Time first, Time other);

// What makes an order the same order: its lines, as one hash. Rows in the order of the file.
[[nodiscard]] std::string order_hash(std::span<const ImportRow> rows);

// Rows of one order must agree on customer, time (kOrderSpanSeconds) and store: imports.order_disagrees, naming the row
// and the field.
[[nodiscard]] std::optional<RowError> check_order(std::span<const ImportRow> rows);

}  // namespace homeport::imports
