// One row of a file, cell by cell: the first thing that is wrong with it is named.

#include <algorithm>

#include "base/phone.hpp"
#include "base/text.hpp"
#include "modules/imports/rules.hpp"

namespace homeport::imports {
namespace {

class RowParser {
 public:
  RowParser(std::int64_t row_no, std::span<const std::string_view> cells, const RowContext& context)
      : cells_(cells), context_(context) {
    row_.row_no = row_no;
  }

  std::variant<ImportRow, RowError> parse() {
    const bool good = read_texts() && read_quantity() && read_customer() && read_store() && read_time() &&
                      read_currency() && read_money();
    if (!good) return std::move(error_);
    return std::move(row_);
  }

 private:
  bool fail(Meaning meaning, std::string reason, std::string detail) {
    error_.row_no = row_.row_no;
    error_.field = std::string(word_of(meaning));
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
    return true;
  }

  bool read_customer() {
    const auto phone = cell(Meaning::customer_phone);
    if (!phone.empty()) {
      const auto normal = normalise_phone(phone);
      if (!normal) return fail(Meaning::customer_phone, "phone_unreadable", "is no phone number");
      row_.customer_phone = *normal;
    }
    if (!row_.customer_ref.empty() || !row_.customer_phone.empty()) return true;
    const auto field = is_mapped(Meaning::customer_phone) && !is_mapped(Meaning::customer_ref) ? Meaning::customer_phone
                                                                                               : Meaning::customer_ref;
    if (row_.quantity < 0) {
      return fail(field, "return_without_customer",
                  "a return names its customer, or nobody knows which sale it takes from");
    }
    if (context_.without_customer == WithoutCustomer::anonymous) return true;
    return fail(field, "customer_missing", "the row names no customer: neither number nor phone");
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
    if (row_.quantity == 0) return fail(Meaning::quantity, "quantity_zero", "sells nothing and takes nothing back");
    if (row_.quantity > kMostUnits || row_.quantity < -kMostUnits) {
      return fail(Meaning::quantity, "number_too_large", "is more than " + std::to_string(kMostUnits));
    }
    return true;
  }

  bool read_currency() {
    const auto text = cell(Meaning::currency);
    if (text.empty() || context_.currency.empty() || fold_for_search(text) == fold_for_search(context_.currency)) {
      return true;
    }
    return fail(Meaning::currency, "foreign_currency",
                "is not " + context_.currency + ", the currency of the chain; amounts are never converted");
  }

  bool read_number(Meaning meaning, int digits, std::optional<std::int64_t>& out) {
    const auto text = cell(meaning);
    if (text.empty()) return true;
    if (names_foreign_currency(text, context_.currency)) {
      return fail(meaning, "foreign_currency", "is not in " + context_.currency + ", the currency of the chain");
    }
    out = parse_decimal(text, digits);
    return out.has_value() || fail(meaning, "number_unreadable", "is no amount of money");
  }

  // A unit price may have more decimals than the currency: the line is rounded, once.
  bool read_priced_amount(std::optional<std::int64_t>& amount) {
    constexpr int kFinerDigits = 4;
    constexpr std::int64_t kFiner = 10'000;
    const auto text = cell(Meaning::unit_price);
    std::optional<std::int64_t> unit_price;
    if (!read_number(Meaning::unit_price, context_.currency_digits, unit_price)) return false;
    if (!unit_price) return true;
    if (*unit_price < 0) return fail(Meaning::unit_price, "amount_negative", "is below 0");
    const auto finer = parse_decimal(text, context_.currency_digits + kFinerDigits);
    const Int128 price = finer ? static_cast<Int128>(*finer) : static_cast<Int128>(*unit_price) * kFiner;
    const Int128 product = price * row_.quantity;
    const Int128 limit = static_cast<Int128>(kMaxAmount) * kFiner;
    if (product > limit || product < -limit) {
      return fail(Meaning::unit_price, "number_too_large", "makes an amount beyond the limit");
    }
    amount = divide_rounded(product, kFiner);
    return true;
  }

  bool read_money() {
    std::optional<std::int64_t> amount;
    const Meaning source = is_mapped(Meaning::amount) ? Meaning::amount : Meaning::unit_price;
    if (!read_number(Meaning::amount, context_.currency_digits, amount)) return false;
    if (!amount && !read_priced_amount(amount)) return false;
    if (!amount) return fail(source, "value_missing", "this is needed and empty");
    if (row_.quantity > 0 && *amount < 0) return fail(source, "amount_negative", "is below 0, but units were sold");
    if (row_.quantity < 0 && *amount > 0) return fail(source, "amount_positive", "is above 0, but units came back");
    row_.amount = Money{*amount};
    // What a return takes back of cost and profit is what its sale recorded, whatever the file says.
    return row_.quantity < 0 || read_cost(*amount);
  }

  bool read_cost(std::int64_t amount) {
    std::optional<std::int64_t> cost;
    std::optional<std::int64_t> profit;
    if (!read_number(Meaning::cost, context_.currency_digits, cost) ||
        !read_number(Meaning::profit, context_.currency_digits, profit)) {
      return false;
    }
    if (profit) cost = amount - *profit;
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

std::variant<ImportRow, RowError> read_row(std::int64_t row_no, std::span<const std::string_view> cells,
                                           const RowContext& context) {
  return RowParser(row_no, cells, context).parse();
}

}  // namespace homeport::imports
