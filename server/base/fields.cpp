#include "base/fields.hpp"

namespace homeport {
namespace {

constexpr std::int64_t kDefaultTextLimit = 200;
constexpr std::int64_t kDefaultListLimit = 100;

Limits default_limits(FieldKind kind, Limits own) {
  switch (kind) {
    case FieldKind::text: own.max = kDefaultTextLimit; break;
    case FieldKind::list: own.max = kDefaultListLimit; break;
    case FieldKind::rate: own.max = kPpm; break;
    case FieldKind::time:
      own.min = kFirstTime.us;
      own.max = kLastTime.us;
      break;
    case FieldKind::date:
      own.min = kFirstDate.days;
      own.max = kLastDate.days;
      break;
    case FieldKind::id:
      own.min = INT64_MIN;
      own.max = INT64_MAX;
      break;
    case FieldKind::integer:
    case FieldKind::money:
    case FieldKind::points:
      if (own.min == 0) own.min = -kMaxAmount;
      own.max = kMaxAmount;
      break;
    case FieldKind::boolean:
    case FieldKind::choice:
    case FieldKind::record: break;
  }
  return own;
}

}  // namespace

Limits effective_limits(const FieldRow& row) {
  return row.limits.max != 0 ? row.limits : default_limits(row.type->kind, row.limits);
}

}  // namespace homeport
