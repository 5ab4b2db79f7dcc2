#include "modules/customers/conditions.hpp"

#include <algorithm>
#include <array>

#include "modules/customers/service.hpp"
#include "modules/own_fields/service.hpp"

namespace homeport::customers {
namespace {

constexpr std::string_view kOwnPrefix = "own.";
constexpr std::int64_t kMostDays = 36'500;

constexpr std::array<std::string_view, 12> kMonths{"01", "02", "03", "04", "05", "06",
                                                   "07", "08", "09", "10", "11", "12"};

constexpr std::string_view kOfTag = "EXISTS (SELECT 1 FROM customer_tag t WHERE t.customer_id = c.customer_id AND ";
constexpr std::string_view kOfCard =
    "EXISTS (SELECT 1 FROM customer_card k WHERE k.customer_id = c.customer_id AND k.status <> 'returned' AND ";
constexpr std::string_view kOfValue =
    "EXISTS (SELECT 1 FROM customer_own_value v WHERE v.customer_id = c.customer_id AND v.field_id = ";

// Nobody else is ever listed.
constexpr std::array<std::string_view, 2> kListedStatuses{"active", "disabled"};

using Kind = ConditionKind;
constexpr std::array kFields{
    ConditionField{.name = "name", .kind = Kind::text, .column = "c.name"},
    ConditionField{.name = "kind", .kind = Kind::choice, .column = "c.kind", .choices = Choices<CustomerKind>::names},
    ConditionField{.name = "gender", .kind = Kind::choice, .column = "c.gender", .choices = Choices<Gender>::names},
    ConditionField{.name = "status", .kind = Kind::choice, .column = "c.status", .choices = kListedStatuses},
    ConditionField{.name = "birthday_on", .kind = Kind::date, .column = "c.birthday_on"},
    ConditionField{
        .name = "birthday_month", .kind = Kind::choice, .column = "substr(c.birthday_on, 6, 2)", .choices = kMonths},
    ConditionField{.name = "phone", .kind = Kind::text, .column = "c.phone", .permission = kPhonePermission},
    ConditionField{.name = "email", .kind = Kind::text, .column = "c.email"},
    ConditionField{.name = "occupation", .kind = Kind::text, .column = "c.occupation"},
    ConditionField{.name = "note", .kind = Kind::text, .column = "c.note"},
    ConditionField{.name = "source", .kind = Kind::text, .column = "c.source"},
    ConditionField{.name = "external_ref", .kind = Kind::text, .column = "c.external_ref"},
    ConditionField{.name = "store_id", .kind = Kind::id, .column = "c.store_id"},
    ConditionField{.name = "owner_staff_id", .kind = Kind::id, .column = "c.owner_staff_id"},
    ConditionField{.name = "created_at", .kind = Kind::time, .column = "c.created_at"},
    ConditionField{.name = "updated_at", .kind = Kind::time, .column = "c.updated_at"},
    ConditionField{.name = "tag",
                   .kind = Kind::id,
                   .column = "t.tag_id",
                   .before = kOfTag,
                   .after = ")",
                   .walk_table = "customer_tag",
                   .walk_column = "tag_id"},
    ConditionField{.name = "card", .kind = Kind::text, .column = "k.card_number", .before = kOfCard, .after = ")"},
};

Refusal bad(std::string reason, std::string detail) {
  return refuse(RefusalKind::invalid, std::move(reason), std::move(detail), "where");
}

Refusal bad_value(const Condition& asked, std::string_view expected) {
  return bad("customers.condition_value_bad", asked.field + " is compared with " + std::string(expected));
}

bool fits(ConditionKind kind, ConditionOp op) {
  using Op = ConditionOp;
  switch (op) {
    case Op::is_set:
    case Op::is_not_set: return true;
    case Op::any_of:
    case Op::none_of: return kind != Kind::time;
    case Op::all_of: return kind == Kind::id;
    case Op::contains: return kind == Kind::text;
    case Op::at_least:
    case Op::at_most: return kind == Kind::integer || kind == Kind::date || kind == Kind::time;
    case Op::within_days:
    case Op::not_within_days: return kind == Kind::date || kind == Kind::time;
  }
  return false;
}

Outcome check_count(const Condition& asked) {
  using Op = ConditionOp;
  const bool takes_none = asked.op == Op::is_set || asked.op == Op::is_not_set;
  const bool takes_many = asked.op == Op::any_of || asked.op == Op::none_of || asked.op == Op::all_of;
  const auto count = asked.values.size();
  if (takes_none ? count == 0 : takes_many ? count > 0 : count == 1) return Done{};
  return bad_value(asked, takes_none ? "nothing" : takes_many ? "at least one value" : "one value");
}

std::optional<std::int64_t> integer_from(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  if (is_negative) text.remove_prefix(1);
  if (text.empty() || text.size() > 18) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return is_negative ? -value : value;
}

// A moment, or the beginning of a day in UTC.
std::optional<Time> time_from(std::string_view text) {
  if (const auto time = parse_rfc3339(text)) return time;
  const auto day = parse_date(text);
  if (!day) return std::nullopt;
  return Time{std::int64_t{day->days} * kMicrosPerDay};
}

// Days back from now, as the field compares them.
Outcome read_days(CheckedCondition& checked, const Condition& asked, Time now) {
  const auto days = integer_from(asked.values.front());
  if (!days || *days < 0 || *days > kMostDays) return bad_value(asked, "a number of days");
  const Time since = plus_days(now, -*days);
  if (checked.field.kind == Kind::time) {
    checked.numbers.push_back(since.us);
  } else {
    checked.texts.push_back(format_date(date_in_utc(since)));
  }
  return Done{};
}

Outcome read_values(CheckedCondition& checked, const Condition& asked) {
  for (const auto& value : asked.values) {
    switch (checked.field.kind) {
      case Kind::id:
      case Kind::integer: {
        const auto number = integer_from(value);
        if (!number) return bad_value(asked, checked.field.kind == Kind::id ? "ids" : "whole numbers");
        checked.numbers.push_back(*number);
        break;
      }
      case Kind::time: {
        const auto time = time_from(value);
        if (!time) return bad_value(asked, "a time or a day");
        checked.numbers.push_back(time->us);
        break;
      }
      case Kind::date:
        if (!parse_date(value)) return bad_value(asked, "a day such as 2026-11-22");
        checked.texts.push_back(value);
        break;
      case Kind::choice: {
        const auto& choices = checked.field.choices;
        if (std::find(choices.begin(), choices.end(), value) == choices.end()) return bad_value(asked, "its choices");
        checked.texts.push_back(value);
        break;
      }
      case Kind::text: checked.texts.push_back(value); break;
    }
  }
  return Done{};
}

// Own fields are compared in the form in which their values are kept.
Result<CheckedCondition> check_own(const kit::Read& read, const Condition& asked) {
  const auto key = std::string_view(asked.field).substr(kOwnPrefix.size());
  const auto fields = own_fields::load_fields(read.tx);
  const auto field = std::find_if(fields.begin(), fields.end(), [&](const auto& one) { return one.key == key; });
  if (field == fields.end()) return bad("customers.condition_field_unknown", "there is no field " + asked.field);
  using OwnKind = own_fields::OwnFieldKind;
  const bool is_text = field->kind == OwnKind::text || field->kind == OwnKind::choice;
  CheckedCondition checked;
  checked.field = {.name = "own",
                   .kind = field->kind == OwnKind::date ? Kind::date
                           : is_text                    ? Kind::text
                                                        : Kind::integer,
                   .column = is_text ? "v.folded" : "v.number",
                   .before = kOfValue,
                   .after = ")",
                   .walk_table = "customer_own_value",
                   .walk_column = is_text ? "folded" : "number"};
  checked.own_field_id = field->id.value;
  checked.op = asked.op;
  if (!fits(checked.field.kind, asked.op)) {
    return bad("customers.condition_op_unfit", "this can't be asked of " + asked.field);
  }
  TRY_DONE(check_count(asked));
  if (asked.op == ConditionOp::within_days || asked.op == ConditionOp::not_within_days) {
    const auto days = integer_from(asked.values.front());
    if (!days || *days < 0 || *days > kMostDays) return bad_value(asked, "a number of days");
    checked.numbers.push_back(date_in_utc(read.now).days - *days);
    return checked;
  }
  for (const auto& value : asked.values) {
    if (asked.op == ConditionOp::contains) {
      checked.texts.push_back(own_fields::folded_text(value));
      continue;
    }
    TRY(auto compared, own_fields::read_compared(*field, value));
    if (compared.number) checked.numbers.push_back(*compared.number);
    if (compared.folded) checked.texts.push_back(std::move(*compared.folded));
  }
  return checked;
}

}  // namespace

std::span<const ConditionField> own_condition_fields() { return kFields; }

Result<ConditionSet> conditions_from(std::string_view json) {
  if (json.size() > kMostWhereBytes) {
    return bad("customers.where_too_long", "conditions take at most " + std::to_string(kMostWhereBytes) + " bytes");
  }
  return record_from_json<ConditionSet>(json, View{});
}

Result<std::vector<CheckedCondition>> check_conditions(const kit::Read& read, const ConditionSet& asked,
                                                       std::span<const ConditionField> more) {
  std::vector<CheckedCondition> all;
  const auto find_field = [&](std::string_view name) -> const ConditionField* {
    for (const auto& fields : {std::span<const ConditionField>(kFields), more}) {
      for (const auto& field : fields) {
        if (field.name == name) return &field;
      }
    }
    return nullptr;
  };
  for (const auto& one : asked.all) {
    if (one.field.starts_with(kOwnPrefix)) {
      TRY(auto checked, check_own(read, one));
      all.push_back(std::move(checked));
      continue;
    }
    const auto* field = find_field(one.field);
    if (field == nullptr) return bad("customers.condition_field_unknown", "there is no field " + one.field);
    CheckedCondition checked{.field = *field, .op = one.op, .numbers = {}, .texts = {}};
    if (!fits(field->kind, one.op)) {
      return bad("customers.condition_op_unfit", "this can't be asked of " + one.field);
    }
    TRY_DONE(check_count(one));
    // Whether there is a phone may be asked by everybody, what it is only by those who may see it.
    if (!one.values.empty()) TRY_DONE(kit::check_permission(read.actor, field->permission));
    if (one.op == ConditionOp::within_days || one.op == ConditionOp::not_within_days) {
      TRY_DONE(read_days(checked, one, read.now));
    } else {
      TRY_DONE(read_values(checked, one));
    }
    all.push_back(std::move(checked));
  }
  return all;
}

}  // namespace homeport::customers
