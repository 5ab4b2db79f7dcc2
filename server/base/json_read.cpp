#include <algorithm>

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "base/json.hpp"
#include "base/text.hpp"

namespace homeport {
namespace {

namespace json = boost::json;

std::string join_path(std::string_view parent, std::string_view name) {
  return parent.empty() ? std::string(name) : std::string(parent) + "." + std::string(name);
}

std::string_view expected_form(FieldKind kind) {
  switch (kind) {
    case FieldKind::boolean: return "true or false";
    case FieldKind::integer:
    case FieldKind::money:
    case FieldKind::points:
    case FieldKind::rate: return "a whole number";
    case FieldKind::id: return "an id as decimal text";
    case FieldKind::time: return "a time such as 2026-01-31T08:00:00Z";
    case FieldKind::date: return "a day such as 2026-01-31";
    case FieldKind::text:
    case FieldKind::choice: return "text";
    case FieldKind::record: return "an object";
    case FieldKind::list: return "a list";
  }
  return "another type";
}

class Reader {
 public:
  Reader(ReadMode mode, View view) : mode_(mode), view_(view) {}

  void read_record(const RecordTable& table, void* record, const json::value& value, const std::string& path) {
    if (!value.is_object()) {
      wrong_type(path, FieldKind::record);
      return;
    }
    for (const auto& member : value.get_object()) {
      const std::string_view name(member.key().data(), member.key().size());
      const FieldRow* row = table.find(name);
      if (row == nullptr || row->access == Access::internal) {
        violate(join_path(path, cut_to(name, 64)), "request.unknown_field", "there is no such field here");
      } else if (may_write(*row, path)) {
        read_field(*row, row->locate_mutable(record), member.value(), join_path(path, name));
      }
    }
    if (mode_ == ReadMode::create || !path.empty()) demand_required(table, value.get_object(), path);
  }

  Outcome finish() {
    if (needs_margin_) {
      return refuse(RefusalKind::forbidden, "access.margin_required",
                    "this field needs the permission finance.margin.read", std::move(margin_field_));
    }
    if (violations_.empty()) return Done{};
    Refusal refusal =
        refuse(RefusalKind::invalid, violations_.front().reason, violations_.front().detail, violations_.front().field);
    refusal.errors = std::move(violations_);
    return refusal;
  }

 private:
  void violate(std::string field, std::string reason, std::string detail) {
    if (violations_.size() < kMaxViolations) {
      violations_.push_back({std::move(field), std::move(reason), std::move(detail)});
    }
  }

  void wrong_type(const std::string& path, FieldKind kind) {
    violate(path, "request.wrong_type", "expected " + std::string(expected_form(kind)));
  }

  bool may_write(const FieldRow& row, const std::string& path) {
    const bool locked = row.access == Access::read_only || row.access == Access::margin_read_only ||
                        (row.access == Access::create_only && mode_ == ReadMode::patch && path.empty());
    if (row.is_margin() && !view_.margin) {
      needs_margin_ = true;
      margin_field_ = join_path(path, row.name);
      return false;
    }
    if (locked) {
      violate(join_path(path, row.name), "request.read_only_field", "the server decides this field");
      return false;
    }
    return true;
  }

  void demand_required(const RecordTable& table, const json::object& given, const std::string& path) {
    for (const auto& row : table.rows) {
      if (!row.limits.required || given.contains(json::string_view(row.name.data(), row.name.size()))) continue;
      violate(join_path(path, row.name), "request.required", "this field is needed");
    }
  }

  void read_field(const FieldRow& row, void* target, const json::value& value, const std::string& path) {
    if (value.is_null()) {
      if (!row.type->optional || row.limits.required) {
        violate(path, "request.required", "this field cannot be empty");
      } else {
        row.type->clear(target);
      }
      return;
    }
    read_value(*row.type, effective_limits(row), target, value, path);
  }

  void read_value(const TypeOps& type, const Limits& limits, void* target, const json::value& value,
                  const std::string& path) {
    switch (type.kind) {
      case FieldKind::boolean:
        if (!value.is_bool()) return wrong_type(path, type.kind);
        type.set_int(target, value.get_bool() ? 1 : 0);
        return;
      case FieldKind::integer:
      case FieldKind::money:
      case FieldKind::points:
      case FieldKind::rate: return read_number(type, limits, target, value, path);
      case FieldKind::record: return read_record(*type.record(), type.make_inner(target), value, path);
      case FieldKind::list: return read_list(type, limits, target, value, path);
      case FieldKind::id:
      case FieldKind::time:
      case FieldKind::date:
      case FieldKind::text:
      case FieldKind::choice:
        if (!value.is_string()) return wrong_type(path, type.kind);
        return read_text_form(type, limits, target,
                              std::string_view(value.get_string().data(), value.get_string().size()), path);
    }
  }

