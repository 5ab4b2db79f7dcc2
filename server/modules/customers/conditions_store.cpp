// The SQL of conditions: constant text, every value a parameter.

#include <algorithm>

#include "modules/customers/conditions.hpp"

namespace homeport::customers::store {
namespace {

bool is_negated(const CheckedCondition& condition) {
  using Op = ConditionOp;
  return condition.op == Op::none_of || condition.op == Op::not_within_days || condition.op == Op::is_not_set;
}

// As lower() of SQLite has it: other letters than these it leaves alone.
std::string in_small_letters(std::string_view text) {
  std::string small(text);
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return small;
}

void bind_first(kit::ListQuery& query, const CheckedCondition& condition) {
  if (!condition.numbers.empty()) {
    query.bind(condition.numbers.front());
  } else {
    query.bind(condition.texts.front());
  }
}

void bind_list(kit::ListQuery& query, const CheckedCondition& condition) {
  query.text(" IN (");
  std::string_view separator;
  for (const auto number : condition.numbers) {
    query.text(separator).bind(number);
    separator = ", ";
  }
  for (const auto& text : condition.texts) {
    query.text(separator).bind(text);
    separator = ", ";
  }
  query.text(")");
}

void compare(kit::ListQuery& query, const CheckedCondition& condition, ConditionOp op) {
  const auto& column = condition.field.column;
  using Op = ConditionOp;
  switch (op) {
    case Op::any_of:
    case Op::none_of:
    case Op::all_of:
      query.text(column);
      bind_list(query, condition);
      return;
    case Op::contains:
      query.contains("lower(" + std::string(column) + ")", in_small_letters(condition.texts.front()));
      return;
    case Op::at_least:
    case Op::within_days:
    case Op::not_within_days:
      query.text(column).text(" >= ");
      bind_first(query, condition);
      return;
    case Op::at_most:
      query.text(column).text(" <= ");
      bind_first(query, condition);
      return;
    case Op::is_set:
    case Op::is_not_set: query.text(column).text(" IS NOT NULL"); return;
  }
}

// Of a customer without an account the sum is zero: "at most 5" is "not more than 5", "at least 0" everybody.
bool compare_absent(kit::ListQuery& query, const CheckedCondition& condition) {
  const auto& field = condition.field;
  if (!field.absent_is_zero || condition.numbers.empty()) return false;
  const auto bound = condition.numbers.front();
  const bool is_most = condition.op == ConditionOp::at_most && bound >= 0;
  const bool is_least = condition.op == ConditionOp::at_least && bound <= 0;
  if (!is_most && !is_least) return false;
  query.text(" AND NOT ").text(field.before).text(field.column).text(is_most ? " > " : " < ").bind(bound);
  query.text(field.after);
  return true;
}

}  // namespace

void where_condition(kit::ListQuery& query, const CheckedCondition& condition) {
  if (condition.op == ConditionOp::all_of && condition.numbers.size() > 1) {
    for (const auto number : condition.numbers) {
      CheckedCondition one = condition;
      one.numbers = {number};
      where_condition(query, one);
    }
    return;
  }
  if (compare_absent(query, condition)) return;
  const auto& field = condition.field;
  if (field.before.empty()) {
    query.text(" AND (");
    if (is_negated(condition)) query.text(field.column).text(" IS NULL OR NOT (");
    compare(query, condition, condition.op);
    query.text(is_negated(condition) ? "))" : ")");
    return;
  }
  query.text(is_negated(condition) ? " AND NOT " : " AND ").text(field.before);
  if (condition.own_field_id != 0) query.bind(condition.own_field_id).text(" AND ");
  compare(query, condition, condition.op);
  query.text(field.after);
}

const CheckedCondition* condition_to_walk(std::span<const CheckedCondition> conditions) {
  for (const auto& condition : conditions) {
    const bool is_equality = condition.op == ConditionOp::any_of || condition.op == ConditionOp::all_of;
    if (!condition.field.walk_table.empty() && is_equality && condition.numbers.size() + condition.texts.size() == 1) {
      return &condition;
    }
  }
  return nullptr;
}

void walk_condition(kit::ListQuery& query, const CheckedCondition& condition, Walked walked) {
  query.text("FROM ").text(condition.field.walk_table).text(" d");
  if (walked == Walked::customers) query.text(" JOIN customer c ON c.customer_id = d.customer_id");
  query.text(" WHERE d.").text(condition.field.walk_column).text(" = ");
  bind_first(query, condition);
  if (condition.own_field_id != 0) query.text(" AND d.field_id = ").bind(condition.own_field_id);
}

}  // namespace homeport::customers::store
