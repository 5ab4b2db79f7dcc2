#include "http/schema.hpp"

#include "base/check.hpp"

namespace homeport::http {
namespace {

constexpr std::string_view kIdPattern = "^-?[1-9][0-9]{0,18}$";

bool is_shown(const FieldRow& row, SchemaUse use) {
  switch (row.access) {
    case Access::read_write:
    case Access::margin: return true;
    case Access::create_only: return use != SchemaUse::patch;
    case Access::read_only:
    case Access::margin_read_only: return use == SchemaUse::read;
    case Access::write_only: return use != SchemaUse::read;
    case Access::internal: return false;
  }
  return false;
}

bool is_required(const FieldRow& row, SchemaUse use) {
  if (use == SchemaUse::read) return !row.type->optional && !row.is_margin();
  return use == SchemaUse::create && row.limits.required;
}

// What a nested record is within this one: whole even in an edit.
SchemaUse nested(SchemaUse use) { return use == SchemaUse::patch ? SchemaUse::create : use; }

std::string_view kind_name(FieldKind kind) {
  switch (kind) {
    case FieldKind::money: return "money";
    case FieldKind::points: return "points";
    case FieldKind::rate: return "rate";
    default: return {};
  }
}

void append_type_name(JsonWriter& json, std::string_view name, bool nullable) {
  json.key("type");
  if (!nullable) {
    json.text(name);
    return;
  }
  json.begin_array().text(name).text("null").end_array();
}

void append_range(JsonWriter& json, const Limits& limits) {
  json.key("minimum").integer(limits.min);
  json.key("maximum").integer(limits.max);
}

void append_choices(JsonWriter& json, const TypeOps& type, bool nullable) {
  json.key("enum").begin_array();
  for (const std::string_view choice : type.choices)
    json.text(choice);
  if (nullable) json.null();
  json.end_array();
}

}  // namespace

void SchemaSet::add(const RecordTable& table, SchemaUse use) {
  if (use == SchemaUse::read) read_.insert(&table);
  const auto [at, is_new] = entries_.try_emplace(name_of(table, use), Entry{&table, use});
  CHECK(at->second.table == &table);
  if (!is_new) return;
  for (const FieldRow& row : table.rows) {
    if (!is_shown(row, use)) continue;
    const TypeOps* type = row.type;
    while (type->element != nullptr)
      type = type->element;
    if (type->record != nullptr) add(*type->record(), nested(use));
  }
}

std::string SchemaSet::name_of(const RecordTable& table, SchemaUse use) const {
  std::string name(table.name);
  if (use == SchemaUse::patch) return name + "Patch";
  if (use == SchemaUse::create && read_.contains(&table)) return name + "Create";
  return name;
}

void SchemaSet::append_reference(JsonWriter& json, const RecordTable& table, SchemaUse use) const {
  json.key("$ref").text("#/components/schemas/" + name_of(table, use));
}

void SchemaSet::append_schemas(JsonWriter& json) const {
  for (const auto& [name, entry] : entries_) {
    json.key(name);
    append_schema(json, entry);
  }
}

void SchemaSet::append_schema(JsonWriter& json, const Entry& entry) const {
  json.begin_object();
  json.key("type").text("object");
  bool has_required = false;
  for (const FieldRow& row : entry.table->rows) {
    if (!is_shown(row, entry.use) || !is_required(row, entry.use)) continue;
    if (!has_required) json.key("required").begin_array();
    has_required = true;
    json.text(row.name);
  }
  if (has_required) json.end_array();
  json.key("properties").begin_object();
  for (const FieldRow& row : entry.table->rows) {
    if (!is_shown(row, entry.use)) continue;
    json.key(row.name);
    append_row(json, row, entry.use);
  }
  json.end_object();
  if (entry.use != SchemaUse::read) json.key("additionalProperties").boolean(false);
  json.end_object();
}

void SchemaSet::append_row(JsonWriter& json, const FieldRow& row, SchemaUse use) const {
  const Limits limits = effective_limits(row);
  const bool is_nullable_record = use != SchemaUse::read && row.type->optional && row.type->kind == FieldKind::record;
  json.begin_object();
  if (is_nullable_record) {
    json.key("anyOf").begin_array().begin_object();
    append_reference(json, *row.type->record(), nested(use));
    json.end_object().begin_object().key("type").text("null").end_object().end_array();
  } else {
    append_type(json, *row.type, limits, use);
  }
  if (!row.limits.about.empty()) json.key("description").text(row.limits.about);
  if (const auto kind = kind_name(row.type->kind); !kind.empty()) json.key("x-homeport-kind").text(kind);
  if (row.is_margin()) json.key("x-homeport-access").text("margin");
  json.end_object();
}

void SchemaSet::append_type(JsonWriter& json, const TypeOps& type, const Limits& limits, SchemaUse use) const {
  const bool writes = use != SchemaUse::read;
  const bool nullable = writes && type.optional;
  switch (type.kind) {
    case FieldKind::boolean: append_type_name(json, "boolean", nullable); break;
    case FieldKind::integer:
    case FieldKind::money:
    case FieldKind::points:
    case FieldKind::rate:
      append_type_name(json, "integer", nullable);
      json.key("format").text("int64");
      if (writes) append_range(json, limits);
      break;
    case FieldKind::id:
      append_type_name(json, "string", nullable);
      json.key("pattern").text(kIdPattern);
      break;
    case FieldKind::time:
      append_type_name(json, "string", nullable);
      json.key("format").text("date-time");
      break;
    case FieldKind::date:
      append_type_name(json, "string", nullable);
      json.key("format").text("date");
      break;
    case FieldKind::text:
      append_type_name(json, "string", nullable);
      if (writes && limits.min > 0) json.key("minLength").integer(limits.min);
      if (writes) json.key("maxLength").integer(limits.max);
      break;
    case FieldKind::choice:
      append_type_name(json, "string", nullable);
      append_choices(json, type, nullable);
      break;
    case FieldKind::record: append_reference(json, *type.record(), nested(use)); break;
    case FieldKind::list:
      json.key("type").text("array");
      if (writes && limits.min > 0) json.key("minItems").integer(limits.min);
      if (writes) json.key("maxItems").integer(limits.max);
      json.key("items").begin_object();
      append_type(json, *type.element, effective_limits(FieldRow{.name = {}, .type = type.element}), nested(use));
      json.end_object();
      break;
  }
}

void append_parameter_schema(JsonWriter& json, FieldKind kind) {
  json.begin_object();
  switch (kind) {
    case FieldKind::boolean: json.key("type").text("boolean"); break;
    case FieldKind::integer:
    case FieldKind::money:
    case FieldKind::points:
    case FieldKind::rate: json.key("type").text("integer").key("format").text("int64"); break;
    case FieldKind::id: json.key("type").text("string").key("pattern").text(kIdPattern); break;
    case FieldKind::time: json.key("type").text("string").key("format").text("date-time"); break;
    case FieldKind::date: json.key("type").text("string").key("format").text("date"); break;
    case FieldKind::text:
    case FieldKind::choice:
    case FieldKind::record:
    case FieldKind::list: json.key("type").text("string"); break;
  }
  json.end_object();
}

}  // namespace homeport::http