  void read_number(const TypeOps& type, const Limits& limits, void* target, const json::value& value,
                   const std::string& path) {
    if (value.is_uint64()) return out_of_range(path, limits);
    if (!value.is_int64()) return wrong_type(path, type.kind);
    const std::int64_t number = value.get_int64();
    if (number < limits.min || number > limits.max) return out_of_range(path, limits);
    type.set_int(target, number);
  }

  void out_of_range(const std::string& path, const Limits& limits) {
    violate(path, "request.out_of_range",
            "must be from " + std::to_string(limits.min) + " to " + std::to_string(limits.max));
  }

  void read_text_form(const TypeOps& type, const Limits& limits, void* target, std::string_view text,
                      const std::string& path) {
    switch (type.kind) {
      case FieldKind::id:
        if (const auto id = parse_id(text)) return type.set_int(target, *id);
        return wrong_type(path, type.kind);
      case FieldKind::time:
        if (const auto time = parse_rfc3339(text)) return type.set_int(target, time->us);
        return wrong_type(path, type.kind);
      case FieldKind::date:
        if (const auto date = parse_date(text)) return type.set_int(target, date->days);
        return wrong_type(path, type.kind);
      case FieldKind::choice: return read_choice(type, target, text, path);
      default: return read_text(type, limits, target, text, path);
    }
  }

  void read_choice(const TypeOps& type, void* target, std::string_view text, const std::string& path) {
    std::string names;
    for (std::size_t i = 0; i < type.choices.size(); ++i) {
      if (type.choices[i] == text) return type.set_int(target, static_cast<std::int64_t>(i));
      names += (i == 0 ? "" : ", ") + std::string(type.choices[i]);
    }
    violate(path, "request.not_a_choice", "must be one of: " + names);
  }

  void read_text(const TypeOps& type, const Limits& limits, void* target, std::string_view text,
                 const std::string& path) {
    if (!is_valid_utf8(text) ||
        has_control_characters(text, limits.multiline ? LineBreaks::allowed : LineBreaks::refused)) {
      return violate(path, "request.bad_text", "must be valid UTF-8 without control characters");
    }
    const std::string_view trimmed = trim(text);
    const auto length = static_cast<std::int64_t>(count_code_points(trimmed));
    if (length > limits.max) {
      return violate(path, "request.too_long",
                     "has " + std::to_string(length) + " characters, at most " + std::to_string(limits.max));
    }
    if (length < limits.min || (limits.required && length == 0)) {
      return violate(path, length == 0 ? "request.required" : "request.too_short",
                     "needs at least " + std::to_string(std::max<std::int64_t>(limits.min, 1)) + " characters");
    }
    if (type.optional && length == 0) return type.clear(target);
    type.set_text(target, trimmed);
  }

  void read_list(const TypeOps& type, const Limits& limits, void* target, const json::value& value,
                 const std::string& path) {
    if (!value.is_array()) return wrong_type(path, type.kind);
    const auto& items = value.get_array();
    const auto size = static_cast<std::int64_t>(items.size());
    if (size > limits.max) {
      return violate(path, "request.too_many_items",
                     "has " + std::to_string(size) + " items, at most " + std::to_string(limits.max));
    }
    if (size < limits.min) {
      return violate(path, "request.too_short", "needs at least " + std::to_string(limits.min) + " items");
    }
    type.clear(target);
    const FieldRow element{path, Access::read_write, {}, type.element, nullptr, nullptr, {}};
    for (std::size_t i = 0; i < items.size(); ++i) {
      const std::string item_path = path + "[" + std::to_string(i) + "]";
      if (items[i].is_null()) {
        wrong_type(item_path, type.element->kind);
      } else {
        read_value(*type.element, effective_limits(element), type.append(target), items[i], item_path);
      }
    }
  }

  ReadMode mode_;
  View view_;
  std::vector<FieldError> violations_;
  bool needs_margin_ = false;
  std::string margin_field_;
};

}  // namespace

Outcome read_json(std::string_view body, const RecordTable& table, void* record, ReadMode mode, View view) {
  json::monotonic_resource memory;
  json::parse_options options;
  options.max_depth = kMaxJsonDepth;
  boost::system::error_code error;
  const json::value value = json::parse(json::string_view(body.data(), body.size()), error, &memory, options);
  if (error) {
    return refuse(RefusalKind::invalid, "request.not_json", "the body is not valid JSON: " + error.message());
  }
  if (!value.is_object()) return refuse(RefusalKind::invalid, "request.not_json", "the body must be a JSON object");
  Reader reader(mode, view);
  reader.read_record(table, record, value, {});
  return reader.finish();
}

}  // namespace homeport
