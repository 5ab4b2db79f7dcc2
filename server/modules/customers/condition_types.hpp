#pragma once

// Conditions on the fields of the customer list: as they are asked, what can be asked about, and as they were checked.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"

namespace homeport::customers {

// One condition of a list as it is asked for: a field of the list, what about it, and with what it is compared.
enum class ConditionOp : std::uint8_t {
  any_of,
  none_of,
  all_of,
  contains,
  at_least,
  at_most,
  within_days,
  not_within_days,
  is_set,
  is_not_set
};
inline constexpr std::int64_t kMostConditions = 12;
inline constexpr std::int64_t kMostConditionValues = 50;
inline constexpr std::size_t kMostWhereBytes = 8000;

struct Condition {
  std::string field;
  ConditionOp op = ConditionOp::any_of;
  std::vector<std::string> values;
};

// All of them must hold.
struct ConditionSet {
  std::vector<Condition> all;
};

// What the values of a field are, and so what can be asked of it.
enum class ConditionKind : std::uint8_t { text, choice, id, integer, date, time };

// A field that can be asked about, in constant SQL. Where it is not a column of the customer (c.…) the query is
// `before` + column + what is compared + `after`, such as "EXISTS (SELECT 1 FROM … WHERE … AND " and ")".
struct ConditionField {
  std::string_view name;
  ConditionKind kind = ConditionKind::text;
  std::string_view column;
  std::string_view before{};
  std::string_view after{};
  // Customers of whom `before` finds nothing count as zero.
  bool absent_is_zero = false;
  std::string_view permission{};  // needed to ask about it; empty: none
  // A table and its column by which an index knows the customers with one value in the order of their ids. Empty: there
  // is no such index.
  std::string_view walk_table{};
  std::string_view walk_column{};
  std::span<const std::string_view> choices{};
};

// A condition that was checked, with its values as they are compared.
struct CheckedCondition {
  ConditionField field;
  std::int64_t own_field_id = 0;  // of an own field; bound behind `before`
  ConditionOp op = ConditionOp::any_of;
  std::vector<std::int64_t> numbers;
  std::vector<std::string> texts;
};

}  // namespace homeport::customers

template <>
struct homeport::Choices<homeport::customers::ConditionOp> {
  static constexpr std::array<std::string_view, 10> names{"any_of",   "none_of",   "all_of",      "contains",
                                                          "at_least", "at_most",   "within_days", "not_within_days",
                                                          "is_set",   "is_not_set"};
};

template <>
struct homeport::Fields<homeport::customers::Condition> {
  using C = homeport::customers::Condition;
  static constexpr std::string_view name = "Condition";
  static constexpr std::array rows{
      field<&C::field>("field", Access::read_write, {.min = 1, .max = 60, .required = true}),
      field<&C::op>("op", Access::read_write, {.required = true}),
      field<&C::values>("values", Access::read_write, {.max = homeport::customers::kMostConditionValues}),
  };
};

template <>
struct homeport::Fields<homeport::customers::ConditionSet> {
  using C = homeport::customers::ConditionSet;
  static constexpr std::string_view name = "ConditionSet";
  static constexpr std::array rows{
      field<&C::all>("all", Access::read_write, {.max = homeport::customers::kMostConditions}),
  };
};
