#include "modules/imports/rules.hpp"

#include <algorithm>

#include "base/crypto.hpp"
#include "base/phone.hpp"
#include "base/text.hpp"

namespace homeport::imports {
namespace {

constexpr std::array<std::string_view, kMeaningCount> kMeaningNames = Choices<Meaning>::names;

std::string_view name_of(Meaning meaning) { return kMeaningNames[static_cast<std::size_t>(meaning)]; }

Refusal column_needed(std::string_view field, std::string_view what) {
  return refuse(RefusalKind::unprocessable, "imports.column_needed",
                "choose the column that holds " + std::string(what), std::string(field));
}

Outcome check_needed(const CheckRequest& mapping) {
  if (!mapping.order_ref) return column_needed("order_ref", "the order number");
  if (!mapping.sold_at) return column_needed("sold_at", "the date");
  if (!mapping.customer_ref && !mapping.customer_phone) {
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
  for (const auto* sign : {"¥", "$", "€", "£", "cny", "usd", "rmb"})
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

class RowParser {
 public:
  RowParser(std::int64_t row_no, std::span<const std::string_view> cells, const RowContext& context)
      : cells_(cells), context_(context) {
    row_.row_no = row_no;
  }

  std::variant<ImportRow, RowError> parse() {
    const bool good = read_texts() && read_store() && read_time() && read_quantity() && read_money();
    if (!good) return std::move(error_);
    return std::move(row_);
  }

 private:
  bool fail(Meaning meaning, std::string reason, std::string detail) {
    error_.row_no = row_.row_no;
    error_.field = std::string(name_of(meaning));
    error_.reason = "imports." + std::move(reason);
    error_.detail = std::move(detail);
    error_.value = std::string(cell(meaning));
    return false;
  }

  [[nodiscard]] bool is_mapped(Meaning meaning) const {
    return context_.columns[static_cast<std::size_t>(meaning)].has_value();
  }

  [[nodiscard]] std::string_view cell(Meaning meaning) const {
    const auto column = context_.columns[static_cast<std::size_t>(meaning)];
    if (!column || *column >= cells_.size()) return {};
    return trim(cells_[*column]);
  }

  bool read_text(Meaning meaning, std::size_t most, bool needed, std::string& out) {
    const auto text = cell(meaning);
    if (text.empty() && needed) return fail(meaning, "value_missing", "this is needed and empty");
    // U+FFFD is what bytes become that the file's encoding does not know.
    if (!is_valid_utf8(text) || has_control_characters(text) || text.find("\xEF\xBF\xBD") != std::string_view::npos) {
      return fail(meaning, "value_unreadable", "has characters that are no text; is the encoding right?");
    }
    if (count_code_points(text) > most) {
      return fail(meaning, "value_too_long", "has more than " + std::to_string(most) + " characters");
    }
    out = normalise_name(text);
    return true;
  }

  bool read_texts() {
    if (!read_text(Meaning::order_ref, 80, true, row_.order_ref) ||
        !read_text(Meaning::customer_ref, 80, false, row_.customer_ref) ||
        !read_text(Meaning::customer_name, 120, false, row_.customer_name) ||
        !read_text(Meaning::sku, 64, true, row_.sku) ||
        !read_text(Meaning::product_name, 200, false, row_.product_name) ||
        !read_text(Meaning::category, 100, false, row_.category)) {
      return false;
    }
    const auto phone = cell(Meaning::customer_phone);
    if (!phone.empty()) {
      const auto normal = normalise_phone(phone);
      if (!normal) return fail(Meaning::customer_phone, "phone_unreadable", "is no phone number");
      row_.customer_phone = *normal;
    }
    if (row_.customer_ref.empty() && row_.customer_phone.empty()) {
      return fail(is_mapped(Meaning::customer_ref) ? Meaning::customer_ref : Meaning::customer_phone,
                  "customer_missing", "the row names no customer: neither number nor phone");
    }
    return true;
  }

  bool read_store() {
    const auto text = cell(Meaning::store);
    if (!text.empty()) {
      const auto store = context_.find_store(text);
      if (!store) return fail(Meaning::store, "store_unknown", "there is no store of this name or code in your reach");
      row_.store_id = *store;
      return true;
    }
    if (!context_.default_store) return fail(Meaning::store, "value_missing", "the row names no store");
    row_.store_id = *context_.default_store;
    return true;
  }

  bool read_time() {
    const auto text = cell(Meaning::sold_at);
    if (text.empty()) return fail(Meaning::sold_at, "value_missing", "this is needed and empty");
    const auto local = parse_date_with_pattern(text, context_.date_pattern);
    if (!local) {
      return fail(Meaning::sold_at, "date_unreadable",
                  "is no date written as " + std::string(homeport::name_of(context_.date_pattern)));
    }
    // A day without a time is taken at noon: the day stays the same in every nearby zone.
    constexpr std::int32_t kNoon = 12 * 3600;
    row_.sold_at = time_at(local->date, local->second_of_day.value_or(kNoon), context_.time_zone(row_.store_id));
    if (row_.sold_at > plus_seconds(context_.now, 24 * 3600)) {
      return fail(Meaning::sold_at, "date_in_future", "lies in the future");
    }
    row_.sold_at = std::min(row_.sold_at, context_.now);
    return true;
  }

  bool read_quantity() {
    const auto text = cell(Meaning::quantity);
    if (text.empty()) return fail(Meaning::quantity, "value_missing", "this is needed and empty");
    const auto thousandths = parse_decimal(text, 3);
    if (!thousandths || *thousandths % 1000 != 0) {
      return fail(Meaning::quantity, "number_unreadable", "is no whole number");
    }
    row_.quantity = *thousandths / 1000;
    if (row_.quantity <= 0) {
      return fail(Meaning::quantity, "quantity_not_positive",
                  "must be at least 1; returns are recorded at the sale they belong to");
    }
    if (row_.quantity > 1'000'000) return fail(Meaning::quantity, "number_too_large", "is more than 1000000");
    return true;
  }

  bool read_number(Meaning meaning, std::optional<std::int64_t>& out) {
    const auto text = cell(meaning);
    if (text.empty()) return true;
    out = parse_decimal(text, context_.currency_digits);
    return out.has_value() || fail(meaning, "number_unreadable", "is no amount of money");
  }

  bool read_money() {
    std::optional<std::int64_t> amount;
    std::optional<std::int64_t> unit_price;
    std::optional<std::int64_t> cost;
    std::optional<std::int64_t> profit;
    if (!read_number(Meaning::amount, amount) || !read_number(Meaning::unit_price, unit_price) ||
        !read_number(Meaning::cost, cost) || !read_number(Meaning::profit, profit)) {
      return false;
    }
    const Meaning source = is_mapped(Meaning::amount) ? Meaning::amount : Meaning::unit_price;
    if (!amount && unit_price) {
      const Int128 product = static_cast<Int128>(*unit_price) * row_.quantity;
      if (product > kMaxAmount) return fail(source, "number_too_large", "makes an amount beyond the limit");
      amount = static_cast<std::int64_t>(product);
    }
    if (!amount) return fail(source, "value_missing", "this is needed and empty");
    if (*amount < 0)
      return fail(source, "amount_negative", "is below 0; returns are recorded at the sale they belong to");
    row_.amount = Money{*amount};
    if (profit) cost = *amount - *profit;
    if (cost && *cost < 0) {
      return fail(profit ? Meaning::profit : Meaning::cost, "cost_negative",
                  profit ? "is more than the amount" : "is below 0");
    }
    if (cost) row_.cost = Money{*cost};
    return true;
  }

  std::span<const std::string_view> cells_;
  const RowContext& context_;
  ImportRow row_;
  RowError error_;
};

}  // namespace

Columns columns_of(const CheckRequest& mapping) {
  const std::array<std::optional<std::int64_t>, kMeaningCount> given{
      mapping.order_ref,      mapping.sold_at,    mapping.store,        mapping.customer_ref, mapping.customer_name,
      mapping.customer_phone, mapping.sku,        mapping.product_name, mapping.category,     mapping.quantity,
      mapping.amount,         mapping.unit_price, mapping.cost,         mapping.profit};
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
                    std::string(kMeaningNames[i]));
    }
    for (std::size_t k = i + 1; k < kMeaningCount; ++k) {
      if (columns[k] == columns[i]) {
        return refuse(RefusalKind::invalid, "imports.column_twice", "one column cannot mean two things",
                      std::string(kMeaningNames[k]));
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

std::variant<ImportRow, RowError> read_row(std::int64_t row_no, std::span<const std::string_view> cells,
                                           const RowContext& context) {
  return RowParser(row_no, cells, context).parse();
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

std::optional<RowError> check_order(std::span<const ImportRow> rows) {
  for (const auto& row : rows.subspan(1)) {
    const auto& first = rows.front();
    const auto disagrees = [&](Meaning meaning, const std::string& value) {
      return RowError{row.row_no, std::string(name_of(meaning)), "imports.order_disagrees",
                      "differs from row " + std::to_string(first.row_no) + " of the same order " + row.order_ref,
                      value};
    };
    if (row.customer_ref != first.customer_ref) return disagrees(Meaning::customer_ref, row.customer_ref);
    if (row.customer_phone != first.customer_phone) return disagrees(Meaning::customer_phone, row.customer_phone);
    if (row.sold_at != first.sold_at) return disagrees(Meaning::sold_at, format_rfc3339(row.sold_at));
    if (row.store_id != first.store_id) return disagrees(Meaning::store, to_string(row.store_id));
  }
  return std::nullopt;
}

}  // namespace homeport::imports
