#pragma once

// What a change does to a customer, how it is taken back, and how a customer is written into a file. Pure.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "modules/bulk/field_tables.hpp"
#include "modules/customers/service.hpp"

namespace homeport::bulk {

// bulk.nobody (whom) where nobody was chosen.
[[nodiscard]] Outcome check_whom(const Whom& whom);
// bulk.nothing_to_change (change); bulk.tag_both_ways (change) for a tag both given and taken.
[[nodiscard]] Outcome check_change(const CustomerChange& change);

// The customer after the change; `status` is left to set_status.
[[nodiscard]] customers::Customer after_change(customers::Customer customer, const CustomerChange& change);
// What the change replaces in him.
[[nodiscard]] Replaced replaced_by(const customers::Customer& before, const CustomerChange& change);
// The customer with `replaced` put back wherever he still is as the change made him; his status included.
[[nodiscard]] customers::Customer taken_back(customers::Customer customer, const CustomerChange& change,
                                             const Replaced& replaced);

// The column that needs finance.margin.read.
inline constexpr std::string_view kCombinedPoints = "combined_points";
// Columns a file can have beside "own.<key>".
[[nodiscard]] std::span<const std::string_view> file_columns();
// bulk.column_unknown (form), bulk.column_twice (form), request.not_a_choice (form.language).
[[nodiscard]] Outcome check_form(const FileForm& form, std::span<const own_fields::OwnField> fields);

// What a row is written from.
struct FileContext {
  std::span<const own_fields::OwnField> fields;
  std::function<std::string(own_fields::TagId)> tag_name;
  std::function<std::string(kit::StaffId)> staff_name;
  TimeZone zone = TimeZone::utc();
  std::string_view language = "en";
};
[[nodiscard]] std::string cell(const customers::CustomerListItem& item, std::string_view column,
                               const FileContext& context);

// Who may do what, kept with a task: its words, and the actor they stand for.
[[nodiscard]] std::string rights_of(const kit::Actor& actor);
[[nodiscard]] kit::Actor actor_of(const BulkTask& task);

}  // namespace homeport::bulk
