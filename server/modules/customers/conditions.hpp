#pragma once

// Conditions on the fields of the list: what may be asked, and how it becomes SQL.

#include <span>
#include <string_view>
#include <vector>

#include "kit/paging.hpp"
#include "kit/use_case.hpp"
#include "modules/customers/types.hpp"

namespace homeport::customers {

// The fields of customers itself that can be asked about. Own fields are asked about as "own.<key>".
[[nodiscard]] std::span<const ConditionField> own_condition_fields();

// Reads the JSON of a query parameter `where`. The codec's refusals, and customers.where_too_long (where).
[[nodiscard]] Result<ConditionSet> conditions_from(std::string_view json);

// `more`: the fields of higher modules. Days ("within_days") are counted back from read.now. Refusals, all with the
// field "where": customers.condition_field_unknown, customers.condition_op_unfit, customers.condition_value_bad,
// access.permission_missing.
[[nodiscard]] Result<std::vector<CheckedCondition>> check_conditions(const kit::Read& read, const ConditionSet& asked,
                                                                     std::span<const ConditionField> more);

namespace store {

// " AND …": the customer is c.
void where_condition(kit::ListQuery& query, const CheckedCondition& condition);

// The condition that is best walked along rather than asked of every customer; nullptr when there is none.
[[nodiscard]] const CheckedCondition* condition_to_walk(std::span<const CheckedCondition> conditions);
// "FROM … d WHERE …" along it, in the order of d.customer_id: with the customers themselves as c, or the index alone.
enum class Walked : std::uint8_t { customers, index };
void walk_condition(kit::ListQuery& query, const CheckedCondition& condition, Walked walked);

}  // namespace store
}  // namespace homeport::customers
