#include <algorithm>
#include <array>

#include "base/json.hpp"
#include "base/text.hpp"

namespace homeport {
namespace {

void append_escaped(std::string& out, unsigned char byte) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (byte) {
    case '"': out += "\\\""; break;
    case '\\': out += "\\\\"; break;
    case '\n': out += "\\n"; break;
    case '\r': out += "\\r"; break;
    case '\t': out += "\\t"; break;
    default:
      out += "\\u00";
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
  }
}

std::string with_replaced_bytes(std::string_view text) {
  std::string replaced;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x80) {
      replaced += c;
    } else {
      replaced += "\xEF\xBF\xBD";
    }
  }
  return replaced;
}

void append_quoted_plain(std::string& out, std::string_view text) {
  out += '"';
  out += text;
  out += '"';
}

// In one piece: an answer has a hundred of them.
void append_key(std::string& out, std::string_view name, bool is_first) {
  std::array<char, 80> piece;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled below
  CHECK(name.size() + 4 <= piece.size());
  char* end = piece.data();
  if (!is_first) *end++ = ',';
  *end++ = '"';
  end = std::copy(name.begin(), name.end(), end);
  *end++ = '"';
  *end++ = ':';
  out.append(piece.data(), end);
}

bool is_shown(const FieldRow& row, View view) {
  switch (row.access) {
    case Access::write_only:
    case Access::internal: return false;
    case Access::margin:
    case Access::margin_read_only: return view.margin;
    case Access::read_write:
    case Access::create_only:
    case Access::read_only: return true;
  }
  return false;
}

void append_list_json(std::string& out, const TypeOps& type, const void* value, View view) {
  out += '[';
  const std::size_t size = type.size(value);
  for (std::size_t i = 0; i < size; ++i) {
    if (i != 0) out += ',';
    append_value_json(out, *type.element, type.at(value, i), view);
  }
  out += ']';
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  if (!is_valid_utf8(text)) {
    append_json_string(out, with_replaced_bytes(text));
    return;
  }
  out += '"';
  std::size_t plain_from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
    out.append(text, plain_from, i - plain_from);
    append_escaped(out, byte);
    plain_from = i + 1;
  }
  out.append(text, plain_from, text.size() - plain_from);
  out += '"';
}

void append_value_json(std::string& out, const TypeOps& type, const void* value, View view) {
  if (type.optional && !type.has(value)) {
    out += "null";
    return;
  }
  switch (type.kind) {
    case FieldKind::boolean: out += type.get_int(value) != 0 ? "true" : "false"; break;
    case FieldKind::integer:
    case FieldKind::money:
    case FieldKind::points:
    case FieldKind::rate: append_decimal(out, type.get_int(value)); break;
    case FieldKind::id:
      out += '"';
      append_decimal(out, type.get_int(value));
      out += '"';
      break;
    case FieldKind::time: append_quoted_plain(out, format_rfc3339(Time{type.get_int(value)})); break;
    case FieldKind::date:
      append_quoted_plain(out, format_date(Date{static_cast<std::int32_t>(type.get_int(value))}));
      break;
    case FieldKind::choice:
      append_quoted_plain(out, type.choices[static_cast<std::size_t>(type.get_int(value))]);
      break;
    case FieldKind::text: append_json_string(out, type.get_text(value)); break;
    case FieldKind::record: append_record_json(out, *type.record(), type.inner(value), view); break;
    case FieldKind::list: append_list_json(out, type, value, view); break;
  }
}

void append_record_json(std::string& out, const RecordTable& table, const void* record, View view) {
  out += '{';
  bool first = true;
  for (const auto& row : table.rows) {
    if (!is_shown(row, view)) continue;
    const void* value = row.locate(record);
    if (row.type->optional && !row.type->has(value)) continue;
    append_key(out, row.name, first);
    first = false;
    append_value_json(out, *row.type, value, view);
  }
  out += '}';
}

JsonWriter& JsonWriter::key(std::string_view name) {
  before_value();
  append_json_string(out_, name);
  out_ += ':';
  needs_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
  before_value();
  append_json_string(out_, value);
  return *this;
}

JsonWriter& JsonWriter::integer(std::int64_t value) {
  before_value();
  append_decimal(out_, value);
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) { return raw(value ? "true" : "false"); }

JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::id(std::int64_t value) {
  before_value();
  out_ += '"';
  append_decimal(out_, value);
  out_ += '"';
  return *this;
}

JsonWriter& JsonWriter::time(Time value) { return text(format_rfc3339(value)); }

JsonWriter& JsonWriter::date(Date value) { return text(format_date(value)); }

JsonWriter& JsonWriter::raw(std::string_view json) {
  before_value();
  out_ += json;
  return *this;
}

JsonWriter& JsonWriter::open(char bracket) {
  before_value();
  out_ += bracket;
  needs_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  out_ += bracket;
  needs_comma_ = true;
  return *this;
}

void JsonWriter::before_value() {
  if (needs_comma_) out_ += ',';
  needs_comma_ = true;
}

}  // namespace homeport
