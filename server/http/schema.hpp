#pragma once

// Field tables as JSON Schemas, for openapi.cpp.

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/fields.hpp"
#include "base/json.hpp"

namespace homeport::http {

enum class SchemaUse : std::uint8_t { read, create, patch };

// The schemas a set of routes needs, by name.
class SchemaSet {
 public:
  // All tables that are read must be added before the others, because they take the plain names.
  void add(const RecordTable& table, SchemaUse use);
  [[nodiscard]] std::string name_of(const RecordTable& table, SchemaUse use) const;
  void append_reference(JsonWriter& json, const RecordTable& table, SchemaUse use) const;
  void append_schemas(JsonWriter& json) const;  // "name": {…} of each, into an open object

 private:
  struct Entry {
    const RecordTable* table = nullptr;
    SchemaUse use{};
  };

  void append_schema(JsonWriter& json, const Entry& entry) const;
  void append_row(JsonWriter& json, const FieldRow& row, SchemaUse use) const;
  void append_type(JsonWriter& json, const TypeOps& type, const Limits& limits, SchemaUse use) const;

  std::map<std::string, Entry, std::less<>> entries_;
  std::set<const RecordTable*> read_;
};

// {"type":"string","pattern":…} and so on for a parameter of the path or the query.
void append_parameter_schema(JsonWriter& json, FieldKind kind);

}  // namespace homeport::http
