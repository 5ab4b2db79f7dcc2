#include "modules/imports/rules.hpp"

#include <algorithm>

#include "base/crypto.hpp"
#include "base/phone.hpp"
#include "base/text.hpp"

namespace homeport::imports {
namespace {

// What stands beside an amount, and the currencies it can mean.
struct CurrencySign {
  std::string_view text;
  std::array<std::string_view, 8> currencies;
};
constexpr std::array<CurrencySign, 8> kCurrencySigns{{
    {"us$", {"USD"}},
    {"hk$", {"HKD"}},
    {"$", {"USD", "AUD", "CAD", "HKD", "MXN", "NZD", "SGD", "TWD"}},
    {"¥", {"CNY", "JPY"}},
    {"€", {"EUR"}},
    {"£", {"GBP"}},
    {"usd", {"USD"}},
    {"eur", {"EUR"}},
}};

Refusal column_needed(std::string_view field, std::string_view what) {
  return refuse(RefusalKind::unprocessable, "imports.column_needed",
                "choose the column that holds " + std::string(what), std::string(field));
}

Outcome check_needed(const CheckRequest& mapping) {
  if (!mapping.order_ref) return column_needed("order_ref", "the order number");
  if (!mapping.sold_at) return column_needed("sold_at", "the date");
  const bool takes_anonymous = mapping.without_customer == WithoutCustomer::anonymous;
  if (!mapping.customer_ref && !mapping.customer_phone && !takes_anonymous) {
    return column_needed("customer_ref", "the customer's number or phone");
  }
  if (!mapping.sku) return column_needed("sku", "the product's number");
  if (!mapping.quantity) return column_needed("quantity", "the quantity");
  if (!mapping.amount && !mapping.unit_price) return column_needed("amount", "the amount or the unit price");
  if (mapping.cost && mapping.profit) {
    return refuse(RefusalKind::unprocessable, "imports.cost_and_profit", "map the cost or the profit, not both",
                  "profit");
  }
  return Done{};
}

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

// The text without currency signs, spaces and a leading sign; sets `negative`.
std::optional<std::string> bare_number(std::string_view text, bool& negative) {
  std::string bare;
  for (const char c : fold_for_search(text)) {
    if (c != ' ') bare += c;
  }
  const auto strip = [&bare](std::string_view prefix) {
    if (bare.starts_with(prefix)) bare.erase(0, prefix.size());
  };
  negative = false;
  if (bare.size() >= 2 && bare.front() == '(' && bare.back() == ')') {
    bare = "-" + bare.substr(1, bare.size() - 2);
  }
  if (bare.starts_with("-")) {
    negative = true;
    strip("-");
  }
  for (const auto* sign : {"us$", "hk$", "¥", "$", "€", "£", "cny", "usd", "eur", "rmb"})
    strip(sign);
  if (bare.starts_with("-") && !negative) {
    negative = true;
    strip("-");
  }
  if (bare.empty()) return std::nullopt;
  return bare;
}

// Digits before the point without their thousands commas; nothing when the commas stand wrong.
std::optional<std::string> whole_digits(std::string_view text) {
  std::string digits;
  std::size_t since_comma = 0;
  bool has_comma = false;
  for (const char c : text) {
    if (c == ',') {
      if ((has_comma && since_comma != 3) || (!has_comma && (since_comma == 0 || since_comma > 3))) return std::nullopt;
      has_comma = true;
      since_comma = 0;
      continue;
    }
    if (!is_ascii_digit(c)) return std::nullopt;
    digits += c;
    ++since_comma;
  }
  if (has_comma && since_comma != 3) return std::nullopt;
  return digits;
}

}  // namespace

Columns columns_of(const CheckRequest& mapping) {
  const std::array<std::optional<std::int64_t>, kMeaningCount> given{
      mapping.order_ref,      mapping.sold_at,    mapping.store,        mapping.customer_ref, mapping.customer_name,
      mapping.customer_phone, mapping.sku,        mapping.product_name, mapping.category,     mapping.quantity,
      mapping.amount,         mapping.unit_price, mapping.cost,         mapping.profit,       mapping.currency};
  Columns columns;
  for (std::size_t i = 0; i < kMeaningCount; ++i) {
    if (given[i]) columns[i] = static_cast<std::size_t>(*given[i]);
  }
  return columns;
}

Outcome check_mapping(const CheckRequest& mapping, std::size_t column_count) {
  const Columns columns = columns_of(mapping);
  for (std::size_t i = 0; i < kMeaningCount; ++i) {
    if (!columns[i]) continue;
    if (*columns[i] >= column_count) {
      return refuse(RefusalKind::invalid, "imports.column_unknown",
                    "the file has " + std::to_string(column_count) + " columns, counted from 0",
                    std::string(Choices<Meaning>::names[i]));
    }
    for (std::size_t k = i + 1; k < kMeaningCount; ++k) {
      if (columns[k] == columns[i]) {
        return refuse(RefusalKind::invalid, "imports.column_twice", "one column cannot mean two things",
                      std::string(Choices<Meaning>::names[k]));
      }
    }
  }
  TRY_DONE(check_needed(mapping));
  if (!date_pattern_named(mapping.date_format)) {
    return refuse(RefusalKind::invalid, "imports.date_format_unknown", "there is no date format of this name",
                  "date_format");
  }
  if (!mapping.store && !mapping.default_store_id) {
    return refuse(RefusalKind::unprocessable, "imports.store_needed", "choose a store for rows that name none",
                  "default_store_id");
  }
  return Done{};
}

std::optional<std::int64_t> parse_decimal(std::string_view text, int digits) {
  bool negative = false;
  const auto bare = bare_number(trim(text), negative);
  if (!bare) return std::nullopt;
  const auto point = bare->find('.');
  const auto whole = whole_digits(std::string_view(*bare).substr(0, point));
  const std::string fraction = point == std::string::npos ? std::string() : bare->substr(point + 1);
  if (!whole || !std::all_of(fraction.begin(), fraction.end(), is_ascii_digit)) return std::nullopt;
  if (whole->empty() && fraction.empty()) return std::nullopt;
  if (whole->size() > 18 || fraction.size() > 18) return std::nullopt;
  Int128 scaled = 0;
  for (const char c : *whole)
    scaled = scaled * 10 + (c - '0');
  for (const char c : fraction)
    scaled = scaled * 10 + (c - '0');
  Int128 divisor = 1;
  for (std::size_t i = 0; i < fraction.size(); ++i)
    divisor *= 10;
  for (int i = 0; i < digits; ++i)
    scaled *= 10;
  if (scaled / divisor > kMaxAmount) return std::nullopt;
  const auto value = divide_rounded(scaled, divisor);
  if (value > kMaxAmount) return std::nullopt;
  return negative ? -value : value;
}

bool names_foreign_currency(std::string_view text, std::string_view currency) {
  if (currency.empty()) return false;
  const std::string folded = fold_for_search(text);
  for (const auto& sign : kCurrencySigns) {
    if (folded.find(sign.text) == std::string::npos) continue;
    return std::find(sign.currencies.begin(), sign.currencies.end(), currency) == sign.currencies.end();
  }
  return false;
}

std::string order_hash(std::span<const ImportRow> rows) {
  std::string text;
  for (const auto& row : rows) {
    text += std::to_string(row.sold_at.us) + "\x1f" + to_string(row.store_id) + "\x1f" + row.customer_ref + "\x1f" +
            row.customer_phone + "\x1f" + row.sku + "\x1f" + std::to_string(row.quantity) + "\x1f" +
            std::to_string(row.amount.minor) + "\x1f" + (row.cost ? std::to_string(row.cost->minor) : "") + "\x1e";
  }
  return base64url_encode(sha256(text));
}

bool is_one_order(Time first, Time other) {
  return first <= plus_seconds(other, kOrderSpanSeconds) && other <= plus_seconds(first, kOrderSpanSeconds);
}

std::optional<RowError> check_order(std::span<const ImportRow> rows) {
  for (const auto& row : rows.subspan(1)) {
    const auto& first = rows.front();
    const auto disagrees = [&](Meaning meaning, const std::string& value) {
      return RowError{row.row_no, std::string(word_of(meaning)), "imports.order_disagrees",
                      "differs from row " + std::to_string(first.row_no) + " of the same order " + row.order_ref,
                      value};
    };
    if (row.customer_ref != first.customer_ref) return disagrees(Meaning::customer_ref, row.customer_ref);
    if (row.customer_phone != first.customer_phone) return disagrees(Meaning::customer_phone, row.customer_phone);
    if (!is_one_order(first.sold_at, row.sold_at)) return disagrees(Meaning::sold_at, format_rfc3339(row.sold_at));
    if (row.store_id != first.store_id) return disagrees(Meaning::store, to_string(row.store_id));
  }
  return std::nullopt;
}

}  // namespace homeport::imports
